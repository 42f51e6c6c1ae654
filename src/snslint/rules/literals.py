"""What a text must hold for a regular expression to match at all: the expression is then tried on no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own parser, which typeshed
from re import _parser as parser  # type: ignore[attr-defined]  # leaves out because its name is private
from typing import Any

_NAMED_GROUP = re.compile(r"\(\?<(?![=!])")  # `regex` spells it (?<name>…), `re` (?P<name>…)
_PROPERTY = re.compile(r"(?<!\\)\\[pP]\{[^}]*\}")  # which characters it takes is of no matter: they are many
_WIDEST_CLASS = 24
_MOST = 400
"""Literals kept for one expression; one that needs more is tried on every text."""

Literals = frozenset[str]


def required(source: str) -> Literals | None:
    """Lower-case strings of which every text that `source` matches holds one; None where nothing can be said."""
    try:
        parsed = parser.parse(_PROPERTY.sub(r"\\w", _NAMED_GROUP.sub("(?P<", source)))
    except (re.error, OverflowError):
        return None  # a feature that only `regex` has
    found = _of_sequence(list(parsed))
    return None if found is None else frozenset(literal.lower() for literal in found)


def _of_sequence(items: Sequence[tuple[Any, Any]]) -> Literals | None:
    """The most telling of what the items of a row each require."""
    best: Literals | None = None
    row: list[str] = [""]  # the strings that the last literal items spell, side by side

    def consider(found: Literals | None) -> None:
        nonlocal best
        if found and len(found) <= _MOST and (best is None or _tells(found) > _tells(best)):
            best = found

    for code, argument in items:
        spelled = _spelled(code, argument)
        if spelled is not None and len(row) * len(spelled) <= _WIDEST_CLASS:
            row = [before + after for before in row for after in spelled]
            continue
        consider(_strings(row))
        row = list(spelled) if spelled is not None else [""]
        if spelled is None:
            consider(_of_item(code, argument))
    consider(_strings(row))
    return best


def _strings(row: Sequence[str]) -> Literals | None:
    return frozenset(row) if all(row) else None


def _tells(found: Literals) -> tuple[int, int]:
    """How telling a set of literals is: first by its shortest, then by how few there are."""
    return min(map(len, found)), -len(found)


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


def _of_item(code: Any, argument: Any) -> Literals | None:
    """What one item that is no plain spelling requires."""
    if code is op.SUBPATTERN:
        return _of_sequence(list(argument[-1]))
    if code is op.BRANCH:
        found: set[str] = set()
        for branch in argument[1]:
            required_there = _of_sequence(list(branch))
            if required_there is None:
                return None
            found |= required_there
        return frozenset(found)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _most, inner = argument
        return _of_sequence(list(inner)) if least else None
    if code is op.ATOMIC_GROUP:
        return _of_sequence(list(argument))
    if code is op.ASSERT and argument[0] > 0:
        return _of_sequence(list(argument[1]))
    return None
