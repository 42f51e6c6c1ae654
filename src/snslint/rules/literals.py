"""What a text must hold for a regular expression to match at all: the expression is then tried on no other."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own parser, which typeshed
from re import _parser as parser  # type: ignore[attr-defined]  # leaves out because its name is private
from typing import Any

_NAMED_GROUP = re.compile(r"\(\?<(?![=!])")  # `regex` spells it (?<name>…), `re` (?P<name>…)
_PROPERTY = re.compile(r"(?<!\\)\\[pP]\{[^}]*\}")  # which characters it takes is of no matter: they are many
_WIDEST_CLASS = 24
_MOST = 400
"""Literals kept for one expression; one that needs more is tried on every text."""

_COMMON = re.compile(r"[\u3041-\u309f\u3000-\u303f\s0-9!-/:-@]")
_CLAUSES = 3  # of what one row requires, the most telling

Literals = frozenset[str]
Rows = tuple[tuple[Literals, ...], ...]
"""Ways in which something can be there: of one row, every set must have one of its lower-case strings in the text."""


@lru_cache(maxsize=1)
def parse(source: str) -> list[tuple[Any, Any]] | None:
    """The expression item by item; None where it has a feature that only `regex` has."""
    try:
        with warnings.catch_warnings():
            # `re` warns of sets in sets, and reads [[:alpha:]] as a set of these letters and a "]".
            warnings.simplefilter("error", FutureWarning)
            return list(parser.parse(_NAMED_GROUP.sub("(?P<", source)))
    except (re.error, OverflowError, FutureWarning):
        return None


def required(source: str) -> Rows | None:
    """What every text that `source` matches holds, by one row at least; None where nothing can be said."""
    parsed = parse(_PROPERTY.sub(r"\\w", source))
    if parsed is None:
        return None
    rows = [_most_telling(row) for row in _rows(parsed)]
    if not all(rows):
        return None
    single = frozenset(literal for row in rows if len(row) == 1 for literal in row[0])
    longer = dict.fromkeys(row for row in rows if len(row) > 1)
    return (*(((single,),) if single else ()), *longer)


def _rows(items: Sequence[tuple[Any, Any]]) -> list[list[Literals]]:
    """For each alternative, what all of its items require."""
    if len(items) == 1:
        code, argument = items[0]
        if code is op.SUBPATTERN:
            return _rows(list(argument[-1]))
        if code is op.BRANCH:
            return [row for branch in argument[1] for row in _rows(list(branch))]
    return [_of_sequence(items)]


def _most_telling(row: Sequence[Literals]) -> tuple[Literals, ...]:
    ordered = sorted(
        {frozenset(map(str.lower, each)) for each in row}, key=lambda each: (_tells(each), sorted(each))
    )
    telling = [each for each in ordered if _tells(each)[0] < -0.5][:_CLAUSES]
    return tuple(telling or ordered[:1])


def _of_sequence(items: Sequence[tuple[Any, Any]]) -> list[Literals]:
    """What the items of a row each require."""
    found: list[Literals] = []
    row: list[str] = [""]  # the strings that the last literal items spell, side by side

    def consider(strings: Sequence[str]) -> None:
        if all(strings):
            found.append(frozenset(strings))

    for code, argument in items:
        spelled = _spelled(code, argument)
        if spelled is not None and len(row) * len(spelled) <= _WIDEST_CLASS:
            row = [before + after for before in row for after in spelled]
            continue
        consider(row)
        row = list(spelled) if spelled is not None else [""]
        if spelled is None:
            found += _of_item(code, argument)
    consider(row)
    return [each for each in found if len(each) <= _MOST]


def _tells(found: Literals) -> tuple[float, int]:
    """How telling a set of literals is, the most telling first: by its most common string, then by how few there are."""
    return -min(sum(0.5 if _COMMON.match(char) else 1 for char in each) for each in found), len(found)


def _spelled(code: Any, argument: Any) -> list[str] | None:
    """The strings that an item of fixed spelling may be; None for any other item."""
    if code is op.LITERAL:
        return [chr(argument)]
    if code is op.IN:
        return _class(argument)
    if code is op.SUBPATTERN:
        return _whole(list(argument[-1]))
    if code is op.BRANCH:
        branches = [_whole(list(branch)) for branch in argument[1]]
        return None if None in branches else [string for branch in branches for string in branch or ()]
    return None


def _whole(items: Sequence[tuple[Any, Any]]) -> list[str] | None:
    """All strings that a row of items may be, where they are few."""
    spelled = [""]
    for code, argument in items:
        found = _spelled(code, argument)
        if found is None or len(spelled) * len(found) > _WIDEST_CLASS:
            return None
        spelled = [before + after for before in spelled for after in found]
    return spelled


def _class(members: Sequence[tuple[Any, Any]]) -> list[str] | None:
    chars: list[str] = []
    for code, argument in members:
        if code is op.LITERAL:
            chars.append(chr(argument))
        elif code is op.RANGE and argument[1] - argument[0] < _WIDEST_CLASS:
            chars.extend(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return chars if len(chars) <= _WIDEST_CLASS else None


def _of_item(code: Any, argument: Any) -> list[Literals]:
    """What one item that is no plain spelling requires."""
    if code is op.SUBPATTERN:
        return _of_sequence(list(argument[-1]))
    if code is op.BRANCH:
        found: set[str] = set()
        for branch in argument[1]:
            required_there = _of_sequence(list(branch))
            if not required_there:
                return []
            found.update(sorted(required_there, key=_tells)[0])
        return [frozenset(found)]
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _most, inner = argument
        return _of_sequence(list(inner)) if least else []
    if code is op.ATOMIC_GROUP:
        return _of_sequence(list(argument))
    if code is op.ASSERT and argument[0] > 0:
        return _of_sequence(list(argument[1]))
    return []
