"""YouTube: the description of a video; its title may have 100 characters."""

from __future__ import annotations

from ._platform import Platform
from ._units import CHARACTERS

PLATFORM = Platform(
    name="youtube",
    title="YouTube",
    limit=5_000,
    unit=CHARACTERS,
    source="https://developers.google.com/youtube/v3/docs/videos",
    checked_on="2026-11-21",
)
