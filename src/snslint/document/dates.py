"""Dates as Japanese posts write them, read against the day of reference.

All offsets are folded offsets. A date without a year is the one nearest to the day of reference; a year that
is written, carried over from the date before it, or told by 来年 and the like decides otherwise. Every pattern
is bounded, so that reading stays linear in the length of the text.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from snslint.expressions import expression
from snslint.values import dataclass

from .weekdays import beside, english_weekday
from .years import ERA_LETTERS, ERAS, KANJI_DIGIT, YearMention, number, read_years

Joint = Literal["", "range", "list"]
"""How a date hangs on the one before it: not at all, 「5日〜7日」, 「5日・6日」."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date as written, from its year to its weekday.

    year: as written or carried over, None where the text gives none. days: the calendar days that it may mean,
    likeliest first; () where no such day exists. weekday: 0 for Monday. mark: a holiday's name or mark beside it
    (祝, 振休, 勤労感謝の日). joint: how it hangs on the date before it. month_written: not so for a bare 「24日」.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    days: tuple[dt.date, ...] = ()
    weekday: int | None = None
    weekday_span: tuple[int, int] | None = None
    mark: str = ""
    joint: Joint = ""
    month_written: bool = True

    @property
    def date(self) -> dt.date | None:
        """The likeliest day, None where no such day exists."""
        return self.days[0] if self.days else None


def read_dates(text: str, today: dt.date) -> tuple[DateMention, ...]:
    """Every date in the folded `text`, in order; `today` is the day of reference."""
    return tuple(_Reader(text, today).read())


def on(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


# --- what is written ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Written:
    """A date before anybody asked which day it means; month is None for a bare 「24日」."""

    start: int
    end: int
    month: int | None
    day: int
    year: int | None = None
    weekdays: tuple[int, ...] = ()
    weekday_span: tuple[int, int] | None = None
    mark: str = ""


_K = KANJI_DIGIT
_LONG = expression(
    rf"(?<![\d.])(?<!{_K})(?P<month>\d{{1,2}}|{_K}{{1,2}})[ ]?月[ ]?"
    rf"(?P<days>\d{{1,2}}(?:[ ]?[・、,~-][ ]?\d{{1,2}}){{0,9}}|{_K}{{1,3}})[ ]?日(?![間目])"
)
_FULL = expression(
    r"(?<![A-Za-z0-9_/.-])(?:(?P<western>(?:19|20)\d\d)|(?P<letter>[MTSHR])(?P<era_year>\d{1,2})|'(?P<short>\d\d))"
    r"(?P<sep>[/.-])[ ]?(?P<month>\d{1,2})(?P=sep)[ ]?(?P<day>\d{1,2})(?![\d/-]|\.\d)"
)
_SHORT = expression(r"(?<![A-Za-z0-9_/.:-])(?P<month>\d{1,2})(?P<sep>[/.-])(?P<day>\d{1,2})(?![\d/-]|\.\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = expression(
    r"(?<![A-Za-z])(?:(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)[.,]{0,2} )?"
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>20\d\d))?(?![\d:])"
)
_LATIN = expression("[JFMASOND][a-z]{2}")
_DATED = expression(r"[ ]?(?:~[ ]?\d{1,2}/\d{1,2}|\d{1,2}(?::\d\d|時)|まで|から|必着|締切|〆切|に?開催)")
_BARE = expression(
    rf"(?<![\d/年第-])(?<![毎各同]月)(?P<day>\d{{1,2}})[ ]?日(?![間目])"
    rf"|(?<![〇一二三四五六七八九十月])(?P<kanji>{_K}{{1,3}})日(?=[(\[])"
    r"|(?<=[・~、,-])(?P<only>\d{1,2})(?=[ ]?[(\[])"
)


def _written(text: str) -> list[_Written]:
    """Whatever may be a date, in order and without overlaps."""
    found: list[_Written] = []
    for date in sorted(
        [*_long(text), *_numeric(text), *_english(text), *_bare(text)], key=lambda date: date.start
    ):
        if not found or date.start >= found[-1].end:
            found.append(date)
    return found


