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
        for kind, gram in grams:
            if kind == "text":
                texts.add_word(gram, gram)
            else:
                rows.add_word(f"{_SEPARATOR}{gram.replace(' ', _SEPARATOR)}{_SEPARATOR}", gram)
        self._texts, self._rows = texts, rows
        for automaton in (texts, rows):
            if len(automaton):
                automaton.make_automaton()

    def find(self, document: Document) -> dict[Gram, list[tuple[int, int]]]:
        """The folded ranges at which each gram that is there stands."""
        found: dict[Gram, list[tuple[int, int]]] = {}
        if len(self._texts):
            for last, gram in self._texts.iter(lower(document.text)):
                found.setdefault(("text", gram), []).append((last + 1 - len(gram), last + 1))
        if len(self._rows):
            tokens = document.tokens
            at, token_at = 0, {}
            for number, token in enumerate(tokens):
                token_at[at] = number
                at += len(token.word) + 1
            row = _SEPARATOR + "".join(token.word + _SEPARATOR for token in tokens)
            for last, gram in self._rows.iter(row):
                first = token_at[last - len(gram) - 1]
                last_token = tokens[first + gram.count(" ")]
                found.setdefault(("lemmas", gram), []).append((tokens[first].start, last_token.end))
        return found
