"""TikTok: the title of a video; a photo post may have a description of 4,000 besides."""

from __future__ import annotations

from ._platform import Platform
from ._units import UTF16

PLATFORM = Platform(
    name="tiktok",
    title="TikTok",
    limit=2_200,
    unit=UTF16,
    source="https://developers.tiktok.com/doc/content-posting-api-reference-direct-post",
    checked_on="2026-11-21",
    hashtags=5,
)
