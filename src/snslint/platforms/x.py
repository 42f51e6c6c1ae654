"""X: the weighted count of configuration version 3, and the two before it for the conformance data.

Source of the rules: https://docs.x.com/fundamentals/counting-characters
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from snslint.expressions import expression
from snslint.values import dataclass, field

from ..document.entities import INVALID, Entity, mentions, urls
from ._emoji import MAY_JOIN, emoji
from ._platform import Platform, cut
from ._units import Piece, Unit

PREMIUM_LIMIT = 25_000
"""Weighted characters for a paying account."""

_ASCII_TO_GEORGIAN = (0x0000, 0x10FF)
_SPACES = (0x2000, 0x200D)
_DASHES_AND_QUOTES = (0x2010, 0x201F)
_PRIMES = (0x2032, 0x2037)


@dataclass(frozen=True, slots=True)
class Config:
    """How X weighs characters: those in `light` weigh 1, all others `heavy`, a URL `url` whatever its length.

    emoji: whether every emoji, however many code points it takes, weighs as much as one heavy character.
    """

    version: int
    limit: int
    heavy: int
    light: tuple[tuple[int, int], ...]
    emoji: bool
    url: int = 23
    light_run: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ranges = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in self.light)
        object.__setattr__(self, "light_run", expression(f"[{ranges}]+" if ranges else "(?!)"))

    def weigh(self, text: str) -> int:
        """The weight of characters that are no URL."""
        heavy = len(self.light_run.sub("", text))
        total = len(text) + heavy * (self.heavy - 1)
        if self.emoji and MAY_JOIN.search(text):
            total += sum(
                self.heavy - self._raw(text[start:end]) for start, end in emoji(text) if end - start > 1
            )
        return total

    def _raw(self, text: str) -> int:
        return len(text) + len(self.light_run.sub("", text)) * (self.heavy - 1)


_LIGHT = (_ASCII_TO_GEORGIAN, _SPACES, _DASHES_AND_QUOTES, _PRIMES)
V1 = Config(1, limit=140, heavy=1, light=(), emoji=False)
V2 = Config(2, limit=280, heavy=2, light=_LIGHT, emoji=False)
V3 = Config(3, limit=280, heavy=2, light=_LIGHT, emoji=True)


def weigh(text: str, config: Config = V3) -> int:
    """The weighted length of a post, in weighted characters."""
    text = _composed(text)
    at = total = 0
    for url in _urls(text):
        total += config.weigh(text[at : url.start]) + config.url
        at = url.end
    return total + config.weigh(text[at:] if at else text)


@lru_cache(maxsize=1)
def _urls(text: str) -> tuple[Entity, ...]:
    """The URLs of a text that is weighed and then cut."""
    return tuple(urls(text))


def pieces(text: str, config: Config = V3) -> Iterator[Piece]:
    """The stretches that no cut may divide: URLs, emoji, characters with their marks. Costs are weights."""
    composed, ends = _composed_with_ends(text)
    cost = 0
    for start, end, weight in _weighted(composed, config):
        cost += weight
        following = ends[end] if end < len(composed) else None
        if following != ends[end - 1] or end - start > 1:
            yield Piece(ends[end - 1], cost)
            cost = 0


def _weighted(text: str, config: Config) -> Iterator[tuple[int, int, int]]:
    at = 0
    for url in _urls(text):
        yield from _characters(text, at, url.start, config)
        yield url.start, url.end, config.url
        at = url.end
    yield from _characters(text, at, len(text), config)


def _characters(text: str, start: int, end: int, config: Config) -> Iterator[tuple[int, int, int]]:
    found = emoji(text[start:end]) if config.emoji else iter(())
    at = start
    for first, last in chain(((start + a, start + b) for a, b in found), ((end, end),)):
        for offset in range(at, first):
            light = config.light_run.match(text[offset])
            yield offset, offset + 1, 1 if light else config.heavy
        if first < last:
            yield first, last, config.heavy
        at = last


# --- composing (NFC) with the way back ----------------------------------------------------------------------

_CHUNK = 500
# Characters that join the one before although they are no marks (NFC_Quick_Check=Maybe, combining class 0).
_JOINING = frozenset(
    map(chr, chain(
        (0x9BE, 0x9D7, 0xB3E, 0xB56, 0xB57, 0xBBE, 0xBD7, 0xCC2, 0xCD5, 0xCD6, 0xD3E, 0xD57, 0xDCF, 0xDDF),
        (0x102E, 0x1B35, 0x11127, 0x1133E, 0x11357, 0x114B0, 0x114BA, 0x114BD, 0x115AF, 0x11930),
        range(0x1161, 0x1176),  # Hangul vowels
        range(0x11A8, 0x11C3),  # Hangul final consonants
    ))
)  # fmt: skip


def _composed(text: str) -> str:
    """`text` in NFC; by chunks, because composing a tower of thousands of marks is quadratic."""
    if len(text) <= _CHUNK:
        return unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFC", text[a:b]) for a, b in _chunks(text, _CHUNK))


def _composed_with_ends(text: str) -> tuple[str, Sequence[int]]:
    """`text` in NFC, and for each of its characters where in `text` what it stands for ends."""
    composed = _composed(text)
    if composed == text:
        return text, range(1, len(text) + 1)
    parts, ends = [], []
    for start, end in _chunks(text, 1):
        part = unicodedata.normalize("NFC", text[start:end])
        parts.append(part)
        ends.extend([end] * len(part))
    return "".join(parts), ends


def _chunks(text: str, least: int) -> Iterator[tuple[int, int]]:
    """Ranges of at least `least` characters that compose apart from each other; towers are cut."""
    start = 0
    while start < len(text):
        end = min(start + least, len(text))
        while end < min(len(text), start + least + 30) and _joins(text[end]):
            end += 1
        yield start, end
        start = end


def _joins(char: str) -> bool:
    return unicodedata.combining(char) != 0 or char in _JOINING


# --- a post as X judges it ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parsed:
    """What X says of a post: its weight, also in thousandths of the limit, and whether it may be posted.

    valid_end: the offset up to which the text can be posted.
    """

    weight: int
    permillage: int
    valid: bool
    valid_end: int


def parse(text: str, config: Config = V3) -> Parsed:
    """Judge a post as X does: it must not be empty, too long, or hold a character that X refuses."""
    weight = weigh(text, config)
    refused = INVALID.search(text)
    end = len(text) if weight <= config.limit else cut(text, _unit(config), config.limit)
    return Parsed(
        weight,
        weight * 1000 // config.limit,
        valid=0 < weight <= config.limit and refused is None,
        valid_end=min(end, refused.start()) if refused else end,
    )


def reply_start(text: str) -> int:
    """The offset from which a reply is counted: the names that it begins with, up to 50, are not."""
    at = 0
    for count, mention in enumerate(mentions(text)):
        if text[at : mention.start].strip() or mention.kind != "mention" or count == _HIDDEN_NAMES:
            break
        at = mention.end
    return at + len(text[at:]) - len(text[at:].lstrip()) if at else 0


_HIDDEN_NAMES = 50


def _unit(config: Config) -> Unit:
    return Unit(
        "weighted", "文字(半角に換算)", lambda text: weigh(text, config), lambda text: pieces(text, config)
    )


WEIGHTED = _unit(V3)

PLATFORM = Platform(
    name="x",
    title="X",
    limit=V3.limit,
    unit=WEIGHTED,
    source="https://docs.x.com/fundamentals/counting-characters",
    checked_on="2026-11-21",
    folds_at=280,  # met only by paying accounts
)
