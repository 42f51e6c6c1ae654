"""Dates that no calendar has: 「2月30日」, 「11月31日(火)」, 「13月5日」, and 29 February outside leap years."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("date",)
NAMES: tuple[str, ...] = ("month", "year")
TRIGGER = r"[0-9〇一二三四五六七八九十][ ]?[月日]|[0-9][/.-][0-9]"


def find(document: Document) -> Iterator[Match]:
    """Yield dates that do not exist in any year they may mean."""
    for date in document.dates:
        if not date.days:
            names = {"month": str(date.month), "year": str(date.year or "")}
            yield Match(date.start, date.end, "date", names)
