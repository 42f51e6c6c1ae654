"""Fitted cues: runs of characters and of lemmas, added up like any other cue."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

RULE = """
evidence:
  threshold: 1.0
  underline: sentence
  cues:
    - {text: "内緒", within: near, weight: 0.5}
    - {text: "🤫", within: near, weight: 0.3}
    - {lemmas: "未だ 公表", within: near, weight: 0.6}
    - {lemmas: "注意", within: near, weight: -0.4}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("まだ公表していません。内緒です。", ["まだ公表していません。"]),
        ("いまだ公表せず、ナイショ。🤫", []),
        ("内緒の話🤫です。まだ公表前。", ["内緒の話🤫です。"]),
        ("まだ公表していません。内緒です。注意です。", ["まだ公表していません。"]),
        ("まだ公表していません。晴れ。晴れ。内緒です。", []),
        ("内緒です。", []),
    ],
)
def test_grams_add_up_within_their_reach(
    found: Callable[..., Sequence[str]], text: str, expected: list[str]
) -> None:
    assert found(RULE, text) == expected
