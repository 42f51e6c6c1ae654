"""Addresses down to the house: 番地, 番○号, 3丁目12の8, 1260の4, 205号室, 3号棟1階.

Kinds: `house` (a number of a plot or house), `flat` (a building's floor or room), `block` (a 丁目 alone).
Whose address it is (an office's, a person's) is for the rule to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("house", "flat", "block")
TRIGGER = r"番地|番[0-9一二三四五六七八九]|丁目|号室|号棟|[0-9]階|[0-9][-‐−–―ーの][0-9]"

_N = r"[0-9〇一二三四五六七八九十百千]{1,5}"
_DASH = r"[ ]?[-‐‑‒–—―−ーの][ ]?"
_PLACE = r"[\p{Han}々ヶケがノ]{1,8}(?:[ の]{0,1})"
_HOUSE = regex_expression(
    rf"(?:{_PLACE})?(?<![0-9第])(?:"
    rf"{_N}丁目[ ]?{_N}(?:{_DASH}{_N}|番(?:地)?(?:{_N}号?|の{_N})?|号)(?:{_DASH}{_N})?"
    rf"|{_N}番地(?:の?{_N}号?|{_DASH}{_N})?"
    rf"|{_N}番{_N}号"
    rf")(?![0-9円人件%])"
)
_BARE = regex_expression(
    r"(?P<place>[\p{Han}々ヶケがぁ-ん]{0,7}\p{Han})[ ]?(?<![0-9])"
    rf"(?P<number>[0-9]{{1,4}}{_DASH}[0-9]{{1,3}}(?:{_DASH}[0-9]{{1,4}})?)(?![0-9])"
    r"(?=[ ]?(?:の|に|、|,|在住|\p{Han}{2}))"
)
_BUILDING = r"(?:ハイツ|コーポ|荘|マンション|アパート|団地|住宅|メゾン|ハイム|レジデンス|ビル)"
_BLOCK_OF_FLATS = r"(?:[0-9一二三四五六七八九十A-Z]{1,3}号?棟[のに、 ]{0,2})?"
_FLOOR = r"[0-9一二三四五六七八九十]{1,2}階"
_FLAT = regex_expression(
    rf"(?:[\p{{Han}}\p{{Katakana}}ー]{{0,10}}{_BUILDING}[のに、 ]{{0,2}})?{_BLOCK_OF_FLATS}"
    rf"(?:[0-9]{{1,4}}号室|(?<=棟[の ]?)[1-9][0-9]{{2}}(?![0-9人円名台号])"
    rf"|{_FLOOR}(?=[のにで、 ]?(?:お宅|お部屋|端|角部屋|隣|部屋|住|の方|奥|エレベーター|ベランダ"
    rf"|[0-9一二三]号?室)))"
    rf"|(?:アパート|団地|マンション|住宅|ハイツ|コーポ)[のに、 ]{{0,2}}{_BLOCK_OF_FLATS}{_FLOOR}"
)
_BLOCK = regex_expression(rf"[\p{{Han}}々ヶケがぁ-ん]{{1,8}}?[ ]?{_N}丁目(?![ ]?[0-9])")
_NOT_PLACES = regex_expression(
    r"(?:電話|番号|時間|期間|締切|問合|午前|午後|平日|土日|号|第|約|計|定員|年度)$"
)


def find(document: Document) -> Iterator[Match]:
    """Yield addresses, the narrowest reading of each place once."""
    text = document.text
    taken: list[tuple[int, int]] = [*document.parts("url"), *document.parts("email")]
    for kind, pattern in (("house", _HOUSE), ("house", _BARE), ("flat", _FLAT), ("block", _BLOCK)):
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < to and at < end for at, to in taken):
                continue
            if pattern is _BARE and _NOT_PLACES.search(found["place"]):
                continue
            taken.append((start, end))
            yield Match(start, end, kind)
