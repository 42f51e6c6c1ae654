"""LINE Official Account Manager: up to three bubbles of 500 characters in one message."""

from __future__ import annotations

from ._platform import Platform
from ._units import CHARACTERS

PLATFORM = Platform(
    name="line",
    title="LINE公式アカウント",
    limit=1_500,
    unit=CHARACTERS,
    source="https://www.lycbiz.com/jp/manual/OfficialAccountManager/messages/",
    checked_on="2026-11-21",
    parts=3,
)
