"""How reports look: one module a format, found by its name, each writing as a stream.

A module `formats/<name>.py` is the format `<name>`; `_` becomes `-`. It offers `write(items, context)`
and `MASKED_BY_DEFAULT`: whether the words of a finding are hidden unless the user asks for them.
Nothing is registered. Modules whose name begins with `_` are shared helpers, no formats.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol

from ..errors import Problem, UserError, unknown
from ..model import Municipality, Report, Severity
from ..values import dataclass, field

Item = Report | Problem
"""What a format is given, one by one, in the order of the input."""


class RuleInfo(Protocol):
    """What a format may say of a rule."""

    @property
    def title(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def suggest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a format needs to know besides the reports.

    `municipalities` and `rules` are looked up by id, and only where an id is met: they may load on demand, and
    an id they lack is shown as it is. `width` is in terminal columns.
    `fail_on` is the severity from which a finding fails the check, None where none does.
    `today` is the day of the check, where it is known.
    """

    version: str
    redact: bool = False
    width: int = 80
    colour: bool = False
    verbose: bool = False
    fail_on: Severity | None = Severity.WARNING
    today: dt.date | None = None
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)

    def municipality(self, id: str | None) -> str:  # noqa: A002 -- the idea's only name here
        """The municipality's name, its id where the name is not known, or ""."""
        found = self.municipalities.get(id) if id else None
        return found.name if found else id or ""

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity fails the check."""
        return self.fail_on is not None and severity.rank >= self.fail_on.rank


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write reports; `write` hides the findings' words itself where the context says so."""

    name: str
    masked_by_default: bool
    module_write: Callable[[Iterable[Item], Context], Iterator[str]]

    def write(self, items: Iterable[Item], context: Context) -> Iterator[str]:
        """Pieces of text, as the items come; to be written as UTF-8 without touching line ends."""
        if context.redact:
            from ._masking import masked

            items = map(masked, items)
        return self.module_write(items, context)


def names() -> list[str]:
    """The names of all formats, sorted."""
    modules = (path.stem for path in Path(__file__).parent.glob("*.py"))
    return sorted(name.replace("_", "-") for name in modules if not name.startswith("_"))


def get(name: str) -> Format:
    """The format of this name. Raises UserError with the known names."""
    if name not in names():
        raise UserError(Problem(unknown("出力の形式", name, names())))
    module = import_module(f".{name.replace('-', '_')}", __name__)
    return Format(name, module.MASKED_BY_DEFAULT, module.write)


@dataclasses.dataclass(slots=True)
class Tally:
    """Counts of what has gone through, for a summary at the end."""

    posts: int = 0
    with_findings: int = 0
    problems: int = 0
    findings: dict[Severity, int] = dataclasses.field(default_factory=lambda: dict.fromkeys(Severity, 0))

    def add(self, item: Item) -> None:
        """Count one item."""
        if isinstance(item, Problem):
            self.problems += 1
            return
        self.posts += 1
        self.with_findings += bool(item.findings)
        for finding in item.findings:
            self.findings[finding.severity] += 1
