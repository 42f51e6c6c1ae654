"""Words such as 今日 and あす beside a date or a weekday that is another day, seen from the day of publication.

Where that day is not known, nothing is found: a draft may be written for any day.
Names for the message: `date` the day that the word means.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from snslint.expressions import expression

from ..document import Document
from ..document.weekdays import WEEKDAYS
from ..model import Match

KINDS: tuple[str, ...] = ("date", "weekday")
NAMES: tuple[str, ...] = ("date",)
TRIGGER = r"[昨今明本]日|明後日|きのう|きょう|あす|あした|あさって|おととい"

_AWAY = {
    "一昨日": -2, "おととい": -2, "昨日": -1, "きのう": -1, "今日": 0, "きょう": 0, "本日": 0, "明日": 1, "あす": 1,
    "あした": 1, "明後日": 2, "あさって": 2,
}  # fmt: skip
_WORD = rf"(?<![ぁ-んァ-ヶ一-鿿])({'|'.join(_AWAY)})"
_BEFORE_DATE = expression(rf"{_WORD}(?:、|の|は|は、|\()?[ ]?\Z")
_WITH_WEEKDAY = expression(
    rf"{_WORD}(?:は|の|、|は、)?[ ]?(?:\(([月火水木金土日])(?:曜日?)?\)|([月火水木金土日])曜日?(?![のと・、]))"
)
_LIMIT = expression(r"から|~|より|まで|以降")


def find(document: Document) -> Iterator[Match]:
    """Yield 「きょう11月20日」 on another day than the 20th, and 「明日の日曜」 on another day than Saturday."""
    if document.draft.meta.publish_at is None:
        return
    text, today = document.text, document.today
    for date in document.dates:
        word = _BEFORE_DATE.search(text, max(0, date.start - 7), date.start)
        if word is None or not date.days or ("は" in word[0] and _LIMIT.match(text, date.end)):
            continue
        day = _later(today, word[1])
        if day is not None and day not in date.days:
            yield Match(word.start(), date.end, "date", {"date": _written(day)})
    for found in _WITH_WEEKDAY.finditer(text):
        day = _later(today, found[1])
        if day is not None and WEEKDAYS.index(found[2] or found[3]) != day.weekday():
            yield Match(found.start(), found.end(), "weekday", {"date": _written(day)})


def _later(today: dt.date, word: str) -> dt.date | None:
    try:
        return today + dt.timedelta(days=_AWAY[word])
    except OverflowError:  # before the first day that there is, or after the last
        return None


def _written(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
