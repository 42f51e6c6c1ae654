"""The `tokens` matcher: patterns over morphemes, with the operators that spaCy made usual."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Literal

from snslint.document import Document
from snslint.matchers.words import Words, outermost
from snslint.tokenizer import Morpheme
from snslint.values import dataclass, field

Attribute = Literal["surface", "lemma", "pos", "form"]
ATTRIBUTES: tuple[Attribute, ...] = ("surface", "lemma", "pos", "form")
NAMED: tuple[Attribute, ...] = ("surface", "lemma")
"""Attributes whose values are words of the text."""

_LONGEST = 200  # tokens in one match: keeps a pattern with `*` linear on a post without full stops
_REPEAT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_OPERATORS = {"": (1, 1), "1": (1, 1), "?": (0, 1), "*": (0, _LONGEST), "+": (1, _LONGEST)}


def repeats(operator: str) -> tuple[int, int]:
    """Least and most repetitions of an `OP:`; ValueError where it is none."""
    if operator in _OPERATORS:
        return _OPERATORS[operator]
    written = _REPEAT.fullmatch(operator)
    if not written or not (written[1] or written[3]):
        raise ValueError(operator)
    least = int(written[1] or 0)
    most = int(written[3]) if written[3] else (_LONGEST if written[2] else least)
    if most < least or most == 0:
        raise ValueError(operator)
    return least, min(most, _LONGEST)


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: what a token must and must not be, or words that start there; and how often."""

    attributes: Mapping[Attribute, frozenset[str]] = field(default_factory=dict)
    excluded: Mapping[Attribute, frozenset[str]] = field(default_factory=dict)
    words: Words | None = None
    least: int = 1
    most: int = 1

    def accepts(self, token: Morpheme) -> bool:
        """Whether the token is what this element asks for."""
        return all(_has(token, name, values) for name, values in self.attributes.items()) and not (
            self.excluded and all(_has(token, name, values) for name, values in self.excluded.items())
        )


def _has(token: Morpheme, attribute: Attribute, values: frozenset[str]) -> bool:
    match attribute:
        case "surface":
            return token.surface in values
        case "lemma":
            return token.lemma in values or token.word in values
        case "pos":
            return _prefix(token.pos, values)
        case "form":
            return _prefix(token.form, values)


def _prefix(value: str, values: frozenset[str]) -> bool:
    """Whether one of `values` is `value` or a beginning of it that ends at a "-"."""
    return value in values or any(value.startswith(wanted + "-") for wanted in values)


Ranges = Sequence[tuple[int, int]]
Jumps = Mapping[int, tuple[int, ...]]
"""For an element of words: token index → indices just behind the words that start there."""


class Row:
    """The morphemes of a document as patterns ask for them: where each word stands, and where a sentence ends."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.morphemes = document.cut.morphemes
        self.standing: dict[str, list[int]] = {}
        for number, morpheme in enumerate(self.morphemes):
            for word in {morpheme.surface, morpheme.lemma, morpheme.word}:
                self.standing.setdefault(word, []).append(number)
        self._sentences = list(_sentence_tokens(document))

    def end_of_sentence(self, number: int) -> int:
        """Index just behind the last token of the sentence that the token of that number stands in."""
        return self._sentences[bisect_right(self._sentences, number, key=itemgetter(0)) - 1][1]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of elements; it is found at the longest match of every start, inside one sentence."""

    elements: tuple[Element, ...]

    def find(self, row: Row, words: Callable[[Words], Ranges]) -> Iterator[tuple[int, int]]:
        """Folded ranges of the matches, none inside another. `words`: where some words stand."""
        if not all(_possible(element, row, words) for element in self.elements if element.least):
            return
        jumps = [_jumps(element, row, words) for element in self.elements]
        _, starts, ends = row.document.cut
        places = []
        for start in self._starts(row, jumps):
            last = min(row.end_of_sentence(start), start + _LONGEST)
            end = self._longest(row.morphemes, jumps, start, last)
            if end > start:
                places.append((starts[start], ends[end - 1]))
        yield from outermost(places)

    def _starts(self, row: Row, jumps: Sequence[Jumps]) -> Iterable[int]:
        """The tokens that a match may start at, told by the element that stands at the fewest places."""
        best: tuple[int, Collection[int], range] | None = None
        nearest = farthest = 0  # how many tokens stand before the element
        for element, jump in zip(self.elements, jumps, strict=True):
            standing = _standing(element, row, jump) if element.least else None
            if standing is not None:
                before = range(nearest, farthest + 1)
                if best is None or len(standing) * len(before) < best[0]:
                    best = len(standing) * len(before), standing, before
            lengths = [end - start for start, ends in jump.items() for end in ends] if element.words else [1]
            nearest += element.least * min(lengths, default=0)
            farthest = min(farthest + element.most * max(lengths, default=0), _LONGEST)
        if best is None:
            return range(len(row.morphemes))
        _, standing, before = best
        return sorted({at - distance for at in standing for distance in before if at >= distance})

    def _longest(self, row: Sequence[Morpheme], jumps: Sequence[Jumps], start: int, last: int) -> int:
        """Index just behind the longest match that starts at `start`, `start` where there is none."""
        reached = {start}
        for element, jump in zip(self.elements, jumps, strict=True):
            reached = _advance(element, jump, row, reached, last)
            if not reached:
                return start
        return max(reached)


def _jumps(element: Element, row: Row, words: Callable[[Words], Ranges]) -> Jumps:
    if element.words is None:
        return {}
    ends: dict[int, tuple[int, ...]] = {}
    for start, end in words(element.words):
        first = row.document.token_at(start)
        ends[first] = (*ends.get(first, ()), row.document.token_at(end - 1) + 1)
    return ends


def _standing(element: Element, row: Row, jump: Jumps) -> Collection[int] | None:
    """The tokens at which the element may be, more than it is at; None where nothing is known of them."""
    if element.words is not None:
        return jump.keys()
    for name in NAMED:
        if name in element.attributes:
            return {at for value in element.attributes[name] for at in row.standing.get(value, ())}
    return None


def _advance(
    element: Element,
    jump: Jumps,
    row: Sequence[Morpheme],
    reached: set[int],
    last: int,
) -> set[int]:
    """All indices that can be reached from `reached` by taking `element` as often as it allows."""
    done: set[int] = set(reached) if element.least == 0 else set()
    frontier = reached
    for count in range(1, element.most + 1):
        following: set[int] = set()
        for at in frontier:
            if element.words is not None:
                following.update(end for end in jump.get(at, ()) if end <= last)
            elif at < last and element.accepts(row[at]):
                following.add(at + 1)
        if not following:
            break
        if count >= element.least:
            if following <= done:
                break
            done |= following
        frontier = following
    return done


def _possible(element: Element, row: Row, words: Callable[[Words], Ranges]) -> bool:
    if element.words is not None:
        return bool(words(element.words))
    return all(
        not row.standing.keys().isdisjoint(values)
        for name, values in element.attributes.items()
        if name in NAMED
    )


def _sentence_tokens(document: Document) -> Iterator[tuple[int, int]]:
    """For each sentence the range of its tokens' indices."""
    starts = document.cut.starts
    for start, end in document.sentences:
        first = document.token_at(start)
        if first < 0 or starts[first] < start:
            first += 1
        yield first, document.token_at(end - 1) + 1
