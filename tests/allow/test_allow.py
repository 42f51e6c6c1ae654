"""What somebody has allowed: only these words, only by name and with a reason, only for its time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from snslint import allow
from snslint.drafts.places import Plain
from snslint.errors import UserError
from snslint.model import Allowance, Draft, Finding, Meta, Quote, Report, Severity, Span

TODAY = dt.date(2026, 11, 21)
TEXT = "合唱曲「春らしい」を歌います。断水するらしい。"


def finding(words: str, rule: str = "rumour/hearsay", clause: str = "5(9)") -> Finding:
    start = TEXT.rindex(words)
    span = Span(start, start + len(words))
    return Finding(span, rule, rule.split("/")[0], Severity.WARNING, Quote(clause, "…"), "…", "…")


def report(*findings: Finding, own: tuple[Allowance, ...] = ()) -> Report:
    return Report(Draft(TEXT, Plain("a.txt"), meta=Meta(allow=own)), findings)


def allowance(words: str = "らしい", until: dt.date | None = None, rule: str = "rumour/hearsay") -> Allowance:
    return Allowance(rule, words, "曲名のため", "課長 山田", until)


def test_a_finding_that_is_allowed_goes_and_a_note_says_by_whom() -> None:
    before = report(finding("らしい"), finding("断水"), own=(allowance(),))
    after, used = allow.apply(before, today=TODAY)
    assert (after.findings, after.notes, used) == (
        (finding("断水"),),
        ("rumour/hearsay の指摘を課長 山田が許可しています。",),
        frozenset(),
    )


@pytest.mark.parametrize("other", [allowance("らし"), allowance(rule="rumour/gossip"), allowance("らしい。")])
def test_other_words_or_another_rule_allow_nothing(other: Allowance) -> None:
    after, _ = allow.apply(report(finding("らしい"), own=(other,)), today=TODAY)
    note = f"{other.rule} の許可に当てはまる指摘がありません。不要なら消してください。"
    assert (after.findings, after.notes) == ((finding("らしい"),), (note,))


def test_an_allowance_counts_up_to_its_last_day() -> None:
    for until, left in ((TODAY, 0), (TODAY - dt.timedelta(days=1), 1)):
        after, _ = allow.apply(report(finding("らしい"), own=(allowance(until=until),)), today=TODAY)
        assert len(after.findings) == left
        assert after.notes == (
            "rumour/hearsay の許可は期限が過ぎています（2026-11-20まで）。"
            if left
            else "rumour/hearsay の指摘を課長 山田が許可しています（2026-11-21まで）。",
        )


def test_a_clause_that_nobody_can_allow_stays() -> None:
    after, _ = allow.apply(report(finding("らしい"), own=(allowance(),)), today=TODAY, never={"5(9)"})
    assert (after.findings, after.notes) == (
        (finding("らしい"),),
        ("rumour/hearsay の指摘は許可できません（5(9)）。",),
    )


def test_a_side_file_holds_for_every_draft_and_tells_what_nobody_used(tmp_path: Path) -> None:
    path = tmp_path / "allow.yaml"
    path.write_text(
        "- {rule: rumour/hearsay, words: らしい, reason: 曲名のため, by: 課長 山田}\n"
        "- {rule: rumour/gossip, words: 噂, reason: 曲名のため, by: 課長 山田, until: 令和9年3月31日}\n",
        encoding="utf-8",
    )
    side = allow.load(path)
    assert side.allowances == (
        allowance(),
        Allowance("rumour/gossip", "噂", "曲名のため", "課長 山田", dt.date(2027, 3, 31)),
    )
    after, used = allow.apply(report(finding("らしい")), side.allowances, today=TODAY)
    assert (after.findings, used) == ((), frozenset({allowance()}))
    assert [str(problem) for problem in side.unused(used)] == [
        f"{path}:2:3: rumour/gossip の許可に当てはまる指摘がありません。不要なら消してください。"
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("rule: a/b", ["1:1: 「allow」の項目に「words」（許可する語句そのもの）がありません。",
                       "1:1: 「allow」の項目に「reason」（許可する理由）がありません。",
                       "1:1: 「allow」の項目に「by」（許可した人の氏名）がありません。"]),
        ("- {rule: a/b, words: x, reason: x, by: x}\n- x", ["2:3: 「キー: 値」の組を書いてください。"]),
    ],
)  # fmt: skip
def test_a_broken_side_file_is_told_with_all_its_mistakes(
    tmp_path: Path, written: str, expected: list[str]
) -> None:
    path = tmp_path / "allow.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(UserError) as raised:
        allow.load(path)
    assert [str(problem).removeprefix(f"{path}:") for problem in raised.value.problems] == expected


@pytest.mark.parametrize("written", ["", "[]", "# 今はありません\n"])
def test_an_empty_side_file_allows_nothing(tmp_path: Path, written: str) -> None:
    (tmp_path / "allow.yaml").write_text(written, encoding="utf-8")
    assert allow.load(tmp_path / "allow.yaml").allowances == ()


def test_no_note_repeats_the_words() -> None:
    for own in (allowance(), allowance(until=dt.date(2020, 1, 1)), allowance(rule="rumour/gossip")):
        for never in ((), ("5(9)",)):
            after, _ = allow.apply(report(finding("らしい"), own=(own,)), today=TODAY, never=never)
            assert not any("らしい" in note for note in after.notes)
