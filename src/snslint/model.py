"""The nouns of snslint: frozen values that flow from draft to report, and no work.

Positions are code points of the draft as written unless a docstring says "folded".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, Protocol

from snslint.values import dataclass, field

Kind = Literal["post", "comment"]
"""What is checked: the office's own post, or a user's comment below it."""

Force = Literal["must", "principle", "care"]
"""How strict a clause is: 「してはならない」, 「原則として」, 「留意・慎重に」."""


class Severity(StrEnum):
    """How serious a finding is; `info` never fails a check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """2 for error, 1 for warning, 0 for info."""
        return {"error": 2, "warning": 1, "info": 0}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of the draft as written; `(0, 0)` is the post as a whole."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: 1-based line and column in code points; sheet and cell for tables."""

    path: str
    line: int
    column: int
    sheet: str | None = None
    cell: str | None = None


class Source(Protocol):
    """Where a draft was read from. Values must pickle: `--jobs` sends them between processes."""

    @property
    def path(self) -> str: ...

    def locate(self, text: str, offset: int) -> Location:
        """The place in the file of the code point `offset` of the post's `text`."""
        ...


@dataclass(frozen=True, slots=True)
class Allowance:
    """One finding that somebody has allowed by name and with a reason."""

    rule: str
    words: str
    reason: str
    by: str
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a post besides its text. Times are aware or naive as written."""

    author: str | None = None
    reviewers: tuple[str, ...] = ()
    approved_by: str | None = None
    approved_at: dt.datetime | None = None
    delegated_by: str | None = None
    publish_at: dt.datetime | None = None
    consent: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    allow: tuple[Allowance, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """One post that somebody is about to publish, perhaps on several services."""

    text: str
    source: Source
    id: str | None = None
    municipality: str | None = None
    platforms: tuple[str, ...] = ()
    meta: Meta = field(default_factory=Meta)


@dataclass(frozen=True, slots=True)
class Embargo:
    """A subject that must not be spoken of before its release; `words` are the phrases that give it away."""

    subject: str
    words: tuple[str, ...]
    release: dt.datetime


@dataclass(frozen=True, slots=True)
class Match:
    """What a matcher found: a half-open range of the *folded* text, and names for the message.

    `span` is set only where the folded text cannot say it (hidden characters, a cut in the draft as written).
    """

    start: int
    end: int
    kind: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause as a finding shows it: its printed number and the words quoted."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that break a clause, and what to write instead."""

    span: Span
    rule: str
    family: str
    severity: Severity
    clause: Quote
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that only a person can judge."""

    clause: Quote
    text: str


@dataclass(frozen=True, slots=True)
class Length:
    """How long a post is on one service, in that service's own unit.

    `cut` is the offset in the draft where the limit falls, where the post is over it. `title` is what people call the
    service.
    """

    platform: str
    count: int
    limit: int | None
    unit: str
    over: bool
    cut: int | None = None
    title: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in one draft. `notes` are remarks that are no findings."""

    draft: Draft
    findings: tuple[Finding, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    length: tuple[Length, ...] = ()
    notes: tuple[str, ...] = ()


# --- municipalities -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Own:
    """What belongs to a municipality: never private, never foreign."""

    domains: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    area_codes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    head: str | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """What a clause asks of a post's metadata before it may be published.

    approved_by: "" (not asked), "anyone" or "section-head". reviewers: how many, other than the author, stand for an
    approval (0: they do not). author, publish_at: whether they must be there. delegated_by: whether a section
    head's delegation stands for an approval. only: "official-view" asks only of posts that state the office's view.
    """

    approved_by: Literal["", "anyone", "section-head"] = ""
    reviewers: int = 0
    author: bool = False
    publish_at: bool = False
    delegated_by: bool = False
    only: Literal["", "official-view"] = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A family or one rule that a clause is checked by, and the part of the clause that a finding quotes."""

    what: str
    quote: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a guideline, with its exact text and its fate."""

    id: str
    text: str
    title: str = ""
    force: Force = "must"
    applies_to: tuple[Kind, ...] = ("post",)
    checks: tuple[Check, ...] = ()
    hints: tuple[str, ...] = ()
    sign_off: SignOff | None = None
    remind: str | None = None
    reference: str | None = None
    never_allow: bool = False


@dataclass(frozen=True, slots=True)
class Guideline:
    """The document a municipality's clauses are quoted from."""

    title: str
    publisher: str = ""
    enacted: str = ""
    revised: str = ""
    url: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality: its guideline clause by clause, and what belongs to it.

    `rules` holds its own changes to shipped rules: a severity, or None where a rule is switched off.
    `words` adds words to lexicon classes, by class name.
    """

    id: str
    name: str
    guideline: Guideline
    own: Own
    clauses: tuple[Clause, ...]
    rules: Mapping[str, Severity | None] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
