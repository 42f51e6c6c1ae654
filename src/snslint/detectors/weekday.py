"""Weekdays that do not fall on the date they stand beside: 「11月23日(火)」 where the 23rd is a Monday.

Kinds: `date` beside a date, `relative` beside 今日, 明日 and the like (only where the day of publication is known).
Names for the message: `date` the day meant, `right` its weekday.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("date", "relative")
TRIGGER = r"[月火水木金土日](?:曜|[^ぁ-んァ-ヶ一-鿿]{0,3}[)\]〕>〉】])|[(\[][^()\n]{0,9}[月火水木金土日]|(?i:mon|tue|wed|thu|fri|sat|sun)"

_WEEKDAYS = "月火水木金土日"
_AWAY = {
    "一昨日": -2, "おととい": -2, "昨日": -1, "きのう": -1, "今日": 0, "きょう": 0, "本日": 0, "明日": 1, "あす": 1,
    "あした": 1, "明後日": 2, "あさって": 2,
}  # fmt: skip
_RELATIVE = re.compile(
    rf"(?<![ぁ-んァ-ヶ一-鿿])({'|'.join(_AWAY)})(?:は|の|、|は、)?[ ]?(?:\(([月火水木金土日])(?:曜日?)?\)"
    r"|([月火水木金土日])曜日?(?!の(?:次|前)))"
)


def find(document: Document) -> Iterator[Match]:
    """Yield dates with a weekday that none of the days they may mean falls on."""
    for date in document.dates:
        if (
            date.weekday is not None
            and date.days
            and date.weekday not in {day.weekday() for day in date.days}
        ):
            yield Match(date.start, date.end, "date", _names(date.days[0]))
    if document.draft.meta.publish_at is None:
        return
    for found in _RELATIVE.finditer(document.text):
        day = document.today + dt.timedelta(days=_AWAY[found[1]])
        if _WEEKDAYS.index(found[2] or found[3]) != day.weekday():
            yield Match(found.start(), found.end(), "relative", _names(day))


def _names(day: dt.date) -> dict[str, str]:
    return {"date": f"{day.year}年{day.month}月{day.day}日", "right": f"{_WEEKDAYS[day.weekday()]}曜日"}
