"""Instagram: captions; five hashtags since December 2025, and no links that can be followed."""

from __future__ import annotations

from ._platform import Platform
from ._units import CHARACTERS

PLATFORM = Platform(
    name="instagram",
    title="Instagram",
    limit=2_200,
    unit=CHARACTERS,
    source="https://help.instagram.com/1631821640426723",
    checked_on="2026-11-21",
    folds_at=125,  # as the app shows it beside a picture; the width of the screen moves it
    hashtags=5,
    clickable=False,
)
