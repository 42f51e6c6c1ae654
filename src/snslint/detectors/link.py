"""URLs and bare domains by whose page they lead to.

Kinds: `own`, `public` (state, prefecture, municipality, police, fire service), `service-short` (youtu.be, lin.ee),
`shortener`, `looks-short` (not listed, but of their shape), `suspicious` (a trick in the address, or an IP address), `internal` (an office's own network), `private`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..document.hosts import CLASSES, link_class, suspicions
from ..model import Match

KINDS: tuple[str, ...] = CLASSES
NAMES: tuple[str, ...] = ("host", "reasons")
TRIGGER = r"://|\.[A-Za-z]"


def find(document: Document) -> Iterator[Match]:
    """Yield every link once, with its host and what makes it suspicious."""
    for link in document.links:
        if link.kind in ("url", "domain"):
            names = {"host": link.host, "reasons": "、".join(suspicions(link, document.own))}
            yield Match(link.start, link.end, link_class(link, document.own), names)
