"""Hashtags: those that the services link, and those that will not become one.

Kinds: `working`, `broken`.
"""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import expression

from ..document import Document
from ..document.entities import in_tag
from ..model import Match

KINDS: tuple[str, ...] = ("working", "broken")
NAMES: tuple[str, ...] = ("problem",)
TRIGGER = "#"

_SIGN = expression(r"#(?!\s|$)")
_NUMBER = expression(r"#\d+(?![^\W_])")
_ORDINAL = expression(r"#\d{1,3}(?!\d)")
_GLUED = "前の文字とくっついているため、リンクになりません（前に空白を入れてください）"
_DIGITS = "数字だけのため、リンクになりません（文字を入れてください）"
_CUT = "「{sign}」で切れます（記号を除いてください）"
_CUTTING = "-.&+'’★☆♪♡♥"


def find(document: Document) -> Iterator[Match]:
    """Yield every hashtag once; a broken one with its `problem`."""
    text = document.text
    tags = {link.start: link.end for link in document.links if link.kind == "hashtag"}
    others = iter([link for link in document.links if link.kind != "hashtag"])
    other = next(others, None)
    for sign in _SIGN.finditer(text):
        start = sign.start()
        while other is not None and other.end <= start:
            other = next(others, None)
        if other is not None and other.start <= start:
            continue
        end = tags.get(start)
        if end is None:
            yield from _not_linked(text, start)
        elif _is_cut(text, end):
            stop = _run_end(text, end + 1)
            yield Match(start, stop, "broken", {"problem": _CUT.format(sign=text[end])})
        else:
            yield Match(start, end, "working", {"problem": ""})


def _not_linked(text: str, start: int) -> Iterator[Match]:
    end = _run_end(text, start + 1)
    if end == start + 1:
        return
    if _NUMBER.match(text, start):
        if not _ORDINAL.match(text, start):
            yield Match(start, end, "broken", {"problem": _DIGITS})
    elif start and in_tag(text[start - 1]):
        yield Match(start, end, "broken", {"problem": _GLUED})


def _is_cut(text: str, end: int) -> bool:
    """Whether a mark that ends every hashtag stands between two words that were meant as one."""
    return end + 1 < len(text) and text[end] in _CUTTING and in_tag(text[end + 1])


def _run_end(text: str, start: int) -> int:
    while start < len(text) and in_tag(text[start]):
        start += 1
    return start