def _long(text: str) -> Iterator[_Written]:
    """「11月23日(月)」「十二月六日(日)」「10月22・24・29日」."""
    if "月" not in text:
        return
    for found in _LONG.finditer(text):
        month = number(found["month"])
        days = list(re.finditer(r"[^・、,~ -]+", found["days"]))
        at = found.start("days")
        for index, day in enumerate(days):
            start = at + day.start() if index else found.start()
            end = at + day.end() if index < len(days) - 1 else found.end()
            date = _Written(start, end, None if index else month, number(day.group()))
            yield _with_weekday(text, date) if end == found.end() else date


def _numeric(text: str) -> Iterator[_Written]:
    """「2026/11/23」「R8.11.23」; 「11/23」 where a weekday or the like shows that it is no fraction."""
    if "/" not in text and "." not in text and "-" not in text:
        return
    for found in _FULL.finditer(text):
        if found["letter"]:
            year = ERAS[ERA_LETTERS[found["letter"]]] + int(found["era_year"]) - 1
        else:
            year = int(found["western"] or f"20{found['short']}")
        date = _Written(*found.span(), int(found["month"]), int(found["day"]), year)
        date = _with_weekday(text, date)
        if date.weekdays or 1 <= int(found["month"]) <= 12:
            yield date
    for found in _SHORT.finditer(text):
        month, day = int(found["month"]), int(found["day"])
        date = _with_weekday(text, _Written(*found.span(), month, day))
        in_year = found["sep"] == "/" and 1 <= month <= 12 and 1 <= day <= 31
        if date.weekdays or (in_year and _DATED.match(text, found.end())):
            yield date


def _english(text: str) -> Iterator[_Written]:
    """「Sunday, December 6」「Dec. 6, 2026 (Sun)」."""
    if not _LATIN.search(text):
        return
    for found in _ENGLISH.finditer(text):
        month = _MONTHS.index(found["month"][:3].lower()) + 1
        year = int(found["year"]) if found["year"] else None
        date = _Written(*found.span(), month, int(found["day"]), year)
        if found["weekday"]:
            weekday = english_weekday(found["weekday"])
            yield replace(date, weekdays=(weekday,), weekday_span=found.span("weekday"))
        else:
            yield _with_weekday(text, date)


def _bare(text: str) -> Iterator[_Written]:
    """「24日(火)」, and whatever may be a day behind another date: 「〜7日」「・23(月・祝)」."""
    for found in _BARE.finditer(text):
        day = number(found["day"] or found["kanji"] or found["only"])
        date = _with_weekday(text, _Written(*found.span(), None, day))
        if date.weekdays or found["day"]:
            yield date


def _with_weekday(text: str, date: _Written) -> _Written:
    found = beside(text, date.start, date.end)
    return replace(
        date, start=found.start, end=found.end, weekdays=found.days, weekday_span=found.span, mark=found.mark
    )


# --- what is meant ------------------------------------------------------------------------------------------

_AMBIGUOUS = 40  # days: a date about half a year away may be meant either way
_TIMES = r"[ 0-9時分半:~()正午前後]{0,24}"
_RANGE = expression(rf"{_TIMES}(?:~|-|から|より|―|–|—|→|⇒)[ ]?(?:同|翌年?の?)?")
_LIST = expression(rf"{_TIMES}(?:まで)?(?:・|、|,|と|/|及び|および|または|&|\+)[ ]?(?:同|翌)?")
_NEXT_DAY = expression(r"翌(?:日の?)?\Z")
_NEXT_YEAR = expression(r"翌年?の?[ ]?\Z")
_EVERY_YEAR = expression(r"(?:毎年|例年)[^\n。]{0,4}\Z")
_NAMED_MONTH = expression(
    rf"(?<![\d.])(?<!{_K})(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月[はのにも中分、: ]"
)
_MONTH = expression(r"(?<![\d.])(?:(?P<month>\d{1,2})月[はのにも中分、: ]|(?:(?P<this>今)|来)月)")
_MONTH_OF = expression(r"(?:(?<!\d)\d{1,2}|[今来])月(?:は|の開催(?:日)?は)\Z")
_STOP = expression(r"[\n。!?]")
_MONTH_REACH = 60  # characters


