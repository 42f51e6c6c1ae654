"""Posts that are longer than a service allows, in the service's own unit."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..model import Match, Span

KINDS: tuple[str, ...] = ()
NAMES: tuple[str, ...] = ("platform", "count", "limit")
TRIGGER = ""


def find(document: Document) -> Iterator[Match]:
    """Yield one match for each service that would refuse the post, from the place where its limit falls."""
    end = len(document.draft.text)
    for length in document.lengths:
        if length.over and length.cut is not None:
            names = {
                "platform": length.title or length.platform,
                "count": f"{length.count:,}",
                "limit": f"{length.limit:,}",
            }
            yield Match(0, 0, names=names, span=Span(length.cut, end))
