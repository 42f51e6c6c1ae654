"""What stands beside a post: read, or told where it is wrong and what to write."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint import drafts
from snslint.drafts.places import JsonString, Plain
from snslint.drafts.times import day, moment
from snslint.errors import Problem
from snslint.model import Allowance, Draft, Meta

JST = dt.timezone(dt.timedelta(hours=9))


def read(path: Path, written: str) -> list[Draft | Problem]:
    path.write_text(written, encoding="utf-8")
    return list(drafts.read(str(path)))


def messages(path: Path, written: str) -> list[str]:
    found = read(path, written)
    assert all(isinstance(one, Problem) for one in found)
    return [str(one).removeprefix(f"{path}:") for one in found]


def test_front_matter_gives_everything_beside_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    found = read(
        path,
        """---
id: 2026-12-01-matsuri
municipality: onjuku
platform: x、facebook
author: 企画財政課 田中
reviewers: [総務課 佐藤, 産業観光課 鈴木]
approved_by: 企画財政課長 山田
approved_at: 2026/11/30 17:15
delegated_by: 企画財政課長
publish_at: 令和8年12月1日(火) 午前9時
consent: 出演者 本多さん
credits: ["写真: 町観光協会"]
allow:
  - {rule: rumour/hearsay, words: らしい, reason: 曲名のため, by: 田中, until: 2027-03-31}
extra: {受付番号: "0470", 版: [1, 2]}
meta:
  extra: {備考: 差替え}
---

