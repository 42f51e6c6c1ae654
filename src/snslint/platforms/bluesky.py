"""Bluesky: user-perceived characters, and bytes besides."""

from __future__ import annotations

from ._platform import Platform
from ._units import BYTES, GRAPHEMES

PLATFORM = Platform(
    name="bluesky",
    title="Bluesky",
    limit=300,
    unit=GRAPHEMES,
    source="https://docs.bsky.app/docs/api/app-bsky-feed-post",
    checked_on="2026-11-21",
    also=(3_000, BYTES),
)
