"""Threads: emoji count as their bytes in UTF-8; five links and one tag take effect."""

from __future__ import annotations

from ._platform import Platform
from ._units import EMOJI_AS_BYTES

PLATFORM = Platform(
    name="threads",
    title="Threads",
    limit=500,
    unit=EMOJI_AS_BYTES,
    source="https://developers.facebook.com/docs/threads/overview",
    checked_on="2026-11-21",
    hashtags=1,
    links=5,
)
