"""My Number (個人番号): twelve digits beside a word that says so.

One twelve-digit number in ten passes the check digit, so a word is always needed. With the word close by, a
wrong check digit is a misprint or an invented example and is found as well, as kind `unchecked`.
Source of the check digit: 平成26年総務省令第85号 第5条.
"""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("checked", "unchecked")
TRIGGER = r"マイ・?ナンバー|個人番号|[Mm]y ?[Nn]umber|12[桁けケ]|十二桁"

_NAMED = regex_expression(TRIGGER)
_NUMBER = regex_expression(r"(?<![0-9][-ー])(?<![0-9])(?:[0-9][-‐‑–—―−ー─・. ]{0,2}){11}[0-9](?![0-9])")
_CLOSE = 40  # code points between the word and the number


def find(document: Document) -> Iterator[Match]:
    """Yield twelve-digit numbers that stand near 「マイナンバー」 or 「個人番号」."""
    text = document.text
    words = [found.span() for found in _NAMED.finditer(text)]
    masked = [*document.parts("url"), *document.parts("email")]
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if any(start < to and at < end for at, to in masked):
            continue
        near = any(at <= end + _CLOSE and start - _CLOSE <= to for at, to in words)
        digits = [int(c) for c in found.group() if c.isdigit()]
        if check_digit(digits[:11]) == digits[11] and words:
            yield Match(start, end, "checked")
        elif near:
            yield Match(start, end, "unchecked")


def check_digit(digits: list[int]) -> int:
    """The twelfth digit that belongs to the first eleven."""
    total = sum(
        digit * (place + 1 if place <= 6 else place - 5)
        for place, digit in zip(range(11, 0, -1), digits, strict=True)
    )
    rest = total % 11
    return 0 if rest <= 1 else 11 - rest
