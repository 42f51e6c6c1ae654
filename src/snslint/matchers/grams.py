"""Runs of characters or of dictionary forms, for cues that were fitted: they stand on no borders, and weigh by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

import ahocorasick

from snslint.document import Document
from snslint.matchers.table import Table, table
from snslint.matchers.words import lower
from snslint.tokenizer import Kept

GramKind = Literal["text", "lemmas"]
Gram = tuple[GramKind, str]
"""Folded lower-case text, or lemmas with spaces between."""

Weights = Sequence[tuple[int, float]]
"""What a gram weighs, by the numbers of the rules that weigh it."""


class GramHit(NamedTuple):
    """A gram, what it weighs, and the folded range where it stands."""

    gram: Gram
    weights: Weights
    start: int
    end: int


class Grams(NamedTuple):
    """All fitted grams of a library.

    rules: the ids of the rules that weigh them, which are told by their numbers. rows: by its first lemma, what the rows of
    lemmas that begin with it go on with, and weigh. texts: what runs of characters weigh.
    """

    rules: Sequence[str]
    rows: Table[Mapping[str, Weights]]
    texts: Mapping[str, Weights]


def grams(by_rule: Mapping[str, Mapping[Gram, float]]) -> Grams:
    """The grams of some rules, by their ids."""
    rows: dict[str, dict[str, list[tuple[int, float]]]] = {}
    texts: dict[str, list[tuple[int, float]]] = {}
    for number, weights in enumerate(by_rule.values()):
        for (kind, words), weight in weights.items():
            if kind == "text":
                texts.setdefault(words, []).append((number, weight))
            else:
                first, _, rest = words.partition(" ")
                rows.setdefault(first, {}).setdefault(rest, []).append((number, weight))
    return Grams(list(by_rule), table(rows), texts)


NO_GRAMS = grams({})

_Rows = tuple[int, Mapping[str, Weights]]
"""Lemmas of the longest row, and what each row goes on with behind its first lemma."""


class GramIndex:
    """Grams to be looked for in documents."""

    def __init__(self, grams: Grams) -> None:
        self._rows, self._texts = grams.rows, grams.texts
        self._beginning: Kept[str, _Rows] = Kept(self._beginning_with)

    def find(self, document: Document) -> Iterator[GramHit]:
        """Every gram that is there, as often as it is."""
        if self._texts:
            for last, words in self._automaton.iter(lower(document.text)):
                yield GramHit(("text", words), self._texts[words], last + 1 - len(words), last + 1)
        morphemes, starts, ends = document.cut
        lemmas = [morpheme.word for morpheme in morphemes]
        for first, lemma in enumerate(lemmas):
            longest, rows = self._beginning[lemma]
            rest = ""
            for last in range(first, min(first + longest, len(lemmas))):
                if last > first:
                    rest = f"{rest} {lemmas[last]}" if rest else lemmas[last]
                if (weights := rows.get(rest)) is not None:
                    gram = f"{lemma} {rest}" if rest else lemma
                    yield GramHit(("lemmas", gram), weights, starts[first], ends[last])

    def _beginning_with(self, lemma: str) -> _Rows:
        rows = self._rows.get(lemma, {})
        return max((rest.count(" ") + 2 if rest else 1 for rest in rows), default=0), rows

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for words in self._texts:
            automaton.add_word(words, words)
        automaton.make_automaton()
        return automaton
