"""LINE Messaging API: one text message, counted in UTF-16 code units."""

from __future__ import annotations

from ._platform import Platform
from ._units import UTF16

PLATFORM = Platform(
    name="line-api",
    title="LINE Messaging API",
    limit=5_000,
    unit=UTF16,
    source="https://developers.line.biz/en/reference/messaging-api/#text-message",
    checked_on="2026-11-21",
)
