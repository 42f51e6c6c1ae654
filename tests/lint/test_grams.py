"""Fitted cues: runs of characters and of lemmas, added up like any other cue."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

RULE = """
evidence:
  threshold: 1.0
  grams:
    - {text: "内緒", weight: 0.5}
    - {text: "🤫", weight: 0.3}
    - {lemmas: "未だ 公表", weight: 0.6}
    - {lemmas: "注意", weight: -0.8}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("まだ公表していません。内緒です。", ["まだ公表していません。内緒です。"]),
        ("いまだ公開せず、ナイショ。🤫", []),
        ("晴れ。内緒の話🤫です。まだ公表前。", ["内緒の話🤫です。まだ公表前。"]),
        ("まだ公表していません。内緒です。注意です。", []),
        ("内緒です。内緒です。内緒です。", []),
        ("まだ公表していません。" + "晴れです。" * 40 + "内緒です。", []),
        (
            "内緒、注意。まだ公表、注意。🤫、注意。",
            ["まだ公表、注意。"],
        ),  # each sentence alone weighs less than nothing
    ],
)
def test_grams_add_up_over_the_post_by_its_length(
    found: Callable[..., Sequence[str]], text: str, expected: list[str]
) -> None:
    assert found(RULE, text) == expected


def test_a_fitted_class_or_context_counts_wherever_in_the_post_it_stands(
    found: Callable[..., Sequence[str]],
) -> None:
    rule = """
evidence:
  threshold: 1.0
  grams:
    - {lemmas: "内緒", weight: 0.5}
    - {class: "illness", weight: 0.6}
    - {context: "warning", weight: -0.7}
"""
    pack = {
        "lexicon/illness": "title: 病気\nwords: [花粉症]\n",
        "contexts/warning": "title: 注意\nfind: [{words: [注意]}]\nexamples: {in: [ご注意を。], out: [晴れです。]}\n",
    }
    assert found(rule, "花粉症です。内緒です。", pack) == ["花粉症です。内緒です。"]
    assert found(rule, "花粉症です。晴れです。内緒です。", pack) == ["花粉症です。"]
    assert found(rule, "内緒です。", pack) == []
    assert found(rule, "花粉症です。内緒です。ご注意ください。", pack) == []
