"""Number plates of cars: place of registration, class, kana and serial number (品川 300 あ 12-34).

Source: 自動車登録規則 第13条. The kana お し へ ん are not used on plates; they are found all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ()
TRIGGER = r"[0-9]{2,3}[A-Z]?[ ・]{0,2}[ぁ-んA-Z]"

_PLATE = regex_expression(
    r"(?P<place>[\p{Han}]{1,4}(?:ヶ|ケ|が|の)?[\p{Han}]{0,2}|つくば|いわき|とちぎ|なにわ|たかつき)?[ ・]{0,2}"
    r"(?<![0-9])(?P<class>[1-9][0-9]{1,2}|[1-9][0-9][A-Z])[ ・]{0,2}"
    r"(?P<kana>[あ-ん&&[^ぁぃぅぇぉっゃゅょゎ]]|[ABEHKMTY])[ ・]{0,2}"
    r"(?P<serial>[0-9・.]{1,2}[-ー‐−–―][0-9]{2}|[・.]{1,3}[0-9]{1,3}|[0-9]{4})(?![0-9年月日円時:人])",
    regex.VERSION1,
)
_SERIAL_ONLY = regex_expression(
    r"(?:ナンバー|車番|プレート)[ :はがの「(]{0,3}(?P<match>(?:[あ-ん][ ]?)?[0-9]{2}[-ー‐−–―][0-9]{2})"
    r"(?![0-9])"
)


def find(document: Document) -> Iterator[Match]:
    """Yield number plates; a bare serial number only after 「ナンバー」 or 「車番」."""
    text = document.text
    for found in _PLATE.finditer(text):
        if found["place"] or "-" in found["serial"]:
            yield Match(found.start(), found.end())
    for found in _SERIAL_ONLY.finditer(text):
        yield Match(*found.span("match"))
