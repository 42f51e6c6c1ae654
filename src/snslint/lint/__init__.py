"""Run the rules over drafts: `Linter(municipality).check(text) -> Report`."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from snslint import bundled, municipalities, packfile, platforms, rules
from snslint.cache import Cache
from snslint.detectors import hashtag
from snslint.document import Document
from snslint.errors import Problem, UserError, unknown
from snslint.lint import evaluate, names
from snslint.lint.dispatch import Dispatch
from snslint.lint.fitted import Totals
from snslint.matchers.search import Index, Search
from snslint.matchers.words import analyse
from snslint.model import (
    Clause,
    Draft,
    Embargo,
    Finding,
    Kind,
    Length,
    Location,
    Match,
    Meta,
    Municipality,
    Quote,
    Reminder,
    Report,
    Severity,
    SignOff,
    Span,
)
from snslint.municipalities.stored import plain
from snslint.rules import Rule
from snslint.text import hidden_characters, line_column
from snslint.values import dataclass

Layer = Literal["rules", "learned", "both"]
"""Rules that people wrote, cues fitted to labelled drafts, or both."""

Approval = Literal["when-named", "required"]
"""When sign-off is checked: where a post names a person at all, or always."""


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text that was given as such and stands in no file."""

    path: str = "<text>"

    def locate(self, text: str, offset: int) -> Location:
        """The place in the text itself."""
        return Location(self.path, *line_column(text, offset))


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule under one municipality: the clause that it speaks for, and how serious it is there."""

    rule: Rule
    clause: Quote
    severity: Severity


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything of one municipality that a check needs."""

    municipality: Municipality
    rules: tuple[ActiveRule, ...]
    dispatch: Dispatch[ActiveRule]
    reminders: tuple[Reminder, ...]
    sign_off: SignOff | None
    index: Index
    checks_length: bool


