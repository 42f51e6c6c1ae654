"""The ways in which a rule can find something."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from snslint.document import Document
from snslint.errors import Problem, UserError
from snslint.matchers.bounded import bounded
from snslint.matchers.sieve import Literals
from snslint.matchers.tokens import Pattern
from snslint.matchers.words import Words
from snslint.model import Match
from snslint.values import dataclass

if TYPE_CHECKING:
    import re

    import regex

Reach = Literal["sentence", "near", "post"] | int
"""How far from a match a condition looks: its sentences, those and their neighbours, the post, or so many tokens."""

Side = Literal["before", "after"]

REGEX_SECONDS = 1.0
"""How long one expression may search one post; the packs' own tests refuse what explodes, this stops the rest."""


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression over the folded text; group `match` is what is underlined, if it has one.

    literals: what every text that it matches holds; None where nothing can be said.
    """

    source: str
    rule: str
    literals: Literals | None = None

    def find(self, document: Document) -> Iterator[Match]:
        """The matches, with the named groups as names. UserError where the expression takes too long."""
        try:
            for found in _found(self.source, document.text):
                names = {name: words for name, words in found.groupdict().items() if words is not None}
                start, end = found.span("match") if "match" in names else found.span()
                if end > start:
                    names.pop("match", None)
                    yield Match(start, end, names=names)
        except TimeoutError:
            message = f"ルール「{self.rule}」の正規表現が、この投稿では時間内に終わりませんでした。"
            raise UserError(Problem(message, path=document.draft.source.path)) from None


def _found(source: str, text: str) -> Iterator[re.Match[str]] | Iterator[regex.Match[str]]:
    """The matches of an expression. TimeoutError where it takes too long."""
    quick = bounded(source)
    return quick.finditer(text) if quick else compiled(source).finditer(text, timeout=REGEX_SECONDS)


@cache
def compiled(source: str) -> regex.Pattern[str]:
    """The expression, compiled when a text first needs it: most texts need few."""
    import regex

    return regex.compile(source)


@dataclass(frozen=True, slots=True)
class Detector:
    """A finder written in Python (`snslint.detectors.<name>`), and which kinds of its matches are wanted.

    literals: as those of an expression.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    literals: Literals | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """A named context: what shows it, and what shows that it is none after all."""

    name: str
    find: tuple[Matcher, ...]
    unless: tuple[Condition, ...] = ()


Matcher = Words | Pattern | Regex | Detector | Context


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must, or must not, stand within reach of a match."""

    matcher: Matcher
    within: Reach = "sentence"
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A condition that weighs for (or, below zero, against) a finding in its sentence.

    in_sentence: of a fitted context, what it adds to each sentence that holds it; `weight` is what it adds to the post.
    """

    matcher: Matcher
    within: Reach = "sentence"
    weight: float = 0.0
    in_sentence: float = 0.0
