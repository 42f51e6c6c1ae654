"""Every form in which a post writes dates and times, and what only looks like one."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint.document.dates import read_dates
from snslint.document.times import read_times
from snslint.document.weekdays import WEEKDAYS
from snslint.document.years import number, year_pairs
from snslint.text import fold

TODAY = dt.date(2026, 11, 21)  # a Saturday


def dates(text: str, today: dt.date = TODAY) -> list[tuple[str, str]]:
    """Each date as folded, and the likeliest day."""
    folded = fold(text).text
    return [(folded[date.start : date.end], str(date.date)) for date in read_dates(folded, today)]


@pytest.mark.parametrize(
    "text",
    [
        "11月24日（火）", "11/24(火)", "2026/11/24(火)", "2026-11-24", "11.24(tue)", "11月24日火曜日", "十一月二十四日(火)",
        "令和8年11月24日", "R8.11.24", "令和八年十一月二十四日", "二〇二六年十一月二十四日", "11月24日 TUE", "1１月２４日　（火曜日）",
        "今月24日(火)", "火曜日の11月24日", "11月24日（火・友引）", "2026年(令和8年)11月24日", "Tuesday, November 24", "'26.11.24",
        "11月24日（かようび）", "8年11月24日",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert [day for _, day in dates(f"次は{text}です。")] == ["2026-11-24"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22日(日)・23日(月)", ["2026-11-22", "2026-11-23"]),
        ("11月22日(日)〜24日(火)", ["2026-11-22", "2026-11-24"]),
        ("12月28日(月)から3日(日)まで", ["2026-12-28", "2027-01-03"]),
        ("12月5日(土)13時〜6日(日)10時", ["2026-12-05", "2026-12-06"]),
        ("12/5(土)・6(日)", ["2026-12-05", "2026-12-06"]),
        ("12月は5日(土)と19日(土)", ["2026-12-05", "2026-12-19"]),
        ("11月28・29日、12月5日", ["2026-11-28", "2026-11-29", "2026-12-05"]),
        ("月曜です。翌24日(火)は休み", ["2026-11-24"]),
        ("12月5日から来年1月31日", ["2026-12-05", "2027-01-31"]),
        ("12月5日から翌1月31日", ["2026-12-05", "2027-01-31"]),
        ("4月1日(水)〜令和9年3月31日", ["2026-04-01", "2027-03-31"]),
        ("休館は5日(土)、開館は12月1日(火)から", ["2026-12-05", "2026-12-01"]),
    ],
)
def test_a_day_without_a_month_is_of_the_month_beside_it(text: str, expected: list[str]) -> None:
    assert [day for _, day in dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1月10日", "2027-01-10"),
        ("10月10日", "2026-10-10"),
        ("昨年の11月24日", "2025-11-24"),
        ("来年11月24日", "2027-11-24"),
        ("令和10年11月24日", "2028-11-24"),
        ("令和9年2月16日から3月15日", "2027-03-15"),
    ],
)
def test_the_year_is_the_nearest_unless_the_text_says_another(text: str, expected: str) -> None:
    assert dates(text)[-1][1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "電話 0470-00-1234", "住所は1-2-3です", "3-2で勝ちました", "参加者の11/3", "24/7で対応", "第3.11版", "毎月第2土曜",
        "3日間", "三日月", "1月分", "v2026.1", "https://example.lg.jp/2026/11/24/", "(月)〜(金)", "毎月5日（火）", "比は1/2",
        "10%(日本)", "12月号", "四日市市",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == []


def test_a_date_takes_in_its_year_and_its_weekday() -> None:
    text = "開館は令和9年(2027年)2月14日（日・祝）です"
    (date,) = read_dates(fold(text).text, TODAY)
    assert text[date.start : date.end] == "令和9年(2027年)2月14日（日・祝）"
    assert (date.year, date.month, date.day, date.weekday, date.mark) == (2027, 2, 14, 6, "祝")


def test_a_date_that_no_calendar_has_means_no_day() -> None:
    assert [date.days for date in read_dates("11月31日、令和9年2月29日", TODAY)] == [(), ()]


@given(
    st.dates(dt.date(2026, 6, 1), dt.date(2027, 4, 30)), st.sampled_from(["{m}月{d}日({w})", "{m}/{d}({w})"])
)
def test_the_weekday_of_a_near_date_tells_its_day(day: dt.date, form: str) -> None:
    written = form.format(m=day.month, d=day.day, w=WEEKDAYS[day.weekday()])
    assert [date.date for date in read_dates(written, TODAY)] == [day]


@given(st.text("0123456789年月日(土)・〜~/-.:令和十一二 時第曜の、\n", max_size=60))
def test_any_text_is_read_and_the_dates_stand_apart(text: str) -> None:
    found = read_dates(fold(text).text, TODAY)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    "unit", ["12月5日・", "1/1", "令和8年(", "・1", "第2土曜の", "Dec 5 ", "1月は祭り。5日(月)。"]
)
def test_reading_takes_time_in_proportion_to_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        read_dates(text, TODAY)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.005)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("午後3時", [15 * 60]),
        ("午前九時半", [9 * 60 + 30]),
        ("9:05〜17時15分", [545, 1035]),
        ("10〜12時", [600, 720]),
        ("正午から25時", [720, 1500]),
        ("AM9:00", [540]),
        ("1時間、24時間、3時限、100時", []),
        ("192.168.0.1:80", []),
    ],
)
def test_times_are_read_in_minutes_since_midnight(text: str, expected: list[int]) -> None:
    assert [each.minutes for each in read_times(fold(text).text)] == expected


@pytest.mark.parametrize(
    ("written", "value"),
    [("7", 7), ("元", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("二〇二七", 2027)],
)
def test_numbers_are_read_in_digits_and_kanji(written: str, value: int) -> None:
    assert number(written) == value


def test_era_and_western_year_are_read_side_by_side_in_either_order() -> None:
    pairs = [
        pair[2:]
        for pair in year_pairs("令和9年(2026年)、2026年(令和8年)、R9(2027)年、令和8年度(2027年3月まで)")
    ]
    assert pairs == [(2027, 2026), (2026, 2026), (2027, 2027)]
