"""Runs of characters or of dictionary forms, for cues that were fitted: all are found in one pass, on no borders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import ahocorasick

from snslint.document import Document
from snslint.matchers.words import lower

GramKind = Literal["text", "lemmas"]
Gram = tuple[GramKind, str]
"""Folded lower-case text, or lemmas with spaces between."""

_SEPARATOR = "\x1f"


class GramIndex:
    """Grams in one automaton a kind."""

    def __init__(self, grams: Iterable[Gram]) -> None:
        texts, rows = ahocorasick.Automaton(), ahocorasick.Automaton()
        for gram in grams:
            kind, words = gram
            if kind == "text":
                texts.add_word(words, gram)
            else:
                rows.add_word(f"{_SEPARATOR}{words.replace(' ', _SEPARATOR)}{_SEPARATOR}", gram)
        self._texts, self._rows = texts, rows
        for automaton in (texts, rows):
            if len(automaton):
                automaton.make_automaton()

    def there(self, document: Document) -> set[Gram]:
        """The grams that are there."""
        found: set[Gram] = set()
        if len(self._texts):
            found.update([gram for _, gram in self._texts.iter(lower(document.text))])
        if len(self._rows):
            found.update([gram for _, gram in self._rows.iter(_row(document))])
        return found

    def find(self, document: Document) -> dict[Gram, list[tuple[int, int]]]:
        """The folded ranges at which each gram that is there stands."""
        found: dict[Gram, list[tuple[int, int]]] = {}
        if len(self._texts):
            for last, gram in self._texts.iter(lower(document.text)):
                found.setdefault(gram, []).append((last + 1 - len(gram[1]), last + 1))
        if len(self._rows):
            morphemes, starts, ends = document.cut
            at, token_at = 0, {}
            for number, morpheme in enumerate(morphemes):
                token_at[at] = number
                at += len(morpheme.word) + 1
            for last, gram in self._rows.iter(_row(document)):
                first = token_at[last - len(gram[1]) - 1]
                found.setdefault(gram, []).append((starts[first], ends[first + gram[1].count(" ")]))
        return found


def _row(document: Document) -> str:
    """The dictionary forms, each between separators."""
    return _SEPARATOR.join(["", *[morpheme.word for morpheme in document.cut.morphemes], ""])
