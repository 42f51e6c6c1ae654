"""Dividing a post that is too long into a thread or several bubbles, at sentence ends where possible."""

from __future__ import annotations

import re

from snslint.expressions import expression

from ..model import Span
from ._units import Unit

_SENTENCE_END = expression(r"(?:[。！？!?]+[」』）)】]*|\n)\s*|(?<=[.．]) ")
_PAUSE = expression(r"[、，,・\s」』）)】]\s*")


def split(text: str, unit: Unit, limit: int) -> tuple[Span, ...]:
    """Consecutive ranges of `text`, none longer than `limit` and as few as sentence ends allow.

    A sentence too long by itself is divided after 「、」 or a space, failing that between two pieces (never
    inside a URL or an emoji). Blanks between two parts belong to neither.
    """
    whole = _trim(text, 0, len(text))
    ends = [0]
    costs = [0]
    for end, cost in unit.pieces(text):
        ends.append(end)
        costs.append(costs[-1] + cost)
    sentence_ends = _ends(_SENTENCE_END, text)
    pauses = _ends(_PAUSE, text)
    parts = []
    first = ends.index(whole.start) if whole.start in ends else 0
    while first < len(ends) - 1 and ends[first] < whole.end:
        last = first
        while last + 1 < len(ends) and costs[last + 1] - costs[first] <= limit:
            last += 1
        if ends[last] < whole.end:
            last = (
                _best(ends, first, last, sentence_ends)
                or _best(ends, first, last, pauses)
                or max(last, first + 1)
            )
        part = _trim(text, ends[first], ends[last])
        if part.start < part.end:
            parts.append(part)
        first = last
        while first < len(ends) - 1 and text[ends[first] : ends[first + 1]].isspace():
            first += 1
    return tuple(parts)


def _ends(pattern: re.Pattern[str], text: str) -> set[int]:
    """Where matches end, with and without the blanks after them."""
    found = [
        (match.end(), len(match.group()) - len(match.group().rstrip())) for match in pattern.finditer(text)
    ]
    return {end - blanks for end, blanks in found} | {end for end, _ in found}


def _best(ends: list[int], first: int, last: int, places: set[int]) -> int | None:
    """The last index in `(first, last]` that ends at one of the places, unless it leaves most of the room empty."""
    for index in range(last, first + (last - first) // 3, -1):
        if ends[index] in places:
            return index
    return None


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
