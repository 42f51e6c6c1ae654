"""One rule over one document: what it finds, what it needs, what holds it back."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from operator import mul

from snslint.document import Document
from snslint.expressions import expression
from snslint.matchers import Condition, Context, Cue, Reach
from snslint.matchers.grams import Weight
from snslint.matchers.search import Search
from snslint.model import Match
from snslint.rules import Evidence, Rule
from snslint.values import dataclass


def matches(rule: Rule, search: Search, beside: float = 0.0) -> Iterator[Match]:
    """What the rule finds in the document of `search`, in order, none over another.

    beside: what the cues of other families add to fitted ones.
    """
    found = list(
        _by_evidence(rule, rule.evidence, search, beside) if rule.evidence else _by_find(rule, search)
    )
    if len(found) > 1:
        found.sort(key=lambda match: (match.start, -match.end))
    end = -1
    for match in found:
        if match.start >= end or match.span is not None:
            end = max(match.end, end)
            yield match
            if rule.once:
                return


def _by_find(rule: Rule, search: Search) -> Iterator[Match]:
    for matcher in rule.find:
        for match in search.matches(matcher):
            if looked_at(rule, search, match) and _stands(rule, search, match):
                yield match


def looked_at(rule: Rule, search: Search, match: Match) -> bool:
    """Whether the match stands where the rule looks."""
    return (not rule.skip or search.outside(match, rule.skip)) and (
        not rule.only or search.inside(match, rule.only)
    )


def _stands(rule: Rule, search: Search, match: Match) -> bool:
    """Whether all that the match needs is there, and nothing that clears it."""
    return (
        not rule.needs or any(search.holds(condition, match, apart=True) for condition in rule.needs)
    ) and clearing(rule, search, match) is None


def clearing(rule: Rule, search: Search, match: Match) -> Condition | None:
    """The first condition of `unless` that holds the match back, or None."""
    return next((condition for condition in rule.unless if search.holds(condition, match)), None)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence whose cues were added up."""

    sentence: int
    total: float
    own: float
    cues: tuple[tuple[Cue, Match], ...]


_ROUNDING = 1e-6  # weights added up in another order
_BESIDE = 0.3  # of the heaviest sentence's weight: so much, and a sentence beside it is underlined too
SHORTEST, SHORTEST_SENTENCE = 30, 20
"""Code points: a shorter post or sentence counts as one of this length, or one gram would decide it."""


def _by_evidence(rule: Rule, evidence: Evidence, search: Search, beside: float) -> Iterator[Match]:
    if evidence.fitted:
        for match in _fitted(evidence, search, beside):
            if clearing(rule, search, match) is None:
                yield match
        return
    for weighed, run in _heaviest(weigh(rule, evidence, search), evidence.threshold):
        match = _underlined(weighed, run, evidence, search)
        if clearing(rule, search, match) is None:
            yield match


_Place = tuple[int, int, Match]
"""First and last sentence that a cue's match stands in, and the match."""


class _Places:
    """Where a cue stands, in order, found by sentence without looking at each."""

    def __init__(self, places: Iterable[_Place]) -> None:
        self._places = sorted(places, key=lambda place: place[0])
        self._firsts = [first for first, _, _ in self._places]
        # Up to each place, the one that reaches farthest.
        self._farthest: list[_Place] = list(accumulate(self._places, _farther))

    def __iter__(self) -> Iterator[_Place]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def nearest(self, sentence: int) -> tuple[int, Match]:
        """How many sentences away the nearest match stands, and the match; the earlier of two."""
        at = bisect_right(self._firsts, sentence)
        around = (*self._farthest[at - 1 : at], *self._places[at : at + 1])
        return min(
            ((max(first - sentence, sentence - last, 0), match) for first, last, match in around),
            key=lambda found: found[0],
        )


def _farther(one: _Place, other: _Place) -> _Place:
    return other if other[1] > one[1] else one


