"""Findings known from before: hidden as often as they were known, kept without a word of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from snslint import baseline
from snslint.baseline import Baseline, Key
from snslint.drafts.places import Plain
from snslint.errors import UserError
from snslint.model import Draft, Finding, Quote, Report, Severity, Span


def report(
    *words: str, before: str = "", rule: str = "rumour/hearsay", municipality: str = "onjuku"
) -> Report:
    text = before + "".join(words)
    findings = []
    start = len(before)
    for word in words:
        span = Span(start, start + len(word))
        findings.append(Finding(span, rule, "rumour", Severity.WARNING, Quote("5(9)", "…"), "…", "…"))
        start += len(word)
    return Report(Draft(text, Plain("a.txt"), municipality=municipality), tuple(findings))


def words(found: Report) -> list[str]:
    return [found.draft.text[finding.span.start : finding.span.end] for finding in found.findings]


def test_what_is_known_is_hidden_wherever_it_stands_now() -> None:
    known = baseline.create([report("らしい", "噂")])
    left = known.left()
    after = baseline.hide(report("噂", "拡散希望", "らしい", before="一行目\n\n"), left)
    assert (words(after), after.notes) == (["拡散希望"], ("以前からある指摘 2件を除きました。",))
    assert left.total() == 0


def test_what_was_known_once_is_hidden_once() -> None:
    left = baseline.create([report("噂")]).left()
    assert words(baseline.hide(report("噂", "噂"), left)) == ["噂"]
    assert words(baseline.hide(report("噂"), left)) == ["噂"]


@pytest.mark.parametrize(
    "other", [report("噂", rule="rumour/gossip"), report("噂", municipality="mine"), report("うわさ")]
)
def test_another_rule_clause_or_word_is_new(other: Report) -> None:
    assert baseline.hide(other, baseline.create([report("噂")]).left()) == other


def test_pruning_takes_away_what_is_gone_and_adds_nothing() -> None:
    known = baseline.create([report("噂", "噂", "らしい")])
    pruned = baseline.prune(known, [report("噂", "拡散希望")])
    assert pruned == baseline.create([report("噂")])


def test_a_baseline_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    known = baseline.create([report("噂", "噂", "らしい")])
    path = tmp_path / "baseline.json"
    path.write_text(baseline.dump(known), encoding="utf-8")
    assert baseline.load(path) == known
    assert baseline.dump(baseline.load(path)) == baseline.dump(known)


def test_the_file_is_one_sorted_line_a_finding() -> None:
    known = Baseline({Key("onjuku", "b/b", "5(9)", "00000"): 2, Key("onjuku", "a/a", "5(9)", "fffff"): 1})
    assert baseline.dump(known) == (
        '{"version": 1, "findings": [\n'
        '  {"municipality": "onjuku", "rule": "a/a", "clause": "5(9)", "digest": "fffff", "count": 1},\n'
        '  {"municipality": "onjuku", "rule": "b/b", "clause": "5(9)", "digest": "00000", "count": 2}\n'
        "]}\n"
    )
    assert baseline.dump(Baseline()) == '{"version": 1, "findings": []}\n'


def test_a_digest_is_shared_by_so_many_numbers_that_none_can_be_found_again() -> None:
    numbers = [f"090-{n // 10000:04}-{n % 10000:04}" for n in range(0, 10**8, 400)]
    (key,) = baseline.create([report("090-1234-5678")]).counts
    keys = baseline.create(report(number) for number in numbers).counts
    assert len(key.digest) == 5
    assert 250_000 - len(keys) > 20_000


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "ベースラインとして読めません。「snslint baseline create」で作り直してください。"),
        ("[]", "ベースラインとして読めません。「snslint baseline create」で作り直してください。"),
        (
            '{"version": 1, "findings": [{}]}',
            "ベースラインとして読めません。「snslint baseline create」で作り直してください。",
        ),
        ("[" * 100_000, "ベースラインとして読めません。「snslint baseline create」で作り直してください。"),
        (
            '{"version": 2}',
            "ベースラインの版（2）が違います。「snslint baseline create」で作り直してください。",
        ),
    ],
    ids=["empty", "list", "no keys", "deep", "version"],
)
def test_what_is_no_baseline_is_told(tmp_path: Path, written: str, message: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(written)
    with pytest.raises(UserError) as raised:
        baseline.load(path)
    assert str(raised.value) == f"{path}: {message}"


def test_a_missing_baseline_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        baseline.load(tmp_path / "no.json")
    assert (
        str(raised.value) == f"{tmp_path / 'no.json'}: ファイルがありません。名前と場所を確かめてください。"
    )
