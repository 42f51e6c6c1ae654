"""One document searched by the matchers of a library: what one matcher found is found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from typing import Protocol, assert_never

from snslint.document import Document, Part
from snslint.matchers import Condition, Context, Detector, Matcher, Reach, Regex, compiled, sieve
from snslint.matchers.bounded import bounded
from snslint.matchers.grams import NO_GRAMS, Gram, GramHit, GramIndex, Grams
from snslint.matchers.sieve import Literals, Sieve, Signs, either, of_bucket, of_word
from snslint.matchers.tokens import NAMED, Element, Pattern, Row
from snslint.matchers.words import Hit, Phrase, Phrases, WordIndex, Words, added, lower, phrases
from snslint.model import Match
from snslint.tokenizer import Kept, Morpheme


class Index:
    """Everything that a library looks for in one pass: its phrases, and what shows that a matcher may find anything.

    matchers are told apart by identity: hashing a long pattern costs more than finding it.
    """

    def __init__(
        self,
        buckets: Mapping[str, Iterable[Phrase]],
        matchers: Iterable[Matcher] = (),
        grams: Grams = NO_GRAMS,
    ) -> None:
        known = {id(matcher): matcher for matcher in matchers}
        self._matchers = tuple(known.values())  # whose identities must not be given anew
        numbers = {key: number for number, key in enumerate(known)}
        self._fill(phrases(buckets), sieve.tables([*map(_needs, self._matchers)]), numbers, grams)

    @classmethod
    def of(cls, phrases: Phrases, signs: sieve.Tables, numbers: Mapping[int, int], grams: Grams) -> Index:
        """The index out of its parts; `numbers` of the matchers by their identity, as these are made."""
        index = cls.__new__(cls)
        index._fill(phrases, signs, numbers, grams)
        return index

    def with_words(self, buckets: Mapping[str, Iterable[Phrase]]) -> Index:
        """The index with phrases added to some buckets."""
        return Index.of(added(self.phrases, buckets), self.signs, self.numbers, self.fitted)

    def _fill(self, phrases: Phrases, signs: sieve.Tables, numbers: Mapping[int, int], grams: Grams) -> None:
        self.phrases = phrases
        self.signs = signs
        self.fitted = grams
        self.numbers = numbers
        self.sieve = Sieve(signs)
        self.shown_by_word = Kept(self._shown_by_word)

    def _shown_by_word(self, morpheme: Morpheme) -> frozenset[int]:
        shown_by = self.sieve.shown_by
        signs = map(of_word, (morpheme.surface, morpheme.lemma, morpheme.word))
        return frozenset().union(*[shown_by[sign] for sign in signs if sign in shown_by])

    def shown_by_bucket(self, bucket: str) -> Sequence[int]:
        """The numbers of the sieve's sets that a hit of the bucket shows."""
        return self.sieve.shown_by.get(of_bucket(bucket), ())

    @cached_property
    def words(self) -> WordIndex:
        """All phrases, to be found among tokens."""
        return WordIndex(self.phrases)

    @cached_property
    def grams(self) -> GramIndex:
        """All fitted grams."""
        return GramIndex(self.fitted)


def _needs(matcher: Matcher) -> Literals | None:
    """What a document must show for the matcher to find anything; None where nothing can be said."""
    match matcher:
        case Words():
            return ((_signs_of(matcher),),)
        case Pattern():
            row = [signs for element in matcher.elements if (signs := _signs_of_element(element))]
            return (tuple(sorted(row, key=len)),) if row else None
        case Regex() | Detector():
            return matcher.literals
        case Context():
            return either(map(_needs, matcher.find))
        case _:
            assert_never(matcher)


def _signs_of(words: Words) -> Signs:
    return frozenset(map(of_bucket, words.buckets))


def _signs_of_element(element: Element) -> Signs:
    """Signs of which one is there wherever the element is; none where it need not be there, or can be many words."""
    if not element.least:
        return frozenset()
    if element.words:
        return _signs_of(element.words)
    named = (element.attributes[name] for name in NAMED if name in element.attributes)
    return frozenset(map(of_word, next(named, ())))


