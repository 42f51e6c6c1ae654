"""Rules: what they are once compiled, and how a library of them is loaded.

A library is compiled from its YAML files into plain data (dicts, lists, strings, numbers), which can be cached;
the plain data becomes frozen values here without pydantic or YAML being imported.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from snslint import bundled, packfile
from snslint.cache import Cache
from snslint.document import Part
from snslint.matchers import Condition, Context, Cue, Detector, Matcher, Regex
from snslint.matchers.grams import Gram, Grams, Weight, grams
from snslint.matchers.search import Index
from snslint.matchers.sieve import Literals
from snslint.matchers.tokens import Element, Pattern
from snslint.matchers.words import Phrase, Words
from snslint.model import Severity
from snslint.values import dataclass, field

if TYPE_CHECKING:
    from snslint.rules.hopes import Hope

LEARNED = "/learned"
"""How the ids of rules end whose cues were fitted to labelled drafts."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Cues that add up: a finding where their weights in and around a sentence reach the threshold.

    fitted: the contexts among the cues, and the grams, add up over the whole post, and by sentence. Each sum is divided by
    the square root of the length in hundreds of characters, since a longer text holds more of everything. That of the post
    and that of its heaviest sentence together are held against the threshold.
    """

    threshold: float
    cues: tuple[Cue, ...]
    underline: Literal["cue", "sentence", "passage"] = "cue"
    fitted: bool = False
    grams: Mapping[Gram, Weight] = field(default_factory=dict)
    buckets_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The buckets that the word classes among the grams stand for."""

    harmless: float | None = None
    """Of fitted cues: where a post's sum is less, findings of rules of the family that yield are no more than hints."""

    beside: Mapping[str, float] = field(default_factory=dict)
    """Of fitted cues: by other families, what is added for each 1 by which the sum of theirs is above their `harmless`."""

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
    yields: bool = False

    hope: Hope | None = field(default=None, repr=False, compare=False)
    """What it hopes for, where that has been kept."""

    _make: Callable[[], Rule] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def on_demand(cls, id: str, severity: Severity, hope: Hope, make: Callable[[], Rule]) -> Rule:  # noqa: A002
        """A rule that `make` makes as soon as something else is asked of it."""
        rule = cls.__new__(cls)
        for name, value in (("id", id), ("severity", severity), ("hope", hope), ("_make", make)):
            object.__setattr__(rule, name, value)
        return rule

    if not TYPE_CHECKING:  # or every attribute would be taken for one that there is

        def __getattr__(self, name: str) -> Any:
            """Called for what has not been made yet."""
            if name not in _FIELDS:
                raise AttributeError(name)
            assert self._make is not None
            made = self._make()
            for each in _FIELDS - {"hope"}:
                object.__setattr__(self, each, getattr(made, each))
            return getattr(self, name)

    @property
    def family(self) -> str:
        """The folder that the rule stands in."""
        return self.id.partition("/")[0]

    @property
    def learned(self) -> bool:
        """Whether its cues were fitted to labelled drafts."""
        return self.id.endswith(LEARNED)


_FIELDS = frozenset(each.name for each in dataclasses.fields(Rule))


@dataclass(frozen=True, slots=True)
class Library:
    """All rules of some packs, and the phrases that they look for, by bucket."""

    rules: tuple[Rule, ...]
    buckets: Mapping[str, tuple[Phrase, ...]]
    contexts: Mapping[str, Context] = field(default_factory=dict)
    kept_index: Callable[[], Index] | None = field(default=None, repr=False, compare=False)
    """The index, where it has been kept."""

    def index(self) -> Index:
        """What a search needs."""
        if self.kept_index:
            return self.kept_index()
        return Index(self.buckets, self.matchers(), self._grams())

    def _grams(self) -> Grams:
        fitted = {rule.id: rule.evidence for rule in self.rules if rule.evidence and rule.evidence.fitted}
        return grams(
            {rule: evidence.grams for rule, evidence in fitted.items()},
            {name: buckets for evidence in fitted.values() for name, buckets in evidence.buckets_of.items()},
        )

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


def _matchers_of(context: Context) -> Iterator[Matcher]:
    yield from context.find
    yield from (condition.matcher for condition in context.unless)


