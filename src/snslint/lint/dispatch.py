"""Which rules can find anything in a document at all: most find nothing in most posts, and are not even asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from snslint.lint.fitted import FittedRules, Totals
from snslint.matchers import Context
from snslint.matchers.search import Index
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
    """Values by rule, to be picked by what a document shows. contexts: gives the context of a name."""

    def __init__(
        self, entries: Iterable[tuple[Rule, T]], index: Index, contexts: Callable[[str], Context]
    ) -> None:
        self._entries: list[_Entry[T]] = []
        self._hoping: dict[int, list[int]] = {}
        self.fitted = FittedRules(index, contexts)
        for number, (rule, value) in enumerate(entries):
            hope = rule.hope or hope_of(rule, index.numbers)
            self._entries.append(_Entry(value, hope))
            if hope.fitted:
                self.fitted.add(rule, hope, number)
            else:
                for matcher in hope.find:
                    self._hoping.setdefault(matcher, []).append(number)

    def candidates(self, totals: Totals) -> list[T]:
        """The values whose rules may find something in the document of these totals, in their order."""
        met = totals.search.met
        hoping = set[int]().union(*[self._hoping[matcher] for matcher in met & self._hoping.keys()])
        found = [number for number in hoping if self._entries[number].possible(met)]
        found += self.fitted.weighing_enough(totals)
        return [self._entries[number].value for number in sorted(found)]
