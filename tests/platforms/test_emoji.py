"""Every emoji that Unicode recommends is one picture; the list is Unicode's own, as the `emoji` package carries it."""

from __future__ import annotations

import emoji as unicode_list
import pytest

from snslint.platforms import x
from snslint.platforms._emoji import emoji

QUALIFIED = sorted(
    text
    for text, facts in unicode_list.EMOJI_DATA.items()
    if facts["status"] == unicode_list.STATUS["fully_qualified"]
)
ALL = sorted(unicode_list.EMOJI_DATA)


def test_list_reaches_unicode_17() -> None:
    assert max(facts["E"] for facts in unicode_list.EMOJI_DATA.values()) >= 17


def test_every_recommended_emoji_weighs_two() -> None:
    assert [text for text in QUALIFIED if x.weigh(text) != 2] == []


def test_every_recommended_emoji_is_found_as_one() -> None:
    assert [text for text in QUALIFIED if list(emoji(text)) != [(0, len(text))]] == []


def test_without_variation_selectors_only_copyright_signs_weigh_less() -> None:
    assert [text for text in ALL if x.weigh(text) != 2] == ["©", "®"]


def test_emoji_in_a_row_are_told_apart() -> None:
    for text in QUALIFIED[::7]:
        row = f"あ{text}い{text}{text}。"
        assert x.weigh(row) == 6 + 6, text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("👨‍🐱", ["👨", "🐱"]),
        ("👨‍👩‍👧‍👦‍👶", ["👨‍👩‍👧‍👦", "👶"]),
        ("👩‍🚒‍🚒", ["👩‍🚒", "🚒"]),
        ("🇯🇵🇯", ["🇯🇵"]),
        ("🇿🇿🇯🇵", ["🇯🇵"]),
        ("😀🏽", ["😀", "🏽"]),
        ("1️⃣2️⃣", ["1️⃣", "2️⃣"]),
        ("12#*", []),
        ("©®™", ["™"]),
        ("☀︎☀️", ["☀️"]),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴"]),
        ("あ‍い", []),
    ],
)
def test_what_is_no_known_sequence_falls_into_parts(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in emoji(text)] == parts