def weigh(rule: Rule, evidence: Evidence, search: Search) -> Iterator[Weighed]:
    """The sentences that positive cues stand in and lift to the threshold, with all cues within their reach."""
    found = _positive(rule, evidence, search)
    if found is None:
        return
    standing = {
        sentence
        for number, places in found.items()
        for first, last, _ in places
        for sentence in range(first, last + 1)
    }
    sentences = [
        sentence
        for sentence in sorted(standing)
        if sum(
            evidence.cues[number].weight
            for number, places in found.items()
            if _in_reach(evidence.cues[number], places, sentence)
        )
        >= evidence.threshold - _ROUNDING
    ]
    if not sentences:
        return
    for number, cue in enumerate(evidence.cues):
        if cue.weight <= 0 and search.matches(cue.matcher) and (places := _places(rule, cue, search)):
            found[number] = places
    cues = [(evidence.cues[number], places) for number, places in sorted(found.items())]
    for sentence in sentences:
        counted = [
            (cue, match) for cue, places in cues if (match := _in_reach(cue, places, sentence)) is not None
        ]
        own = sum(cue.weight for cue, places in cues if cue.weight > 0 and places.nearest(sentence)[0] == 0)
        yield Weighed(sentence, sum(cue.weight for cue, _ in counted), own, tuple(counted))


def _positive(rule: Rule, evidence: Evidence, search: Search) -> dict[int, _Places] | None:
    """By its number, each positive cue that stands somewhere; None as soon as they cannot reach the threshold."""
    found: dict[int, _Places] = {}
    reachable = sum(evidence.cues[number].weight for number in evidence.heaviest)
    for number in evidence.heaviest:
        cue = evidence.cues[number]
        if search.matches(cue.matcher) and (places := _places(rule, cue, search)):
            found[number] = places
        else:
            reachable -= cue.weight
            if reachable < evidence.threshold - _ROUNDING:
                return None
    return found


def _places(rule: Rule, cue: Cue, search: Search) -> _Places:
    return _Places(
        (*search.sentences_of(match), match)
        for match in search.matches(cue.matcher)
        if looked_at(rule, search, match)
    )


def scale(length: int, shortest: int) -> float:
    """What sums of fitted cues are multiplied by: a text of more code points holds more of everything."""
    return 1 / math.sqrt(max(length, shortest) / 100)


@dataclass(frozen=True, slots=True)
class Sum:
    """What the fitted cues of a document add up to.

    total: the post's sum and that of its heaviest sentence, each by its length. by_sentence: for each sentence the weights
    of its cues in the post and in a sentence, not by its length.
    """

    total: float
    by_sentence: Sequence[float]


def fitted_sum(cues: Iterable[Fitted], document: Document) -> Sum:
    """Add up the fitted cues of the document."""
    in_post = 0.0
    heavy = [0.0] * len(document.sentences)
    in_sentence = [0.0] * len(document.sentences)
    for cue in cues:
        in_post += cue.weight.in_post
        for sentence in {document.sentence_at(start) for start, _ in cue.places}:
            heavy[sentence] += cue.weight.in_post + cue.weight.in_sentence
            in_sentence[sentence] += cue.weight.in_sentence
    return Sum(
        in_post * scale(len(document.text), SHORTEST) + max(map(mul, in_sentence, sentence_scales(document))),
        heavy,
    )


def sentence_scales(document: Document) -> list[float]:
    """What the sum of each sentence is multiplied by."""
    return [scale(end - start, SHORTEST_SENTENCE) for start, end in document.sentences]


def _fitted(evidence: Evidence, search: Search, beside: float) -> Iterator[Match]:
    """The passage that weighs most by fitted cues, where those of the whole post reach the threshold."""
    document = search.document
    there = fitted_cues(evidence, search)
    found = fitted_sum(there, document)
    if found.total + beside < evidence.threshold - _ROUNDING:
        return
    weights = found.by_sentence
    heaviest = weights.index(max(weights))
    much = max(_BESIDE * weights[heaviest], _ROUNDING)  # the heaviest may weigh less than nothing
    first = heaviest - (heaviest > 0 and weights[heaviest - 1] >= much)
    last = heaviest + (heaviest + 1 < len(weights) and weights[heaviest + 1] >= much)
    start, end = document.sentences[first][0], document.sentences[last][1]
    telling = sorted(
        (-weight, place) for cue in there if (weight := sum(cue.weight)) > 0 for place in cue.places
    )
    words = dict.fromkeys(
        document.text[slice(*place)].strip() for _, place in telling if start <= place[0] < end
    )
    text = document.text[start:end]
    yield Match(
        start + len(text) - len(text.lstrip()),
        end - len(text) + len(text.rstrip()),
        names=_naming(_telling(words)),
    )


