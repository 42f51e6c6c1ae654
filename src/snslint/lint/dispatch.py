"""Which rules can find anything in a document at all: most find nothing in most posts, and are not even asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from snslint.lint.evaluate import SHORTEST, scale, sentence_scales
from snslint.matchers.search import Index, Search
from snslint.rules import Rule
from snslint.rules.hopes import Hope, hope_of
from snslint.values import dataclass

T = TypeVar("T")

_ROUNDING = 1e-6  # weights that are added up in another order


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A value, and what its rule hopes for."""

    value: T
    hope: Hope

    def possible(self, met: set[int]) -> bool:
        """Whether the rule may find something where these matchers may, one of `find` among them."""
        hope = self.hope
        if hope.needs and met.isdisjoint(hope.needs):
            return False
        return hope.threshold is None or self.weight(met) >= hope.threshold - _ROUNDING

    def weight(self, met: set[int]) -> float:
        """What the cues weigh at most."""
        return sum(weight for number, weight, _ in self.hope.weights if number in met)


class Dispatch(Generic[T]):
    """Values by rule, to be picked by what a document shows."""

    def __init__(self, entries: Iterable[tuple[Rule, T]], index: Index) -> None:
        self._entries: list[_Entry[T]] = []
        self._hoping: dict[int, list[int]] = {}
        self._fitted = _Fitted(index)
        for number, (rule, value) in enumerate(entries):
            hope = rule.hope or hope_of(rule, index.numbers)
            self._entries.append(_Entry(value, hope))
            if hope.fitted:
                self._fitted.add(rule, hope, number)
            else:
                for matcher in hope.find:
                    self._hoping.setdefault(matcher, []).append(number)

    def candidates(self, search: Search) -> list[T]:
        """The values whose rules may find something, in their order."""
        met = search.met
        hoping = set[int]().union(*[self._hoping[matcher] for matcher in met & self._hoping.keys()])
        found = [number for number in hoping if self._entries[number].possible(met)]
        found += self._fitted.weighing_enough(search)
        return [self._entries[number].value for number in sorted(found)]


class _Fitted:
    """Rules of fitted cues, all weighed at once: each document holds cues of every one."""

    def __init__(self, index: Index) -> None:
        self._numbers = {rule: number for number, rule in enumerate(index.fitted.rules)}
        self._asking: list[tuple[int, float, int]] = []  # its number, its threshold, the number of its entry
        self._contexts: dict[int, list[tuple[int, float, float]]] = {}

    def add(self, rule: Rule, hope: Hope, entry: int) -> None:
        """Weigh that rule too, which is told by the number of its entry."""
        assert hope.threshold is not None
        number = self._numbers[rule.id]
        self._asking.append((number, hope.threshold, entry))
        for matcher, in_post, in_sentence in hope.weights:
            self._contexts.setdefault(matcher, []).append((number, in_post, in_sentence))

    def weighing_enough(self, search: Search) -> Iterator[int]:
        """The entries of the rules whose cues may add up to what they ask for.

        A context is not looked for: where it may stand, it may do so in the heaviest sentence.
        """
        if not self._asking:
            return
        document = search.document
        posts, anywhere = [0.0] * len(self._numbers), [0.0] * len(self._numbers)
        sentences = [[0.0] * len(self._numbers) for _ in document.sentences]
        for hits in search.grams.values():
            holding = [sentences[at] for at in {document.sentence_at(hit.start) for hit in hits}]
            for number, in_post, in_sentence in hits[0].weights:
                posts[number] += in_post
                for sums in holding:
                    sums[number] += in_sentence
        for matcher in search.met & self._contexts.keys():
            for number, in_post, in_sentence in self._contexts[matcher]:
                posts[number] += in_post
                anywhere[number] += in_sentence
        of_post, of_sentences = scale(len(document.text), SHORTEST), sentence_scales(document)
        for number, threshold, entry in self._asking:
            more = anywhere[number]
            heaviest = max(
                (sums[number] + more) * by_length
                for sums, by_length in zip(sentences, of_sentences, strict=True)
            )
            if posts[number] * of_post + heaviest >= threshold - _ROUNDING:
                yield entry