class Search:
    """One document searched by the matchers of a library; what one matcher found is found once."""

    def __init__(self, document: Document, index: Index) -> None:
        self.document = document
        self._index = index
        self._found: dict[int, Sequence[Match]] = {}
        self._detected: dict[str, Sequence[Match]] = {}
        self._sentences: dict[int, Mapping[int, Sequence[int]]] = {}

    @cached_property
    def _word_hits(self) -> Mapping[str, Sequence[Hit]]:
        return self._index.words.find(self.document)

    @cached_property
    def met(self) -> set[int]:
        """The numbers of the matchers that may find something here."""
        index = self._index
        shown = index.sieve.in_text(lower(self.document.text)).union(
            *[index.shown_by_word[morpheme] for morpheme in self.document.cut.morphemes],
            *[index.shown_by_bucket(bucket) for bucket in self._word_hits],
        )
        return index.sieve.met(shown)

    @cached_property
    def _row(self) -> Row:
        return Row(self.document)

    @cached_property
    def grams(self) -> Mapping[Gram, Sequence[GramHit]]:
        """Where the fitted grams stand that are there, each at least once."""
        found: dict[Gram, list[GramHit]] = {}
        for hit in self._index.grams.find(self.document, self._word_hits):
            found.setdefault(hit.gram, []).append(hit)
        return found

    def may_find(self, matcher: Matcher) -> bool:
        """Whether the matcher may find something here, without looking."""
        number = self._index.numbers.get(id(matcher))
        return number is None or number in self.met

    def matches(self, matcher: Matcher) -> Sequence[Match]:
        """Everything that the matcher finds in the document, in order."""
        key = id(matcher)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(self._find(matcher)) if self.may_find(matcher) else ()
        return found

    def _find(self, matcher: Matcher) -> Iterator[Match]:
        match matcher:
            case Words():
                for start, end in matcher.pick(self._word_hits, self.document):
                    yield Match(start, end)
            case Pattern():
                for start, end in matcher.find(self._row, self._places):
                    yield Match(start, end)
            case Regex():
                yield from matcher.find(self.document)
            case Detector():
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

    def _places(self, words: Words) -> Sequence[tuple[int, int]]:
        return [(found.start, found.end) for found in self.matches(words)]

    def _detect(self, name: str) -> Sequence[Match]:
        if name not in self._detected:
            module = detector(name)
            triggered = not module.TRIGGER or _holds(self.document.text, module.TRIGGER)
            self._detected[name] = tuple(module.find(self.document)) if triggered else ()
        return self._detected[name]

    def outside(self, found: Match, parts: Sequence[Part]) -> bool:
        """Whether the match touches none of the parts of the post."""
        for part in parts:
            ranges = self.document.parts(part)
            before = bisect_left(ranges, (found.end, 0))
            if before and ranges[before - 1][1] > found.start:
                return False
        return True

    def inside(self, found: Match, parts: Sequence[Part]) -> bool:
        """Whether the match stands wholly in one of the parts of the post."""
        for part in parts:
            ranges = self.document.parts(part)
            before = bisect_left(ranges, (found.start + 1, 0))
            if before and ranges[before - 1][1] >= found.end:
                return True
        return False

    def holds(self, condition: Condition, found: Match, *, apart: bool = False) -> bool:
        """Whether the condition stands within reach of the match; `apart`: and does not overlap it."""
        return self.where(condition, found, apart=apart) is not None

    def where(self, condition: Condition, found: Match, *, apart: bool = False) -> Match | None:
        """The first match of the condition within reach of `found`, or None."""
        for other in self._around(condition, found):
            if apart and other.start < found.end and found.start < other.end:
                continue
            if condition.side == "before" and other.end > found.start:
                continue
            if condition.side == "after" and other.start < found.end:
                continue
            if isinstance(condition.within, int) and self._tokens_between(found, other) > condition.within:
                continue
            return other
        return None

    def _around(self, condition: Condition, found: Match) -> Iterable[Match]:
        """The matches of the condition in the sentences that it reaches to, in order."""
        matches = self.matches(condition.matcher)
        if not matches or condition.within == "post":
            return matches
        if len(matches) == 1 and isinstance(condition.within, int):
            return matches
        first, last = self._sentences_within(condition.within, found)
        by_sentence = self._by_sentence(condition.matcher)
        there = {at for sentence in range(first, last + 1) for at in by_sentence.get(sentence, ())}
        return [matches[at] for at in sorted(there)]

    def _sentences_within(self, within: Reach, found: Match) -> tuple[int, int]:
        first, last = self.sentences_of(found)
        if not isinstance(within, int):
            margin = 1 if within == "near" else 0
            return first - margin, last + margin
        document = self.document
        starts = document.cut.starts
        before = document.token_at(found.start) - within - 1
        behind = document.token_at(found.end) + within + 2
        return (
            document.sentence_at(starts[before]) if before > 0 else 0,
            document.sentence_at(starts[behind]) if behind < len(starts) else len(document.sentences),
        )

    def _by_sentence(self, matcher: Matcher) -> Mapping[int, Sequence[int]]:
        """For each sentence the places in `matches` of those that stand in it."""
        key = id(matcher)
        if key not in self._sentences:
            by_sentence: dict[int, list[int]] = {}
            for at, match in enumerate(self.matches(matcher)):
                first, last = self.sentences_of(match)
                for sentence in range(first, last + 1):
                    by_sentence.setdefault(sentence, []).append(at)
            self._sentences[key] = by_sentence
        return self._sentences[key]

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


def _holds(text: str, source: str) -> bool:
    return (bounded(source) or compiled(source)).search(text) is not None
