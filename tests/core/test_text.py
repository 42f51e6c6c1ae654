"""Folding: what is searched, and the way back to what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint.model import Span
from snslint.text import fold, hidden_characters, line_column


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("０９０－１２３４", "090-1234"),
        ("ｶﾞｽ㈱", "ガス(株)"),
        ("か\u3099き\u200bく", "がきく"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("①11月（火）…", "①11月(火)…"),
        ("髙橋﨑", "高橋崎"),
        ("👨\u200d👩\u200d👧です", "👨👩👧です"),
        ("10時〜11時、10時～11時", "10時~11時、10時~11時"),
        ("a\0b\ud800", "a\ufffdb\ufffd"),
        ("葛\U000e0100城", "葛城"),
        ("２㎡　約５℃", "2m2 約5°C"),
    ],
)
def test_folds(written: str, folded: str) -> None:
    assert fold(written).text == folded


@pytest.mark.parametrize(
    ("written", "word", "span"),
    [
        ("連絡は０９\u200b０まで", "090", "０９\u200b０"),
        ("ｶﾞｽ㈱さん", "(株)", "㈱"),
        ("👨\u200d👩\u200d👧\r\n髙橋さん", "高橋", "髙橋"),
        ("か\u3099く", "が", "か\u3099"),
    ],
)
def test_a_folded_range_leads_back_to_what_was_written(written: str, word: str, span: str) -> None:
    folded = fold(written)
    start = folded.text.index(word)
    found = folded.span(start, start + len(word))
    assert written[found.start : found.end] == span


@given(st.text(alphabet="a\u031d\u0301か\u3099①…\ufe0fb", max_size=12))
def test_how_a_letter_folds_does_not_hang_on_what_stands_elsewhere(letters: str) -> None:
    alone, beside = fold(letters), fold(letters + "\r\n㈱")
    spans = [alone.span(at, at + 1) for at in range(len(alone.text))]
    assert beside.text == alone.text + "\n(株)"
    assert [beside.span(at, at + 1) for at in range(len(alone.text))] == spans


def test_a_circled_digit_stays_one_with_an_emoji_selector_behind_it() -> None:
    assert fold("①\ufe0f11月").text == "①11月"


def test_plain_text_keeps_its_offsets_without_a_table() -> None:
    assert fold("お知らせ（１０月）です。").starts is None


@given(st.text())
def test_every_folded_character_stands_for_some_written_ones_in_order(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)


@given(st.text(alphabet="か\u3099ｶﾞ①…a\r\n\u200b髙㈱１〜\U000e0100", max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text())
def test_a_written_offset_leads_to_the_folded_character_that_stands_there(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start = folded.span(at, at + 1).start
        first = folded.offset(start)
        assert folded.span(first, first + 1).start == start


def test_a_tower_of_marks_folds_in_linear_time() -> None:
    assert len(fold("a" + "\u0301\u0323" * 50_000).text) < 100


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("a\rb", 2, (2, 1)),
        ("a\n\nb", 3, (3, 1)),
        ("ab", 2, (1, 3)),
    ],
)
def test_line_and_column(text: str, offset: int, place: tuple[int, int]) -> None:
    assert line_column(text, offset) == place


def test_hidden_characters_are_told_but_emoji_are_left_alone() -> None:
    assert hidden_characters("👨\u200d👩a\u200b\u202eb☀\ufe0f1\ufe0f\u20e3") == [Span(4, 6)]
