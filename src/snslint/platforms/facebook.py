"""Facebook: posts of a page."""

from __future__ import annotations

from ._platform import Platform
from ._units import CHARACTERS

PLATFORM = Platform(
    name="facebook",
    title="Facebook",
    limit=63_206,
    unit=CHARACTERS,
    source="https://developers.facebook.com/docs/graph-api/reference/page/feed",
    checked_on="2026-11-21",
    folds_at=125,  # as Meta advises for what must be seen; the width of the screen moves it
)
