"""note: articles have no limit that is stated."""

from __future__ import annotations

from ._platform import Platform
from ._units import CHARACTERS

PLATFORM = Platform(
    name="note",
    title="note",
    limit=None,
    unit=CHARACTERS,
    source="https://www.help-note.com/hc/ja",
    checked_on="2026-11-21",
)
