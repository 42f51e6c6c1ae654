"""Runs of characters or of dictionary forms, and word classes, as cues that were fitted: they weigh by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, assert_never

import ahocorasick

from snslint.document import Document
from snslint.matchers.table import Table, table
from snslint.matchers.words import Hit, lower
from snslint.tokenizer import Kept

GramKind = Literal["text", "lemmas", "class"]
Gram = tuple[GramKind, str]
"""Folded lower-case text, lemmas with spaces between, or the name of a word class with its `$`."""


class Weight(NamedTuple):
    """What a fitted cue adds to the post that holds it, and to each of its sentences that do."""

    in_post: float
    in_sentence: float = 0.0


Weights = Sequence[tuple[int, float, float]]
"""What a gram weighs in the post and in a sentence, behind the numbers of the rules that weigh it."""


class GramHit(NamedTuple):
    """A gram, what it weighs, and the folded range where it stands."""

    gram: Gram
    weights: Weights
    start: int
    end: int


class Grams(NamedTuple):
    """All fitted grams of a library.

    rules: the ids of the rules that weigh them, which are told by their numbers. rows: by its first lemma, what the rows of
    lemmas that begin with it go on with, and weigh. texts, classes: what runs of characters and word classes weigh.
    classes_of: by bucket, the classes that its phrases are of.
    """

    rules: Sequence[str]
    rows: Table[Mapping[str, Weights]]
    texts: Mapping[str, Weights]
    classes: Mapping[str, Weights]
    classes_of: Mapping[str, Sequence[str]]


def grams(
    by_rule: Mapping[str, Mapping[Gram, Weight]], buckets_of: Mapping[str, Iterable[str]] | None = None
) -> Grams:
    """The grams of some rules, by their ids; `buckets_of` the word classes among them."""
    rows: dict[str, dict[str, list[tuple[int, float, float]]]] = {}
    texts: dict[str, list[tuple[int, float, float]]] = {}
    classes: dict[str, list[tuple[int, float, float]]] = {}
    for number, weights in enumerate(by_rule.values()):
        for (kind, words), weight in weights.items():
            match kind:
                case "text":
                    places = texts.setdefault(words, [])
                case "class":
                    places = classes.setdefault(words, [])
                case "lemmas":
                    first, _, rest = words.partition(" ")
                    places = rows.setdefault(first, {}).setdefault(rest, [])
                case _:
                    assert_never(kind)
            places.append((number, *weight))
    classes_of: dict[str, list[str]] = {}
    for name, buckets in (buckets_of or {}).items():
        for bucket in buckets:
            classes_of.setdefault(bucket, []).append(name)
    return Grams(list(by_rule), table(rows), texts, classes, classes_of)


NO_GRAMS = grams({})

_Rows = tuple[int, Mapping[str, Weights]]
"""Lemmas of the longest row, and what each row goes on with behind its first lemma."""


class GramIndex:
    """Grams to be looked for in documents."""

    def __init__(self, grams: Grams) -> None:
        self._grams = grams
        self._rows, self._texts = grams.rows, grams.texts
        self._beginning: Kept[str, _Rows] = Kept(self._beginning_with)

    def find(self, document: Document, words: Mapping[str, Sequence[Hit]]) -> Iterator[GramHit]:
        """Every gram that is there, as often as it is; `words` the hits of the document by their buckets."""
        for bucket in self._grams.classes_of.keys() & words.keys():
            for name in self._grams.classes_of[bucket]:
                for hit in words[bucket]:
                    yield GramHit(("class", name), self._grams.classes[name], hit.start, hit.end)
        if self._texts:
            for last, run in self._automaton.iter(lower(document.text)):
                yield GramHit(("text", run), self._texts[run], last + 1 - len(run), last + 1)
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
