"""Who checked which text: a stamp counts for that text alone, and holds none of its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from snslint import drafts, stamp
from snslint.drafts.places import Plain
from snslint.errors import UserError
from snslint.model import Draft, Finding, Quote, Report, Severity, Span
from snslint.stamp import Stamp

AT = dt.datetime(2026, 11, 21, 10, 5, tzinfo=dt.timezone(dt.timedelta(hours=9)))
DRAFT = Draft("断水するらしい。\n拡散希望", Plain("posts/a.md"), "p-1", "onjuku")
FINDING = Finding(Span(4, 7), "rumour/hearsay", "rumour", Severity.WARNING, Quote("5(9)", "…"), "…", "…")


def made(draft: Draft = DRAFT, by: str = "総務課 佐藤") -> Stamp:
    report = Report(draft, (FINDING, FINDING, replace(FINDING, severity=Severity.ERROR)))
    return stamp.make(report, by=by, at=AT, version="0.1.0", pack="3f2a")


def test_a_stamp_says_who_what_with_which_rules_and_when() -> None:
    assert made() == Stamp(
        path="a.md",
        id="p-1",
        digest=stamp.digest(DRAFT.text),
        by="総務課 佐藤",
        at=AT,
        municipality="onjuku",
        version="0.1.0",
        pack="3f2a",
        errors=1,
        warnings=2,
    )


def test_a_stamp_counts_until_the_text_changes() -> None:
    changed = replace(DRAFT, text=DRAFT.text + "!")
    assert (stamp.counting(DRAFT, [made()]), stamp.outdated(DRAFT, [made()])) == ((made(),), ())
    assert (stamp.counting(changed, [made()]), stamp.outdated(changed, [made()])) == ((), (made(),))


@pytest.mark.parametrize(
    "same",
    [
        replace(DRAFT, text=DRAFT.text.replace("\n", "\r\n")),
        replace(DRAFT, source=Plain("elsewhere/b.txt"), id=None),
    ],
)
def test_line_ends_and_places_are_no_change(same: Draft) -> None:
    assert stamp.counting(same, [made()]) == (made(),)


def test_another_post_of_the_file_has_no_stamp() -> None:
    other = replace(DRAFT, id="p-2", text="ほかの投稿")
    assert (stamp.counting(other, [made()]), stamp.outdated(other, [made()])) == ((), ())


def test_a_note_says_what_counts_or_that_it_no_longer_does() -> None:
    changed = replace(DRAFT, text="直した投稿")
    assert stamp.notes(DRAFT, [made(), made(by="課長 山田")]) == (
        "総務課 佐藤が2026-11-21 10:05に点検しました（snslint 0.1.0、規則 3f2a、重大 1件、注意 2件）。",
        "課長 山田が2026-11-21 10:05に点検しました（snslint 0.1.0、規則 3f2a、重大 1件、注意 2件）。",
    )
    assert stamp.notes(changed, [made()]) == (
        "総務課 佐藤が2026-11-21 10:05に点検したあと、本文が変わりました。もう一度点検してください。",
    )
    assert stamp.notes(changed, [made(), made(changed, by="課長 山田")]) == (
        "課長 山田が2026-11-21 10:05に点検しました（snslint 0.1.0、規則 3f2a、重大 1件、注意 2件）。",
    )


def test_stamps_are_added_and_read_back_in_order(tmp_path: Path) -> None:
    assert stamp.load(tmp_path) == ()
    first, second = made(), made(replace(DRAFT, id=None), by="課長 山田")
    paths = {stamp.append(tmp_path, one) for one in (first, second)}
    assert paths == {tmp_path / ".snslint-stamps.jsonl"}
    assert stamp.load(tmp_path) == (first, second)


def test_the_file_holds_no_word_of_the_post_and_is_no_draft(tmp_path: Path) -> None:
    path = stamp.append(tmp_path, made())
    written = path.read_text(encoding="utf-8")
    assert not any(word in written for word in ("断水", "らしい", "拡散"))
    (tmp_path / "a.txt").write_text("本文", encoding="utf-8")
    assert list(drafts.find([str(tmp_path)])) == [str(tmp_path / "a.txt")]


def test_each_broken_line_is_told(tmp_path: Path) -> None:
    path = stamp.append(tmp_path, made())
    with path.open("a", encoding="utf-8") as file:
        file.write("{}\n[]\n<<<<<<< HEAD\n")
    with pytest.raises(UserError) as raised:
        stamp.load(tmp_path)
    message = "点検の記録として読めません。この行を元に戻すか、消してください。"
    assert [str(problem) for problem in raised.value.problems] == [
        f"{path}:{line}: {message}" for line in (2, 3, 4)
    ]
