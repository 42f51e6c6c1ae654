"""Morphological analysis: the only module that knows fugashi.

The dictionary is unidic-lite (UniDic 2.1.2): features are pos1–4, cType, cForm, lForm, lemma, … as the UniDic
manual lists them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    import fugashi

K = TypeVar("K")
V = TypeVar("V")

_PIECE = 5_000  # code points given to the tokenizer at once: memory grows with the longest call
_RUN = 500  # code points of one script in a row: analysis is quadratic in them
_SCRIPTS = ("ァ-ヶー", "ぁ-ゖ", "一-鿿", "A-Za-z", "0-9")
_LONG_RUN = re.compile("|".join(f"[{script}]{{{_RUN}}}" for script in _SCRIPTS))
_CARRIERS = ("{}", "その{}が", "し{}", "高い{}")  # what a word is looked up in: some stand only behind others
_READINGS = 40
_PIECE_END = re.compile(r"[。！？!?\n]")


class Token(NamedTuple):  # a frozen dataclass takes three times as long to make
    """One morpheme; `start`/`end` are folded offsets, `pos` and `form` are joined with "-" as UniDic prints them.

    lemma: the dictionary form, with UniDic's tail where it has one (`円-助数詞`); the surface for unknown words.
    reading: the dictionary form in katakana (lForm), "" for unknown words.
    """

    surface: str
    lemma: str
    reading: str
    pos: str
    form: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The lemma without UniDic's tail."""
        return _without_tail(self.lemma)


class Morpheme:
    """What a token is wherever it stands: one value for all tokens that are alike, and as a key quick to look up."""

    __slots__ = ("form", "lemma", "pos", "reading", "surface", "word")

    def __init__(self, surface: str, lemma: str, reading: str, pos: str, form: str) -> None:
        self.surface = surface
        self.lemma = lemma
        self.reading = reading
        self.pos = pos
        self.form = form
        self.word = _without_tail(lemma)


def _without_tail(lemma: str) -> str:
    return lemma.partition("-")[0] or lemma if "-" in lemma else lemma


class Cut(NamedTuple):
    """A text cut into morphemes: the one of each number, and the folded offsets where it starts and ends."""

    morphemes: list[Morpheme]
    starts: list[int]
    ends: list[int]


def tokenize(text: str) -> list[Token]:
    """The morphemes of folded `text` as tokens; white space and line breaks stand in none of them."""
    return tokens_of(cut(text))


def tokens_of(cut: Cut) -> list[Token]:
    """The tokens of a text that is cut already."""
    make = Token._make
    return [
        make((one.surface, one.lemma, one.reading, one.pos, one.form, start, end))
        for one, start, end in zip(*cut, strict=True)
    ]


def cut(text: str) -> Cut:
    """Cut folded `text` into morphemes; white space and line breaks stand in none of them."""
    morphemes: list[Morpheme] = []
    starts: list[int] = []
    ends: list[int] = []
    if _FIELD in text or _RECORD in text:  # a text that was not folded
        text = text.replace(_FIELD, " ").replace(_RECORD, " ")
    parse, known = _cutter().parse, _known
    for start, end in _pieces(text):
        at = start
        for record in parse(text[start:end]).split(_RECORD)[:-1]:
            space, length, morpheme = known[record]
            at += space
            if morpheme is not None:
                morphemes.append(morpheme)
                starts.append(at)
                ends.append(at + length)
            at += length
    return Cut(morphemes, starts, ends)


class Kept(dict[K, V]):
    """What `make` says of each key, kept for the next time; all is forgotten as soon as it is too much to hold."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make

    def __missing__(self, key: K) -> V:
        if len(self) >= _KEPT:
            self.clear()
        found = self[key] = self._make(key)
        return found


_KEPT = 1 << 15  # as many words as some thousand posts have
# Zero-width characters, which folding takes out of every text.
_FIELD, _RECORD = "\u200b", "\u2060"
_SPACE = " \t\n\v"  # what the dictionary skips; other white space is a word to it


def _read(record: str) -> tuple[int, int, Morpheme | None]:
    """Of a record that the tokenizer prints: how much space comes first, the word's length, and the word if it is one."""
    written, _, raw = record.partition(_FIELD)
    surface = written.lstrip(_SPACE)
    pos, form, reading, lemma = _features(raw)
    morpheme = None if surface.isspace() else Morpheme(surface, lemma or surface, reading, pos, form)
    return len(written) - len(surface), len(surface), morpheme


_known = Kept(_read)


@cache
def _cutter() -> fugashi.Tagger:
    """A tagger that prints all that a token needs at once: asking node by node takes longer than the analysis."""
    import fugashi

    record = f"%M{_FIELD}%H{_RECORD}"
    return fugashi.Tagger(f'-O "" -F {record} -U {record} -E ""')


@cache
def _tagger() -> fugashi.Tagger:
    import fugashi

    return fugashi.Tagger()


def _features(raw: str) -> tuple[str, str, str, str]:
    """pos, form, reading and lemma of a feature line; "*" stands for nothing."""
    fields = next(csv.reader([raw])) if '"' in raw else raw.split(",")
    pos = "-".join(field for field in fields[:4] if field != "*")
    if len(fields) < 8:  # unknown words have six fields
        return pos, "", "", ""
    form, reading, lemma = ("" if field == "*" else field for field in fields[5:8])
    return pos, form, reading, lemma


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Ranges that together cover `text`, each short enough for one call."""
    if len(text) <= _RUN:
        yield 0, len(text)
        return
    at = 0
    while at < len(text):
        to = min(at + _PIECE, len(text))
        if to < len(text):
            ends = [m.end() for m in _PIECE_END.finditer(text, at, to)]
            to = ends[-1] if ends else to
        if run := _LONG_RUN.search(text, at, to):
            to = run.end()
        yield at, to
        at = to


@cache
def tags() -> frozenset[tuple[str, str]]:
    """Every pair of part of speech and inflected form ("" where it has none) that the dictionary gives."""
    import unidic_lite

    found: set[tuple[str, str]] = set()
    for line in Path(unidic_lite.DICDIR, "left-id.def").read_text(encoding="utf-8").splitlines():
        pos, form, _, _ = _features(line.partition(" ")[2])
        found.add((pos, form))
    return frozenset(found)


def entries(word: str) -> list[Token]:
    """`word` as each single morpheme that the dictionary lists it as; none where it is always cut."""
    found: dict[Token, None] = {}
    for carrier in _CARRIERS:
        for line in _tagger().nbest(carrier.format(word), _READINGS).splitlines():
            fields = line.split("\t")
            if fields[0] == word and len(fields) > 6:
                _, _, reading, lemma, pos, _, form, *_ = fields
                found[Token(word, lemma or word, reading, pos, form, 0, len(word))] = None
    return list(found)


def dictionary_version() -> str:
    """The dictionary's name and version, for cache keys."""
    from unidic_lite import VERSION

    return f"unidic-lite {VERSION}"
