"""Ages of one person: 84歳, 七十二歳, 享年82, and a bare number behind a name: 山野すみ子さん(84).

Kinds: `years` for an age in words, `bracket` for a bare number in brackets behind a word that can end a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("years", "bracket")
TRIGGER = r"[歳才]|享年|[(（][0-9]{1,3}[)）]"

_N = r"(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4})"
# 「20歳以上」「65歳になる方」 speak of everybody of that age.
_YEARS = regex_expression(
    rf"(?:享年[ ]?{_N}歳?|(?<![0-9~\-満]){_N}[歳才]"
    r"(?!以上|以下|未満|児|から|まで|[~\-]|[にと]なる|を迎え|代|のとき|の頃|健診|[、・][0-9]))"
)
_BRACKET = regex_expression(r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}ー])[(](?P<match>[0-9]{1,3})[)]")


def find(document: Document) -> Iterator[Match]:
    """Yield ages that can be one person's."""
    text = document.text
    for found in _YEARS.finditer(text):
        yield Match(found.start(), found.end(), "years")
    for found in _BRACKET.finditer(text):
        if 0 < int(found["match"]) <= 115:
            yield Match(*found.span("match"), "bracket")
