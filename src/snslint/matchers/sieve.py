"""What a document can hold at all, told by what it shows: most matchers need not even be tried.

A sign is a string that stands in the text, a bucket of phrases with a hit, or a word among the tokens. Each matcher says
which signs it needs, and the sieve is read from the other end: from the signs that are there to the matchers that they
are enough for. Matchers of which no sign is there cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from snslint.matchers.table import MARKS, Table, table

if TYPE_CHECKING:
    import ahocorasick

Signs = frozenset[str]
"""Signs of which a document must show one; strings of the text are in lower case."""

Literals = tuple[tuple[Signs, ...], ...]
"""Ways in which something can be there: of one row, the document must show a sign of every set."""


_WORD, _BUCKET = MARKS[0], MARKS[1]

_FEW = 3_000
"""Characters for which trying every sign at its place costs less than building an automaton."""

_NONE: Mapping[str, Sequence[int]] = {}


class Tables(NamedTuple):
    """A sieve as plain data. Sets of signs and matchers are told by their numbers.

    shown_by: for each sign the sets that it is in. always: the matchers that need nothing. alone: for each set the
    matchers that need no other. rows: for each set the rows of sets, with their matcher, that it is thought to be the
    rarest of.
    """

    shown_by: Table[Sequence[int]]
    always: Sequence[int]
    alone: Sequence[Sequence[int]]
    rows: Sequence[Sequence[tuple[Sequence[int], int]]]


def tables(needs: Sequence[Literals | None]) -> Tables:
    """The sieve of matchers that need this; None where nothing can be said."""
    numbers: dict[Signs, int] = {}
    rows: dict[int, list[tuple[Sequence[int], int]]] = {}
    alone: dict[int, list[int]] = {}
    for matcher, ways in enumerate(needs):
        for way in ways or ():
            sets = [numbers.setdefault(signs, len(numbers)) for signs in way]
            if len(sets) == 1:
                alone.setdefault(sets[0], []).append(matcher)
            else:
                rows.setdefault(sets[0], []).append((sets, matcher))
    shown_by: dict[str, Sequence[int]] = {}
    for signs, number in numbers.items():
        for sign in sorted(signs):
            shown_by[sign] = [*shown_by.get(sign, ()), number]
    return Tables(
        table(shown_by),
        [number for number, ways in enumerate(needs) if ways is None],
        [alone.get(number, ()) for number in range(len(numbers))],
        [rows.get(number, ()) for number in range(len(numbers))],
    )


class Sieve:
    """The signs that matchers need, and which matchers those that are shown are enough for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._read = 0

    @property
    def shown_by(self) -> Table[Sequence[int]]:
        """For each sign the numbers of the sets that it is in."""
        return self._tables.shown_by

    def met(self, shown: set[int]) -> set[int]:
        """The matchers that the sets of signs shown are enough for."""
        _, always, alone, rows = self._tables
        met = set(always).union(*[alone[number] for number in shown])
        for number in shown:
            if rows[number]:
                met.update(matcher for sets, matcher in rows[number] if shown.issuperset(sets))
        return met

    def in_text(self, text: str) -> set[int]:
        """The numbers of the sets of which the lower-case `text` holds a string."""
        self._read += len(text)
        if self._read > _FEW:
            automaton = self._automaton
            found = [numbers for _, numbers in automaton.iter(text)] if len(automaton) else []
            found += [self._chars[char] for char in self._chars.keys() & set(text)]
            return set().union(*found)
        shown: set[int] = set()
        for start, char in enumerate(text):
            for sign, numbers in self.shown_by.parts.get(char, _NONE).items():
                if text.startswith(sign, start):
                    shown.update(numbers)
        return shown

    @cached_property
    def _chars(self) -> dict[str, Sequence[int]]:
        return {sign: numbers for sign, numbers in self.shown_by.items() if len(sign) == 1}

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for sign, numbers in self.shown_by.items():
            if len(sign) > 1 and sign[0] not in MARKS:
                automaton.add_word(sign, numbers)
        if len(automaton):
            automaton.make_automaton()
        return automaton


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