お祭りです。
""",
    )
    assert found == [
        Draft(
            "お祭りです。",
            Plain(str(path), 20),
            "2026-12-01-matsuri",
            "onjuku",
            ("x", "facebook"),
            Meta(
                "企画財政課 田中",
                ("総務課 佐藤", "産業観光課 鈴木"),
                "企画財政課長 山田",
                dt.datetime(2026, 11, 30, 17, 15),
                "企画財政課長",
                dt.datetime(2026, 12, 1, 9),
                ("出演者 本多さん",),
                ("写真: 町観光協会",),
                (Allowance("rumour/hearsay", "らしい", "曲名のため", "田中", dt.date(2027, 3, 31)),),
                {"備考": "差替え"},
            ),
        )
    ]


def test_empty_values_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    written = '{"text": "x", "id": null, "platform": [], "meta": {"delegated_by": "", "reviewers": null}}'
    assert read(path, written) == [Draft("x", JsonString(str(path), 1, 11, "x"))]


def test_a_signature_that_is_left_blank_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    (draft,) = read(path, '{"text": "x", "meta": {"author": "", "approved_by": null}}')
    assert isinstance(draft, Draft)
    assert draft.meta == Meta(author="", approved_by="")


BLANKET = "まとめて許可することはできません。規則の名前（rumour/hearsay など）と、許可する語句そのものを書いてください。"
KEYS = "id、meta、municipality、platform、text"
META_KEYS = (
    "allow、approved_at、approved_by、author、consent、credits、delegated_by、extra、publish_at、reviewers"
)
TIMES = "日時は 2026-12-01T09:00 や 2026/12/1 9:00、令和8年12月1日 9:00 のように書いてください。"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"txt": "x"}, f"1:2: キー「txt」はありません。「text」ではありませんか。使えるもの: {KEYS}"),
        ({"text": "x", "author": "田中"}, "1:15: 「author」は「meta」の中に書いてください。"),
        (
            {"text": "x", "meta": {"autor": "田中"}},
            f"1:24: キー「autor」はありません。「author」ではありませんか。使えるもの: {META_KEYS}",
        ),
        ({"text": 5}, "1:10: 「text」には投稿文を文字列で書いてください。"),
        ({"id": 5, "text": "x"}, "1:8: 「id」には文字列を1つ書いてください。"),
        (
            {"text": "x", "platform": ["x", 1]},
            "1:27: 「platform」には文字列か、文字列の並びを書いてください。",
        ),
        ({"text": "x", "meta": []}, None),
        ({"text": "x", "meta": ["a"]}, "1:23: 「キー: 値」の組を書いてください。"),
        ({"text": "x", "meta": {"extra": "a"}}, "1:33: 「extra」には「キー: 値」の組を書いてください。"),
        (
            {"text": "x", "meta": {"publish_at": "来週"}},
            f"1:38: 「来週」を「publish_at」の日時として読めません。{TIMES}",
        ),
        (
            {"text": "x", "meta": {"approved_at": 20261201}},
            f"1:39: 「20261201」を「approved_at」の日時として読めません。{TIMES}",
        ),
        ({"id": "a"}, "1:1: 投稿文がありません。本文を書いてください。"),
        ({"text": " \n"}, "1:10: 投稿文がありません。本文を書いてください。"),
        ({"text": "x" * 100_001}, "1:10: 投稿文が長すぎます（100,001字。100,000字まで）。"),
        (
            {"text": "\ud83d"},
            "1:10: 投稿文に片方だけのサロゲート（U+D83D）があります。絵文字などが途中で切れています。",
        ),
        (
            {"text": "x", "meta": {"allow": {"rul": "a/b"}}},
            "1:34: キー「rul」はありません。「rule」ではありませんか。使えるもの: by、reason、rule、until、words",
        ),
        (["text"], "1:1: 投稿を「キー: 値」の組で書いてください（text が本文です）。"),
    ],
    ids=str,
)
def test_a_mistake_in_a_record_is_told_at_its_place(
    tmp_path: Path, record: object, expected: str | None
) -> None:
    path = tmp_path / "a.jsonl"
    written = json.dumps(record)
    if expected is None:
        assert [type(one) for one in read(path, written)] == [Draft]
    else:
        assert messages(path, written) == [expected]


def test_a_post_may_have_100000_characters(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.txt", "あ" * 100_000)
    assert isinstance(found, Draft)


def test_all_mistakes_of_front_matter_come_at_once(tmp_path: Path) -> None:
    written = "---\nauther: 田中\npublish_at: いつか\nreviewers: {a: b}\ntext: x\n---\nx"
    keys = META_KEYS.replace("extra、", "extra、id、meta、municipality、platform、")
    assert messages(tmp_path / "a.txt", written) == [
        f"2:1: キー「auther」はありません。「author」ではありませんか。使えるもの: {keys}",
        f"3:13: 「いつか」を「publish_at」の日時として読めません。{TIMES}",
        "4:12: 「reviewers」には文字列か、文字列の並びを書いてください。",
        "5:1: 本文は2つ目の「---」の下に書いてください。",
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "{rule: rumour/hearsay, words: らしい, by: 田中}",
            ["3:5: 「allow」の項目に「reason」（許可する理由）がありません。"],
        ),
        (
            "{rule: rumour/hearsay, words: らしい, reason: 曲名, by: ''}",
            ["3:5: 「allow」の項目に「by」（許可した人の氏名）がありません。"],
        ),
        (
            "{reason: x, by: 田中}",
            [
                "3:5: 「allow」の項目に「rule」（許可する規則の名前）がありません。",
                "3:5: 「allow」の項目に「words」（許可する語句そのもの）がありません。",
            ],
        ),
        (
            "{rule: a/b, words: x, reason: x, by: x, untill: 2027-01-01}",
            [
                "3:45: キー「untill」はありません。「until」ではありませんか。"
                "使えるもの: by、reason、rule、until、words"
            ],
        ),
        (
            "{rule: a/b, words: x, reason: x, by: x, until: 年度末}",
            [
                "3:52: 「年度末」を「until」の日付として読めません。"
                "日付は 2026-12-01 や 令和8年12月1日 のように書いてください。"
            ],
        ),
        ("らしい", ["3:5: 「キー: 値」の組を書いてください。"]),
        ("{rule: rumour, words: らしい, reason: x, by: x}", [f"3:5: {BLANKET}"]),
        ("{rule: rumour/*, words: らしい, reason: x, by: x}", [f"3:5: {BLANKET}"]),
        ("{rule: rumour/hearsay, words: '*', reason: x, by: x}", [f"3:5: {BLANKET}"]),
    ],
)
def test_an_allowance_without_reason_or_name_is_refused(
    tmp_path: Path, entry: str, expected: list[str]
) -> None:
    assert messages(tmp_path / "a.md", f"---\nallow:\n  - {entry}\n---\n本文") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-12-01T09:00:00+09:00", dt.datetime(2026, 12, 1, 9, tzinfo=JST)),
        ("2026-12-01T00:00:00Z", dt.datetime(2026, 12, 1, tzinfo=dt.UTC)),
        ("2026-12-01T09:00", dt.datetime(2026, 12, 1, 9)),
        ("2026-12-01 09:00", dt.datetime(2026, 12, 1, 9)),
        ("2026-12-01", dt.datetime(2026, 12, 1)),
        ("2026/12/1 9:00", dt.datetime(2026, 12, 1, 9)),
        ("２０２６／１２／１　９：００", dt.datetime(2026, 12, 1, 9)),
        ("2026.12.1", dt.datetime(2026, 12, 1)),
        ("2026年12月1日（火）9時30分", dt.datetime(2026, 12, 1, 9, 30)),
        ("令和8年12月1日", dt.datetime(2026, 12, 1)),
        ("令和元年5月1日 午後0時5分", dt.datetime(2019, 5, 1, 12, 5)),
        ("令和8年12月1日 午前12時", None),
        ("R8.12.1 15:04:05", dt.datetime(2026, 12, 1, 15, 4, 5)),
        ("平成31年4月30日", dt.datetime(2019, 4, 30)),
        ("2026-02-29", None),
        ("2026/13/1", None),
        ("令和8年12月1日 25時", None),
        ("令和8年12月1日 午後13時", None),
        ("12月1日", None),
        ("未定", None),
        ("", None),
    ],
)
def test_times_are_read_as_staff_write_them(written: str, expected: dt.datetime | None) -> None:
    assert moment(written) == expected


@given(st.datetimes(timezones=st.sampled_from([None, JST, dt.UTC])))
def test_every_iso_time_is_read_back(value: dt.datetime) -> None:
    assert moment(value.isoformat()) == value


@given(st.text())
def test_no_text_breaks_the_reading_of_times(written: str) -> None:
    assert moment(written) is None or isinstance(moment(written), dt.datetime)


def test_a_day_has_no_time() -> None:
    assert (day("令和8年12月1日"), day("2026-12-01 09:00"), day("x")) == (dt.date(2026, 12, 1), None, None)
