"""Tricks of writing against families: the table of docs/evasion.md is what happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from snslint.lint import Linter

PAGE = Path(__file__).parents[2] / "docs" / "evasion.md"
POSTS = {
    "脅し": ("お前は死ね。", "死ね", "defamation"),
    "ののしり": ("あいつはバカだ。", "バカ", "defamation"),
    "差別語": ("あの人はキチガイだ。", "キチガイ", "discrimination"),
    "電話番号": ("連絡は山田さんの携帯090-1234-5678へ。", "090-1234-5678", "personal-data"),
    "メール": ("申し込みは yamano.hanako@gmail.com まで。", "yamano.hanako@gmail.com", "personal-data"),
    "伝聞": ("火事があったらしいです。", "らしい", "rumour"),
}
FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
LOOKALIKES = str.maketrans("カ0", "力O")
KANA = {"死ね": "しね", "バカ": "ばか", "キチガイ": "きちがい", "らしい": "ラシイ"}
HALFWIDTH = {"死ね": "死ﾈ", "バカ": "ﾊﾞｶ", "キチガイ": "ｷﾁｶﾞｲ", "らしい": "ﾗｼｲ"}
SUBSTITUTES = {"死ね": "タヒね", "バカ": "β力", "キチガイ": "基地外", "らしい": "らすぃ"}
TRICKS: dict[str, Callable[[str], str]] = {
    "そのまま": lambda words: words,
    "ゼロ幅の文字をはさむ": "\u200b".join,
    "書字方向の制御ではさむ": lambda words: f"\u202d{words}\u202c",
    "全角の字": lambda words: words.translate(FULL),
    "漢数字": lambda words: words.translate(KANJI),
    "丸数字": lambda words: words.translate(CIRCLED),
    "似た形の字（カ→力、0→O）": lambda words: words.translate(LOOKALIKES),
    "半角の空白をはさむ": " ".join,
    "全角の空白をはさむ": "\u3000".join,
    "○をはさむ": "○".join,
    "・をはさむ": "・".join,
    "絵文字をはさむ": "😀".join,
    "読点をはさむ": "、".join,
    "1字ごとに改行": "\n".join,
    "改行を1つはさむ": lambda words: f"{words[0]}\n{words[1:]}",
    "空の行をはさむ": lambda words: f"{words[0]}\n\n{words[1:]}",
    "2字目を○に": lambda words: f"{words[0]}○{words[2:]}",
    "@を☆に、「.」をドットに": lambda words: words.replace("@", "☆").replace(".", "ドット"),
    "かな書き": lambda words: KANA.get(words, words),
    "半角カナ": lambda words: HALFWIDTH.get(words, words),
    "当て字": lambda words: SUBSTITUTES.get(words, words),
    "逆さ": lambda words: words[::-1],
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_is_caught_is_what_the_table_says(trick: str, linter: Linter) -> None:
    row = next(
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {trick} |")
    )
    assert row == f"| {trick} | {' | '.join(_caught(linter, trick, *post) for post in POSTS.values())} |"


def _caught(linter: Linter, trick: str, text: str, words: str, family: str) -> str:
    """○ or ×; － where the trick leaves the words as they are."""
    written = TRICKS[trick](words)
    if written == words and trick != "そのまま":
        return "－"
    found = linter.check(text.replace(words, written)).findings
    return "○" if family in {finding.family for finding in found} else "×"


def test_every_trick_of_the_table_is_tried() -> None:
    rows = [
        line.split("|")[1].strip()
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line[:2] == "| "
    ]
    assert rows == ["手口", *TRICKS]


def test_hidden_characters_are_told_in_their_own_right(linter: Linter) -> None:
    told = [note for note in linter.check("晴れ\nで\u200bす\u202e。").notes if "見えない文字" in note]
    assert [note.split("。")[0] for note in told] == [
        "見えない文字が2か所にあります（最初は2行目の2文字目、U+200B）"
    ]


def test_emoji_are_no_hidden_characters(linter: Linter) -> None:
    assert not any("見えない文字" in note for note in linter.check("👨\u200d👩\u200d👧と☀\ufe0f").notes)
