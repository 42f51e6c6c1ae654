"""What a rule hopes for in a document, told by the numbers of its matchers: enough to know whether to ask it at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from snslint.matchers import Context, Matcher
from snslint.matchers.words import Words

if TYPE_CHECKING:
    from snslint.rules import Rule


class Hope(NamedTuple):
    """One of the matchers of `find`, one of those of `needs` where there are any, and enough weight.

    weights: the matchers of cues that speak for a finding; of a fitted rule those that find wherever they may, its word
    classes, for or against. doubtful: of a fitted rule, its contexts that speak for a finding. threshold: None for a rule
    without evidence. fitted: as in `Evidence`.
    """

    find: Sequence[int]
    needs: Sequence[int]
    weights: Sequence[tuple[int, float]]
    doubtful: Sequence[tuple[int, float]]
    threshold: float | None
    fitted: bool


def hope_of(rule: Rule, numbers: Mapping[int, int]) -> Hope:
    """What the rule hopes for; `numbers` of matchers by their identity."""

    def numbered(matchers: Iterable[Matcher]) -> list[int]:
        return [numbers[id(matcher)] for matcher in matchers]

    evidence = rule.evidence
    fitted = evidence is not None and evidence.fitted
    cues = [cue for cue in evidence.cues if cue.weight > 0] if evidence else []
    doubtful = [cue for cue in cues if fitted and isinstance(cue.matcher, Context)]
    certain = (
        [cue for cue in evidence.cues if isinstance(cue.matcher, Words)] if evidence and fitted else cues
    )
    return Hope(
        numbered(rule.find) or numbered(cue.matcher for cue in cues),
        numbered(condition.matcher for condition in rule.needs),
        [(numbers[id(cue.matcher)], cue.weight) for cue in certain],
        [(numbers[id(cue.matcher)], cue.weight) for cue in doubtful],
        evidence.threshold if evidence else None,
        fitted,
    )
