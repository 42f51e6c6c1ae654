"""Everything that is the user's to fix: what is wrong, where, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from snslint.values import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in what the user gave: 1-based line and column, 0 where there is none.

    `message` is a whole Japanese sentence; `excerpt` is the offending line of the file, or "".
    """

    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""

    @property
    def place(self) -> str:
        """`path:line:column`, as far as it is known."""
        parts = [self.path] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class UserError(Exception):
    """Input or a pack is wrong; carries every mistake found, at least one. Exit status 2."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[UserError], tuple[tuple[Problem, ...]]]:
        """Made anew of the problems: of its text, which is all that an exception keeps, another process cannot."""
        return type(self), (self.problems,)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was most likely meant to be, or None."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """A Japanese sentence that says `name` is no known `what`, names the nearest and what is allowed."""
    names = sorted(known)
    near = nearest(name, names)
    hint = f"「{near}」ではありませんか。" if near else ""
    return f"{what}「{name}」はありません。{hint}使えるもの: {'、'.join(names)}"
