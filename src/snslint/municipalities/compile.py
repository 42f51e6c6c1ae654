"""From the written form of a municipality to the municipality, or to all that is wrong in its file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from snslint.errors import Problem, UserError
from snslint.model import Check, Clause, Guideline, Kind, Municipality, Own, SignOff
from snslint.municipalities.stored import own, severity
from snslint.municipalities.written import (
    WrittenClause,
    WrittenGuideline,
    WrittenMunicipality,
    WrittenSignOff,
)
from snslint.yamlfile import Loc, Yaml, load_as


def compiled(id: str, yaml: Yaml, base: Callable[[str, Problem], Municipality]) -> Municipality:  # noqa: A002
    """The municipality `id` that the file `yaml` says; `base` finds the one it extends.

    Raises UserError with every mistake of the file.
    """
    written = load_as(WrittenMunicipality, yaml)
    problems = [*yaml.cut_comments(*_texts(written)), *_mistakes(written, yaml)]
    made = Municipality(
        id=id,
        name=written.name or "",
        guideline=_guideline(written.guideline),
        own=own(dict(written.own)),
        clauses=tuple(map(_clause, written.clauses)),
        rules={name: severity(change.severity) for name, change in written.rules.items()},
        words={name: tuple(words) for name, words in written.words.items()},
    )
    try:
        if written.extends is not None:
            below = base(written.extends, yaml.problem(("extends",), ""))
            made = _extended(below, made, has_guideline=written.guideline is not None)
        problems += _double_claims(made.clauses, written, yaml)
    except UserError as error:
        problems += error.problems
    if problems:
        raise UserError(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return made


def _guideline(written: WrittenGuideline | None) -> Guideline:
    if written is None:
        return Guideline("")
    return Guideline(
        written.title,
        written.publisher,
        written.enacted.isoformat() if written.enacted else "",
        written.revised.isoformat() if written.revised else "",
        written.url,
        written.sha256,
    )


def _clause(written: WrittenClause) -> Clause:
    applies_to: tuple[Kind, ...] = (written.applies_to,)
    default = written.quote or written.text or written.title
    checks = [
        Check(one, default) if isinstance(one, str) else Check(one.what, one.quote or default, one.severity)
        for one in written.checks
    ]
    if written.sign_off and not any(check.what.startswith("approval") for check in checks):
        checks.append(Check("approval", default))
    return Clause(
        id=written.id,
        text=written.text,
        title=written.title,
        force=written.force,
        applies_to=applies_to,
        checks=tuple(checks),
        hints=tuple(written.hints),
        sign_off=_sign_off(written.sign_off) if written.sign_off else None,
        remind=written.remind,
        reference=written.reference,
        never_allow=written.never_allow,
    )


def _sign_off(written: WrittenSignOff) -> SignOff:
    return SignOff(
        written.approved_by or "",
        written.reviewers,
        written.author,
        written.publish_at,
        written.delegated_by,
        written.only or "",
    )


def _extended(base: Municipality, own: Municipality, *, has_guideline: bool) -> Municipality:
    """`base` with what `own` adds; a clause of the same id replaces that of the base."""
    changed = {clause.id: clause for clause in own.clauses}
    kept = [changed.pop(clause.id, clause) for clause in base.clauses]
    added = {
        field.name: (*getattr(base.own, field.name), *getattr(own.own, field.name))
        for field in dataclasses.fields(Own)
        if field.name != "head"
    }
    words = {
        name: (*base.words.get(name, ()), *own.words.get(name, ())) for name in {**base.words, **own.words}
    }
    return Municipality(
        id=own.id,
        name=own.name or base.name,
        guideline=own.guideline if has_guideline else base.guideline,
        own=Own(**added, head=own.own.head or base.own.head),
        clauses=(*kept, *changed.values()),
        rules={**base.rules, **own.rules},
        words=words,
    )


# --- what the types cannot say ----------------------------------------------------------------------


def _mistakes(written: WrittenMunicipality, yaml: Yaml) -> Iterator[Problem]:
    if written.extends is None:
        for key in ("name", "guideline", "clauses"):
            if not getattr(written, key):
                yield yaml.problem(
                    (), f"キー「{key}」が必要です（ほかの自治体を土台にするなら「extends」）。"
                )
    first: dict[str, int] = {}
    for i, clause in enumerate(written.clauses):
        loc: Loc = ("clauses", i)
        if (other := first.setdefault(clause.id, i)) != i:
            line = yaml.problem(("clauses", other, "id"), "").line
            message = f"番号「{clause.id}」は{line}行目にもあります。番号は1つずつにしてください。"
            yield yaml.problem((*loc, "id"), message)
        yield from _clause_mistakes(clause, loc, yaml)


def _texts(written: WrittenMunicipality) -> Iterator[Loc]:
    """Where words stand that a ` #…` would cut short without a sign."""
    for i, clause in enumerate(written.clauses):
        for key in ("title", "text", "quote", "remind", "reference"):
            yield "clauses", i, key
        for n in range(len(clause.checks)):
            yield "clauses", i, "checks", n, "quote"


def _double_claims(clauses: Sequence[Clause], written: WrittenMunicipality, yaml: Yaml) -> Iterator[Problem]:
    """A family or rule that two clauses are checked by: a finding could not tell which it breaks."""
    at: dict[str, Loc] = {clause.id: ("clauses", i) for i, clause in enumerate(written.clauses)}
    claimed: dict[tuple[tuple[Kind, ...], str], Clause] = {}
    for clause in clauses:
        for n, check in enumerate(clause.checks):
            first = claimed.setdefault((clause.applies_to, check.what), clause)
            if first is clause and check in clause.checks[:n]:
                message = f"「{check.what}」が2回書かれています。"
            elif first is not clause:
                message = (
                    f"「{check.what}」は「{first.id}」でも点検しています。どちらか1つの条項にしてください。"
                )
            else:
                continue
            loc = at.get(clause.id) or at.get(first.id, ("extends",))
            yield yaml.problem((*loc, "checks", n), message)
    for clause in clauses:
        for n, family in enumerate(clause.hints):
            if found := claimed.get((clause.applies_to, family)):
                message = f"「{family}」は「{found.id}」で点検しているので、hints には要りません。"
                yield yaml.problem((*at.get(clause.id, ("extends",)), "hints", n), message)


def _clause_mistakes(clause: WrittenClause, loc: Loc, yaml: Yaml) -> Iterator[Problem]:
    if not clause.text and not clause.title:
        yield yaml.problem(loc, f"「{clause.id}」に text（条文）か title（見出し）が必要です。")
    fates = [key for key in ("checks", "sign_off", "reference") if getattr(clause, key)]
    if len(fates) > 1 and fates != ["checks", "sign_off"]:
        message = f"「{clause.id}」の扱いが{'と'.join(fates)}の両方になっています。1つにしてください。"
        yield yaml.problem(loc, message)
    if clause.reference and (clause.remind or clause.hints):
        other = "remind" if clause.remind else "hints"
        message = f"「{clause.id}」には{other}があるので、reference は書けません。"
        yield yaml.problem((*loc, "reference"), message)
    if not fates and not clause.remind and not clause.hints:
        choices = "checks（点検）、sign_off（承認）、remind（人が確かめる）、reference（点検しない理由）"
        message = f"「{clause.id}」の扱いがありません。{choices}のどれかを書いてください。"
        yield yaml.problem((*loc, "id"), message)
    quotes: list[tuple[str | None, Loc]] = [(clause.quote, (*loc, "quote"))]
    for n, one in enumerate(clause.checks):
        if not isinstance(one, str):
            quotes.append((one.quote, (*loc, "checks", n, "quote")))
    for quote, place in quotes:
        if quote and quote not in clause.text:
            message = f"quote が「{clause.id}」の text にありません。条文の一部をそのまま書いてください。"
            yield yaml.problem(place, message)
