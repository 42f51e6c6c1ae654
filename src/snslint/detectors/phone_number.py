"""Telephone numbers in every typography: 090-…, 〇九〇…, (0470)…, dots, spaces, glued.

Invented and misprinted numbers are found as well: a reader would dial them, assigned or not.
A landline written in one piece or without its area code needs a word that says it is a telephone number.
A mobile number is found in disguise as well: digits apart (0 9 0…, 0○9○0…), circled (⓪⑨⓪…), as letters (O9O…) or backwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

if TYPE_CHECKING:
    import regex

KINDS: tuple[str, ...] = ("mobile", "landline", "free")
NAMES: tuple[str, ...] = ("number",)
TRIGGER = r"[0〇零○⓪]|電話|☎|☏|📞|TEL|[Tt]el|[Oo]\W{0,4}[6-9]"

_ZERO = "[0〇零○O]"
_DIGIT = "[0-9〇零○O一二三四五六七八九]"
_GAP = r"[ \t]{0,2}(?:[-‐‑‒–—―−ー─━~〜.．・･/,、()\[\]（）のノ][ \t]{0,2}){0,2}"
_BEFORE = r"(?<![0-9〇零○#＃A-Za-z])(?<![0-9][-‐‑‒–—―−ー.,/])"
_AFTER = r"(?![0-9〇零○])(?![-‐‑‒–—―−ー][0-9])"
_CALL = r"(?:電話番号?|連絡先|自宅|実家|宅電|[Tt][Ee][Ll]\.?|☎️?|☏|📞|📱|携帯)"
_GLUE = r"[ ::(\[【】\])は・]{0,3}"

_MOBILE = regex_expression(
    rf"{_BEFORE}(?P<plus>\+ ?81[ -]?\(?0?\)?|\(?{_ZERO})(?P<net>[6-9六七八九]{_ZERO}){_GAP}"
    rf"(?:{_DIGIT}{_GAP}){{7}}{_DIGIT}{_AFTER}"
)
_FREE = regex_expression(
    rf"{_BEFORE}\(?(?:{_ZERO}[1一][2二]{_ZERO}|{_ZERO}[8八]{_ZERO}{_ZERO}|{_ZERO}[5五][7七]{_ZERO}){_GAP}"
    rf"(?:{_DIGIT}{_GAP}){{5,6}}{_DIGIT}{_AFTER}"
)
_LANDLINE = regex_expression(
    rf"{_BEFORE}(?P<a>\(?{_ZERO}{_DIGIT}{{1,4}})(?P<sep1>{_GAP})(?P<b>{_DIGIT}{{1,4}})(?P<sep2>{_GAP})"
    rf"{_DIGIT}{{4}}{_AFTER}"
)
_LOCAL = regex_expression(
    rf"{_CALL}{_GLUE}(?P<match>[2-9]{_DIGIT}{{1,3}}[-‐‑‒–—―−ー─.()局][ ]?{_DIGIT}{{4}}){_AFTER}"
)
_CALLED = regex_expression(rf"{_CALL}[^\n。]{{0,12}}$")
_OTHER_NUMBER = regex_expression(r"(?<!電話)(?:番号|No\.?|コード)[ :は]{0,3}$")
_APART = r"[\p{So}\p{Sm}〇・･.,*_/|\\\-‐‑‒–—―−ー─~…() \t\n]"
_ANY_DIGIT = "[0-9〇零○OoIl⓪①-⑨一二三四五六七八九]"
_STRETCH = regex_expression(
    rf"(?<![0-9A-Za-z]){_ANY_DIGIT}(?>{_APART}{{0,4}}{_ANY_DIGIT}){{7,21}}(?![0-9A-Za-z])"
)
_LETTERS = {"O": "0", "o": "0", "I": "1", "l": "1", "零": "0", "⓪": "0"}
_IN_DISGUISE = str.maketrans(
    _LETTERS
    | dict(zip("①②③④⑤⑥⑦⑧⑨", "123456789", strict=True))
    | dict(zip("一二三四五六七八九", "123456789", strict=True))
)
_ZEROS_OF_A_SCOREBOARD = 4  # 「0 7 0 0 0 1 0 0 2 0 0」: the innings of a game
_BACKWARDS = regex_expression(r"(?<![0-9-])[0-9]{4}-[0-9]{4}-0[6-9]0(?![0-9-])")
_PLAIN = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_MOBILE_DIGITS = regex_expression("0[6-9]0[0-9]{8}")
_NOT_DIGIT = regex_expression(r"[^0-9]+")


def find(document: Document) -> Iterator[Match]:
    """Yield every telephone number; a match is named {number}, in plain digits."""
    text = document.text
    taken = bytearray(len(text))  # a list of places would be searched once for each of thousands

    def new(start: int, end: int) -> bool:
        return not any(taken[start:end])

    def take(start: int, end: int) -> None:
        taken[start:end] = b"\1" * (end - start)

    for start, end in (*document.parts("url"), *document.parts("email")):
        take(start, end)
    for kind, pattern in (("mobile", _MOBILE), ("free", _FREE)):
        for found in pattern.finditer(text):
            if new(*found.span()):
                take(*found.span())
                yield _match(text, *found.span(), kind)
    for found in _LANDLINE.finditer(text):
        if new(*found.span()) and _is_landline(text, found):
            take(*found.span())
            yield _match(text, *found.span(), "landline")
    for found in _LOCAL.finditer(text):
        if new(*found.span("match")):
            take(*found.span("match"))
            yield _match(text, *found.span("match"), "landline")
    for start, end, number in _disguised(text):
        if new(start, end):
            yield Match(start, end, "mobile", {"number": number})


def _disguised(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _STRETCH.finditer(text):
        written = found.group().translate(_IN_DISGUISE)
        # A circle is a zero, or parts the digits.
        for read in (written.replace("○", "0").replace("〇", "0"), written):
            digits = _NOT_DIGIT.sub("", read)
            if _MOBILE_DIGITS.fullmatch(digits) and digits[3:].count("0") <= _ZEROS_OF_A_SCOREBOARD:
                yield *found.span(), digits
                break
    for found in _BACKWARDS.finditer(text):
        if _CALLED.search(text[max(found.start() - 20, 0) : found.start()]):
            yield *found.span(), _NOT_DIGIT.sub("", found.group())[::-1]


def _digits(written: str) -> str:
    return _NOT_DIGIT.sub("", written.translate(_PLAIN))


def _match(text: str, start: int, end: int, kind: str) -> Match:
    # An opening bracket belongs to the number only where its closing one does.
    if text[start] in "(（" and not any(c in ")）" for c in text[start:end]):
        start += 1
    return Match(start, end, kind, {"number": _digits(text[start:end])})


def _is_landline(text: str, found: regex.Match[str]) -> bool:
    digits = _digits(found.group())
    if len(digits) != 10 or len(_digits(found["a"])) + len(_digits(found["b"])) != 6:
        return False
    if _OTHER_NUMBER.search(text[: found.start()]):
        return False
    if found["sep1"].strip() or found["sep2"].strip():
        return True
    return bool(_CALLED.search(text[: found.start()])) or _is_assigned(digits)


def _is_assigned(digits: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, "JP"))
    except phonenumbers.NumberParseException:
        return False
