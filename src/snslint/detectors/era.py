"""Japanese eras that do not agree: 「令和8年(2027年)」 with its western year, 「昭和66年」 with its own length.

Kinds: `pair` era and western year side by side, `length` a year the era never reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document
from ..document.years import ERAS, number, year_pairs
from ..model import Match

KINDS: tuple[str, ...] = ("pair", "length")
TRIGGER = r"明治|大正|昭和|平成|令和|[MTSHR][0-9]"

_LAST = {"明治": 45, "大正": 15, "昭和": 64}
"""The last year of each era that ended before anybody planned beyond it; 平成32年度 stands in many old plans."""
_YEAR = re.compile(r"(明治|大正|昭和)[ ]?(\d{1,3}|元|[〇一二三四五六七八九十]{1,3})[ ]?年")


def find(document: Document) -> Iterator[Match]:
    """Yield era years that their western year or the era's own length contradicts."""
    for start, end, era_year, western in year_pairs(document.text):
        if era_year != western:
            yield Match(start, end, "pair", {"era": _in_eras(western), "western": str(era_year)})
    for found in _YEAR.finditer(document.text):
        if not 1 <= number(found[2]) <= _LAST[found[1]]:
            yield Match(found.start(), found.end(), "length", {"era": found[1], "western": ""})


def _in_eras(western: int) -> str:
    """「令和9年」 for 2027."""
    era, first = max(
        ((era, first) for era, first in ERAS.items() if first <= western), key=lambda era: era[1]
    )
    return f"{era}{western - first + 1 if western > first else '元'}年"
