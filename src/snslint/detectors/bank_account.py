"""Bank accounts: 銀行・信金・農協 or 口座番号, the kind of account, and four to eight digits close together.

Kinds: `private` where a person's name in kana or 「個人の口座」 stands beside it, else `account`.
"""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("private", "account")
NAMES: tuple[str, ...] = ("number",)
TRIGGER = r"口座|銀行|信用金庫|信用組合|信金|信組|労金|農協|JA|ゆうちょ|普通|当座"

_NUMBER = r"[0-9〇一二三四五六七八九](?:[- ]?[0-9〇一二三四五六七八九]){3,7}"
_NAME = r"[\p{Han}\p{Katakana}\p{Hiragana}ーA-Za-z]"
_BANK = (
    rf"(?:{_NAME}{{0,12}}?(?:銀行|信用金庫|信用組合|信金|信組|労働金庫|労金|農協|漁協|農業協同組合|バンク|ゆうちょ)"
    rf"|JA{_NAME}{{0,8}})"
)
_TYPE = r"(?:普通(?:預金|口座)?|当座|貯蓄|総合口座|通常貯金|定期)"
_HOLDER = (
    r"(?:[ 、,・/\n]{0,3}(?:名義(?:人)?|口座名)?[ :は「(]{0,2}"
    r"(?P<holder>[ァ-ヶー]{2,7}[ ・]{1,2}[ァ-ヶー]{2,7}))?"
)
_ACCOUNT = regex_expression(
    rf"(?:(?:{_BANK}[^\n。0-9]{{0,16}}?)?{_TYPE}[ :、,()/]{{0,3}}(?:口座番号|番号|No\.?|#)?[ :は]{{0,3}}"
    rf"|口座(?:番号)?[ :は]{{1,3}}"
    rf"|{_BANK}[^\n。0-9]{{0,12}}?記号[ :]*[0-9]{{5}}[- ]*番号[ :]*)"
    rf"(?<![0-9])(?P<number>{_NUMBER})(?![0-9円人件%月日年時分])"
    rf"{_HOLDER}"
)


def find(document: Document) -> Iterator[Match]:
    """Yield accounts from the bank's name to the holder's; named {number}."""
    for found in _ACCOUNT.finditer(document.text):
        kind = "private" if found["holder"] else "account"
        yield Match(found.start(), found.end(), kind, {"number": found["number"]})
