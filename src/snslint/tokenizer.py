"""Morphological analysis: the only module that knows fugashi.

The dictionary is unidic-lite (UniDic 2.1.2): features are pos1–4, cType, cForm, lForm, lemma, … as the UniDic
manual lists them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import fugashi

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
        lemma = self.lemma
        return lemma.partition("-")[0] or lemma if "-" in lemma else lemma


def tokenize(text: str) -> list[Token]:
    """Cut folded `text` into morphemes; white space and line breaks stand in none of them."""
    tokens: list[Token] = []
    tagger, features, make = _tagger(), _features, Token._make
    for start, end in _pieces(text):
        at = start
        # Nodes point into memory that the next call overwrites: everything is copied in this loop.
        for node in tagger(text[start:end]):
            begin = at + len(node.white_space)
            surface = node.surface
            at = begin + len(surface)
            pos, form, reading, lemma = features(node.feature_raw)
            if not surface.isspace():
                tokens.append(make((surface, lemma or surface, reading, pos, form, begin, at)))
    return tokens


@cache
def _tagger() -> fugashi.Tagger:
    import fugashi

    return fugashi.Tagger()


@lru_cache(maxsize=1 << 16)
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
