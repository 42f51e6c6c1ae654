"""What becomes of a clause, which rules quote it, and how hard it may make a finding."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, assert_never

from snslint.model import Clause, Kind, Municipality, Severity

Fate = Literal["checked", "sign-off", "reminder", "hint", "reference"]


def fate(clause: Clause) -> Fate | None:
    """What becomes of a clause; None where nobody has said."""
    if clause.sign_off:
        return "sign-off"
    if clause.checks:
        return "checked"
    if clause.remind:
        return "reminder"
    if clause.hints:
        return "hint"
    return "reference" if clause.reference else None


def rules_of(clause: Clause, municipality: Municipality, known: Collection[str]) -> tuple[str, ...]:
    """The ids among `known` whose findings quote `clause`: a clause that names the rule itself goes first."""
    whats = {check.what for check in clause.checks}
    narrower = _claimed_rules(municipality, clause.applies_to) - whats
    return tuple(
        rule
        for rule in known
        if (rule in whats or (family_of(rule) in whats and rule not in narrower))
        and municipality.rules.get(rule, rule) is not None
    )


def _claimed_rules(municipality: Municipality, kinds: tuple[Kind, ...]) -> set[str]:
    clauses = (clause for clause in municipality.clauses if set(clause.applies_to) & set(kinds))
    return {check.what for clause in clauses for check in clause.checks if "/" in check.what}


def capped(severity: Severity, clause: Clause) -> Severity:
    """`severity` as far as the clause's force goes: an error only where it says must."""
    match clause.force:
        case "must":
            return severity
        case "principle" | "care":
            return Severity.WARNING if severity is Severity.ERROR else severity
        case _ as never:
            assert_never(never)


def family_of(what: str) -> str:
    """The family that a family or rule id names."""
    return what.partition("/")[0]
