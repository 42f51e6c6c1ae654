"""Tricks of writing against families: the table of docs/evasion.md is what happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from snslint.lint import Linter

PAGE = Path(__file__).parents[2] / "docs" / "evasion.md"
POSTS = {
    "罵り・脅し": ("お前は死ね。", "死ね", "defamation"),
    "電話番号": ("連絡は山田さんの携帯090-1234-5678へ。", "090-1234-5678", "personal-data"),
    "伝聞": ("火事があったらしいです。", "らしい", "rumour"),
}
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")
FULL = str.maketrans("0123456789-", "０１２３４５６７８９－")
TRICKS: dict[str, Callable[[str], str]] = {
    "そのまま": lambda words: words,
    "ゼロ幅の文字をはさむ": "\u200b".join,
    "書字方向の制御ではさむ": lambda words: f"\u202d{words}\u202c",
    "全角の数字": lambda words: words.translate(FULL),
    "漢数字": lambda words: words.translate(KANJI),
    "数字を O に": lambda words: words.replace("0", "O"),
    "半角の空白をはさむ": " ".join,
    "全角の空白をはさむ": "\u3000".join,
    "○をはさむ": "○".join,
    "・をはさむ": "・".join,
    "改行をはさむ": "\n".join,
    "かな書き": lambda words: words.replace("死ね", "しね"),
    "半角カナ": lambda words: words.replace("ね", "ﾈ").replace("らしい", "ﾗｼｲ"),
    "逆さ": lambda words: words[::-1],
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_is_caught_is_what_the_table_says(trick: str, linter: Linter) -> None:
    row = next(
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {trick} |")
    )
    caught = []
    for text, words, family in POSTS.values():
        written = text.replace(words, TRICKS[trick](words))
        caught.append(family in {finding.family for finding in linter.check(written).findings})
    assert row == f"| {trick} | {' | '.join('○' if one else '×' for one in caught)} |"


def test_hidden_characters_are_told_in_their_own_right(linter: Linter) -> None:
    told = [note for note in linter.check("晴れ\nで\u200bす\u202e。").notes if "見えない文字" in note]
    assert [note.split("。")[0] for note in told] == [
        "見えない文字が2か所にあります（最初は2行目の2文字目、U+200B）"
    ]


def test_emoji_are_no_hidden_characters(linter: Linter) -> None:
    assert not any("見えない文字" in note for note in linter.check("👨\u200d👩\u200d👧と☀\ufe0f").notes)
