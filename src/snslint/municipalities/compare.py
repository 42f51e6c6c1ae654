"""Two guidelines side by side, family by family."""

from __future__ import annotations

from snslint.families import FAMILIES
from snslint.model import Clause, Municipality
from snslint.municipalities.clauses import family_of
from snslint.values import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """Where one guideline speaks of a family: a clause and the words that do; `hint` where it only touches on it."""

    clause: Clause
    quote: str
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A family and the clauses of two guidelines that speak of it."""

    family: str
    left: tuple[Side, ...]
    right: tuple[Side, ...]


def compare(left: Municipality, right: Municipality) -> tuple[Pair, ...]:
    """Every family that one of the two speaks of, in the order of the families."""
    pairs = (Pair(family, _sides(left, family), _sides(right, family)) for family in FAMILIES)
    return tuple(pair for pair in pairs if pair.left or pair.right)


def _sides(municipality: Municipality, family: str) -> tuple[Side, ...]:
    sides = []
    for clause in municipality.clauses:
        quotes = dict.fromkeys(check.quote for check in clause.checks if family_of(check.what) == family)
        sides += [Side(clause, quote) for quote in quotes]
        if family in clause.hints:
            sides.append(Side(clause, clause.text, hint=True))
    return tuple(sides)
