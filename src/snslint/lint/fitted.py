"""The fitted cues of all families, added up at once: each document holds cues of every one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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


class FittedRules:
    """The rules of fitted cues of one municipality.

    contexts: gives the context of a name.
    """

    def __init__(self, index: Index, contexts: Callable[[str], Context]) -> None:
        self._numbers = {rule: number for number, rule in enumerate(index.fitted.rules)}
        self._context = contexts
        self._asking: dict[str, _Asking] = {}  # by the rule's id
        self._learned: dict[str, _Asking] = {}  # by the family
        self._matchers: dict[int, list[tuple[int, float, float]]] = {}

    def add(self, rule: Rule, hope: Hope, entry: int) -> None:
        """Weigh that rule too, which is told by the number of its entry."""
        asking = self._asking[rule.id] = _Asking(self._numbers[rule.id], hope, entry)
        if rule.learned:
            self._learned[rule.family] = asking
        for matcher, in_post, in_sentence in hope.weights:
            self._matchers.setdefault(matcher, []).append((asking.number, in_post, in_sentence))

    def of(self, search: Search) -> Totals:
        """What the cues of one document add up to."""
        return Totals(self, search, len(self._numbers))

    def weighing_enough(self, totals: Totals) -> Iterator[int]:
        """The entries of the rules whose cues may add up to what they ask for.

        A context is not looked for: where it may stand, it may do so in the heaviest sentence.
        """
        if not self._asking:
            return
        in_post, in_sentence = [0.0] * len(self._numbers), [0.0] * len(self._numbers)
        for matcher in totals.search.met & self._matchers.keys():
            for number, of_post, of_sentence in self._matchers[matcher]:
                in_post[number] += of_post
                in_sentence[number] += of_sentence
        at_most = {
            asking.number: totals.at_most(asking.number, in_post[asking.number], in_sentence[asking.number])
            for asking in self._asking.values()
        }
        for asking in self._asking.values():
            assert asking.hope.threshold is not None
            # What speaks against it is not known to be there.
            beside = sum(max(added, 0.0) for added in self._beside(asking, at_most.__getitem__))
            if at_most[asking.number] + beside >= asking.hope.threshold - _ROUNDING:
                yield asking.entry

    def beside(self, rule: Rule, totals: Totals) -> float:
        """What other families' learned cues add to those of the rule."""
        asking = self._asking.get(rule.id)
        if asking is None:
            return 0.0
        found = {
            other.number: self._total(other, totals)
            for family in asking.hope.beside
            if (other := self._learned.get(family))
        }
        return sum(self._beside(asking, found.__getitem__))

    def harmless(self, family: str, totals: Totals) -> bool:
        """Whether the family's learned cues add up to so little that the post is like those that break nothing."""
        learned = self._learned.get(family)
        if learned is None or learned.hope.harmless is None:
            return False
        return self._total(learned, totals) < learned.hope.harmless

    def _total(self, asking: _Asking, totals: Totals) -> float:
        contexts = (
            (self._context(name), in_post, in_sentence) for name, in_post, in_sentence in asking.hope.contexts
        )
        return totals.total(asking.number, contexts)

    def _beside(self, asking: _Asking, total: Callable[[int], float]) -> Iterator[float]:
        """What each other family's total adds, as far as it is above that family's `harmless`."""
        for family, weight in asking.hope.beside.items():
            other = self._learned.get(family)
            if other is not None and other.hope.harmless is not None:
                yield weight * max(total(other.number) - other.hope.harmless, 0.0)


class Totals:
    """What the fitted cues of one document add up to, by the numbers of the rules; rules: how many there are."""

    def __init__(self, fitted: FittedRules, search: Search, rules: int) -> None:
        self._fitted = fitted
        self.search = search
        document = search.document
        self._of_post = scale(len(document.text), SHORTEST)
        self._of_sentences = sentence_scales(document)
        self._totals: dict[int, float] = {}
        self._posts = [0.0] * rules
        self._sentences = [[0.0] * rules for _ in document.sentences]
        for hits in search.grams.values() if rules else ():  # or the text would be cut into words for nothing
            holding = [self._sentences[at] for at in {document.sentence_at(hit.start) for hit in hits}]
            for number, in_post, in_sentence in hits[0].weights:
                self._posts[number] += in_post
                for sums in holding:
                    sums[number] += in_sentence

    def beside(self, rule: Rule) -> float:
        """What other families' cues add to those of the rule."""
        return self._fitted.beside(rule, self) if rule.learned else 0.0

    def harmless(self, family: str) -> bool:
        """Whether the family's learned cues add up to so little that the post is like those that break nothing."""
        return self._fitted.harmless(family, self)

    def at_most(self, number: int, in_post: float, in_sentence: float) -> float:
        """What a rule's cues add up to, where so much more may stand in the post and in any of its sentences."""
        sentences = [sums[number] + in_sentence for sums in self._sentences]
        return self._sum(self._posts[number] + in_post, sentences)

    def total(self, number: int, contexts: Iterable[tuple[Context, float, float]]) -> float:
        """What a rule's cues add up to; contexts: those among them, with what they weigh in the post and in a sentence."""
        if number not in self._totals:
            in_post, sentences = self._posts[number], [sums[number] for sums in self._sentences]
            sentence_at = self.search.document.sentence_at
            for context, of_post, of_sentence in contexts:
                if matches := self.search.matches(context):
                    in_post += of_post
                    for at in {sentence_at(match.start) for match in matches}:
                        sentences[at] += of_sentence
            self._totals[number] = self._sum(in_post, sentences)
        return self._totals[number]

    def _sum(self, in_post: float, in_sentences: Sequence[float]) -> float:
        heaviest: float = max(map(mul, in_sentences, self._of_sentences))
        return in_post * self._of_post + heaviest
