"""One document searched by the matchers of a library: what one matcher found is found once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, assert_never

from snslint.document import Document, Part
from snslint.matchers import Condition, Context, Detector, Matcher, Reach, Regex
from snslint.matchers.grams import Gram, GramIndex
from snslint.matchers.sieve import Literals, Mask, Need, Sieve
from snslint.matchers.tokens import Pattern, Row
from snslint.matchers.words import Hit, Phrase, WordIndex, Words, lower
from snslint.model import Match

if TYPE_CHECKING:
    import regex


class Index:
    """Everything that a library looks for in one pass: its phrases, and what shows that a matcher may find anything."""

    def __init__(
        self,
        buckets: Mapping[str, Iterable[Phrase]],
        matchers: Iterable[Matcher] = (),
        grams: Iterable[Gram] = (),
    ) -> None:
        self._buckets = buckets
        self._grams = grams
        words, literals = dict.fromkeys(buckets), list[Literals]()
        for matcher in matchers:
            match matcher:
                case Regex() | Detector():
                    literals.append(matcher.literals or ())
                case Pattern():
                    words.update(dict.fromkeys(map(word_signal, matcher.words_named())))
                case _:
                    continue
        self.sieve = Sieve(words, literals)
        self.needs: dict[int, Need] = {}

    @cached_property
    def words(self) -> WordIndex:
        """All phrases, to be found among tokens."""
        return WordIndex(self._buckets)

    @cached_property
    def grams(self) -> GramIndex:
        """All fitted grams."""
        return GramIndex(self._grams)


def word_signal(word: str) -> str:
    """The signal of a token's surface or lemma, apart from those of buckets."""
    return f"\0{word}"


class Search:
    """One document searched by the matchers of a library; what one matcher found is found once."""

    def __init__(self, document: Document, index: Index) -> None:
        self.document = document
        self._index = index
        # Keyed by identity: matchers live as long as their library, and hashing a long pattern costs more than finding it.
        self._found: dict[int, Sequence[Match]] = {}
        self._detected: dict[str, Sequence[Match]] = {}

    @cached_property
    def _word_hits(self) -> Mapping[str, Sequence[Hit]]:
        return self._index.words.find(self.document)

    @cached_property
    def _text_shows(self) -> Mask:
        return self._index.sieve.read(lower(self.document.text))

    @cached_property
    def shows(self) -> Mask:
        """What the passes over the document came upon: words and buckets with a hit, strings that matchers require."""
        sieve = self._index.sieve
        return (
            self._text_shows | sieve.words(self._word_hits) | sieve.words(map(word_signal, self._row.standing))
        )

    @cached_property
    def _row(self) -> Row:
        return Row(self.document)

    @cached_property
    def grams(self) -> Mapping[Gram, Sequence[tuple[int, int]]]:
        """The ranges at which each fitted gram that is there stands."""
        return self._index.grams.find(self.document)

    def matches(self, matcher: Matcher) -> Sequence[Match]:
        """Everything that the matcher finds in the document, in order."""
        key = id(matcher)
        if key not in self._found:
            self._found[key] = tuple(self._find(matcher))
        return self._found[key]

    def _find(self, matcher: Matcher) -> Iterator[Match]:
        match matcher:
            case Words():
                for start, end in matcher.pick(self._word_hits, self.document):
                    yield Match(start, end)
            case Pattern():
                for start, end in matcher.find(self._row, self._places):
                    yield Match(start, end)
            case Regex():
                if self._may(matcher):
                    yield from matcher.find(self.document)
            case Detector():
                if self._may(matcher):
                    for found in self._detect(matcher.name):
                        if not matcher.kinds or found.kind in matcher.kinds:
                            yield found
            case Context():
                for part in matcher.find:
                    for found in self.matches(part):
                        if not any(self.holds(condition, found) for condition in matcher.unless):
                            yield found
            case _:
                assert_never(matcher)

    def _may(self, matcher: Regex | Detector) -> bool:
        key = id(matcher)
        if key not in self._index.needs:
            self._index.needs[key] = self._index.sieve.need(matcher.literals)
        return self._index.needs[key].met(self._text_shows)

    def _places(self, words: Words) -> Sequence[tuple[int, int]]:
        return [(found.start, found.end) for found in self.matches(words)]

    def _detect(self, name: str) -> Sequence[Match]:
        if name not in self._detected:
            module = detector(name)
            triggered = not module.TRIGGER or _trigger(name).search(self.document.text)
            self._detected[name] = tuple(module.find(self.document)) if triggered else ()
        return self._detected[name]

    def outside(self, found: Match, parts: Sequence[Part]) -> bool:
        """Whether the match touches none of the parts of the post."""
        return not any(
            start < found.end and found.start < end
            for part in parts
            for start, end in self.document.parts(part)
        )

    def inside(self, found: Match, parts: Sequence[Part]) -> bool:
        """Whether the match stands wholly in one of the parts of the post."""
        return any(
            start <= found.start and found.end <= end
            for part in parts
            for start, end in self.document.parts(part)
        )

    def holds(self, condition: Condition, found: Match, *, apart: bool = False) -> bool:
        """Whether the condition stands within reach of the match; `apart`: and does not overlap it."""
        return self.where(condition, found, apart=apart) is not None

    def where(self, condition: Condition, found: Match, *, apart: bool = False) -> Match | None:
        """The first match of the condition within reach of `found`, or None."""
        for other in self.matches(condition.matcher):
            if apart and other.start < found.end and found.start < other.end:
                continue
            if condition.side == "before" and other.end > found.start:
                continue
            if condition.side == "after" and other.start < found.end:
                continue
            if self._reaches(condition.within, found, other):
                return other
        return None

    def _reaches(self, within: Reach, found: Match, other: Match) -> bool:
        if within == "post":
            return True
        if isinstance(within, int):
            return self._tokens_between(found, other) <= within
        margin = 1 if within == "near" else 0
        first, last = self.sentences_of(found)
        other_first, other_last = self.sentences_of(other)
        return other_first <= last + margin and other_last >= first - margin

    def sentences_of(self, found: Match) -> tuple[int, int]:
        """Indices of the first and last sentence that the match stands in."""
        document = self.document
        return document.sentence_at(found.start), document.sentence_at(max(found.end - 1, found.start))

    def _tokens_between(self, found: Match, other: Match) -> int:
        first, second = (found, other) if found.start <= other.start else (other, found)
        document = self.document
        return max(document.token_at(second.start) - document.token_at(max(first.end - 1, 0)) - 1, 0)


class DetectorModule(Protocol):
    """What a module of `snslint.detectors` offers."""

    KINDS: tuple[str, ...]
    TRIGGER: str
    find: Callable[[Document], Iterator[Match]]


@cache
def detector(name: str) -> DetectorModule:
    """The detector module of that name. ModuleNotFoundError where there is none."""
    return import_module(f"snslint.detectors.{name.replace('-', '_')}")


@cache
def _trigger(name: str) -> regex.Pattern[str]:
    import regex

    return regex.compile(detector(name).TRIGGER)