class Linter:
    """Checks drafts against the guideline of their municipality.

    municipality: for drafts that name none. packs: folders with `rules/` and `municipalities/` of their own.
    today: the day of reference for posts without `publish_at`; the clock is read once if it is not given.
    kind: the office's posts, or users' comments. limits: lengths lower (or higher) than the services', by platform.
    embargoes: subjects that must not be spoken of before their release. cache: where compiled packs are kept, None for nowhere.
    alone: the packs take the place of the shipped rules and municipalities, where they have any. layer: which rules run.
    Raises UserError where a pack is wrong; so does `check` for an unknown municipality or platform.
    """

    def __init__(
        self,
        municipality: str | None = None,
        *,
        packs: Sequence[Path] = (),
        today: dt.date | None = None,
        kind: Kind = "post",
        approval: Approval = "when-named",
        limits: Mapping[str, int] | None = None,
        embargoes: Sequence[Embargo] = (),
        cache: Cache | None = None,
        alone: bool = False,
        layer: Layer = "both",
    ) -> None:
        self._default = municipality
        self._today = today or dt.datetime.now().astimezone().date()
        self._kind = kind
        self._approval = approval
        self._limits = limits or {}
        self._embargoes = tuple(embargoes)
        self._cache = cache
        self._layer = layer
        self._municipality_folders = _subfolders(
            packs, "municipalities", bundled.municipalities_folder(), alone=alone
        )
        self.library = rules.load(_subfolders(packs, "rules", bundled.rules_folder(), alone=alone), cache)
        self._index = self.library.index()
        self._plans: dict[str, Plan] = {}
        if municipality is not None:
            self.plan(municipality)

    def check(
        self,
        text: str | Draft,
        *,
        platform: str | Sequence[str] = (),
        meta: Meta | None = None,
    ) -> Report:
        """The report of one draft, or of a text for the platforms named."""
        if isinstance(text, Draft):
            return self._check(text)
        names = (platform,) if isinstance(platform, str) else tuple(platform)
        return self._check(Draft(text, TextSource(), platforms=names, meta=meta or Meta()))

    def check_many(self, drafts: Iterable[str | Draft]) -> Iterator[Report]:
        """The reports of many drafts, one by one, in order."""
        return (self.check(draft) for draft in drafts)

    def plan(self, municipality: str) -> Plan:
        """The rules that apply under a municipality. UserError where it is unknown or its file is wrong."""
        if municipality not in self._plans:
            found = self._load(municipality)
            names.check(found, self.library, self._municipality_folders)
            self._plans[municipality] = self._make_plan(found)
        return self._plans[municipality]

    def _load(self, name: str) -> Municipality:
        folders, cache = self._municipality_folders, self._cache
        carried = bundled.carries(folders)
        if not (carried or cache):
            return municipalities.load(name, folders)
        digest = (
            cache.digest(folders) if cache else packfile.digest(folders)
        )  # of all, since one may extend another
        kept = bundled.kept("municipalities", digest) if carried else None
        if kept is not None and name in kept:
            return municipalities.municipality(kept[name])
        if cache is None:
            return municipalities.load(name, folders)
        stored = cache.get(
            "municipality", f"{name}\n{digest}", lambda: plain(municipalities.load(name, folders))
        )
        return municipalities.municipality(stored)

    def search(self, draft: Draft) -> Search:
        """The draft as the rules of its municipality search it. UserError as `check`."""
        return self._search(draft, self._plan_for(draft))

    def _plan_for(self, draft: Draft) -> Plan:
        name = draft.municipality or self._default
        if name is None:
            raise UserError(self._no_municipality(draft))
        return self.plan(name)

    def _search(self, draft: Draft, plan: Plan) -> Search:
        document = Document(
            draft,
            today=self._today,
            own=plan.municipality.own,
            sign_off=plan.sign_off,
            sign_off_required=self._approval == "required",
            lengths=tuple(self._measure(platform, draft) for platform in draft.platforms),
            embargoes=self._embargoes,
        )
        return Search(document, plan.index)

    def _check(self, draft: Draft) -> Report:
        plan = self._plan_for(draft)
        search = self._search(draft, plan)
        lengths = search.document.lengths
        totals = plan.dispatch.fitted.of(search)
        found = [
            (active.rule, _finding(active, match, search.document))
            for active in plan.dispatch.candidates(totals)
            for match in evaluate.matches(active.rule, search, totals.beside(active.rule))
        ]
        return Report(
            draft if draft.municipality else replace(draft, municipality=plan.municipality.id),
            findings=_without_echoes(
                [*_yielded(found, totals if self._kind == "post" else None)], search.document
            ),
            reminders=plan.reminders,
            length=lengths,
            notes=(
                *(() if plan.rules else (self._nothing_checked(plan),)),
                *_notes(search.document, lengths, plan.checks_length),
            ),
        )

    def _nothing_checked(self, plan: Plan) -> str:
        what = "利用者のコメント" if self._kind == "comment" else "投稿"
        return f"{plan.municipality.name}のガイドラインに{what}の内容を定めた条項がないため、何も調べていません。"

    def _measure(self, platform: str, draft: Draft) -> Length:
        """How the service counts the draft. UserError for an unknown service."""
        known = platforms.names()
        if platform not in known:
            raise UserError(Problem(unknown("投稿先", platform, known), draft.source.path))
        return platforms.get(platform).measure(draft.text, limit=self._limits.get(platform))

    def _no_municipality(self, draft: Draft) -> Problem:
        known = "、".join(municipalities.names(self._municipality_folders))
        message = (
            f"どの自治体のガイドラインで調べるかが決まっていません。--municipality（-m）で指定するか、"
            f"`snslint init` で設定ファイルを作ってください。使えるもの: {known}"
        )
        return Problem(message, draft.source.path)

    def _make_plan(self, municipality: Municipality) -> Plan:
        clauses = [clause for clause in municipality.clauses if self._kind in clause.applies_to]
        active = []
        for rule in self.library.rules:
            chosen = _clause_of(rule, clauses)
            if chosen is None or self._layer not in ("both", "learned" if rule.learned else "rules"):
                continue
            clause, quote, of_check, is_hint = chosen
            severity = municipality.rules.get(rule.id, of_check or rule.severity)
            if severity is not None:
                capped = Severity.INFO if is_hint else municipalities.capped(severity, clause)
                active.append(ActiveRule(rule, Quote(clause.id, quote), capped))
        index = (
            self._index.with_words(
                {f"${name}": map(analyse, more) for name, more in municipality.words.items()}
            )
            if municipality.words
            else self._index
        )
        return Plan(
            municipality,
            tuple(active),
            Dispatch(((each.rule, each) for each in active), index, self.library.contexts.__getitem__),
            tuple(Reminder(Quote(c.id, c.text), c.remind) for c in clauses if c.remind),
            next((clause.sign_off for clause in clauses if clause.sign_off), None),
            index,
            any(each.rule.family == "length" for each in active),
        )


def _subfolders(packs: Sequence[Path], name: str, shipped: Path, *, alone: bool) -> list[Path]:
    """The shipped folder, and those of own packs that have one. UserError for a pack that is none."""
    problems = [
        Problem("ルール集（packs）のフォルダーに rules/ も municipalities/ もありません。", str(pack))
        for pack in packs
        if not (pack / "rules").is_dir() and not (pack / "municipalities").is_dir()
    ]
    if problems:
        raise UserError(problems)
    own = [pack / name for pack in packs if (pack / name).is_dir()]
    return own if alone and own else [shipped, *own]


def _clause_of(rule: Rule, clauses: Sequence[Clause]) -> tuple[Clause, str, Severity | None, bool] | None:
    """The clause that speaks of the rule, the words to quote, its own severity, and whether it only hints."""
    for what in (rule.id, rule.family):
        for clause in clauses:
            for check in clause.checks:
                if check.what == what:
                    return clause, check.quote, check.severity, False
    for clause in clauses:
        if rule.family in clause.hints:
            return clause, clause.text, None, True
    return None


