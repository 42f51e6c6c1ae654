"""Which matchers can match at all: one pass over the text for everything that any of them requires."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ahocorasick


class Triggers:
    """For each key the literals of which a text must hold one."""

    def __init__(self, literals: Mapping[str, Iterable[str]]) -> None:
        self._chars: dict[str, set[str]] = {}
        longer: dict[str, set[str]] = {}
        for key, needed in literals.items():
            for literal in needed:
                (self._chars if len(literal) == 1 else longer).setdefault(literal, set()).add(key)
        self._automaton = ahocorasick.Automaton()
        for literal, keys in longer.items():
            self._automaton.add_word(literal, frozenset(keys))
        if longer:
            self._automaton.make_automaton()

    def find(self, text: str) -> set[str]:
        """The keys that the lower-case `text` holds a literal of."""
        found: set[str] = set()
        for char in set(text).intersection(self._chars):
            found |= self._chars[char]
        if len(self._automaton):
            for keys in {keys for _, keys in self._automaton.iter(text)}:
                found |= keys
        return found
