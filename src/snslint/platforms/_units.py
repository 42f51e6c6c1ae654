"""The units in which services measure a post: each counts a text, and cuts it into pieces that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from snslint.expressions import expression
from snslint.values import dataclass

from ._emoji import emoji

# The clusters of a long row of regional indicators are quadratic in `regex`; whole pairs can be cut off it.
_FLAGS = expression("[\U0001f1e6-\U0001f1ff]{64}(?=[\U0001f1e6-\U0001f1ff])")


class Piece(NamedTuple):
    """A stretch of the text that no cut may divide: the offset at which it ends, and what it costs."""

    end: int
    cost: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of length. `pieces` covers the whole text; its costs add up to `count`.

    name: as reports carry it. title: as readers know it, after the number: 「280文字」.
    """

    name: str
    title: str
    count: Callable[[str], int]
    pieces: Callable[[str], Iterator[Piece]]


def clusters(text: str) -> Iterator[str]:
    """The user-perceived characters of `text` (extended grapheme clusters of Unicode), in order."""
    import regex

    cluster = regex.compile(r"\X")
    at = 0
    for run in _FLAGS.finditer(text):
        yield from (found.group() for found in cluster.finditer(text[at : run.end()]))
        at = run.end()
    yield from (found.group() for found in cluster.finditer(text[at:] if at else text))


def _by_cluster(cost: Callable[[str], int]) -> Callable[[str], Iterator[Piece]]:
    def pieces(text: str) -> Iterator[Piece]:
        at = 0
        for cluster in clusters(text):
            at += len(cluster)
            yield Piece(at, cost(cluster))

    return pieces


def _utf16(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _graphemes(text: str) -> int:
    return sum(1 for _ in clusters(text))


def _emoji_as_bytes(text: str) -> int:
    return len(text) + sum(_utf8(text[start:end]) - (end - start) for start, end in emoji(text))


def _pieces_emoji_as_bytes(text: str) -> Iterator[Piece]:
    at = 0
    for start, end in emoji(text):
        yield from (Piece(offset + 1, 1) for offset in range(at, start))
        yield Piece(end, _utf8(text[start:end]))
        at = end
    yield from (Piece(offset + 1, 1) for offset in range(at, len(text)))


CHARACTERS = Unit("characters", "文字", len, _by_cluster(len))
UTF16 = Unit("utf-16", "文字(UTF-16)", _utf16, _by_cluster(_utf16))
BYTES = Unit("bytes", "バイト(UTF-8)", _utf8, _by_cluster(_utf8))
GRAPHEMES = Unit("graphemes", "文字(見た目の字数)", _graphemes, _by_cluster(lambda _: 1))
EMOJI_AS_BYTES = Unit("emoji-as-bytes", "文字(絵文字はバイト数)", _emoji_as_bytes, _pieces_emoji_as_bytes)
