"""Rules, lexicon classes and contexts as people write them: strict types that never leave this package.

Everything that can be said of a file without its neighbours is checked here; what needs them, in `compiler`.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from snslint.document import Part
from snslint.matchers.tokens import repeats

Severity = Literal["error", "warning", "info"]
Text = Annotated[str, Field(min_length=1)]
OneOrMore = Text | Annotated[list[Text], Field(min_length=1)]

_SHORT = 60  # characters of a matcher that a message shows
MATCHERS = ("words", "tokens", "regex", "detector", "context")


class Written(BaseModel):
    """What all written forms share: an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenToken(Written):
    """What one token of a pattern must be."""

    surface: OneOrMore | None = None
    lemma: OneOrMore | None = None
    pos: OneOrMore | None = None
    form: OneOrMore | None = None


class WrittenElement(WrittenToken):
    """One place of a token pattern."""

    words: Annotated[list[Text], Field(min_length=1)] | None = None
    not_: WrittenToken | None = Field(default=None, alias="not")
    op: str = Field(default="", alias="OP")

    @field_validator("op")
    @classmethod
    def _known_operator(cls, value: str) -> str:
        try:
            repeats(value)
        except ValueError:
            raise ValueError(
                f"「{value}」という繰り返しはありません。使えるもの: ?、*、+、{{2}}、{{1,3}}"
            ) from None
        return value

    @model_validator(mode="after")
    def _words_stand_alone(self) -> WrittenElement:
        if self.words and any((self.surface, self.lemma, self.pos, self.form, self.not_)):
            raise ValueError("words: は、surface・lemma・pos・form・not と同じ場所には書けません。")
        return self


class WrittenMatcher(Written):
    """One way to find something: exactly one of words, tokens, regex, detector and context."""

    words: Annotated[list[Text], Field(min_length=1)] | None = None
    whole: bool = False
    form: Literal["as-written"] | None = None
    tokens: Annotated[list[WrittenElement], Field(min_length=1)] | None = None
    regex: Text | None = None
    detector: Text | None = None
    kind: OneOrMore | None = None
    context: Text | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> WrittenMatcher:
        given = [name for name in MATCHERS if getattr(self, name) is not None]
        if len(given) != 1:
            found = "何も書かれていません" if not given else "と".join(given) + " が一緒に書かれています"
            raise ValueError(f"{'・'.join(MATCHERS)} のうち一つだけを書いてください({found})。")
        if (self.whole or self.form) and self.words is None:
            raise ValueError("whole: と form: は words: と一緒にだけ使えます。")
        if self.kind is not None and self.detector is None:
            raise ValueError("kind: は detector: と一緒にだけ使えます。")
        return self

    def short(self) -> str:
        """The matcher on one line, cut where it is long: enough to know it by."""
        name = next(name for name in MATCHERS if getattr(self, name) is not None)
        match name:
            case "words":
                told = f"[{'、'.join(self.words or ())}]"
            case "tokens":
                told = " ".join(map(_short_element, self.tokens or ()))
            case _:
                told = str(getattr(self, name))
        if self.kind is not None:
            told += f"（{self.kind if isinstance(self.kind, str) else '、'.join(self.kind)}）"
        return f"{name}: {told if len(told) <= _SHORT else told[: _SHORT - 1] + '…'}"


def _short_element(element: WrittenElement) -> str:
    if element.words:
        told = "、".join(element.words)
    else:
        values = [getattr(element, name) for name in ("surface", "lemma", "pos", "form")]
        told = " ".join(v if isinstance(v, str) else "、".join(v) for v in values if v) or "何でも"
    return f"[{told}]{element.op}"


class WrittenCondition(WrittenMatcher):
    """A matcher and how far it may stand from the match."""

    within: Literal["sentence", "near", "post"] | Annotated[int, Field(ge=0, le=200)] = "sentence"
    side: Literal["before", "after"] | None = None


