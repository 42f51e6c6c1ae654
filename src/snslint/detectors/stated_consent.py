"""Consent that the metadata record (`meta.consent`): where those who gave it are named in the post.

An entry that is not found in the text (「保護者全員」, a form's number) stands for the post as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..model import Match
from ..text import fold

KINDS: tuple[str, ...] = ()
TRIGGER = ""


def find(document: Document) -> Iterator[Match]:
    """Yield every place that an entry of `meta.consent` covers."""
    for entry in document.draft.meta.consent:
        name = fold(entry).text.strip()
        at = document.text.find(name) if name else -1
        if at < 0:
            yield Match(0, len(document.text))
        while at >= 0:
            yield Match(at, at + len(name))
            at = document.text.find(name, at + len(name))
