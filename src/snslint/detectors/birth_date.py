"""Dates and years of birth: 昭和48年5月9日生まれ, S41.7.3生, 1985年2月3日生まれ, 生年月日 ….

Kinds: `date` with month and day, `year` with the year alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("date", "year")
TRIGGER = r"生まれ|生れ|うまれ|[0-9日年元][ ]?生(?![^\s、。)）」])|生年月日|誕生日"

_N = r"(?:[0-9]{1,2}|[〇一二三四五六七八九十]{1,3}|元)"
_YEAR = (
    rf"(?:(?:明治|大正|昭和|平成|令和)[ ]?{_N}年?|[MTSHR][ ]?[0-9]{{1,2}}"
    r"|(?:18|19|20)[0-9]{2}年?|[〇一二九][〇一二三四五六七八九]{3}年)"
)
_SEP = r"[ ./年・-]{0,3}"
_DAY = rf"{_SEP}{_N}[ ./月・-]{{1,3}}{_N}日?"
_BORN = r"[ ]?(?:生まれ|生れ|うまれ|生(?=$|[\s、。,)）」』・/]))"
_DATE = regex_expression(rf"(?:{_YEAR}{_DAY}{_BORN}|(?:生年月日|誕生日)[ ::は]{{0,3}}{_YEAR}{_DAY})", re.M)
_YEAR_ONLY = regex_expression(rf"{_YEAR}(?:度)?{_BORN}", re.M)


def find(document: Document) -> Iterator[Match]:
    """Yield dates of birth, and years of birth where no date stands."""
    text = document.text
    dated = []
    for found in _DATE.finditer(text):
        dated.append(found.span())
        yield Match(found.start(), found.end(), "date")
    for found in _YEAR_ONLY.finditer(text):
        if not any(at <= found.start() < to for at, to in dated):
            yield Match(found.start(), found.end(), "year")
