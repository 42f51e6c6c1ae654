"""What a document can hold at all, told by one pass over its text: most rules need not even be asked.

A signal is a thing that a rule may need: a bucket with a hit, a word of the document, an expression or a detector that
may match. What stands in a document is one whole number with a bit for each signal, so that asking costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import ahocorasick

Mask = int
"""Signals, a bit each."""

Literals = Mapping[str, Iterable[str] | None]
"""For each signal, lower-case strings of which every text that shows it holds one; None where nothing can be said."""


class Sieve:
    """The signals of a library, and the strings by which a text betrays them.

    words: signals that only the tokens can confirm. texts: signals that the text alone decides.
    """

    def __init__(self, words: Literals, texts: Literals) -> None:
        self._literals = {**words, **texts}
        self._bits = {signal: 1 << number for number, signal in enumerate(self._literals)}
        self.by_tokens: Mask = sum(map(self.bit, words))
        self._unsaid: Mask = sum(
            self.bit(signal) for signal, needed in self._literals.items() if needed is None
        )

    def bit(self, signal: str) -> Mask:
        """The mask of one signal; no bits where the library does not know it."""
        return self._bits.get(signal, 0)

    def mask(self, signals: Iterable[str]) -> Mask:
        """The mask of several signals."""
        mask = 0
        bits = self._bits
        for signal in signals:
            if signal in bits:
                mask |= bits[signal]
        return mask

    def read(self, text: str) -> Mask:
        """Every signal that the lower-case `text` may show."""
        chars, automaton = self._strings
        mask = self._unsaid
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
        for signal, needed in self._literals.items():
            bit = self._bits[signal]
            for literal in needed or ():
                masks[literal] = masks.get(literal, 0) | bit
        automaton = ahocorasick.Automaton()
        for literal, mask in masks.items():
            if len(literal) > 1:
                automaton.add_word(literal, mask)
        if len(automaton):
            automaton.make_automaton()
        return {literal: mask for literal, mask in masks.items() if len(literal) == 1}, automaton


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


def either(needs: Iterable[Need]) -> Need:
    """What one of several needs asks for."""
    one_of, rows, always = 0, dict[tuple[Mask, ...], None](), False
    for need in needs:
        one_of |= need.one_of
        rows.update(dict.fromkeys(need.rows))
        always |= need.always
    return Need(one_of, tuple(rows), always)
