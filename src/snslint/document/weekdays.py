"""The weekday and the holiday's mark that stand beside a date: (火), (月・祝), 月曜日, TUE, (勤労感謝の日)."""

from __future__ import annotations

import re

from snslint.expressions import expression
from snslint.values import dataclass

WEEKDAYS = "月火水木金土日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_BRACKETS = expression(r"[ ]?[(\[〔<〈【]([^()\[\]〔〕<>〈〉【】\n]{1,24})[)\]〕>〉】]")
_KANA_DAY = expression(
    r"(?:(げつ|[かど]|すい|もく|きん|にち)よう(?:日|び)?|([月火水木金土日])よう(?:日|び))\Z"
)
_KANA = {"げつ": 0, "か": 1, "すい": 2, "もく": 3, "きん": 4, "ど": 5, "にち": 6}
_PARTS = expression(r"[・,、/ ~]+")
_DAY_WORD = expression(r"([月火水木金土日])(?:曜日?)?(?=\d|\Z)|([月火水木金土日])曜日?(?=[ぁ-ん午朝昼夜])")
_ENGLISH_DAY = expression(
    r"[ ]?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\.?(?![a-z])", re.IGNORECASE
)
_SPOKEN_DAY = expression(
    r"[ ]?(?:の|は|、|・|は、)?[ ]?([月火水木金土日])曜(?:日|(?!日))"
    r"(?![・とか,、][ ]?[月火水木金土日祝]|(?:が|も|は|を)?(?:定?休|除|以外)|祝)"
)
_MARK = expression(r"(?:振替|振)休日?|振替|国民の(?:祝日|休日)|祝日?|.{1,5}の日|元日|.{2}記念日|天皇誕生日")
_BEFORE = expression(r"(?<!毎週)([月火水木金土日])曜日?(?:の|\([ ]?)\Z")


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays (0 for Monday) and mark, and the folded range that they and the date take up together."""

    start: int
    end: int
    days: tuple[int, ...] = ()
    span: tuple[int, int] | None = None
    mark: str = ""


def beside(text: str, start: int, end: int) -> Weekdays:
    """What stands beside the date at `start:end` of the folded `text`."""
    if brackets := _BRACKETS.match(text, end):
        days, mark = _inside(brackets[1])
        if days or mark:
            last = brackets.end()
            more = None if mark else _BRACKETS.match(text, last)  # 「(月)(祝)」
            if more and _MARK.fullmatch(more[1]):
                mark, last = more[1], more.end()
            return Weekdays(start, last, days, brackets.span(), mark)
    if english := _ENGLISH_DAY.match(text, end):
        return Weekdays(start, english.end(), (english_weekday(english[1]),), english.span())
    if spoken := _SPOKEN_DAY.match(text, end):
        return Weekdays(start, spoken.end(), (WEEKDAYS.index(spoken[1]),), spoken.span())
    before = _BEFORE.search(text, max(0, start - 6), start)
    if before and (before[0][-1] == "の" or text[end : end + 1] == ")"):
        closed = end if before[0][-1] == "の" else end + 1
        return Weekdays(before.start(), closed, (WEEKDAYS.index(before[1]),), before.span())
    return Weekdays(start, end)


def english_weekday(name: str) -> int:
    """0 for 「Mon」 or 「Monday」."""
    return _ENGLISH.index(name[:3].lower())


def _inside(brackets: str) -> tuple[tuple[int, ...], str]:
    """The weekdays and the holiday's mark that brackets behind a date hold."""
    days: list[int] = []
    mark = ""
    for part in _PARTS.split(brackets.strip()):
        if found := _DAY_WORD.match(part):
            days.append(WEEKDAYS.index(found[1] or found[2]))
        elif kana := _KANA_DAY.match(part):
            days.append(_KANA[kana[1]] if kana[1] else WEEKDAYS.index(kana[2]))
        elif english := _ENGLISH_DAY.fullmatch(part):
            days.append(english_weekday(english[1]))
        elif _MARK.fullmatch(part):
            mark = part
        elif len(part) == 2 and part[0] in WEEKDAYS and part[1] in WEEKDAYS + "祝":  # 「(土日)」「(月祝)」
            days += [WEEKDAYS.index(day) for day in part if day != "祝"]
            mark = "祝" if part[1] == "祝" else mark
    return tuple(days), mark
