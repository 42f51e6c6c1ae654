"""Years as Japanese posts write them, in folded offsets: 2027年, 令和9年, 令和9年(2027年), R9, 来年."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator

from snslint.expressions import expression
from snslint.values import dataclass

ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
"""The western year of each era's first year."""
ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
KANJI_DIGIT = "[〇一二三四五六七八九十]"

_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")}
_RELATIVE = {
    "一昨年": -2, "昨年": -1, "去年": -1, "前年": -1, "今年": 0, "ことし": 0, "本年": 0, "来年": 1, "明年": 1,
    "再来年": 2,
}  # fmt: skip

_WESTERN = r"(?:西暦)?(?<![\dA-Za-z.,-])(?:18|19|20)\d\d"
_ERA = rf"(?:{'|'.join(ERAS)})[ ]?(?:\d{{1,2}}|元|{KANJI_DIGIT}{{1,3}})|(?<![A-Za-z\d])[MTSHR]\d{{1,2}}"
_PAIR = expression(
    rf"(?P<first>{_WESTERN}|{_ERA})(?:年(?P<fiscal>度)?[ ]?)?[ ]?[(/・=、]?[ ]?"
    rf"(?P<second>{_WESTERN}|{_ERA})(?:年度?|\)[ ]?年度?)\)?"
)
_OF_FISCAL_YEAR = expression(r"[ ]?(?<!度)\d{1,2}[ ]?月")  # 「令和8年度(2027年3月まで)」
_YEAR = expression(
    rf"(?P<one>{_WESTERN}|{_ERA})[ ]?年(?!度)|(?P<kanji>[一二][〇一二三四五六七八九]{{3}})年(?!度)"
    rf"|(?P<relative>{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})(?P<fiscal>度?)"
    rf"|(?<!\d)(?P<short>\d{{1,2}})年(?=[ ]?\d{{1,2}}月)"
)
_AFTER_WRITTEN = expression(r"[のはに、 \n]{0,2}")
_AFTER_RELATIVE = expression(r"[の ]?")


@dataclass(frozen=True, slots=True)
class YearMention:
    """One year as written; `years` holds two where an era and a western year disagree, or of a fiscal year.

    relative: told by 来年 and the like.
    """

    start: int
    end: int
    years: tuple[int, ...]
    relative: bool = False

    def decides(self, text: str, start: int) -> bool:
        """Whether a date at `start` is of this year, only a particle or a line break between them.

        「今年は1月8日まで」 may be said in December, so that 来年 and the like take の or nothing.
        """
        gap = _AFTER_RELATIVE if self.relative else _AFTER_WRITTEN
        return start - self.end <= 2 and gap.fullmatch(text, self.end, start) is not None


def number(written: str) -> int:
    """The number that digits, kanji digits, 十 or 元 write: 「二十三」「二〇二七」「元」."""
    if written.isdecimal():
        return int(written)
    if written == "元":
        return 1
    tens, ten, ones = written.rpartition("十")
    digits = int("".join(str(_DIGITS[kanji]) for kanji in ones) or 0)
    return (number(tens) if tens else 1) * 10 + digits if ten else digits


def year_pairs(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, era year as a western year, and western year, wherever the two stand side by side."""
    if "年" not in text:
        return
    for found in _PAIR.finditer(text):
        first, second = found["first"], found["second"]
        if _is_western(first) != _is_western(second):
            era, western = (second, first) if _is_western(first) else (first, second)
            if found["fiscal"] and _OF_FISCAL_YEAR.match(text, found.end()):
                continue
            yield found.start(), found.end(), _western(era), _western(western)


def read_years(text: str, today: dt.date) -> list[YearMention]:
    """Every year in the folded `text`, in order; `today` tells what 来年 is."""
    if "年" not in text and "ことし" not in text:
        return []
    pairs = [YearMention(start, end, (western, era)) for start, end, era, western in year_pairs(text)]
    starts = [pair.start for pair in pairs]
    years = list(pairs)
    for found in _YEAR.finditer(text):
        at = bisect_right(starts, found.start()) - 1
        if at < 0 or found.start() >= pairs[at].end:
            years.append(YearMention(*found.span(), _years(found, today), bool(found["relative"])))
    return sorted(years, key=lambda year: year.start)


def _years(found: re.Match[str], today: dt.date) -> tuple[int, ...]:
    if found["relative"]:
        named = today.year + _RELATIVE[found["relative"]]
        return (named, named + 1) if found["fiscal"] else (named,)
    if found["short"]:  # 「7年1月31日」: of the century and the eras, the nearest
        short = int(found["short"])
        return (min((2000 + short, 2018 + short, 1988 + short), key=lambda year: abs(year - today.year)),)
    return (number(found["kanji"]) if found["kanji"] else _western(found["one"]),)


def _is_western(year: str) -> bool:
    return year.removeprefix("西暦")[0] in "12"


def _western(year: str) -> int:
    """The western year that 「2027」「西暦2027」「令和9」「R9」 name."""
    year = year.removeprefix("西暦").replace(" ", "")
    if _is_western(year):
        return int(year)
    if year[0] in ERA_LETTERS:
        return ERAS[ERA_LETTERS[year[0]]] + int(year[1:]) - 1
    return ERAS[year[:2]] + number(year[2:]) - 1
