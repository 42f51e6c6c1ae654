"""Holidays named on the wrong day: 「11月24日(火・祝)」, 「文化の日の11月4日」.

Kinds: `mark` 祝 or a substitute holiday's mark on an ordinary day, `name` a holiday's name beside another day.
Names for the message: `date` the day meant, `holiday` the holiday named. The calendar is jpholiday's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from snslint.expressions import expression

from ..document import Document
from ..document.dates import DateMention
from ..model import Match

KINDS: tuple[str, ...] = ("mark", "name")
NAMES: tuple[str, ...] = ("date", "holiday")
TRIGGER = r"祝|休日|振|の日|元日|元旦|大晦日|大みそか|記念日|誕生日|クリスマス"

HOLIDAYS = (
    "元日", "成人の日", "建国記念の日", "天皇誕生日", "春分の日", "昭和の日", "憲法記念日", "みどりの日", "こどもの日", "海の日",
    "山の日", "敬老の日", "秋分の日", "スポーツの日", "文化の日", "勤労感謝の日",
)  # fmt: skip
FIXED = {
    "元旦": (1, 1), "110番の日": (1, 10), "防災の日": (9, 1), "119番の日": (11, 9), "クリスマスイブ": (12, 24),
    "クリスマス": (12, 25), "大晦日": (12, 31), "大みそか": (12, 31), "終戦記念日": (8, 15),
}  # fmt: skip
"""Days everybody knows that are no national holidays."""
_NATIONAL, _NAME = "|".join(HOLIDAYS), "|".join([*HOLIDAYS, *FIXED])
_BEFORE = expression(rf"(?:({_NAME})[(=:]|({_NATIONAL}|元旦|大晦日|大みそか)(?:の|は))[ ]?\Z")
_AFTER = expression(
    rf"[ ]?(?:は|=|[(「:])?[ ]?({_NAME})(?![ぁ-んァ-ヶ一-鿿ー\d])|[ ]?(?:の|は|、)?({_NATIONAL})(?=[はにもので、])"
)
_CALLED = expression(r"(?<![のな])(?:祝日|祭日)(?:の|に当たる)[ ]?\Z")
_IS_CALLED = expression(r"(?:は|も)(?:国民の)?祝日(?=です|で(?!は)|、|の(?:ため|た)|に当た)")
_SCHOOL = expression(
    r"学校|[幼保][稚育]|こども園|校|運動会|体育祭|参観|代休|休館"
)  # they have substitute holidays of their own


def find(document: Document) -> Iterator[Match]:
    """Yield dates that are called a holiday and are another day."""
    for date in document.dates:
        if not date.days:
            continue
        start, end, name = _named(document.text, date)
        if name in FIXED:
            if all((day.month, day.day) != FIXED[name] for day in date.days):
                yield Match(start, end, "name", _names(date, name))
        elif name:
            if all(name not in _holiday(day) for day in date.days):
                yield Match(start, end, "name", _names(date, name))
        elif called := _called(document.text, date):
            if not any(_holiday(day) for day in date.days):
                yield Match(*called, "mark", _names(date, "祝日"))
        elif date.mark and _claims(document.text, date.mark) and not any(_holiday(day) for day in date.days):
            yield Match(date.start, date.end, "mark", _names(date, date.mark))


def _named(text: str, date: DateMention) -> tuple[int, int, str]:
    """The stretch that names a holiday together with the date, and the name; "" where none stands there."""
    if date.mark in HOLIDAYS or date.mark in FIXED:
        return date.start, date.end, date.mark
    if before := _BEFORE.search(text, max(0, date.start - 12), date.start):
        closed = "(" in before[0] and text.startswith(")", date.end)
        return before.start(), date.end + closed, before[1] or before[2]
    if after := _AFTER.match(text, date.end):
        closed = text.startswith(")", after.end()) and "(" in after[0]
        return date.start, after.end() + closed, after[1] or after[2]
    return date.start, date.end, ""


def _called(text: str, date: DateMention) -> tuple[int, int] | None:
    """The stretch that says of the date that it is a holiday, without naming which."""
    if before := _CALLED.search(text, max(0, date.start - 7), date.start):
        return before.start(), date.end
    after = _IS_CALLED.match(text, date.end)
    return (date.start, after.end()) if after else None


def _claims(text: str, mark: str) -> bool:
    """Whether the mark says that the day is a public holiday; 休 may only say that the office is closed."""
    return mark.startswith(("祝", "国民")) or (mark.startswith("振") and not _SCHOOL.search(text))


def _holiday(day: dt.date) -> str:
    """The holiday's name, a substitute's as 「憲法記念日 振替休日」; "" for an ordinary day."""
    import jpholiday

    return str(jpholiday.is_holiday_name(day) or "")


def _names(date: DateMention, holiday: str) -> dict[str, str]:
    day = date.days[0]
    return {"date": f"{day.year}年{day.month}月{day.day}日", "holiday": holiday}
