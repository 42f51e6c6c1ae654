"""The `words` matcher: phrases found on token borders, however they are inflected or written.

A phrase is looked for in two streams: the folded text itself, and the row of the tokens' dictionary forms. Token
lists are not compared, because a phrase is often cut otherwise inside a sentence than alone; a hit counts where both
its ends stand on token borders.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick

from snslint.document import Document
from snslint.text import fold
from snslint.tokenizer import Token, tokenize

# In how many surroundings a phrase is analysed: the tokenizer reads an inflected or short word by its neighbours.
_CARRIERS = ("{}", "{}。", "その{}が", "と{}")

_COPULAS = {("です", "デス"): ("だ", "ダ")}


class Phrase(NamedTuple):
    """A phrase ready to be looked for: its folded lower-case surface, and its dictionary forms with readings."""

    surface: str
    forms: tuple[tuple[str, str], ...]


class Hit(NamedTuple):
    """A phrase found at a folded range. `written`: it stands there as written, not only by its dictionary form."""

    start: int
    end: int
    written: bool


def analyse(phrase: str) -> Phrase:
    """The phrase with every row of dictionary forms that the tokenizer reads it as."""
    surface = fold(phrase).text
    forms: dict[tuple[str, str], None] = {}
    for carrier in _CARRIERS:
        before, _, _after = carrier.partition("{}")
        tokens = tokenize(carrier.format(surface))
        start, end = len(before), len(before) + len(surface)
        inside = [t for t in tokens if t.start >= start and t.end <= end]
        if inside and inside[0].start == start and inside[-1].end == end:
            pieces = dictionary_forms(inside)
            forms["".join(lemma for lemma, _ in pieces), "".join(reading for _, reading in pieces)] = None
    return Phrase(lower(surface), tuple(form for form in forms if form[0]))


def dictionary_forms(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """For each token its dictionary form and reading; だ, です and である are one."""
    forms: list[tuple[str, str]] = []
    for token in tokens:
        form = lower(token.word), token.reading
        form = _COPULAS.get(form, form)
        if forms and token.lemma == "有る" and forms[-1] == ("だ", "ダ") and token.pos.startswith("動詞"):
            form = "", ""
        forms.append(form)
    return forms


def lower(text: str) -> str:
    """Lower case without a change of length."""
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


@dataclass(frozen=True, slots=True)
class _Stream:
    """The row of dictionary forms of a document, and which token each piece of it stands for."""

    text: str
    starts: list[int]  # offset in `text` of each token's piece
    readings: list[str]
    tokens: Sequence[Token]

    def hit(self, start: int, end: int, reading: str) -> tuple[int, int] | None:
        """The folded range of `text[start:end]` where it stands on token borders and is read so."""
        first = bisect_left(self.starts, start)
        if first == len(self.starts) or self.starts[first] != start:
            return None
        last = bisect_left(self.starts, end)
        stands_at_border = self.starts[last] == end if last < len(self.starts) else end == len(self.text)
        if not stands_at_border and not (
            last < len(self.starts) and self.text[end : self.starts[last]] == "\n"
        ):
            return None
        # Pieces may be empty (ある of である), so the same offset can start several tokens: take the first that is not.
        while first < last - 1 and self.starts[first + 1] == start:
            first += 1
        while last < len(self.starts) and self._is_empty(last):
            last += 1
        if "".join(self.readings[first:last]) != reading:
            return None
        return self.tokens[first].start, self.tokens[last - 1].end

    def _is_empty(self, index: int) -> bool:
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.starts[index] == end


def _stream(tokens: Sequence[Token], text: str) -> _Stream:
    pieces: list[str] = []
    starts: list[int] = []
    readings: list[str] = []
    at = 0
    previous = 0
    for token, (lemma, reading) in zip(tokens, dictionary_forms(tokens), strict=True):
        if previous and token.start > previous and "\n" in text[previous : token.start]:
            pieces.append("\n")  # a phrase does not run over a line break
            at += 1
        starts.append(at)
        pieces.append(lemma)
        readings.append(reading)
        at += len(lemma)
        previous = token.end
    return _Stream("".join(pieces), starts, readings, tokens)


class WordIndex:
    """All phrases of a library in two automata; each phrase belongs to one or more numbered buckets."""

    def __init__(self, buckets: Mapping[str, Iterable[Phrase]]) -> None:
        surfaces: dict[str, set[str]] = {}
        forms: dict[str, dict[str, set[str]]] = {}
        for bucket, phrases in buckets.items():
            for phrase in phrases:
                surfaces.setdefault(phrase.surface, set()).add(bucket)
                for lemma, reading in phrase.forms:
                    forms.setdefault(lemma, {}).setdefault(reading, set()).add(bucket)
        self._surfaces = _automaton({key: (key, tuple(sorted(names))) for key, names in surfaces.items()})
        self._forms = _automaton(
            {
                key: (key, tuple((reading, tuple(sorted(names))) for reading, names in readings.items()))
                for key, readings in forms.items()
            }
        )

    def find(self, document: Document) -> dict[str, list[Hit]]:
        """The hits of every bucket that has one, in order of their start."""
        found: dict[str, dict[tuple[int, int], bool]] = {}
        text = lower(document.text)
        tokens = document.tokens
        starts = {token.start for token in tokens}
        ends = {token.end for token in tokens}
        if self._surfaces is not None:
            for last, (phrase, buckets) in self._surfaces.iter(text):
                start, end = last + 1 - len(phrase), last + 1
                if start in starts and end in ends:
                    for bucket in buckets:
                        found.setdefault(bucket, {})[start, end] = True
        if self._forms is not None and tokens:
            stream = _stream(tokens, document.text)
            for last, (phrase, readings) in self._forms.iter(stream.text):
                for reading, buckets in readings:
                    place = stream.hit(last + 1 - len(phrase), last + 1, reading)
                    if place:
                        for bucket in buckets:
                            found.setdefault(bucket, {}).setdefault(place, False)
        return {
            bucket: [Hit(*place, written) for place, written in sorted(places.items())]
            for bucket, places in found.items()
        }


def _automaton(entries: Mapping[str, object]) -> ahocorasick.Automaton | None:
    """An automaton of the entries, or None where there are none: an empty one cannot be searched."""
    if not entries:
        return None
    automaton = ahocorasick.Automaton()
    for key, value in entries.items():
        automaton.add_word(key, value)
    automaton.make_automaton()
    return automaton


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases of some buckets. whole: no noun directly before or after. as_written: not by dictionary form."""

    buckets: tuple[str, ...]
    whole: bool = False
    as_written: bool = False

    def pick(self, found: Mapping[str, Sequence[Hit]], document: Document) -> list[tuple[int, int]]:
        """The ranges, in order and none inside another, that these words were found at."""
        places = {
            (hit.start, hit.end)
            for bucket in self.buckets
            for hit in found.get(bucket, ())
            if (hit.written or not self.as_written) and (not self.whole or _stands_alone(hit, document))
        }
        return outermost(places)


def outermost(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges that stand in no other, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _stands_alone(hit: Hit, document: Document) -> bool:
    tokens = document.tokens
    first = document.token_at(hit.start)
    last = document.token_at(hit.end - 1)
    before = tokens[first - 1] if first > 0 else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return not (
        (before is not None and before.end == hit.start and before.pos.startswith("名詞"))
        or (after is not None and after.start == hit.end and after.pos.startswith("名詞"))
    )
