"""Ranges that run backwards: 「12月14日(月)〜12月4日(金)」, 「13時30分〜12時」.

Kinds: `date`, `time`. Ranges over midnight (22時〜翌5時) and over the turn of the year (12月28日〜1月3日) are in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from snslint.expressions import expression

from ..document import Document
from ..document.dates import DateMention
from ..document.times import DAY, NOON, TimeMention, read_times
from ..model import Match

KINDS: tuple[str, ...] = ("date", "time")
TRIGGER = r"~|から|より|[0-9日)半分時][ ]?[-―–—→⇒]"

_LONGEST_NIGHT = 16 * 60  # minutes: a range over midnight lasts no longer, or it is a slip
_WORKDAY = 8 * 60  # minutes: 「9時〜5時」 without 午後
_YEAR_LONG = 363  # days: 4月1日〜3月31日 is a year and no slip
_TURN = 300  # days: a range that wraps round to the next year and lasts this long is a slip
_TURN_OF_MONTH = 20  # days: 「28日から3日まで」 turns into the next month, 「10日から5日まで」 is a slip
_TO = expression(r"[ ]?(?:~|-|―|–|—|→|⇒|から|より)[ ]?")
_OVERNIGHT = expression(r"チェック|宿泊|泊|IN|OUT|当直|宿直|24時間", re.IGNORECASE)  # longer than a night


def find(document: Document) -> Iterator[Match]:
    """Yield ranges of dates and of times whose end lies before their start."""
    for first, last in pairwise(document.dates):
        if last.joint == "range" and _dates_backwards(first, last):
            yield Match(first.start, last.end, "date")
    for opening, closing in pairwise(read_times(document.text)):
        if is_range(document.text, opening, closing) and times_backwards(opening, closing):
            stretch = document.text[max(0, opening.start - 30) : closing.end + 30]
            if not _OVERNIGHT.search(stretch):
                end = (
                    closing.end + len("まで")
                    if document.text.startswith("まで", closing.end)
                    else closing.end
                )
                yield Match(opening.start, end, "time")


def _dates_backwards(first: DateMention, last: DateMention) -> bool:
    """Whether the range cannot be meant: a year or a weekday that is written settles it, else its length."""
    if first.date is None or last.date is None or (first.year is None and last.year is not None):
        return False
    if last.date < first.date:
        return True
    if last.weekday is not None and last.weekday == last.date.weekday():
        return False
    if last.month_written:
        return last.date.year > first.date.year and _TURN < (last.date - first.date).days < _YEAR_LONG
    return first.day - last.day > 1 and (last.date - first.date).days > _TURN_OF_MONTH


def is_range(text: str, opening: TimeMention, closing: TimeMention) -> bool:
    """Whether nothing but 〜 or から stands between the two times."""
    return _TO.fullmatch(text, opening.end, closing.start) is not None


def times_backwards(opening: TimeMention, closing: TimeMention, *, over_night: bool = True) -> bool:
    """Whether `closing` lies before `opening` however 午前 and 午後 are filled in, and over no plausible night."""
    if closing.next_day or closing.minutes >= opening.minutes:
        return False
    if opening.half and not closing.half:
        readings = [replace(closing, half=opening.half).minutes, closing.minutes]
    else:
        readings = [closing.minutes]
    if not closing.half and not opening.half and not closing.clock and closing.hour <= 6:
        readings += [later for later in (closing.minutes + NOON,) if later - opening.minutes <= _WORKDAY]
    if not closing.half and opening.half == "am":
        readings.append(closing.minutes + NOON)
    if any(reading >= opening.minutes for reading in readings):
        return False
    return not over_night or closing.minutes + DAY - opening.minutes > _LONGEST_NIGHT
