"""Which rules can find anything in a document at all: most find nothing in most posts, and are not even asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from snslint.lint.evaluate import wanted
from snslint.matchers import Matcher
from snslint.matchers.grams import Gram
from snslint.matchers.search import Index, Search
from snslint.rules import Rule
from snslint.values import dataclass

T = TypeVar("T")

_ROUNDING = 1e-6  # weights that are added up in another order


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A value, and which matchers its rule hopes for, by their numbers: one of `find`, one of `needs` where it has any.

    weights: the matchers of cues that speak for a finding.
    """

    value: T
    rule: Rule
    find: frozenset[int]
    needs: frozenset[int]
    weights: tuple[tuple[int, float], ...]

    def possible(self, met: set[int]) -> bool:
        """Whether the rule may find something where these matchers may, one of `find` among them."""
        if self.needs and self.needs.isdisjoint(met):
            return False
        evidence = self.rule.evidence
        return evidence is None or self.weight(met) >= evidence.threshold - _ROUNDING

    def weight(self, met: set[int]) -> float:
        """What the cues weigh at most."""
        return sum(weight for number, weight in self.weights if number in met)


class Dispatch(Generic[T]):
    """Values by rule, to be picked by what a document shows."""

    def __init__(self, entries: Iterable[tuple[Rule, T]], index: Index) -> None:
        self._entries = [_entry(rule, value, index) for rule, value in entries]
        self._hoping: dict[int, list[int]] = {}
        self._fitted: list[int] = []
        self._grams: dict[Gram, list[tuple[int, float]]] = {}
        for number, entry in enumerate(self._entries):
            evidence = entry.rule.evidence
            if evidence and evidence.fitted:
                self._fitted.append(number)
                for gram, weight in evidence.grams.items():
                    self._grams.setdefault(gram, []).append((number, weight))
            else:
                for matcher in entry.find:
                    self._hoping.setdefault(matcher, []).append(number)

    def candidates(self, search: Search) -> list[T]:
        """The values whose rules may find something, in their order."""
        met = search.met
        hoping = set[int]().union(*[self._hoping[matcher] for matcher in met & self._hoping.keys()])
        found = [number for number in hoping if self._entries[number].possible(met)]
        found += self._weighing_enough(search)
        return [self._entries[number].value for number in sorted(found)]

    def _weighing_enough(self, search: Search) -> Iterable[int]:
        """The fitted rules whose grams and cues may add up to what they ask for."""
        if not self._fitted:
            return
        weights = dict.fromkeys(self._fitted, 0.0)
        for gram in search.grams_there:
            for number, weight in self._grams.get(gram, ()):
                weights[number] += weight
        for number, weight in weights.items():
            entry = self._entries[number]
            assert entry.rule.evidence is not None
            missing = wanted(entry.rule.evidence, search.document) - weight - _ROUNDING
            if entry.weight(search.met) >= missing:
                yield number


def _entry(rule: Rule, value: T, index: Index) -> _Entry[T]:
    def numbers(matchers: Iterable[Matcher]) -> frozenset[int]:
        return frozenset(index.numbers[id(matcher)] for matcher in matchers)

    cues = [cue for cue in rule.evidence.cues if cue.weight > 0] if rule.evidence else []
    return _Entry(
        value,
        rule,
        numbers(rule.find) or numbers(cue.matcher for cue in cues),
        numbers(condition.matcher for condition in rule.needs),
        tuple((index.numbers[id(cue.matcher)], cue.weight) for cue in cues),
    )
