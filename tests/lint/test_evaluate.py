"""What a rule needs, what clears it, and how cues add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

Found = Callable[..., Sequence[str]]

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
def test_a_need_stands_within_its_reach(found: Found, within: str, text: str, expected: list[str]) -> None:
    assert found(RAIN + f"needs: [{{words: [風], within: {within}}}]", text) == expected


@pytest.mark.parametrize(("side", "expected"), [("before", []), ("after", ["雨"])])
def test_a_need_stands_on_its_side(found: Found, side: str, expected: list[str]) -> None:
    assert found(RAIN + f"needs: [{{words: [風], side: {side}}}]", "雨と風です。") == expected


def test_one_need_of_several_is_enough_and_one_exception_clears(found: Found) -> None:
    rule = RAIN + "needs: [{words: [風]}, {words: [雪]}]\nunless: [{words: [予報]}, {words: [晴れ]}]"
    assert found(rule, "雨と雪。\n雨と風の予報。\n雨と花。") == ["雨"]


def test_a_match_is_no_need_of_its_own(found: Found) -> None:
    assert found(RAIN + "needs: [{words: [雨]}]", "雨です。") == []
    assert found(RAIN + "needs: [{words: [雨]}]", "雨また雨です。") == ["雨", "雨"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("skip: [quotation]", ["雨"]),
        ("only: [quotation]", ["雨"]),
        ("skip: [quotation, hashtag]", []),
        ("only: [url]", []),
    ],
)
def test_parts_are_looked_in_or_past(found: Found, where: str, expected: list[str]) -> None:
    assert found(RAIN + where, "「雨」と #雨 です。") == expected


def test_a_rule_that_speaks_once_takes_the_first(found: Found) -> None:
    assert found(RAIN + "once: true", "雨。雨。") == ["雨"]


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
def test_cues_add_up_within_their_reach(found: Found, text: str, expected: list[str]) -> None:
    assert found(CUES, text) == expected


def test_evidence_can_underline_the_sentence(found: Found) -> None:
    rule = CUES.replace("threshold: 1.0", "threshold: 1.0\n  underline: sentence")
    assert found(rule, "晴れ。\n雨と風です。\n晴れ。") == ["雨と風です。"]


def test_evidence_can_underline_the_sentences_beside_it_that_weigh_enough_too(found: Found) -> None:
    rule = CUES.replace("threshold: 1.0", "threshold: 1.0\n  underline: passage")
    assert found(rule, "晴れ。雨と風です。雨と風と雪です。花です。") == ["雨と風です。雨と風と雪です。"]
    assert found(rule, "晴れ。雨と風です。花です。") == ["雨と風です。"]


def test_a_context_and_its_exceptions(found: Found) -> None:
    context = """
title: "予報"
find: [{words: [予報]}]
unless: [{words: [外れ], within: near}]
examples: {in: ["予報です"], out: ["晴れ"]}
"""
    rule = RAIN + "unless: [{context: forecast}]"
    extra = {"contexts/forecast": context}
    assert found(rule, "雨の予報です。", extra) == []
    assert found(rule, "雨の予報は外れです。", extra) == ["雨"]


def test_a_class_of_words_may_hold_another(found: Found) -> None:
    extra = {
        "lexicon/weather": 'title: "天気"\nwords: [雪, $wind]\n',
        "lexicon/wind": 'title: "風"\nwords: [風, 嵐]\n',
    }
    assert found("find: [{words: [$weather]}]", "雨と雪と嵐です。", extra) == ["雪", "嵐"]


def test_a_named_group_is_underlined_and_named(found: Found) -> None:
    assert found('find: [{regex: "(?<number>[0-9]+)(?<match>円)"}]', "1００円です。") == ["円"]


def test_a_class_of_letters_by_its_posix_name_is_found(found: Found) -> None:
    assert found('find: [{regex: "[[:digit:]]+号室"}]', "部屋は305号室です。") == ["305号室"]
