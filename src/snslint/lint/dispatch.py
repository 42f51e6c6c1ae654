"""Which rules can find anything in a document at all: most find nothing in most posts, and are not even asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar, assert_never

from snslint.matchers import Context, Detector, Matcher, Regex
from snslint.matchers.search import Index, Search, word_signal
from snslint.matchers.sieve import ALWAYS, Mask, Need, either
from snslint.matchers.tokens import NAMED, Element, Pattern
from snslint.matchers.words import Words
from snslint.rules import Rule
from snslint.values import dataclass

T = TypeVar("T")

_ROUNDING = 1e-6  # weights that are added up in another order


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A value, and what a document must show for its rule to find anything."""

    value: T
    find: Need
    needs: Need
    weights: tuple[tuple[float, Need], ...]
    threshold: float
    reachable: float
    touches: Mask

    def possible(self, shown: Mask) -> bool:
        """Whether the rule may find something in a document that shows these signals."""
        if not self.find.met(shown) or not self.needs.met(shown):
            return False
        if not self.weights:
            return True
        missing = self.threshold
        reachable = self.reachable
        for weight, need in self.weights:
            if need.met(shown):
                missing -= weight
                if missing <= 0:
                    return True
            reachable -= weight
            if reachable < missing:
                return False
        return False


class Dispatch(Generic[T]):
    """Values by rule, to be picked by what a document shows."""

    def __init__(self, entries: Iterable[tuple[Rule, T]], index: Index) -> None:
        self._entries = [_entry(rule, value, _Needs(index)) for rule, value in entries]

    def candidates(self, search: Search) -> list[T]:
        """The values whose rules may find something, in their order."""
        shown = search.shows
        return [
            each.value
            for each in self._entries
            if (each.find.always or each.touches & shown) and each.possible(shown)
        ]


def _entry(rule: Rule, value: T, needs: _Needs) -> _Entry[T]:
    fitted = rule.evidence is not None and rule.evidence.fitted
    cues = [cue for cue in rule.evidence.cues if cue.weight > 0] if rule.evidence and not fitted else []
    weights = sorted(((cue.weight, needs.of(cue.matcher)) for cue in cues), key=lambda pair: -pair[0])
    find = either(map(needs.of, rule.find)) if rule.find else either(need for _, need in weights)
    return _Entry(
        value,
        ALWAYS if fitted else find,
        either(needs.of(condition.matcher) for condition in rule.needs) if rule.needs else ALWAYS,
        tuple(weights),
        rule.evidence.threshold - _ROUNDING if rule.evidence else 0.0,
        sum(weight for weight, _ in weights) + _ROUNDING,
        find.touches,
    )


class _Needs:
    """What matchers need, as masks of one index."""

    def __init__(self, index: Index) -> None:
        self._sieve = index.sieve

    def of(self, matcher: Matcher) -> Need:
        """What a document must show for the matcher to find anything."""
        match matcher:
            case Words():
                return Need(self._sieve.words(matcher.buckets))
            case Pattern():
                row = tuple(mask for mask in map(self._of_element, matcher.elements) if mask)
                row = tuple(sorted(dict.fromkeys(row), key=int.bit_count))
                return Need(rows=(row,)) if row else ALWAYS
            case Regex() | Detector():
                return self._sieve.need(matcher.literals)
            case Context():
                return either(map(self.of, matcher.find))
            case _:
                assert_never(matcher)

    def _of_element(self, element: Element) -> Mask:
        if not element.least:
            return 0
        if element.words:
            return self._sieve.words(element.words.buckets)
        values: Sequence[Iterable[str]] = [
            element.attributes[name] for name in NAMED if name in element.attributes
        ]
        return self._sieve.words(map(word_signal, values[0])) if values else 0