class WrittenCue(WrittenMatcher):
    """A matcher that weighs for or against a finding."""

    within: Literal["sentence", "near", "post"] = "sentence"
    weight: Annotated[float, Field(ge=-10, le=10)]


class WrittenGram(Written):
    """A fitted cue: a run of characters, or of lemmas with spaces between, and what it weighs."""

    text: Text | None = None
    lemmas: Text | None = None
    weight: Annotated[float, Field(ge=-100, le=100)]

    @model_validator(mode="after")
    def _exactly_one(self) -> WrittenGram:
        if (self.text is None) == (self.lemmas is None):
            raise ValueError("text か lemmas のどちらか一つを書いてください。")
        return self


class WrittenEvidence(Written):
    """Cues whose weights add up; written by hand (`cues`) or fitted to labelled drafts (`grams`)."""

    threshold: Annotated[float, Field(gt=0, le=100)]
    underline: Literal["cue", "sentence", "passage"] = "cue"
    cues: Annotated[list[WrittenCue], Field(min_length=1)] | None = None
    grams: Annotated[list[WrittenGram], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _cues_or_grams(self) -> WrittenEvidence:
        if (self.cues is None) == (self.grams is None):
            raise ValueError("cues: か grams: のどちらか一つを書いてください。")
        return self


class WrittenEmbargo(Written):
    """An entry of an embargo register, as an example needs it."""

    subject: Text
    words: Annotated[list[Text], Field(min_length=1)]
    release: dt.datetime


class WrittenExample(Written):
    """An example with what a rule must know besides the text."""

    text: str
    municipality: str | None = None
    platform: str | None = None
    today: dt.date | None = None
    kind: Literal["post", "comment"] = "post"
    clause: str | None = None
    severity: Severity | None = None
    meta: dict[str, Any] = Field(default_factory=dict)
    embargo: list[WrittenEmbargo] = Field(default_factory=list)


Examples = list[Text | WrittenExample]


class WrittenExamples(Written):
    """A rule's own tests. `todo` are known misses, counted and not failed."""

    bad: Examples = Field(default_factory=list)
    good: Examples = Field(default_factory=list)
    todo: Examples = Field(default_factory=list)


class WrittenRule(Written):
    """One file of `rules/<family>/`."""

    title: Text
    severity: Severity
    message: Text
    why: Text
    suggest: Text
    find: Annotated[list[WrittenMatcher], Field(min_length=1)] | None = None
    evidence: WrittenEvidence | None = None
    needs: list[WrittenCondition] = Field(default_factory=list)
    unless: list[WrittenCondition] = Field(default_factory=list)
    skip: list[Part] = Field(default_factory=list)
    only: list[Part] = Field(default_factory=list)
    once: bool = False
    fitted: dict[str, Any] = Field(default_factory=dict)
    examples: WrittenExamples = Field(default_factory=WrittenExamples)

    @model_validator(mode="after")
    def _find_or_evidence(self) -> WrittenRule:
        if (self.find is None) == (self.evidence is None):
            raise ValueError("find: か evidence: のどちらか一つを書いてください。")
        if self.evidence is not None and self.needs:
            raise ValueError(
                "evidence: のルールに needs: は書けません。手がかりに重み(weight)を付けてください。"
            )
        return self


class WrittenClass(Written):
    """One file of `rules/lexicon/`: words that many rules speak of by one name."""

    title: Text
    words: Annotated[list[Text], Field(min_length=1)]
    source: str = ""


class WrittenContextExamples(Written):
    """Sentences in which a context stands, and sentences in which it only seems to."""

    in_: Annotated[list[Text], Field(min_length=1, alias="in")]
    out: Annotated[list[Text], Field(min_length=1)]


class WrittenContext(Written):
    """One file of `rules/contexts/`."""

    title: Text
    find: Annotated[list[WrittenMatcher], Field(min_length=1)]
    unless: list[WrittenCondition] = Field(default_factory=list)
    examples: WrittenContextExamples