class _Reader:
    """Reads dates from left to right, each in the light of what stands before it."""

    def __init__(self, text: str, today: dt.date) -> None:
        self.text = text
        self.today = today
        self.years = read_years(text, today)
        self.year_ends = [year.end for year in self.years]
        self.anchor: dt.date | None = None  # the last day whose year was written
        self.named: dict[int, int] = {}  # months that sentences are about, and where each is named first
        for found in _NAMED_MONTH.finditer(text):
            self.named.setdefault(number(found["month"]), found.end())

    def read(self) -> Iterator[DateMention]:
        """Every date with the days that it may mean."""
        written = _written(self.text)
        before: DateMention | None = None
        for index, date in enumerate(written):
            year = self._year_before(date)
            decides = year is not None and year.decides(self.text, date.start)
            if year is not None and decides:
                date = replace(date, start=year.start)
            joint = self._joint(before, date)
            if date.month is None and not joint and not self._stands_alone(date):
                continue
            if date.month is None:
                known, days = self._bare_day(
                    date, before if joint else None, before, written[index + 1 : index + 3]
                )
            elif date.year is not None:
                known, days = date.year, [on(date.year, date.month, date.day)]
            elif year is not None and decides:
                known, days = year.years[0], [on(named, date.month, date.day) for named in year.years]
            else:
                known, days = self._year_told(date.month, date, before, joint, year)
            mention = _mention(date, joint, known, days, before.month if before else self.today.month)
            if before and joint == "range" and known is not None and before.year is None:
                before = _also_in(before, (known - 1, known))
            if len(date.weekdays) == 2 and before and joint and before.weekday is None:
                before = replace(before, weekday=date.weekdays[0], weekday_span=date.weekday_span)
                mention = replace(mention, weekday=date.weekdays[1])
            if before:
                yield before
            before = mention
            if known is not None and mention.date:
                self.anchor = mention.date
        if before:
            yield before

    def _year_before(self, date: _Written) -> YearMention | None:
        at = bisect_left(self.year_ends, date.start + 1) - 1
        return self.years[at] if at >= 0 else None

    def _joint(self, before: DateMention | None, date: _Written) -> Joint:
        if before is None or not 0 <= date.start - before.end <= 30:
            return ""
        year = self._year_before(date)  # 「~令和9年1月3日」: the year belongs to the date
        start = year.start if year and before.end <= year.start and year.end >= date.start - 1 else date.start
        if _RANGE.fullmatch(self.text, before.end, start):
            return "range"
        return "list" if _LIST.fullmatch(self.text, before.end, start) else ""

    def _stands_alone(self, date: _Written) -> bool:
        """Whether a bare day is a date without another one before it: 「23日(月)」「12月は23日」, not 「23日」."""
        if _MONTH_OF.search(self.text, max(0, date.start - 6), date.start):
            return True
        return bool(date.weekdays or date.mark) and "日" in self.text[date.start : date.start + 5]

    def _year_told(
        self, month: int, date: _Written, before: DateMention | None, joint: Joint, year: YearMention | None
    ) -> tuple[int | None, list[dt.date | None]]:
        """The year and the days of a month and day that have no year beside them."""
        start, day = date.start, date.day
        if _EVERY_YEAR.search(self.text, max(0, start - 8), start):
            return None, [on(self.today.year + shift, month, day) for shift in range(-1, 8)]
        previous = before.date if before else None
        if before and previous and joint:
            same, later = (on(previous.year + shift, month, day) for shift in (0, 1))
            if _NEXT_YEAR.search(self.text, max(0, start - 5), start):
                return previous.year + 1, [later]
            turned = (month, day) < (previous.month, previous.day)
            known = None if before.year is None else before.year + turned
            return known, [later, same] if turned else [same]
        days = _nearest(month, day, self.today)
        if self.anchor:
            days += _nearest(month, day, self.anchor)
        if year is not None and not _STOP.search(self.text, year.end, start):
            days += [on(named, month, day) for named in year.years]
        return None, days

    def _bare_day(
        self,
        date: _Written,
        joined: DateMention | None,
        before: DateMention | None,
        after: Iterable[_Written],
    ) -> tuple[int | None, list[dt.date | None]]:
        """The year and the days of a 「24日」: of the month before it, else of any month that is near."""
        start, day = date.start, date.day
        previous = before.date if before else None
        if previous and (joined or _NEXT_DAY.search(self.text, max(0, start - 4), start)):
            same, later = on(previous.year, previous.month, day), _in_next_month(previous, day)
            return joined.year if joined else None, [same] if day > previous.day else [later, same]
        if month := self._month_before(before.end if before else 0, start):
            return None, [on(month.year, month.month, day)]
        near = [self.today] if previous is None else [previous, self.today]
        days = [found for of in near for found in (on(of.year, of.month, day), _in_next_month(of, day))]
        for month_named, end in self.named.items():  # 「1月は電気です。16日(土)」
            if end <= start:
                days += [on(of.year, month_named, day) for of in _nearest(month_named, 1, self.today) if of]
        for month_after in (follower.month for follower in after if follower.month):
            of = next(filter(None, _nearest(month_after, 1, self.today)), self.today)
            days += [on(of.year, of.month, day), _in_month_before(of, day)]
        return None, days

    def _month_before(self, after: int, start: int) -> dt.date | None:
        """The first of the month that stands before `start` in the same sentence: 「12月は5日(土)」."""
        named = list(_MONTH.finditer(self.text, max(after, start - _MONTH_REACH), start))
        if not named or _STOP.search(self.text, named[-1].end(), start):
            return None
        if named[-1]["month"]:
            return next(iter(_nearest(int(named[-1]["month"]), 1, self.today)), None)
        return self.today.replace(day=1) if named[-1]["this"] else _in_next_month(self.today, 1)


