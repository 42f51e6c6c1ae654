"""Which rules can find anything in a document at all: most find nothing in most posts, and are not even asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from snslint.lint.evaluate import wanted
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
        return sum(weight for number, weight in self.hope.weights if number in met)


class Dispatch(Generic[T]):
    """Values by rule, to be picked by what a document shows."""

    def __init__(self, entries: Iterable[tuple[Rule, T]], index: Index) -> None:
        entries = list(entries)
        self._entries = [_Entry(value, rule.hope or hope_of(rule, index.numbers)) for rule, value in entries]
        weighing = {rule: number for number, rule in enumerate(index.fitted.rules)}
        self._hoping: dict[int, list[int]] = {}
        self._fitted: list[
            tuple[int, int]
        ] = []  # its number among those that weigh grams, and among the entries
        for number, (entry, (rule, _)) in enumerate(zip(self._entries, entries, strict=True)):
            if entry.hope.fitted:
                self._fitted.append((weighing[rule.id], number))
            else:
                for matcher in entry.hope.find:
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
        by_rule: dict[int, float] = defaultdict(float)
        for weights in search.grams_there.values():
            for rule, weight in weights:
                by_rule[rule] += weight
        for rule, number in self._fitted:
            entry = self._entries[number]
            assert entry.hope.threshold is not None
            missing = wanted(entry.hope.threshold, search.document) - by_rule[rule] - _ROUNDING
            if entry.weight(search.met) >= missing:
                yield number
