"""The matchers of a rule or context, each as it is written and as it is compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from snslint.matchers import Context, Matcher
from snslint.rules import Rule
from snslint.rules.written import WrittenContext, WrittenMatcher, WrittenRule
from snslint.values import dataclass
from snslint.yamlfile import Loc


@dataclass(frozen=True, slots=True)
class Part:
    """One matcher and where it stands in its file."""

    loc: Loc
    written: WrittenMatcher
    matcher: Matcher


def of_rule(written: WrittenRule, rule: Rule) -> list[Part]:
    """The matchers of find, needs, unless and evidence, in this order."""
    cues = written.evidence.cues if written.evidence else None
    weighed = rule.evidence.cues if rule.evidence and not rule.evidence.fitted else ()
    return [
        *_paired(("find",), written.find or (), rule.find),
        *_paired(("needs",), written.needs, (each.matcher for each in rule.needs)),
        *_paired(("unless",), written.unless, (each.matcher for each in rule.unless)),
        *_paired(("evidence", "cues"), cues or (), (each.matcher for each in weighed)),
    ]


def of_context(written: WrittenContext, context: Context) -> list[Part]:
    """The matchers of find and unless, in this order."""
    return [
        *_paired(("find",), written.find, context.find),
        *_paired(("unless",), written.unless, (each.matcher for each in context.unless)),
    ]


def _paired(loc: Loc, written: Sequence[WrittenMatcher], matchers: Iterable[Matcher]) -> Iterator[Part]:
    for number, (one, matcher) in enumerate(zip(written, matchers, strict=True)):
        yield Part((*loc, number), one, matcher)
