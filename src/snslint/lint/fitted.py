"""The fitted cues of all families, added up at once: each document holds cues of every one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import mul

from snslint.lint.evaluate import SHORTEST, scale, sentence_scales
from snslint.matchers import Context
from snslint.matchers.search import Index, Search
from snslint.rules import Rule
from snslint.rules.hopes import Hope
from snslint.values import dataclass

_ROUNDING = 1e-6  # weights that are added up in another order


@dataclass(frozen=True, slots=True)
class _Asking:
    """A rule of fitted cues: its number among them, what it hopes for, and the number of its entry."""

    number: int
    hope: Hope
    entry: int


class Fitted:
    """The rules of fitted cues of one municipality.

    contexts: gives the context of a name.
    """

    def __init__(self, index: Index, contexts: Callable[[str], Context]) -> None:
        self._numbers = {rule: number for number, rule in enumerate(index.fitted.rules)}
        self._context = contexts
        self._asking: dict[str, _Asking] = {}  # by the rule's id
        self._learned: dict[str, _Asking] = {}  # by the family
        self._matchers: dict[int, list[tuple[int, float, float]]] = {}
        self._contexts: dict[str, list[tuple[int, float, float]]] = {}

    def add(self, rule: Rule, hope: Hope, entry: int) -> None:
        """Weigh that rule too, which is told by the number of its entry."""
        number = self._numbers[rule.id]
        asking = self._asking[rule.id] = _Asking(number, hope, entry)
        if rule.learned:
            self._learned[rule.family] = asking
        for matcher, in_post, in_sentence in hope.weights:
            self._matchers.setdefault(matcher, []).append((number, in_post, in_sentence))
        for name, in_post, in_sentence in hope.contexts:
            self._contexts.setdefault(name, []).append((number, in_post, in_sentence))

    def weighing_enough(self, search: Search) -> Iterator[int]:
        """The entries of the rules whose cues may add up to what they ask for.

        A context is not looked for: where it may stand, it may do so in the heaviest sentence.
        """
        if not self._asking:
            return
        sums = _Sums(len(self._numbers), search)
        for matcher in search.met & self._matchers.keys():
            sums.add_anywhere(self._matchers[matcher])
        at_most = {asking.number: sums.total(asking.number) for asking in self._asking.values()}
        for asking in self._asking.values():
            assert asking.hope.threshold is not None
            # What speaks against it is not known to be there.
            beside = sum(max(added, 0.0) for added in self._beside(asking, at_most))
            if at_most[asking.number] + beside >= asking.hope.threshold - _ROUNDING:
                yield asking.entry

    def of(self, search: Search) -> Totals:
        """What the cues of one document add up to; nothing is added up before somebody asks."""
        return Totals(self, search)

    def totals(self, search: Search) -> Mapping[int, float]:
        """By the number of the rule, what its cues add up to."""
        sums = _Sums(len(self._numbers), search)
        sentence_at = search.document.sentence_at
        for name, weights in self._contexts.items():
            if matches := search.matches(self._context(name)):
                sums.add(weights, {sentence_at(match.start) for match in matches})
        return {asking.number: sums.total(asking.number) for asking in self._asking.values()}

    def beside(self, rule: Rule, totals: Totals) -> float:
        """What other families' learned cues add to those of the rule."""
        asking = self._asking.get(rule.id)
        return sum(self._beside(asking, totals.by_number)) if asking and asking.hope.beside else 0.0

    def harmless(self, family: str, totals: Totals) -> bool:
        """Whether the family's learned cues add up to so little that the post is like those that break nothing."""
        learned = self._learned.get(family)
        if learned is None or learned.hope.harmless is None:
            return False
        return totals.by_number[learned.number] < learned.hope.harmless

    def _beside(self, asking: _Asking, totals: Mapping[int, float]) -> Iterator[float]:
        """What each other family's total adds, as far as it is above that family's `harmless`."""
        for family, weight in asking.hope.beside.items():
            other = self._learned.get(family)
            if other is not None and other.hope.harmless is not None:
                yield weight * max(totals[other.number] - other.hope.harmless, 0.0)


class Totals:
    """What the fitted cues of one document add up to; nothing is added up before somebody asks."""

    def __init__(self, fitted: Fitted, search: Search) -> None:
        self._fitted = fitted
        self._search = search

    @cached_property
    def by_number(self) -> Mapping[int, float]:
        """By the number of the rule."""
        return self._fitted.totals(self._search)

    def beside(self, rule: Rule) -> float:
        """What other families' cues add to those of the rule."""
        return self._fitted.beside(rule, self)

    def harmless(self, family: str) -> bool:
        """Whether the family's learned cues add up to so little that the post is like those that break nothing."""
        return self._fitted.harmless(family, self)


class _Sums:
    """Weights by the numbers of the rules: over the post, by sentence, and in whichever sentence is heaviest."""

    def __init__(self, rules: int, search: Search) -> None:
        document = search.document
        self._posts, self._anywhere = [0.0] * rules, [0.0] * rules
        self._sentences = [[0.0] * rules for _ in document.sentences]
        self._of_post = scale(len(document.text), SHORTEST)
        self._of_sentences = sentence_scales(document)
        for hits in search.grams.values():
            self.add(hits[0].weights, {document.sentence_at(hit.start) for hit in hits})

    def add(self, weights: Sequence[tuple[int, float, float]], sentences: set[int]) -> None:
        """Add what stands in these sentences."""
        holding = [self._sentences[at] for at in sentences]
        for number, in_post, in_sentence in weights:
            self._posts[number] += in_post
            for sums in holding:
                sums[number] += in_sentence

    def add_anywhere(self, weights: Sequence[tuple[int, float, float]]) -> None:
        """Add what may stand in any sentence."""
        for number, in_post, in_sentence in weights:
            self._posts[number] += in_post
            self._anywhere[number] += in_sentence

    def total(self, number: int) -> float:
        """What the rule's cues add up to."""
        more = self._anywhere[number]
        heaviest: float = max(map(mul, (sums[number] + more for sums in self._sentences), self._of_sentences))
        return self._posts[number] * self._of_post + heaviest
