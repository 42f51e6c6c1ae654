"""Ids of messengers given in words: 「LINEのIDは abc_123」「カカオ: …」「インスタのDM: …」.

An id with 「@」 is a mention and found elsewhere; LINE's official accounts begin with one as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ()
TRIGGER = r"(?i)LINE|ライン|カカオ|kakao|Discord|ディスコード|Skype|スカイプ|Telegram|インスタ|Signal"

_SERVICE = (
    r"(?:LINE|ライン|カカオ(?:トーク)?|kakao(?:talk)?|Discord|ディスコード|Skype|スカイプ|Telegram|テレグラム"
    r"|Signal|シグナル|インスタ(?:グラム)?|Instagram)"
)
_ID = regex_expression(
    rf"(?i)(?<![A-Za-z]){_SERVICE}[ ]?(?:の|は)?[ ]?(?:個人)?(?:ID|アイディー|アカウント)?"
    r"[ ]?(?:(?:は|が|:|→|=|で)[ ]?[「(]?|[「(])"
    r"(?P<match>(?=[a-z0-9._-]*[a-z])(?=[a-z0-9._-]*[0-9._-])[a-z0-9][a-z0-9._-]{3,19})(?![a-z0-9/@]|\.[a-z])"
)
_ID_LATER = regex_expression(
    rf"(?i)(?<![A-Za-z]){_SERVICE}[^。\n]{{0,14}}[。、 ]?[ ]?(?:ID|アイディー)[ ]?(?:は|:|→|=)[ ]?[「(]?"
    r"(?P<match>(?=[a-z0-9._-]*[a-z])[a-z0-9][a-z0-9._-]{3,19})(?![a-z0-9/@]|\.[a-z])"
)
_ID_SPACED = regex_expression(
    rf"(?i)(?<![A-Za-z]){_SERVICE}[ ]?(?:の)?[ ]?(?:個人)?(?:ID|アイディー)[ ]{{1,2}}"
    r"(?P<match>[a-z0-9][a-z0-9._-]{3,19})(?![a-z0-9/@])"
)


def find(document: Document) -> Iterator[Match]:
    """Yield the id alone."""
    masked = [*document.parts("url"), *document.parts("email"), *document.parts("mention")]
    seen = set()
    for pattern in (_ID, _ID_SPACED, _ID_LATER):
        for found in pattern.finditer(document.text):
            start, end = found.span("match")
            if start in seen or any(start < to and at < end for at, to in masked):
                continue
            seen.add(start)
            yield Match(start, end)
