"""Expressions that cannot run away: Python's own `re` may search with them, which takes half the time of `regex`.

`re` knows no timeout. So it is given only what it reads as `regex` does and what is quickly through at every place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from re import _compiler as compiler  # type: ignore[attr-defined]  # private, and without types: compiling what was
from re import _constants as op  # type: ignore[attr-defined]  # parsed spares parsing it again
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_WAYS = 1_000
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_LOOKING = (op.ASSERT, op.ASSERT_NOT)
_NAMED_GROUP = re.compile(r"\(\?<(?![=!])")  # `regex` spells it (?<name>…), `re` (?P<name>…)
# Read otherwise by `regex`: flags, sets in sets, fuzzy matching, and letters that came into Unicode since.
_READ_OTHERWISE = re.compile(r"\(\?[a-zA-Z]|\[[^\]]*(?:\[|--|&&|\|\||~~)|\{[^0-9,]|\\[wWbB]")


@cache
def bounded(source: str) -> re.Pattern[str] | None:
    """The expression as `re` searches it; None where only `regex` can, or where it may have too much to try."""
    source = _NAMED_GROUP.sub("(?P<", source)
    if _READ_OTHERWISE.search(source.replace("(?P<", "(?<")):
        return None
    try:
        parsed = parser.parse(source)
        if _ways(parsed) <= _MOST_WAYS:
            return compiler.compile(parsed)  # type: ignore[no-any-return]
    except (re.error, OverflowError):
        pass  # a feature that only `regex` has
    return None


def _ways(items: Iterable[tuple[Any, Any]]) -> int:
    """In how many ways, at most, a row of items can be tried from one place on."""
    ways = 1
    for code, argument in items:
        ways *= _ways_of(code, argument)
        if ways > _MOST_WAYS:
            break
    return ways


def _ways_of(code: Any, argument: Any) -> int:
    if code is op.SUBPATTERN:
        return _ways(argument[-1])
    if code is op.ATOMIC_GROUP:
        return _ways(argument)
    if code in _LOOKING:
        return _ways(argument[1])
    if code is op.BRANCH:
        return _ways_of_branches(argument[1])
    if code in _REPEATS:
        least, most, inner = argument
        ways = _ways(inner)
        if most > _MOST_WAYS or (ways > 1 and most > 10):
            return _MOST_WAYS + 1
        return sum(ways**times for times in range(least, most + 1))
    return _MOST_WAYS + 1 if code is op.GROUPREF_EXISTS else 1


def _ways_of_branches(branches: Iterable[Any]) -> int:
    """Of branches that begin with different letters only one can go on."""
    by_letter: dict[int, int] = {}
    others = 0
    for branch in branches:
        if branch and branch[0][0] is op.LITERAL:
            letter = branch[0][1]
            by_letter[letter] = by_letter.get(letter, 0) + _ways(branch)
        else:
            others += _ways(branch)
    return others + max(by_letter.values(), default=0)
