"""What checks one draft: the settings of its folder, what the command line says over them, a linter for both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from snslint.cli import options, terminal
from snslint.errors import Problem, UserError
from snslint.model import Draft, Embargo, Kind, Severity
from snslint.settings import Settings

if TYPE_CHECKING:
    from snslint.formats import Item, RuleInfo
    from snslint.lint import Linter


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says, over and above the settings; None and empty are "not said"."""

    today: dt.date
    municipality: str | None = None
    platforms: tuple[str, ...] = ()
    kind: Kind | None = None
    fail_on: Severity | None = None
    redact: bool | None = None
    config: Path | None = None
    baseline: Path | None = None
    outputs: tuple[Path, ...] = ()
    since: str | None = None
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One draft with the settings of its folder."""

    draft: Draft
    settings: Settings


class Checker:
    """Checks one draft after another; one of these stands in every process."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._linters: dict[tuple[object, ...], Linter] = {}
        self._embargoes: dict[Path, tuple[tuple[Embargo, ...], tuple[Problem, ...]]] = {}
        self.rules: dict[str, RuleInfo] = {}

    def check(self, task: Task | Problem) -> list[Item]:
        """The draft's report, the problems for which there is none, and those of a register that it was checked without."""
        if isinstance(task, Problem):
            return [task]
        choices, settings = self._choices, task.settings
        draft = replace(
            task.draft,
            municipality=choices.municipality or task.draft.municipality or settings.municipality,
            platforms=choices.platforms or task.draft.platforms or settings.platforms,
        )
        _, wrong = self._embargoed(settings)
        try:
            return [*wrong, self.linter(settings).check(draft)]
        except UserError as error:
            return [*wrong, *error.problems]

    def linter(self, settings: Settings) -> Linter:
        """The linter for these settings, made when it is first needed. Raises UserError where a pack is wrong."""
        from snslint.lint import Linter

        kind = self._choices.kind or settings.kind
        limits = tuple(sorted(options.limits(settings).items()))
        key = (settings.packs, kind, settings.approval, limits, settings.embargo)
        if key not in self._linters:
            made = Linter(
                packs=settings.packs,
                today=self._choices.today,
                kind=kind,
                approval=settings.approval,
                limits=dict(limits),
                embargoes=self._embargoed(settings)[0],
                cache=terminal.cache(),
            )
            self._linters[key] = made
            self.rules.update((rule.id, rule) for rule in made.library.rules)
        return self._linters[key]

    def _embargoed(self, settings: Settings) -> tuple[tuple[Embargo, ...], tuple[Problem, ...]]:
        """The register that the settings name, or what is wrong with it."""
        path = settings.embargo
        if path is None:
            return (), ()
        from snslint import embargo

        if path not in self._embargoes:
            try:
                self._embargoes[path] = embargo.load(path), ()
            except UserError as error:
                self._embargoes[path] = (), error.problems
        return self._embargoes[path]
