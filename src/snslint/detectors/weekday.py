"""Weekdays that do not fall on the date they stand beside: 「11月23日(火)」 where the 23rd is a Monday.

Kinds: `date` beside a date; `nth` where 第2土曜 is another day; `weekend` where 土日 or 週末 stands before working days.
Names for the message: `date` the day meant, `right` what it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from snslint.expressions import expression

from ..document import Document
from ..document.dates import DateMention
from ..document.weekdays import WEEKDAYS
from ..model import Match

KINDS: tuple[str, ...] = ("date", "nth", "weekend")
NAMES: tuple[str, ...] = ("date", "right")
TRIGGER = (
    r"[月火水木金土日ー](?:曜|よう)|[よ]うび|[月火水木金土日][^ぁ-んァ-ヶ一-鿿]{0,2}[)\]〕>〉】]|[(\[][^()\n]{0,9}[月火水木金土日]"
    r"|土日|週末|(?i:mon|tue|wed|thu|fri|sat|sun)"
)

_NTH = r"第[ ]?([1-5一二三四五])[ ]?([月火水木金土日])(?:曜日?)?"
_NTH_BEFORE = expression(rf"{_NTH}(?:の|、|の、|は|が|\(|:|[ ])?[ ]?\Z")
_NTH_AFTER = expression(rf"[ ]?(?:の|は|、|\(|=)?[ ]?{_NTH}(?![・、])")
_NTH_RULE = expression(rf"(?:毎月|各月)の?{_NTH}(?![・、])")
_NTH_LIST = expression(r"(?:毎月の?|第[1-5一二三四五][月火水木金土日]?(?:曜日?)?[・、と])\Z")
_THIS_MONTH = expression(r"(?:月|次回|今回|来月|今月)[はの、][ ]?\Z")
_WEEKEND_BEFORE = expression(r"(?:土日|週末)(?:の|\(|、)?[ ]?\Z")
_ORDINALS = "0一二三四五"


def find(document: Document) -> Iterator[Match]:
    """Yield dates with a weekday that none of the days they may mean falls on."""
    rules = {(found[1], found[2]) for found in _NTH_RULE.finditer(document.text)}
    for date in document.dates:
        if not date.days:
            continue
        if date.weekday is not None and date.weekday not in {day.weekday() for day in date.days}:
            yield Match(date.start, date.end, "date", _names(date.days[0]))
        elif named := _nth(document.text, date, rules):
            start, end, nth, weekday = named
            if not any(_is_nth(day, nth, weekday) for day in date.days):
                yield Match(start, end, "nth", _names(date.days[0], nth=True))
        elif (
            weekend := _WEEKEND_BEFORE.search(document.text, max(0, date.start - 5), date.start)
        ) and _workday(date):
            yield Match(weekend.start(), date.end, "weekend", _names(date.days[0]))


def _workday(date: DateMention) -> bool:
    """Whether no day that the date may mean is part of a weekend, Friday's evening included."""
    return all(day.weekday() < 4 for day in date.days)


def _nth(text: str, date: DateMention, rules: set[tuple[str, str]]) -> tuple[int, int, int, int] | None:
    """Range, ordinal and weekday of a 「第2土曜」 that is said of the date."""
    written_before = date.weekday_span is not None and date.weekday_span[0] == date.start
    at = date.weekday_span[1] if date.weekday_span and written_before else date.start
    if before := _NTH_BEFORE.search(text, max(0, at - 10), at):
        if _NTH_LIST.search(text, max(0, before.start() - 6), before.start()):
            return None
        return before.start(), date.end, *_ordinal(before[1], before[2])
    if after := _NTH_AFTER.match(text, date.end):
        return date.start, after.end(), *_ordinal(after[1], after[2])
    if (
        len(rules) == 1
        and date.weekday is None
        and _THIS_MONTH.search(text, max(0, date.start - 4), date.start)
    ):
        return date.start, date.end, *_ordinal(*next(iter(rules)))
    return None


def _ordinal(nth: str, weekday: str) -> tuple[int, int]:
    return int(nth) if nth.isdecimal() else _ORDINALS.index(nth), WEEKDAYS.index(weekday)


def _is_nth(day: dt.date, nth: int, weekday: int) -> bool:
    return day.weekday() == weekday and (day.day + 6) // 7 == nth


def _names(day: dt.date, *, nth: bool = False) -> dict[str, str]:
    right = (
        f"第{(day.day + 6) // 7}{WEEKDAYS[day.weekday()]}曜日" if nth else f"{WEEKDAYS[day.weekday()]}曜日"
    )
    return {"date": f"{day.year}年{day.month}月{day.day}日", "right": right}
