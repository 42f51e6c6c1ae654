"""What a document can hold at all, told by one pass over its text: most rules need not even be asked.

A signal is a thing that a rule may need: a bucket with a hit, a word of the document, or one of some strings in its text.
What stands in a document is one whole number with a bit for each signal, so that asking costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import ahocorasick

from snslint.values import dataclass

Mask = int
"""Signals, a bit each."""

Strings = frozenset[str]
"""Lower-case strings of which a text must hold one."""

Literals = tuple[tuple[Strings, ...], ...]
"""Ways in which something can be there: of one row, the text must hold a string of every set."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a document must show for something to be found: one of the signals, or one of every part of a row."""

    one_of: Mask = 0
    rows: tuple[tuple[Mask, ...], ...] = ()
    always: bool = False

    def met(self, mask: Mask) -> bool:
        """Whether the signals of `mask` are enough."""
        if self.always or mask & self.one_of:
            return True
        for row in self.rows:
            for part in row:
                if not mask & part:
                    break
            else:
                return True
        return False

    @property
    def touches(self) -> Mask:
        """Signals without any of which it is not met, unless it always is."""
        mask = self.one_of
        for row in self.rows:
            mask |= row[0]
        return mask


ALWAYS = Need(always=True)


def either(needs: Iterable[Need]) -> Need:
    """What one of several needs asks for."""
    one_of, rows, always = 0, dict[tuple[Mask, ...], None](), False
    for need in needs:
        one_of |= need.one_of
        rows.update(dict.fromkeys(need.rows))
        always |= need.always
    return Need(one_of, tuple(rows), always)


class Sieve:
    """The signals of a library, and the strings by which a text betrays them.

    words: buckets and words, which the tokens show. literals: what expressions and detectors require of a text.
    """

    def __init__(self, words: Iterable[str], literals: Iterable[Literals]) -> None:
        self._words = {word: 1 << number for number, word in enumerate(words)}
        sets = dict.fromkeys(each for rows in literals for row in rows for each in row)
        self._sets = {each: 1 << number for number, each in enumerate(sets, len(self._words))}

    def words(self, names: Iterable[str]) -> Mask:
        """The mask of some buckets or words."""
        mask, bits = 0, self._words
        for name in names:
            if name in bits:
                mask |= bits[name]
        return mask

    def need(self, literals: Literals | None) -> Need:
        """What a document must show for those literals to be there."""
        if literals is None:
            return ALWAYS
        rows = [tuple(self._sets[each] for each in row) for row in literals]
        one_of = sum({row[0] for row in rows if len(row) == 1})
        return Need(one_of, tuple(row for row in rows if len(row) > 1))

    def read(self, text: str) -> Mask:
        """The signals of every string that the lower-case `text` holds."""
        chars, automaton = self._strings
        mask = 0
        for char in chars.keys() & set(text):
            mask |= chars[char]
        if len(automaton):
            for found in {found for _, found in automaton.iter(text)}:
                mask |= found
        return mask

    @cached_property
    def _strings(self) -> tuple[Mapping[str, Mask], ahocorasick.Automaton]:
        """The masks of single characters, and of longer strings."""
        masks: dict[str, Mask] = {}
        for strings, bit in self._sets.items():
            for each in strings:
                masks[each] = masks.get(each, 0) | bit
        automaton = ahocorasick.Automaton()
        for each, mask in masks.items():
            if len(each) > 1:
                automaton.add_word(each, mask)
        if len(automaton):
            automaton.make_automaton()
        return {each: mask for each, mask in masks.items() if len(each) == 1}, automaton
