"""Which rules can find anything in a document at all: most find nothing in most posts, and are not even asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar, assert_never

from snslint.matchers import Context, Detector, Matcher, Regex
from snslint.matchers.search import Search
from snslint.matchers.tokens import Element, Pattern
from snslint.matchers.words import Words
from snslint.rules import Rule

T = TypeVar("T")


class Dispatch(Generic[T]):
    """Values by rule, to be picked by what a search comes upon in its passes over the document."""

    def __init__(self, entries: Iterable[tuple[Rule, T]]) -> None:
        self._values: list[T] = []
        self._by_signal: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, (rule, value) in enumerate(entries):
            self._values.append(value)
            signals = _signals_of_rule(rule)
            if signals is None:
                self._always.append(number)
            for signal in signals or ():
                self._by_signal.setdefault(signal, []).append(number)

    def candidates(self, search: Search) -> Iterator[T]:
        """The values whose rules may find something, in their order."""
        numbers = set(self._always)
        for signal in search.signals():
            numbers.update(self._by_signal.get(signal, ()))
        return (self._values[number] for number in sorted(numbers))


def _signals_of_rule(rule: Rule) -> set[str] | None:
    """Signals of which a document shows one wherever the rule finds something; None where it must be asked always."""
    finders: Sequence[Matcher] = rule.find
    if rule.evidence:
        if rule.evidence.grams:
            return None
        finders = [cue.matcher for cue in rule.evidence.cues if cue.weight > 0]
    return _any(_signals(matcher) for matcher in finders)


def _any(signals: Iterable[set[str] | None]) -> set[str] | None:
    found: set[str] = set()
    for one in signals:
        if one is None:
            return None
        found |= one
    return found


def _signals(matcher: Matcher) -> set[str] | None:
    match matcher:
        case Words():
            return set(matcher.buckets)
        case Pattern():
            telling = [signals for signals in map(_of_element, matcher.elements) if signals is not None]
            return min(telling, key=len) if telling else None
        case Regex():
            return None if matcher.literals is None else {matcher.source}
        case Detector():
            return None
        case Context():
            return _any(map(_signals, matcher.find))
        case _:
            assert_never(matcher)


def _of_element(element: Element) -> set[str] | None:
    if not element.least:
        return None
    if element.words:
        return set(element.words.buckets)
    values = element.attributes.get("lemma") or element.attributes.get("surface")
    return None if values is None else set(map(Search.word_signal, values))
