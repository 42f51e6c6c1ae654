"""What a rule needs, what clears it, and how cues add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from snslint import rules
from snslint.document import Document
from snslint.lint import TextSource, evaluate
from snslint.matchers.search import Search
from snslint.model import Draft, Match

HEAD = """
title: "試し"
severity: warning
message: "「{match}」です。"
why: "試すため。"
suggest: "直してください。"
examples: {bad: ["«雨»"], good: ["晴れ"]}
"""


def found(tmp_path: Path, rule: str, text: str, extra: Mapping[str, str] | None = None) -> Sequence[str]:
    """What a rule written as YAML underlines in the text."""
    for name, content in {"rumour/one": HEAD + rule, **(extra or {})}.items():
        path = tmp_path / "rules" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    library = rules.load([tmp_path / "rules"])
    document = Document(Draft(text, TextSource()), today=dt.date(2026, 11, 21))
    search = Search(document, library.index())
    return [text[slice(*_place(document, match))] for match in evaluate.matches(library.rules[0], search)]


def _place(document: Document, match: Match) -> tuple[int, int]:
    span = document.span(match.start, match.end)
    return span.start, span.end


RAIN = "find: [{words: [雨]}]\n"


@pytest.mark.parametrize(
    ("within", "text", "expected"),
    [
        ("sentence", "雨と風です。", ["雨"]),
        ("sentence", "雨です。風です。", []),
        ("near", "雨です。風です。", ["雨"]),
        ("near", "雨です。晴れです。風です。", []),
        ("post", "雨です。晴れです。風です。", ["雨"]),
        ("1", "雨と風です。", ["雨"]),
        ("0", "雨と風です。", []),
    ],
)
def test_a_need_stands_within_its_reach(tmp_path: Path, within: str, text: str, expected: list[str]) -> None:
    assert found(tmp_path, RAIN + f"needs: [{{words: [風], within: {within}}}]", text) == expected


@pytest.mark.parametrize(("side", "expected"), [("before", []), ("after", ["雨"])])
def test_a_need_stands_on_its_side(tmp_path: Path, side: str, expected: list[str]) -> None:
    assert found(tmp_path, RAIN + f"needs: [{{words: [風], side: {side}}}]", "雨と風です。") == expected


def test_one_need_of_several_is_enough_and_one_exception_clears(tmp_path: Path) -> None:
    rule = RAIN + "needs: [{words: [風]}, {words: [雪]}]\nunless: [{words: [予報]}, {words: [晴れ]}]"
    assert found(tmp_path, rule, "雨と雪。\n雨と風の予報。\n雨と花。") == ["雨"]


def test_a_match_is_no_need_of_its_own(tmp_path: Path) -> None:
    assert found(tmp_path, RAIN + "needs: [{words: [雨]}]", "雨です。") == []
    assert found(tmp_path, RAIN + "needs: [{words: [雨]}]", "雨また雨です。") == ["雨", "雨"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("skip: [quotation]", ["雨"]),
        ("only: [quotation]", ["雨"]),
        ("skip: [quotation, hashtag]", []),
        ("only: [url]", []),
    ],
)
def test_parts_are_looked_in_or_past(tmp_path: Path, where: str, expected: list[str]) -> None:
    assert found(tmp_path, RAIN + where, "「雨」と #雨 です。") == expected


def test_a_rule_that_speaks_once_takes_the_first(tmp_path: Path) -> None:
    assert found(tmp_path, RAIN + "once: true", "雨。雨。") == ["雨"]


CUES = """
evidence:
  threshold: 1.0
  cues:
    - {words: [雨], weight: 0.6}
    - {words: [風], weight: 0.4}
    - {words: [雪], within: near, weight: 0.4}
    - {words: [予報], within: post, weight: -0.5}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雨と風です。", ["雨と風"]),
        ("雨です。風です。", []),
        ("雨です。雪です。", ["雨"]),
        ("雨と風です。明日の予報です。", []),
        ("雨と風です。花です。雨と風と雪です。", ["雨と風", "雨と風と雪"]),
        ("雨と風です。雨と風と雪です。", ["雨と風と雪"]),
    ],
)
def test_cues_add_up_within_their_reach(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert found(tmp_path, CUES, text) == expected


def test_evidence_can_underline_the_sentence(tmp_path: Path) -> None:
    rule = CUES.replace("threshold: 1.0", "threshold: 1.0\n  underline: sentence")
    assert found(tmp_path, rule, "晴れ。\n雨と風です。\n晴れ。") == ["雨と風です。"]


def test_evidence_can_underline_the_sentences_beside_it_that_weigh_enough_too(tmp_path: Path) -> None:
    rule = CUES.replace("threshold: 1.0", "threshold: 1.0\n  underline: passage")
    assert found(tmp_path, rule, "晴れ。雨と風です。雨と風と雪です。花です。") == [
        "雨と風です。雨と風と雪です。"
    ]
    assert found(tmp_path, rule, "晴れ。雨と風です。花です。") == ["雨と風です。"]


def test_a_context_and_its_exceptions(tmp_path: Path) -> None:
    context = """
title: "予報"
find: [{words: [予報]}]
unless: [{words: [外れ], within: near}]
examples: {in: ["予報です"], out: ["晴れ"]}
"""
    rule = RAIN + "unless: [{context: forecast}]"
    extra = {"contexts/forecast": context}
    assert found(tmp_path, rule, "雨の予報です。", extra) == []
    assert found(tmp_path, rule, "雨の予報は外れです。", extra) == ["雨"]


def test_a_class_of_words_may_hold_another(tmp_path: Path) -> None:
    extra = {
        "lexicon/weather": 'title: "天気"\nwords: [雪, $wind]\n',
        "lexicon/wind": 'title: "風"\nwords: [風, 嵐]\n',
    }
    assert found(tmp_path, "find: [{words: [$weather]}]", "雨と雪と嵐です。", extra) == ["雪", "嵐"]


def test_a_named_group_is_underlined_and_named(tmp_path: Path) -> None:
    assert found(tmp_path, 'find: [{regex: "(?<number>[0-9]+)(?<match>円)"}]', "1００円です。") == ["円"]