def load(folders: Sequence[Path], cache: Cache | None = None) -> Library:
    """The library of the rules folders given; UserError with every mistake in them.

    Compiled anew only where a file, the program or the dictionary has changed since the wheel was built, or it was cached.
    """
    carried = bundled.carries(folders)
    if not (carried or cache):
        return from_plain(_compile(folders))
    from snslint.rules import stored
    from snslint.rules.sources import basis

    key = basis() + (cache.digest(folders) if cache else packfile.digest(folders))
    entries = bundled.kept("rules", key) if carried else None
    if entries is None:

        def build() -> Mapping[str, Any]:
            return stored.entries(_compile(folders, cache), folders)

        entries = cache.get("rules", key, build) if cache else build()
    return stored.library(entries, folders)


def _compile(folders: Sequence[Path], cache: Cache | None = None) -> dict[str, Any]:
    from snslint.rules import compiler, known, sources

    before = known.load(cache)
    compiled = compiler.compile_library(sources.read(folders), before)
    before.save(cache)
    return compiled


def from_plain(plain: Mapping[str, Any]) -> Library:
    """The library that compiled plain data stands for."""
    maker = Maker(plain["contexts"].__getitem__)
    return Library(
        tuple(map(maker.rule, plain["rules"])),
        {bucket: phrases(words) for bucket, words in plain["buckets"].items()},
        {name: maker.context(name) for name in plain["contexts"]},
    )


def phrases(plain: Sequence[Any]) -> tuple[Phrase, ...]:
    """The phrases of one bucket of plain data."""
    return tuple(
        Phrase(surface, tuple((lemma, reading) for lemma, reading in forms)) for surface, forms in plain
    )


class Maker:
    """Makes rules and contexts of plain data; `written` gives that of a context by its name.

    numbers: those of the matchers made so far, where the data says them, by their identity.
    """

    def __init__(self, written: Callable[[str], Mapping[str, Any]]) -> None:
        self._written = written
        self._contexts: dict[str, Context] = {}
        self.numbers: dict[int, int] = {}

    def context(self, name: str) -> Context:
        """The context of that name, one for all that speak of it."""
        if name not in self._contexts:
            written, rule = self._written(name), f"contexts/{name}"
            self._contexts[name] = Context(
                name,
                tuple(self._matcher(part, rule) for part in written["find"]),
                tuple(self._condition(part, rule) for part in written["unless"]),
            )
        return self._contexts[name]

    def rule(self, plain: Mapping[str, Any]) -> Rule:
        """The rule that plain data stands for."""
        name = plain["id"]
        return Rule(
            id=name,
            title=plain["title"],
            severity=Severity(plain["severity"]),
            message=plain["message"],
            why=plain["why"],
            suggest=plain["suggest"],
            path=plain["path"],
            find=tuple(self._matcher(part, name) for part in plain["find"]),
            evidence=self._evidence(plain["evidence"], name) if plain["evidence"] else None,
            needs=tuple(self._condition(part, name) for part in plain["needs"]),
            unless=tuple(self._condition(part, name) for part in plain["unless"]),
            skip=tuple(plain["skip"]),
            only=tuple(plain["only"]),
            once=plain["once"],
            yields=plain["yields"],
        )

    def _evidence(self, plain: Mapping[str, Any], rule: str) -> Evidence:
        return Evidence(
            plain["threshold"],
            tuple(
                Cue(self._matcher(cue, rule), cue["within"], cue["weight"], cue["in_sentence"])
                for cue in plain["cues"]
            ),
            plain["underline"],
            plain["fitted"],
            {(kind, gram): Weight(*weight) for kind, gram, *weight in plain["grams"]},
            plain["buckets of"],
            plain["harmless"],
            plain["beside"],
        )

    def _condition(self, plain: Mapping[str, Any], rule: str) -> Condition:
        return Condition(self._matcher(plain, rule), plain["within"], plain["side"])

    def _matcher(self, plain: Mapping[str, Any], rule: str) -> Matcher:
        made = self._made(plain, rule)
        if "number" in plain:
            self.numbers[id(made)] = plain["number"]
        return made

    def _made(self, plain: Mapping[str, Any], rule: str) -> Matcher:
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
                return self.context(plain["name"])
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
