"""Lengths of time that contradict the range or the list beside them: 「12月5日〜7日の2日間」, 「10時〜12時(3時間)」.

Kinds: `days`, `nights`, `hours`. Names for the message: `right`, the length that the range has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from snslint.expressions import expression

from ..document import Document
from ..document.dates import DateMention
from ..document.times import DAY, read_times
from ..document.years import number
from ..model import Match
from .backwards import is_range

KINDS: tuple[str, ...] = ("days", "nights", "hours")
NAMES: tuple[str, ...] = ("right",)
TRIGGER = r"日間|泊|時間"

_K = "[〇一二三四五六七八九十]"
_LENGTH = expression(rf"(?:まで)?(?:の|、)?[ ]?\(?(?P<days>\d{{1,3}}|{_K}{{1,3}})日間")
_NIGHTS = expression(
    rf"(?:まで)?(?:の|、)?[ ]?\(?(?P<nights>\d{{1,2}}|{_K}{{1,2}})泊(?P<days>\d{{1,2}}|{_K}{{1,2}})日"
)
_HOURS = expression(r"(?:まで)?の?[ ]?\(?(?P<hours>\d{1,2})時間(?P<half>半)?(?![のご前後おき])")
_WEEK = 6  # days: a longer run may leave out the weekends or the day of rest
_PART = expression(r"うち|毎週|毎日曜|除く|隔週|平日|休[館園業み]|の[月火水木金土日]")


def find(document: Document) -> Iterator[Match]:
    """Yield ranges and lists of dates, and ranges of times, with a length beside them that is not theirs."""
    text = document.text
    for dates in _runs(document.dates):
        first, last = dates[0], dates[-1]
        if _PART.search(text, first.start, min(len(text), last.end + 12)):
            continue
        if nights := _NIGHTS.match(text, last.end):
            lengths = _lengths(dates)
            written = number(nights["days"])
            if lengths and written not in lengths and number(nights["nights"]) + 1 == written:
                right = f"{min(lengths) - 1}泊{min(lengths)}日"
                yield Match(first.start, nights.end(), "nights", {"right": right})
        elif found := _LENGTH.match(text, last.end):
            lengths = _lengths(dates)
            if lengths and number(found["days"]) not in lengths:
                yield Match(first.start, found.end(), "days", {"right": f"{min(lengths)}日間"})
    for opening, closing in pairwise(read_times(text)):
        found = _HOURS.match(text, closing.end) if is_range(text, opening, closing) else None
        if found is None:
            continue
        minutes = (closing.minutes - opening.minutes) % DAY
        if (
            int(found["hours"]) * 60 + (30 if found["half"] else 0) > minutes
        ):  # a shorter one leaves room for a rest
            hours, rest = divmod(minutes, 60)
            right = f"{hours}時間{rest}分" if rest else f"{hours}時間"
            yield Match(opening.start, found.end(), "hours", {"right": right})


def _runs(dates: Sequence[DateMention]) -> Iterator[Sequence[DateMention]]:
    """Stretches of dates that hang together: 「5日〜7日」, 「5日・6日・7日」."""
    start = 0
    for index in range(1, len(dates) + 1):
        if index == len(dates) or not dates[index].joint:
            if index - start > 1:
                yield dates[start:index]
            start = index


def _lengths(dates: Sequence[DateMention]) -> set[int]:
    """How many days the run may last: all of them, or all but the days on which offices and museums close."""
    days = [date.date for date in dates]
    if any(day is None for day in days):
        return set()
    known = [day for day in days if day is not None]
    if all(date.joint == "list" for date in dates[1:]):
        return {len(known)}
    if len(dates) != 2 or known[1] < known[0]:
        return set()
    total = (known[1] - known[0]).days + 1
    if not _WEEK <= total <= 366:
        return {total}
    span = [known[0] + dt.timedelta(days=shift) for shift in range(total)]
    closed: tuple[set[int], ...] = ({5, 6}, {0}, {6}, {5})
    return {total} | {sum(day.weekday() not in weekdays for day in span) for weekdays in closed}