def _mention(
    date: _Written, joint: Joint, year: int | None, days: Iterable[dt.date | None], month: int
) -> DateMention:
    weekday = date.weekdays[0] if len(date.weekdays) == 1 else None
    meant = _by_weekday(days, weekday)
    year = meant[0].year if meant and year is not None else year
    span = date.weekday_span if date.weekdays else None
    month = date.month or (meant[0].month if meant else month)
    return DateMention(
        date.start,
        date.end,
        month,
        date.day,
        year,
        meant,
        weekday,
        span,
        date.mark,
        joint,
        date.month is not None,
    )


def _by_weekday(days: Iterable[dt.date | None], weekday: int | None) -> tuple[dt.date, ...]:
    """The days that exist; first those that the weekday fits, for dates that hang on this one go by it."""
    existing = dict.fromkeys(day for day in days if day is not None)
    return tuple(sorted(existing, key=lambda day: weekday is not None and day.weekday() != weekday))


def _also_in(date: DateMention, years: Iterable[int]) -> DateMention:
    """The date, which may be meant in these years too: 「4月1日(水)〜令和9年3月31日」."""
    more = [on(year, date.month, date.day) for year in years]
    return replace(date, days=_by_weekday([*date.days, *more], date.weekday))


def _nearest(month: int, day: int, today: dt.date) -> list[dt.date | None]:
    """The day of that name nearest to `today`; also the next nearest where it is about as near."""
    probe = (
        28 if (month, day) == (2, 29) else day
    )  # the year is chosen first, then its 29th of February looked for
    near = sorted(
        (abs(found - today).days, year)
        for year in range(today.year - 1, today.year + 2)
        if (found := on(year, month, probe))
    )
    return [on(year, month, day) for away, year in near if away - near[0][0] < _AMBIGUOUS]


def _in_next_month(of: dt.date, day: int) -> dt.date | None:
    return on(of.year + of.month // 12, of.month % 12 + 1, day)


def _in_month_before(of: dt.date, day: int) -> dt.date | None:
    return on(of.year - (of.month == 1), (of.month - 2) % 12 + 1, day)
