"""What a document can hold at all, told by what it shows: most matchers need not even be tried.

A sign is a string that stands in the text, a bucket of phrases with a hit, or a word among the tokens. Each matcher says
which signs it needs, and the sieve is read from the other end: from the signs that are there to the matchers that they
are enough for. Matchers of which no sign is there cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import ahocorasick

Signs = frozenset[str]
"""Signs of which a document must show one; strings of the text are in lower case."""

Literals = tuple[tuple[Signs, ...], ...]
"""Ways in which something can be there: of one row, the document must show a sign of every set."""


class _Row(NamedTuple):
    """A way in which a matcher can find something: all these sets of signs must be shown, by their numbers."""

    sets: frozenset[int]
    matcher: int


class Sieve:
    """The signs that matchers need. needs: for each matcher what it needs, None where nothing can be said."""

    def __init__(self, needs: Sequence[Literals | None]) -> None:
        self._always = frozenset(number for number, rows in enumerate(needs) if rows is None)
        self._numbers: dict[Signs, int] = {}
        # Looked at when the set is shown that is thought to be the rarest of the row, its first.
        self._rows: dict[int, list[_Row]] = {}
        self._alone: dict[int, list[int]] = {}
        for matcher, rows in enumerate(needs):
            for row in rows or ():
                sets = [self._numbers.setdefault(signs, len(self._numbers)) for signs in row]
                if len(sets) == 1:
                    self._alone.setdefault(sets[0], []).append(matcher)
                else:
                    self._rows.setdefault(sets[0], []).append(_Row(frozenset(sets), matcher))

    def met(self, shown: set[int]) -> set[int]:
        """The matchers that the sets of signs shown are enough for."""
        met = set(self._always).union(*[self._alone[number] for number in shown & self._alone.keys()])
        for number in shown & self._rows.keys():
            met.update(row.matcher for row in self._rows[number] if row.sets <= shown)
        return met

    def in_text(self, text: str) -> set[int]:
        """The numbers of the sets of which the lower-case `text` holds a string."""
        automaton = self._automaton
        longer = [found for _, found in automaton.iter(text)] if len(automaton) else []
        return set().union(*longer, *[self.shown_by[char] for char in self.shown_by.keys() & set(text)])

    @cached_property
    def shown_by(self) -> dict[str, frozenset[int]]:
        """For each sign the numbers of the sets that it is in."""
        shown_by: dict[str, list[int]] = {}
        for signs, number in self._numbers.items():
            for sign in signs:
                shown_by.setdefault(sign, []).append(number)
        return {sign: frozenset(numbers) for sign, numbers in shown_by.items()}

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for sign, numbers in self.shown_by.items():
            if len(sign) > 1 and sign[0] not in MARKS:
                automaton.add_word(sign, numbers)
        if len(automaton):
            automaton.make_automaton()
        return automaton


_WORD, _BUCKET = "\0", "\1"
MARKS = _WORD + _BUCKET


def of_word(word: str) -> str:
    """The sign of a token's surface or lemma."""
    return _WORD + word


def of_bucket(bucket: str) -> str:
    """The sign of a bucket with a hit."""
    return _BUCKET + bucket


def either(needs: Iterable[Literals | None]) -> Literals | None:
    """What one of several needs asks for."""
    rows: dict[tuple[Signs, ...], None] = {}
    for need in needs:
        if need is None:
            return None
        rows.update(dict.fromkeys(need))
    return tuple(rows)
