"""Widths, line breaks and excerpts, for any text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from snslint.formats._cells import cells, columns, visible, wrap
from snslint.formats._excerpt import rows
from snslint.model import Span

CHARS = st.sampled_from(
    [
        *"あ漢ｶﾞa1。「」 　\t\n\r…①𠮷☃",
        "👨‍👩‍👧",
        "❤️",
        "🇯🇵",
        "👍🏽",
        "か\u3099",
        "\u200b",
        "\u202e",
        "葛󠄀",
        "\x1b",
    ]
)
TEXT = st.lists(st.one_of(CHARS, st.characters()), max_size=200).map("".join)
WIDTH = st.integers(min_value=20, max_value=90)
HAZARDS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@settings(deadline=None)
@given(TEXT)
def test_what_is_visible_has_no_hazards_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    assert not HAZARDS.search(shown)
    assert visible(shown) == shown


@settings(deadline=None)
@given(TEXT)
def test_cells_cover_the_line_in_order(text: str) -> None:
    found = cells(text)
    starts = [cell.start for cell in found]
    assert starts == sorted(set(starts))
    assert starts[:1] == ([0] if text else [])


@settings(deadline=None)
@given(TEXT, WIDTH)
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = list(wrap(text, width))
    assert all(columns(line) <= width for line in lines)
    shown = "".join(visible(line) for line in text.splitlines())
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


def test_spaces_at_the_end_make_no_line_of_their_own() -> None:
    assert list(wrap("abc   \n\nd", 3)) == ["abc", "", "d"]


@settings(deadline=None)
@given(TEXT, WIDTH, st.data())
def test_an_excerpt_fits_and_marks_the_words_at_their_offset(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = rows(text, Span(start, end), width)
    assert len(found) <= 3
    for row in found:
        assert columns(row.before + row.marked + row.after) <= width
        assert columns(row.before) == row.offset
        assert columns(row.marked) == row.width


@settings(deadline=None)
@given(TEXT, st.data())
def test_short_words_are_shown_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = "断水する"
    found = rows(text[:start] + words + text[start:], Span(start, start + len(words)), 60)
    assert words in "".join(row.marked for row in found)  # and marks that belong to the last kana


def test_a_skin_tone_behind_no_emoji_is_a_character_of_its_own() -> None:
    assert [cell.shown for cell in cells("a\x08🏻")] == ["a", "<U+0008>", "🏻"]
    assert [cell.shown for cell in cells(visible("a\x08🏻"))][-2:] == [">", "🏻"]