def _finding(active: ActiveRule, match: Match, document: Document) -> Finding:
    span = match.span or document.span(match.start, match.end)
    names = _Names(match.names, match=document.draft.text[span.start : span.end])
    rule = active.rule
    return Finding(
        span=span,
        rule=rule.id,
        family=rule.family,
        severity=active.severity,
        clause=active.clause,
        message=rule.message.format_map(names),
        suggestion=rule.suggest.format_map(names),
    )


_HARMLESS = "（投稿全体の言い回しは、問題のない投稿に近いものです。念のためお確かめください。）"


def _yielded(found: Iterable[tuple[Rule, Finding]], totals: Totals | None) -> Iterator[Finding]:
    """The findings; that of a rule that yields is a hint where the post as a whole is like those that break nothing.

    The cues were learned of what offices write: of users' comments they say little, and nothing yields to them (None).
    """
    for rule, finding in found:
        if totals and rule.yields and finding.severity is not Severity.INFO and totals.harmless(rule.family):
            yield replace(finding, severity=Severity.INFO, message=finding.message + _HARMLESS)
        else:
            yield finding


class _Names(dict[str, str]):
    """Names for a message; a group that took part in no match is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _without_echoes(findings: Sequence[Finding], document: Document) -> tuple[Finding, ...]:
    """The findings by place, without those that another of the same family says of the same words, or nearly.

    What a rule says goes before what learned cues say: it names the reason.
    """
    kept: list[Finding] = []
    covered: dict[tuple[str, Quote], _Covered] = {}
    for finding in sorted(
        (finding for finding in findings if not _is_learned(finding)),
        key=lambda f: (-f.severity.rank, f.span.start - f.span.end, f.span.start, f.rule),
    ):
        said = covered.setdefault((finding.family, finding.clause), _Covered())
        if finding.span not in said:
            kept.append(finding)
            if finding.span != Span(0, 0):
                said.add(finding.span)
    of_rules = tuple(kept)
    for finding in filter(_is_learned, findings):
        kept += _left_to_say(finding, of_rules, document)
    return tuple(sorted(kept, key=lambda f: (f.span.start, f.span.end, f.rule)))


def _is_learned(finding: Finding) -> bool:
    return finding.rule.endswith(rules.LEARNED)


def _left_to_say(learned: Finding, kept: Sequence[Finding], document: Document) -> Iterator[Finding]:
    """The finding over what rules of the same family left of its passage; none where they speak in two thirds of it."""
    rules_say = [
        other.span
        for other in kept
        if other.family == learned.family and other.severity.rank >= learned.severity.rank
    ]
    sentences = (document.span(start, end) for start, end in document.sentences)
    passage = [each for each in sentences if _overlap(each, learned.span)]
    left = [each for each in passage if not any(_overlap(each, span) for span in rules_say)]
    if left == passage:
        yield learned
    elif 3 * sum(map(_length, left)) >= sum(map(_length, passage)):
        start, end = left[0].start, left[-1].end
        words = document.draft.text[start:end]
        yield replace(
            learned,
            span=Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())),
        )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _length(span: Span) -> int:
    return span.end - span.start


class _Covered:
    """Spans of which none lies in another, so that both their starts and their ends ascend."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def __contains__(self, span: Span) -> bool:
        """Whether one of the spans holds all of `span`."""
        at = bisect_right(self._starts, span.start)
        return at > 0 and self._ends[at - 1] >= span.end

    def add(self, span: Span) -> None:
        """Take in a span that is in none of them, for those that lie in it."""
        inside = slice(bisect_left(self._starts, span.start), bisect_right(self._ends, span.end))
        self._starts[inside] = [span.start]
        self._ends[inside] = [span.end]


def _notes(document: Document, lengths: Sequence[Length], checks_length: bool) -> Iterator[str]:
    """Remarks on what was not checked, what nobody sees, or what no clause speaks of; without words of the post."""
    draft = document.draft
    if hidden := hidden_characters(draft.text):
        line, column = line_column(draft.text, hidden[0].start)
        code = f"U+{ord(draft.text[hidden[0].start]):04X}"
        yield (
            f"見えない文字が{len(hidden)}か所にあります（最初は{line}行目の{column}文字目、{code}）。"
            "読む人や検索に別の文として届きます。要らなければ消してください。"
        )
    if "#" in document.text:
        yield from _broken_hashtags(document)
    if not draft.platforms:
        yield "投稿先（--platform）の指定がないため、文字数は調べていません。"
    if not checks_length:
        for length in lengths:
            if length.over:
                yield f"{length.title}の上限を超えています（ガイドラインに文字数の条項はありません）。"


def _broken_hashtags(document: Document) -> Iterator[str]:
    """One remark for each thing that is wrong with hashtags, however many there are."""
    broken: dict[str, list[Match]] = {}
    for tag in hashtag.find(document):
        if tag.kind == "broken":
            broken.setdefault(tag.names["problem"], []).append(tag)
    for problem, tags in broken.items():
        line, column = line_column(document.draft.text, document.span(tags[0].start, tags[0].end).start)
        more = f"など{len(tags)}個" if len(tags) > 1 else ""
        yield f"{line}行目の{column}文字目のハッシュタグ{more}は、{problem}。"
