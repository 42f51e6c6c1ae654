"""Japanese years that do not agree: 「令和8年(2027年)」 with its western year, 「昭和66年」 with its own length.

Kinds: `pair` era and western year side by side, `length` a year the era never reached, `zodiac` a year beside another
year's animal. Names for the message: `right`, what the year is.
"""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import expression

from ..document import Document
from ..document.years import ERAS, number, read_years, year_pairs
from ..model import Match

KINDS: tuple[str, ...] = ("pair", "length", "zodiac")
NAMES: tuple[str, ...] = ("right",)
TRIGGER = r"明治|大正|昭和|平成|令和|[MTSHR][0-9]|干支|(?:[子丑寅卯辰巳午未申酉戌亥]|[ぁ-ん])年"

_LAST = {"明治": 45, "大正": 15, "昭和": 64}
"""The last year of each era that ended before anybody planned beyond it; 平成32年度 stands in many old plans."""
_YEAR = expression(r"(明治|大正|昭和)[ ]?(\d{1,3}|元|[〇一二三四五六七八九十]{1,3})[ ]?年")
_ANIMALS = (
    ("申", "さる"), ("酉", "とり"), ("戌", "いぬ"), ("亥", "いのしし"), ("子", "ねずみ"), ("丑", "うし"), ("寅", "とら"), ("卯", "うさぎ"),
    ("辰", "たつ"), ("巳", "へび"), ("午", "うま"), ("未", "ひつじ"),
)  # fmt: skip
"""The twelve animals; a year divisible by twelve is the monkey's."""
_ANIMAL = expression(
    rf"(?:年?(?:の(?:干支)?)?(?:は|、|も|\()?)[ ]?「?(?P<animal>{'|'.join(word for pair in _ANIMALS for word in pair)})(?:年|どし)"
)


def find(document: Document) -> Iterator[Match]:
    """Yield era years that their western year or the era's own length contradicts."""
    for start, end, era_year, western in year_pairs(document.text):
        if era_year != western:
            yield Match(start, end, "pair", {"right": f"{western}年は{_in_eras(western)}"})
    for found in _YEAR.finditer(document.text):
        if not 1 <= number(found[2]) <= _LAST[found[1]]:
            right = f"{found[1]}は{_LAST[found[1]]}年まで"
            yield Match(found.start(), found.end(), "length", {"right": right})
    for year in read_years(document.text, document.today):
        animal = _ANIMAL.match(document.text, year.end)
        if animal and not any(animal["animal"] in _ANIMALS[named % 12] for named in year.years):
            right = f"{year.years[0]}年は{_ANIMALS[year.years[0] % 12][0]}年"
            yield Match(year.start, animal.end(), "zodiac", {"right": right})


def _in_eras(western: int) -> str:
    """「令和9年」 for 2027."""
    era, first = max(
        ((era, first) for era, first in ERAS.items() if first <= western), key=lambda era: era[1]
    )
    return f"{era}{western - first + 1 if western > first else '元'}年"
