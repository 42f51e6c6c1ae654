"""What the detectors of slips find, and the names that they give to the message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint.document import Document
from snslint.document.weekdays import WEEKDAYS
from snslint.lint import TextSource
from snslint.model import Draft, Meta

TODAY = dt.date(2026, 11, 21)
DETECTORS = (
    "weekday", "relative_day", "duration", "schedule", "impossible_date", "impossible_time", "era", "holiday", "backwards",
    "out_of_turn",
)  # fmt: skip


def found(
    detector: str, text: str, publish_at: dt.datetime | None = None
) -> list[tuple[str, str, Mapping[str, str]]]:
    document = Document(Draft(text, TextSource(), meta=Meta(publish_at=publish_at)), today=TODAY)
    module = import_module(f"snslint.detectors.{detector}")
    return [
        (match.kind, document.text[match.start : match.end], match.names) for match in module.find(document)
    ]


@given(
    st.dates(dt.date(2026, 7, 1), dt.date(2027, 4, 1)),
    st.integers(0, 6),
    st.sampled_from(
        [
            "{m}月{d}日({w})",
            "{m}/{d}({w})",
            "{m}月{d}日{w}曜日",
            "{y}年{m}月{d}日({w})",
            "令和{r}年{m}月{d}日({w})",
        ]
    ),
)
def test_a_weekday_is_found_if_and_only_if_it_is_wrong(day: dt.date, weekday: int, form: str) -> None:
    written = form.format(y=day.year, r=day.year - 2018, m=day.month, d=day.day, w=WEEKDAYS[weekday])
    names = {"date": f"{day.year}年{day.month}月{day.day}日", "right": f"{WEEKDAYS[day.weekday()]}曜日"}
    expected = [] if weekday == day.weekday() else [("date", written, names)]
    assert found("weekday", f"次は{written}です。") == expected


@pytest.mark.parametrize(
    ("detector", "text", "expected"),
    [
        ("weekday", "第2土曜の12月19日", ("nth", "第2土曜の12月19日", {"date": "2026年12月19日", "right": "第3土曜日"})),
        ("weekday", "週末の12月2日", ("weekend", "週末の12月2日", {"date": "2026年12月2日", "right": "水曜日"})),
        ("duration", "12月5日〜7日の2日間", ("days", "12月5日~7日の2日間", {"right": "3日間"})),
        ("duration", "12月4日〜7日の2泊3日", ("nights", "12月4日~7日の2泊3日", {"right": "3泊4日"})),
        ("duration", "10時〜12時(3時間)", ("hours", "10時~12時(3時間", {"right": "2時間"})),
        ("impossible_date", "11月31日(月)まで", ("date", "11月31日(月)", {"month": "11", "year": ""})),
        ("impossible_time", "13時75分", ("minute", "13時75分", {})),
        ("impossible_time", "午前15時", ("half", "午前15時", {})),
        ("impossible_time", "31時", ("hour", "31時", {})),
        ("era", "令和9年(2026年)", ("pair", "令和9年(2026年)", {"right": "2026年は令和8年"})),
        ("era", "平成元年(1988年)", ("pair", "平成元年(1988年)", {"right": "1988年は昭和63年"})),
        ("era", "昭和70年", ("length", "昭和70年", {"right": "昭和は64年まで"})),
        ("era", "来年は午年", ("zodiac", "来年は午年", {"right": "2027年は未年"})),
        ("holiday", "11月24日(火・祝)", ("mark", "11月24日(火・祝)", {"date": "2026年11月24日", "holiday": "祝"})),
        ("holiday", "成人の日(1月12日)", ("name", "成人の日(1月12日)", {"date": "2027年1月12日", "holiday": "成人の日"})),
        ("backwards", "12月14日〜12月4日", ("date", "12月14日~12月4日", {})),
        ("backwards", "11時から9時まで", ("time", "11時から9時まで", {})),
        ("out_of_turn", "17時開演、開場は18時", ("start", "17時開演、開場は18時", {"first": "開場", "second": "開演"})),
        ("out_of_turn", "最終入館17時、閉館16時", ("last", "最終入館17時、閉館16時", {"first": "最終入館", "second": "閉館"})),
        ("out_of_turn", "開会10時、閉会9時", ("end", "開会10時、閉会9時", {"first": "開会", "second": "閉会"})),
    ],
)  # fmt: skip
def test_a_slip_is_found_with_what_would_be_right(
    detector: str, text: str, expected: tuple[str, str, dict[str, str]]
) -> None:
    assert found(detector, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "【年末年始の休館】12月28日（月）～令和9年1月4日（月）。図書館は27日（日）も休みます。",
        "開館 9:30〜17:00（入館は16:30まで）　休館日 毎週月曜（祝日の場合は翌火曜）",
        "第1部 開場10:00／開演10:30　第2部 開場14:00／開演14:30",
        "通行止め 12月7日(月)〜11日(金) 各日21時〜翌5時",
        "令和8年度（2026年度）予算、令和8年度（2027年3月31日まで）",
        "平成31年4月30日に退位、令和元年5月1日に即位。昭和64年1月7日。",
        "第1・3土曜、第2木曜はお休み。第2・第4土曜日の12月12日・26日に開きます。",
        "成人の日（1月11日）の前日、1月10日（日）に二十歳のつどい。",
        "春分の日の3月21日（日）、振替休日の22日（月）も開館します。",
        "4月29日(木・祝)～5月5日(水・祝)の7日間",
        "開催日 12月12日（土） 募集 30人 申込み 11月30日（月）まで",
        "平成23年3月11日（金）の東日本大震災",
        "テレビ番組「ふるさと」12月5日（土）25時30分〜放送",
        "15:00開演（14:30開場）、11:00〜21:00(L.O.20:30)",
        "12月の休館日 7日(月)・14日(月)・21日(月)・28日(月)〜31日(木)",
        "2026.12.5 SAT 14:00 START / 13:30 OPEN",
        "7/10の児童がカレー、血圧130/85、問合せ 0470-00-1234 内線12-3",
    ],
)
def test_a_notice_whose_dates_are_right_is_left_alone(text: str) -> None:
    assert [match for detector in DETECTORS for match in found(detector, text)] == []


def test_an_event_is_past_only_where_the_day_of_publication_is_known() -> None:
    text = "11月20日（金）に講座を開催します。"
    assert found("schedule", text) == []
    assert found("schedule", text, dt.datetime(2026, 11, 24, 9)) == [
        ("past", "11月20日(金)", {"date": "11月20日", "other": "11月24日"})
    ]


@pytest.mark.parametrize(
    ("text", "match"), [("あす11月26日に", "あす11月26日"), ("明日の月曜に", "明日の月曜")]
)
def test_a_relative_day_is_judged_only_where_the_day_of_publication_is_known(text: str, match: str) -> None:
    names = {"date": "2026年11月25日（水）"}
    published = found("relative_day", text, dt.datetime(2026, 11, 24, 9))
    assert [each[1:] for each in published] == [(match, names)]
    assert found("relative_day", text) == []


def test_today_is_the_day_of_publication_in_japan() -> None:
    evening_in_utc = dt.datetime(2026, 11, 23, 16, tzinfo=dt.UTC)
    assert found("relative_day", "きょう11月24日（火）は献血の日です。", evening_in_utc) == []


@pytest.mark.parametrize("month", ["1月は磁石と電気です。", "一月は磁石と電気です。"])
def test_a_day_may_be_one_of_a_month_that_an_earlier_sentence_is_about(month: str) -> None:
    assert found("weekday", month + "16日(土)は午後も開きます。") == []
    assert [words for _, words, _ in found("weekday", month + "16日(月)・17日(水)に開きます。")] == [
        "17日(水)"
    ]
