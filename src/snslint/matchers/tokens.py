"""The `tokens` matcher: patterns over morphemes, with the operators that spaCy made usual."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from snslint.document import Document
from snslint.matchers.words import Words, outermost
from snslint.tokenizer import Token
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

    def accepts(self, token: Token) -> bool:
        """Whether the token is what this element asks for."""
        return all(_has(token, name, values) for name, values in self.attributes.items()) and not (
            self.excluded and all(_has(token, name, values) for name, values in self.excluded.items())
        )


def _has(token: Token, attribute: Attribute, values: frozenset[str]) -> bool:
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


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of elements; it is found at the longest match of every start, inside one sentence."""

    elements: tuple[Element, ...]

    def words_named(self) -> Iterator[str]:
        """The surfaces and lemmas that its elements ask for."""
        for element in self.elements:
            for name in NAMED:
                yield from element.attributes.get(name, ())

    def find(
        self,
        document: Document,
        vocabulary: frozenset[str],
        words: Callable[[Words], Sequence[tuple[int, int]]],
    ) -> Iterator[tuple[int, int]]:
        """Folded ranges of the matches, none inside another."""
        for element in self.elements:
            if element.least and not _possible(element, vocabulary, words):
                return
        tokens = document.tokens
        jumps = [self._jumps(element, document, words) for element in self.elements]
        places = []
        for first, last in _sentence_tokens(document):
            for start in range(first, last):
                end = self._longest(tokens, jumps, start, min(last, start + _LONGEST))
                if end > start:
                    places.append((tokens[start].start, tokens[end - 1].end))
        yield from outermost(places)

    def _jumps(
        self,
        element: Element,
        document: Document,
        words: Callable[[Words], Sequence[tuple[int, int]]],
    ) -> Mapping[int, tuple[int, ...]]:
        """For an element of words: token index → indices just behind the words that start there."""
        if element.words is None:
            return {}
        ends: dict[int, tuple[int, ...]] = {}
        for start, end in words(element.words):
            first = document.token_at(start)
            ends[first] = (*ends.get(first, ()), document.token_at(end - 1) + 1)
        return ends

    def _longest(
        self, tokens: Sequence[Token], jumps: Sequence[Mapping[int, tuple[int, ...]]], start: int, last: int
    ) -> int:
        """Index just behind the longest match that starts at `start`, `start` where there is none."""
        reached = {start}
        for element, jump in zip(self.elements, jumps, strict=True):
            reached = _advance(element, jump, tokens, reached, last)
            if not reached:
                return start
        return max(reached)


def _advance(
    element: Element,
    jump: Mapping[int, tuple[int, ...]],
    tokens: Sequence[Token],
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
            elif at < last and element.accepts(tokens[at]):
                following.add(at + 1)
        if not following:
            break
        if count >= element.least:
            if following <= done:
                break
            done |= following
        frontier = following
    return done


def _possible(
    element: Element, vocabulary: frozenset[str], words: Callable[[Words], Sequence[tuple[int, int]]]
) -> bool:
    if element.words is not None:
        return bool(words(element.words))
    return all(
        not vocabulary.isdisjoint(values) for name, values in element.attributes.items() if name in NAMED
    )


def _sentence_tokens(document: Document) -> Iterator[tuple[int, int]]:
    """For each sentence the range of its tokens' indices."""
    for start, end in document.sentences:
        first = document.token_at(start)
        if first < 0 or document.tokens[first].start < start:
            first += 1
        yield first, document.token_at(end - 1) + 1
