"""Rules: what they are once compiled, and how a library of them is loaded.

A library is compiled from its YAML files into plain data (dicts, lists, strings, numbers), which can be cached;
the plain data becomes frozen values here without pydantic or YAML being imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from snslint.cache import Cache
from snslint.document import Part
from snslint.matchers import Condition, Context, Cue, Detector, Matcher, Regex
from snslint.matchers.grams import Gram
from snslint.matchers.search import Index
from snslint.matchers.sieve import Literals
from snslint.matchers.tokens import Element, Pattern
from snslint.matchers.words import Phrase, Words
from snslint.model import Severity
from snslint.values import dataclass, field

LEARNED = "/learned"
"""How the ids of rules end whose cues were fitted to labelled drafts."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Cues that add up: a finding where their weights in and around a sentence reach the threshold.

    fitted: the cues, and the weights of runs of characters or lemmas (`grams`), add up over the whole post, and the sum is
    divided by the square root of its length in hundreds of characters, since a longer post holds more of everything.
    """

    threshold: float
    cues: tuple[Cue, ...]
    underline: Literal["cue", "sentence", "passage"] = "cue"
    fitted: bool = False
    grams: Mapping[Gram, float] = field(default_factory=dict)

    heaviest: tuple[int, ...] = field(init=False)
    """The numbers of the positive cues, the heaviest first."""

    def __post_init__(self) -> None:
        positive = [number for number, cue in enumerate(self.cues) if cue.weight > 0]
        object.__setattr__(
            self, "heaviest", tuple(sorted(positive, key=lambda each: -self.cues[each].weight))
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule. Exactly one of `find` and `evidence` is there."""

    id: str
    title: str
    severity: Severity
    message: str
    why: str
    suggest: str
    path: str
    find: tuple[Matcher, ...] = ()
    evidence: Evidence | None = None
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    skip: tuple[Part, ...] = ()
    only: tuple[Part, ...] = ()
    once: bool = False

    @property
    def family(self) -> str:
        """The folder that the rule stands in."""
        return self.id.partition("/")[0]

    @property
    def learned(self) -> bool:
        """Whether its cues were fitted to labelled drafts."""
        return self.id.endswith(LEARNED)


@dataclass(frozen=True, slots=True)
class Library:
    """All rules of some packs, and the phrases that they look for, by bucket."""

    rules: tuple[Rule, ...]
    buckets: Mapping[str, tuple[Phrase, ...]]
    contexts: Mapping[str, Context] = field(default_factory=dict)

    def index(self, words: Mapping[str, Iterable[Phrase]] | None = None) -> Index:
        """What a search needs, with words added to classes (by class name)."""
        added = {f"${name}": phrases for name, phrases in (words or {}).items()}
        buckets = {name: (*phrases, *added.get(name, ())) for name, phrases in self.buckets.items()}
        return Index(buckets, self.matchers(), list(self._grams()))

    def matchers(self) -> Iterator[Matcher]:
        """Every matcher of the rules and contexts."""
        for context in self.contexts.values():
            yield from _matchers_of(context)
        for rule in self.rules:
            yield from rule.find
            yield from (cue.matcher for cue in rule.evidence.cues) if rule.evidence else ()
            yield from (condition.matcher for condition in (*rule.needs, *rule.unless))

    def regexes(self) -> Iterator[Regex]:
        """Every regular expression of the rules and contexts."""
        return (matcher for matcher in self.matchers() if isinstance(matcher, Regex))

    def _grams(self) -> Iterator[Gram]:
        for rule in self.rules:
            yield from rule.evidence.grams if rule.evidence else ()


def _matchers_of(context: Context) -> Iterator[Matcher]:
    yield from context.find
    yield from (condition.matcher for condition in context.unless)


