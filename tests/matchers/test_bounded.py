"""Which expressions Python's own `re` may search with."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from snslint.matchers.bounded import bounded


@pytest.mark.parametrize(
    "source",
    [
        "まだ(?:公表|発表)前",
        "[0-9]{1,3}円",
        "(?<name>町長|市長)の",
        "あ[^。\\n]{0,20}い",
        "(?<!工業)団地(?!さん)",
        "(?:あ|い){1,4}",
    ],
)
def test_an_expression_that_is_soon_through_is_searched_quickly(source: str) -> None:
    assert bounded(source) is not None


@pytest.mark.parametrize(
    "source",
    [
        "[0-9]+円",
        "(?:あ|ああ){0,30}い",
        "[^。]{0,40}[^、]{0,40}い",
        "あ.*い",
        "\\p{Han}課",
        "(?i)line",
        "(?:断水){e<=1}",
        "[[あい]--[い]]",
        "\\bline\\b",
        "(?<=あ|いう)え",
        "(",
    ],
)
def test_one_that_may_run_on_or_is_read_otherwise_is_left_to_regex(source: str) -> None:
    assert bounded(source) is None


PARTS = st.sampled_from(
    [
        "あ",
        "い",
        "[あい]",
        "(?:あ|いう)",
        "(?:い)?",
        "う{1,3}",
        "あ{0,2}?",
        "[^う]",
        "(?=い)",
        "(?<!う)",
        "(?<n>あい|え)",
        "$",
        "^",
    ]
)


@given(
    st.lists(PARTS, min_size=1, max_size=6, unique=True).map("".join),
    st.text(alphabet="あいうえ\n", max_size=12),
)
def test_both_find_the_same(source: str, text: str) -> None:
    quick = bounded(source)
    assert quick is not None
    found = [(match.span(), match.groupdict()) for match in quick.finditer(text)]
    assert found == [(match.span(), match.groupdict()) for match in regex.finditer(source, text)]
