"""A blog of the office: no limit."""

from __future__ import annotations

from ._platform import Platform
from ._units import CHARACTERS

PLATFORM = Platform(
    name="blog",
    title="ブログ",
    limit=None,
    unit=CHARACTERS,
    source="自庁の決まりによる",
    checked_on="2026-11-21",
)