def load(folders: Sequence[Path], cache: Cache | None = None) -> Library:
    """The library of the rules folders given; UserError with every mistake in them.

    Compiled anew only where a file, the program or the dictionary has changed since it was cached.
    """
    if cache is None:
        return from_plain(_compile(folders))
    from snslint.rules.sources import basis

    return from_plain(cache.get("rules", basis() + cache.digest(folders), lambda: _compile(folders)))


def _compile(folders: Sequence[Path]) -> dict[str, Any]:
    from snslint.rules import compiler, sources

    return compiler.compile_library(sources.read(folders))


def from_plain(plain: Mapping[str, Any]) -> Library:
    """The library that compiled plain data stands for."""
    contexts: dict[str, Context] = {}
    for name, context in plain["contexts"].items():  # stored so that a context follows those it uses
        contexts[name] = Context(
            name,
            tuple(_matcher(part, contexts, f"contexts/{name}") for part in context["find"]),
            tuple(_condition(part, contexts, f"contexts/{name}") for part in context["unless"]),
        )
    return Library(
        tuple(_rule(rule, contexts) for rule in plain["rules"]),
        {
            bucket: tuple(
                Phrase(surface, tuple((lemma, reading) for lemma, reading in forms))
                for surface, forms in words
            )
            for bucket, words in plain["buckets"].items()
        },
        contexts,
    )


def _rule(plain: Mapping[str, Any], contexts: Mapping[str, Context]) -> Rule:
    name = plain["id"]
    evidence = plain["evidence"]
    return Rule(
        id=name,
        title=plain["title"],
        severity=Severity(plain["severity"]),
        message=plain["message"],
        why=plain["why"],
        suggest=plain["suggest"],
        path=plain["path"],
        find=tuple(_matcher(part, contexts, name) for part in plain["find"]),
        evidence=_evidence(evidence, contexts, name) if evidence else None,
        needs=tuple(_condition(part, contexts, name) for part in plain["needs"]),
        unless=tuple(_condition(part, contexts, name) for part in plain["unless"]),
        skip=tuple(plain["skip"]),
        only=tuple(plain["only"]),
        once=plain["once"],
    )


def _evidence(plain: Mapping[str, Any], contexts: Mapping[str, Context], rule: str) -> Evidence:
    return Evidence(
        plain["threshold"],
        tuple(Cue(_matcher(cue, contexts, rule), cue["within"], cue["weight"]) for cue in plain["cues"]),
        plain["underline"],
        plain["fitted"],
        {(kind, gram): weight for kind, gram, weight in plain["grams"]},
    )


def _condition(plain: Mapping[str, Any], contexts: Mapping[str, Context], rule: str) -> Condition:
    return Condition(_matcher(plain, contexts, rule), plain["within"], plain["side"])


def _matcher(plain: Mapping[str, Any], contexts: Mapping[str, Context], rule: str) -> Matcher:
    match plain["type"]:
        case "words":
            return _words(plain)
        case "tokens":
            return Pattern(tuple(_element(element) for element in plain["elements"]))
        case "regex":
            return Regex(plain["source"], rule, _literals(plain["literals"]))
        case "detector":
            return Detector(plain["name"], frozenset(plain["kinds"]), _literals(plain["literals"]))
        case "context":
            return contexts[plain["name"]]
        case other:
            raise ValueError(f"no matcher of type {other!r}")


def _literals(plain: Sequence[Sequence[Sequence[str]]] | None) -> Literals | None:
    return None if plain is None else tuple(tuple(map(frozenset, row)) for row in plain)


def _words(plain: Mapping[str, Any]) -> Words:
    return Words(tuple(plain["buckets"]), plain["whole"], plain["as_written"])


def _element(plain: Mapping[str, Any]) -> Element:
    return Element(
        attributes={name: frozenset(values) for name, values in plain["attributes"].items()},
        excluded={name: frozenset(values) for name, values in plain["excluded"].items()},
        words=_words(plain["words"]) if plain["words"] else None,
        least=plain["least"],
        most=plain["most"],
    )
