"""Where a printed number belongs: which level it goes on with, opens or skips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from snslint.municipalities.importing.growing import Growing
from snslint.municipalities.importing.markers import Marker
from snslint.values import dataclass

DIGITS = ("n", "n.")
"""`1 ` and `1.`: two levels in one document, one in another."""

_CHAPTERS = ("第編", "第部", "第章", "第節", "第款", "条")
"""From the highest; whatever else is open, these go above it."""

_SKIP = 12
_SKIP_IN_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Place:
    """How many open levels stay above a number, and whether it was the one to expect."""

    depth: int
    sure: bool = True


def place(
    marker: Marker, *, indent: int, in_sentence: bool, stack: Sequence[Growing], last: Mapping[str, int]
) -> Place | None:
    """The place of a number among the open levels (`stack`, the highest first), or None: it is no clause's.

    `last` holds the value each style had last; numbers may go on across headings.
    """
    depths = [depth for depth, level in enumerate(stack) if level.style == marker.style]
    if (next_one := _next_of(marker, stack)) is not None:
        return Place(next_one)
    if marker.value == 1:
        return _first(marker, indent, stack, depths)
    if not depths:
        return _going_on(marker, stack, last)
    if marker.style == "条" and "の" in marker.label and marker.value == stack[depths[-1]].value:
        return Place(depths[-1])  # 第6条の2
    skipped = marker.value - stack[depths[-1]].value
    if marker.sure and 0 < skipped <= (_SKIP_IN_SENTENCE if in_sentence else _SKIP):
        return Place(depths[-1], sure=False)
    return None


def _next_of(marker: Marker, stack: Sequence[Growing]) -> int | None:
    """The deepest level that the number goes on with; `1.` may go on with `2 `."""
    following = [depth for depth, level in enumerate(stack) if level.value + 1 == marker.value]
    for depth in reversed(following):
        if stack[depth].style == marker.style:
            return depth
    for depth in reversed(following):
        if stack[depth].style in DIGITS and marker.style in DIGITS:
            return depth
    return None


def _first(marker: Marker, indent: int, stack: Sequence[Growing], depths: Sequence[int]) -> Place | None:
    if not depths:
        return Place(_new_level(marker, stack))
    if stack[-1].style == marker.style and indent <= stack[-1].row.indent:
        return Place(depths[-1], sure=False) if marker.sure else None  # it starts again
    return Place(len(stack))  # one style on two levels


def _going_on(marker: Marker, stack: Sequence[Growing], last: Mapping[str, int]) -> Place | None:
    articles = [depth for depth, level in enumerate(stack) if level.style == "条"]
    if articles and marker.style in DIGITS and marker.value == 2:
        return Place(articles[-1] + 1)  # the first paragraph of an article bears no number
    if last.get(marker.style, 0) + 1 == marker.value:
        return Place(_new_level(marker, stack))
    if marker.sure and marker.style in ("条", "第章", "第n"):
        return Place(_new_level(marker, stack), sure=False)
    return None


def _new_level(marker: Marker, stack: Sequence[Growing]) -> int:
    if marker.style not in _CHAPTERS:
        return len(stack)
    above = _CHAPTERS[: _CHAPTERS.index(marker.style)]
    return sum(level.style in above for level in stack)