_SAYS_SOMETHING = expression(r"(?!.*[^\w ])(?:.*[^\W\dぁ-ん]|\w{3})")
_SHOWN = 4


def _telling(words: Collection[str]) -> list[str]:
    """The first few of the words that tell a reader something, none part of another; of all where none does."""
    shown: list[str] = []
    for word in words:
        if _SAYS_SOMETHING.match(word) and not any(word in other or other in word for other in shown):
            shown.append(word)
    return shown[:_SHOWN] or list(words)[:_SHOWN]


def _naming(words: Sequence[str]) -> dict[str, str]:
    """The words as a message names its `{cues}`."""
    return {"cues": "、".join(f"「{word}」" for word in words)}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted cue that a document holds: its name, what it weighs, and where it stands."""

    name: str
    weight: Weight
    places: Sequence[tuple[int, int]]


def fitted_cues(evidence: Evidence, search: Search) -> list[Fitted]:
    """The fitted cues of a document."""
    there = [
        Fitted(gram[1], weight, [(hit.start, hit.end) for hit in hits])
        for gram, hits in search.grams.items()
        if (weight := evidence.grams.get(gram)) is not None
    ]
    for cue in evidence.cues:
        assert isinstance(cue.matcher, Context)
        if places := [(match.start, match.end) for match in search.matches(cue.matcher)]:
            there.append(Fitted(cue.matcher.name, Weight(cue.weight, cue.in_sentence), places))
    return there


_LIMITS: dict[Reach, int] = {"sentence": 0, "near": 1}


def _in_reach(cue: Cue, places: _Places, sentence: int) -> Match | None:
    """The cue's match nearest to the sentence, where it is within the cue's reach."""
    distance, match = places.nearest(sentence)
    limit = _LIMITS.get(cue.within)
    return match if limit is None or distance <= limit else None


def _heaviest(weighed: Iterator[Weighed], threshold: float) -> Iterator[tuple[Weighed, range]]:
    """Of every run of neighbouring sentences that reach the threshold, the one whose own cues weigh most, and the run."""
    run: list[Weighed] = []
    for candidate in weighed:
        if candidate.total < threshold - 1e-9:
            continue
        if run and candidate.sentence > run[-1].sentence + 1:
            yield _best(run)
            run = []
        run.append(candidate)
    if run:
        yield _best(run)


def _best(run: Sequence[Weighed]) -> tuple[Weighed, range]:
    return max(run, key=lambda weighed: weighed.own), range(run[0].sentence, run[-1].sentence + 1)


_FRAME = " \n「」『』"  # a message sets brackets of its own


def _underlined(weighed: Weighed, run: range, evidence: Evidence, search: Search) -> Match:
    """What the sentence's own cues cover, the sentence, or its passage: the sentences beside it that weigh enough too.

    The cues are named in `{cues}`.
    """
    document = search.document
    start, end = document.sentences[weighed.sentence]
    positive = sorted(
        ((cue, match) for cue, match in weighed.cues if cue.weight > 0), key=lambda pair: -pair[0].weight
    )
    words = dict.fromkeys(document.text[match.start : match.end].strip(_FRAME) for _, match in positive)
    names = _naming(list(words)[:_SHOWN])
    inside = [match for _, match in positive if match.start < end and start < match.end]
    if evidence.underline == "cue" and inside:
        start, end = min(match.start for match in inside), max(match.end for match in inside)
    else:
        if evidence.underline == "passage":
            start = document.sentences[max(weighed.sentence - 1, run.start)][0]
            end = document.sentences[min(weighed.sentence + 1, run.stop - 1)][1]
        text = document.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
    return Match(start, end, names=names)
