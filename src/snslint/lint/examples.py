"""A rule's own examples, run as its tests; a context's too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from snslint import bundled, municipalities, platforms
from snslint.cache import Cache
from snslint.document import Document
from snslint.drafts import meta
from snslint.errors import Problem, UserError, unknown
from snslint.lint import ActiveRule, Linter, TextSource, evaluate, marks, parts
from snslint.lint.marks import Range, unmark
from snslint.lint.parts import Part
from snslint.matchers.search import Index, Search
from snslint.model import Draft, Embargo, Kind, Match, Own, SignOff
from snslint.rules import Rule, compiler, sources
from snslint.rules.written import WrittenExample
from snslint.values import dataclass
from snslint.yamlfile import Loc, Yaml

TODAY = dt.date(2026, 11, 21)
"""The day of reference of examples that name none."""


class Verdict(StrEnum):
    """What is wrong with how an example came out."""

    MISSING = "見落とし"
    NOISY = "余計な指摘"
    WRONG_PLACE = "場所違い"
    WRONG_CLAUSE = "条項違い"
    WRONG_SEVERITY = "強さ違い"
    FIXED = "直った例"


@dataclass(frozen=True, slots=True)
class Answer:
    """How one example came out; `verdict` is None and `failure` "" where it is as it should be.

    loc: where in the file the example's text stands. found: what a finding underlined.
    """

    rule: str
    path: str
    place: str
    loc: Loc
    example: str
    todo: bool
    found: tuple[Range, ...] = ()
    verdict: Verdict | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Unused:
    """A matcher of a rule or context that finds nothing in any of its examples."""

    rule: str
    place: str
    written: str


@dataclass(frozen=True, slots=True)
class Result:
    """All answers of a run, and the matchers that no example exercises."""

    answers: tuple[Answer, ...]
    unused: tuple[Unused, ...]


def run(packs: Sequence[Path] = (), wanted: Sequence[Path] = (), cache: Cache | None = None) -> Result:
    """The examples of the shipped rules and of the packs, or of those files below the wanted paths.

    Raises UserError where a file is wrong.
    """
    runner = _Runner(packs, cache)
    for file in sources.read([bundled.rules_folder(), *_rules_folders(packs)]):
        if not wanted or any(Path(file.path).resolve().is_relative_to(path) for path in wanted):
            runner.take(file)
    if runner.problems:
        raise UserError(runner.problems)
    return Result(tuple(runner.answers), tuple(runner.unused))


def _rules_folders(packs: Sequence[Path]) -> list[Path]:
    return [pack / "rules" for pack in packs if (pack / "rules").is_dir()]


def mend(answers: Sequence[Answer]) -> tuple[list[Answer], list[Problem]]:
    """Move the marks of the examples with a wrong place to what was found, in their files; those done, and what could not be.

    Raises UserError where a file cannot be written.
    """
    done: list[Answer] = []
    problems: list[Problem] = []
    by_path: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.verdict is Verdict.WRONG_PLACE:
            by_path.setdefault(answer.path, []).append(answer)
    for path, some in by_path.items():
        file = Path(path)
        changed, left = marks.move(file.read_bytes(), path, {one.loc: one.found for one in some})
        try:
            file.write_bytes(changed)
        except OSError as error:
            raise UserError(Problem(f"書き込めません（{error.strerror}）。", path)) from None
        problems += left
        done += [one for one in some if one.place not in {problem.place for problem in left}]
    return done, problems


class _Runner:
    """Runs the examples of one file after another."""

    def __init__(self, packs: Sequence[Path], cache: Cache | None) -> None:
        self.answers: list[Answer] = []
        self.unused: list[Unused] = []
        self.problems: list[Problem] = []
        self._packs = packs
        self._cache = cache
        self._linters: dict[Kind, Linter] = {}
        self._library = self._linter("post").library
        self._rules = {rule.id: rule for rule in self._library.rules}
        self._index = self._library.index()
        self._towns = municipalities.names(
            [
                bundled.municipalities_folder(),
                *(pack / "municipalities" for pack in packs if (pack / "municipalities").is_dir()),
            ]
        )

    def _linter(self, kind: Kind) -> Linter:
        if kind not in self._linters:
            self._linters[kind] = Linter(packs=self._packs, today=TODAY, kind=kind, cache=self._cache)
        return self._linters[kind]

    def take(self, file: sources.RuleFile) -> None:
        """Run what the file gives as examples."""
        if file.folder == compiler.CONTEXTS:
            self._context(file)
        elif file.folder != compiler.LEXICON:
            self._rule(file)

    def _rule(self, file: sources.RuleFile) -> None:
        written, yaml = compiler.parse_rule(file)
        rule = self._rules[f"{file.folder}/{file.name}"]
        used: set[Loc] = set()
        rule_parts = parts.of_rule(written, rule)
        groups = (
            ("bad", written.examples.bad),
            ("good", written.examples.good),
            ("todo", written.examples.todo),
        )
        for key, group in groups:
            for number, given in enumerate(group):
                example = WrittenExample(text=given) if isinstance(given, str) else given
                loc: Loc = ("examples", key, number)
                if wrong := self._unknown_names(example, yaml, loc):
                    self.problems += wrong
                    continue
                try:
                    search = self._search(example, yaml, loc)
                except UserError as error:
                    self.problems += error.problems
                    continue
                used.update(part.loc for part in rule_parts if search.matches(part.matcher))
                text_loc: Loc = loc if isinstance(given, str) else (*loc, "text")
                self.answers.append(self._answer(rule, example, search, key, yaml, text_loc))
        self._note_unused(rule.id, yaml, rule_parts, used)

    def _answer(
        self, rule: Rule, example: WrittenExample, search: Search, key: str, yaml: Yaml, loc: Loc
    ) -> Answer:
        text, marked = unmark(example.text)
        found = tuple(_place(match, search.document) for match in evaluate.matches(rule, search))
        wanted = tuple(marked) or ((0, 0),) * (key == "bad")
        verdict, failure = _judged(text, found, wanted)
        if verdict is None and wanted:
            verdict, failure = self._against_town(rule, example)
        if key == "todo":
            verdict, failure = (
                (None, "")
                if verdict
                else (
                    Verdict.FIXED,
                    "後で直す例（todo）が合うようになりました。bad か good に移してください。",
                )
            )
        place = yaml.problem(loc, "").place
        return Answer(rule.id, yaml.path, place, loc, example.text, key == "todo", found, verdict, failure)

    def _against_town(self, rule: Rule, example: WrittenExample) -> tuple[Verdict | None, str]:
        """Whether clause and severity are those that the example gives."""
        if example.municipality is None:
            if example.severity not in (None, rule.severity):
                return Verdict.WRONG_SEVERITY, f"強さは {rule.severity} です（例では {example.severity}）。"
            return None, ""
        if example.clause is None and example.severity is None:
            return None, ""
        active = self._active(rule, example)
        if active is None:
            verdict = Verdict.WRONG_CLAUSE if example.clause is not None else Verdict.WRONG_SEVERITY
            return verdict, f"{example.municipality} では使われないルールです（条項がないか、off です）。"
        if example.clause not in (None, active.clause.id):
            return Verdict.WRONG_CLAUSE, f"条項は「{active.clause.id}」です（例では「{example.clause}」）。"
        if example.severity not in (None, active.severity):
            return Verdict.WRONG_SEVERITY, f"強さは {active.severity} です（例では {example.severity}）。"
        return None, ""

    def _active(self, rule: Rule, example: WrittenExample) -> ActiveRule | None:
        assert example.municipality is not None
        plan = self._linter(example.kind).plan(example.municipality)
        return next((active for active in plan.rules if active.rule.id == rule.id), None)

    def _context(self, file: sources.RuleFile) -> None:
        written, yaml = compiler.parse_context(file)
        context = self._library.contexts[file.name]
        name = f"contexts/{file.name}"
        context_parts = parts.of_context(written, context)
        used: set[Loc] = set()
        for key, group in (("in", written.examples.in_), ("out", written.examples.out)):
            for number, text in enumerate(group):
                loc: Loc = ("examples", key, number)
                search = Search(Document(Draft(text, TextSource()), today=TODAY), self._index)
                used.update(part.loc for part in context_parts if search.matches(part.matcher))
                stands = bool(search.matches(context))
                verdict, failure = None, ""
                if stands and key == "out":
                    verdict, failure = Verdict.NOISY, "この文脈に当たりますが、当たらないはずです。"
                elif not stands and key == "in":
                    verdict, failure = Verdict.MISSING, "この文脈に当たるはずですが、当たりません。"
                place = yaml.problem(loc, "").place
                self.answers.append(
                    Answer(name, yaml.path, place, loc, text, todo=False, verdict=verdict, failure=failure)
                )
        self._note_unused(name, yaml, context_parts, used)

    def _note_unused(self, name: str, yaml: Yaml, all_parts: Sequence[Part], used: set[Loc]) -> None:
        for part in all_parts:
            if part.loc not in used:
                self.unused.append(Unused(name, yaml.problem(part.loc, "").place, part.written.short()))

    def _unknown_names(self, example: WrittenExample, yaml: Yaml, loc: Loc) -> list[Problem]:
        problems = []
        if example.municipality is not None and example.municipality not in self._towns:
            message = unknown("自治体", example.municipality, self._towns)
            problems.append(yaml.problem((*loc, "municipality"), message))
        if example.platform is not None and example.platform not in platforms.names():
            message = unknown("投稿先", example.platform, platforms.names())
            problems.append(yaml.problem((*loc, "platform"), message))
        if example.clause is not None and example.municipality is None:
            message = "clause: を書くときは、municipality: も書いてください。"
            problems.append(yaml.problem((*loc, "clause"), message))
        return problems

    def _search(self, example: WrittenExample, yaml: Yaml, loc: Loc) -> Search:
        own, sign_off, index = self._surroundings(example)
        text, _ = unmark(example.text)
        record = {"text": text, "meta": example.meta, "platform": example.platform}
        made = list(meta.draft(record, yaml, TextSource(), at=loc))
        problems = [one for one in made if isinstance(one, Problem)]
        if problems:
            raise UserError(problems)
        draft = next(one for one in made if isinstance(one, Draft))
        document = Document(
            draft,
            today=example.today or TODAY,
            own=own,
            sign_off=sign_off,
            embargoes=tuple(Embargo(one.subject, tuple(one.words), one.release) for one in example.embargo),
            lengths=tuple(platforms.get(name).measure(text) for name in draft.platforms),
        )
        return Search(document, index)

    def _surroundings(self, example: WrittenExample) -> tuple[Own, SignOff | None, Index]:
        """What belongs to the example's municipality, what it asks of the metadata, and its words."""
        if example.municipality is None:
            return Own(), None, self._index
        plan = self._linter(example.kind).plan(example.municipality)
        return plan.municipality.own, plan.sign_off, plan.index


def _judged(text: str, found: Sequence[Range], wanted: Sequence[Range]) -> tuple[Verdict | None, str]:
    shown = "、".join(f"「{text[start:end]}」" if end > start else "（投稿全体）" for start, end in found)
    if list(found) == list(wanted):
        return None, ""
    if not wanted:
        return Verdict.NOISY, f"指摘が出てはいけない例です。出たもの: {shown}"
    if not found:
        return Verdict.MISSING, "指摘が出るはずの例ですが、出ません。"
    if set(found) > set(wanted):
        return Verdict.NOISY, f"印のない所にも指摘が出ます。出たもの: {shown}"
    if set(found) < set(wanted):
        return Verdict.MISSING, f"印のある所の一部に指摘が出ません。出たもの: {shown}"
    return Verdict.WRONG_PLACE, f"指摘の場所が違います。出たもの: {shown}"


def _place(match: Match, document: Document) -> Range:
    span = match.span or document.span(match.start, match.end)
    return span.start, span.end
