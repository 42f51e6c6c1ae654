"""A guideline's clauses against the rules: what becomes of each clause, and what nobody looks after."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from snslint.errors import unknown
from snslint.families import FAMILIES
from snslint.model import Clause, Municipality
from snslint.municipalities.clauses import Fate, family_of, fate, rules_of
from snslint.values import dataclass


@dataclass(frozen=True, slots=True)
class Covered:
    """One clause, what becomes of it, and the ids of the rules that check it."""

    clause: Clause
    fate: Fate | None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole guideline. `gaps` are Japanese sentences; `silent` the families that no clause speaks of."""

    municipality: Municipality
    clauses: tuple[Covered, ...]
    gaps: tuple[str, ...]
    silent: tuple[str, ...]


def cover(municipality: Municipality, rules: Collection[str], classes: Collection[str]) -> Coverage:
    """The clauses of `municipality` against the ids of the `rules` and the word `classes` that they use."""
    known = sorted(rules)
    covered = tuple(
        Covered(clause, fate(clause), rules_of(clause, municipality, known))
        for clause in municipality.clauses
    )
    spoken = {family_of(check.what) for clause in municipality.clauses for check in clause.checks}
    spoken |= {family for clause in municipality.clauses for family in clause.hints}
    silent = tuple(family for family in FAMILIES if family not in spoken)
    return Coverage(municipality, covered, tuple(_gaps(covered, municipality, known, classes)), silent)


def _gaps(
    covered: Collection[Covered], municipality: Municipality, known: Collection[str], classes: Collection[str]
) -> Iterator[str]:
    families = {family_of(rule) for rule in known}
    for one in covered:
        clause = one.clause
        if one.fate is None:
            yield f"「{clause.id}」の扱いが決まっていません。"
        for check in clause.checks:
            if "/" in check.what and check.what not in known:
                yield f"「{clause.id}」: {unknown('ルール', check.what, _siblings(check.what, known))}"
            elif "/" not in check.what and check.what not in families:
                yield f"「{clause.id}」: 分野「{check.what}」のルールがありません。"
        for family in clause.hints:
            if family not in families:
                yield f"「{clause.id}」: 分野「{family}」のルールがありません。"
        if (
            clause.checks
            and not one.rules
            and any(family_of(check.what) in families for check in clause.checks)
        ):
            yield f"「{clause.id}」を点検するルールが1つもありません。"
    for rule in municipality.rules:
        if rule not in known:
            yield f"rules: {unknown('ルール', rule, _siblings(rule, known))}"
    for name in municipality.words:
        if name not in classes:
            yield f"words: {unknown('ルールの使う語のまとまり', name, classes)}"


def _siblings(rule: str, known: Collection[str]) -> list[str]:
    return [other for other in known if family_of(other) == family_of(rule)] or list(known)
