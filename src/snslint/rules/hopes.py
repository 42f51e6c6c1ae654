"""What a rule hopes for in a document, told by the numbers of its matchers: enough to know whether to ask it at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from snslint.matchers import Context, Matcher

if TYPE_CHECKING:
    from snslint.rules import Rule


class Hope(NamedTuple):
    """One of the matchers of `find`, one of those of `needs` where there are any, and enough weight.

    weights: the matchers of cues that speak for a finding, what they weigh, and what they weigh in a sentence where they are
    fitted contexts. threshold: None for a rule without evidence. fitted, harmless, beside: as in `Evidence`. contexts: of
    fitted cues the names of all contexts, and what they weigh in the post and in a sentence.
    """

    find: Sequence[int]
    needs: Sequence[int]
    weights: Sequence[tuple[int, float, float]]
    threshold: float | None
    fitted: bool
    harmless: float | None
    beside: Mapping[str, float]
    contexts: Sequence[tuple[str, float, float]]


def hope_of(rule: Rule, numbers: Mapping[int, int]) -> Hope:
    """What the rule hopes for; `numbers` of matchers by their identity."""

    def numbered(matchers: Iterable[Matcher]) -> list[int]:
        return [numbers[id(matcher)] for matcher in matchers]

    evidence = rule.evidence
    cues = [cue for cue in evidence.cues if cue.weight > 0 or cue.in_sentence > 0] if evidence else []
    return Hope(
        numbered(rule.find) or numbered(cue.matcher for cue in cues),
        numbered(condition.matcher for condition in rule.needs),
        [(numbers[id(cue.matcher)], max(cue.weight, 0.0), max(cue.in_sentence, 0.0)) for cue in cues],
        evidence.threshold if evidence else None,
        evidence is not None and evidence.fitted,
        evidence.harmless if evidence else None,
        evidence.beside if evidence else {},
        [
            (cue.matcher.name, cue.weight, cue.in_sentence)
            for cue in (evidence.cues if evidence and evidence.fitted else ())
            if isinstance(cue.matcher, Context)
        ],
    )
