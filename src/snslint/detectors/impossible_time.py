"""Times that no clock shows: 「13時75分」, 「31時」, 「午前15時」.

Kinds: `minute` 60 or more; `hour` over 24, where 25時 to 29時 may be a broadcaster's night; `half` an hour over 12
beside 午前 or 午後.
"""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import expression

from ..document import Document
from ..document.times import read_times
from ..model import Match

KINDS: tuple[str, ...] = ("minute", "hour", "half")
TRIGGER = r"[0-9〇一二三四五六七八九十]時|[0-9]:[0-9]"

_NIGHT = expression(r"放送|放映|ラジオ|テレビ|番組|オンエア|深夜|翌|オールナイト|配信|未明|終夜")
_RATIO = expression(r"比率|割合|対比|スコア|倍率|縮尺|希釈|混ぜ")


def find(document: Document) -> Iterator[Match]:
    """Yield times of day that do not exist."""
    for time in read_times(document.text):
        if time.minute >= 60:
            if not (time.clock and _RATIO.search(_around(document, time.start))):
                yield Match(time.start, time.end, "minute")
        elif time.hour > 29 or ((time.hour, time.minute) > (24, 0) and not _night(document, time.start)):
            yield Match(time.start, time.end, "hour")
        elif time.hour > 12 and time.half and document.text[time.start] in "午AaPp":
            yield Match(time.start, time.end, "half")


def _night(document: Document, at: int) -> bool:
    return _NIGHT.search(_around(document, at)) is not None


def _around(document: Document, at: int) -> str:
    """The sentence that `at` stands in, and the ones beside it."""
    sentence = document.sentence_at(at)
    nearby = document.sentences[max(0, sentence - 1) : sentence + 2]
    return document.text[nearby[0][0] : nearby[-1][1]]
