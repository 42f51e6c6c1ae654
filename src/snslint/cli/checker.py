"""What checks one draft: the settings of its folder, what the command line says over them, a linter for both."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from snslint.cli import options, terminal
from snslint.errors import Problem, UserError
from snslint.model import Draft, Embargo, Kind, Report, Severity
from snslint.settings import Settings
from snslint.values import dataclass

if TYPE_CHECKING:
    from snslint.cli import results
    from snslint.formats import Item, RuleInfo
    from snslint.lint import Linter

SEARCHED = 16
"""Posts of a run that are always searched: a few take less time than reading what is known of earlier runs."""


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
        self._kept: dict[tuple[Path, ...], results.Results] = {}
        self._checked = self._seen = 0
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
            return [*wrong, self._report(draft, settings)]
        except UserError as error:
            return [*wrong, *error.problems]

    def remember(self, task: Task, report: Report) -> None:
        """Keep a report without findings, as `check` gave it, for the next run."""
        self._seen += 1
        if self._seen > SEARCHED and not report.findings:
            self._results(task.settings).add(self._key(report.draft, task.settings), report)

    def save(self) -> None:
        """Write what has been remembered."""
        for kept in self._kept.values():
            kept.save()

    def _report(self, draft: Draft, settings: Settings) -> Report:
        linter = self.linter(settings)
        self._checked += 1
        if self._checked > SEARCHED and draft.municipality is not None:
            known = self._results(settings).find(self._key(draft, settings))
            if known is not None:
                lengths, notes = known
                return Report(draft, (), linter.plan(draft.municipality).reminders, lengths, notes)
        return linter.check(draft)

    def _key(self, draft: Draft, settings: Settings) -> str:
        from snslint.cli import results

        today = None if draft.meta.publish_at else self._choices.today
        return results.key(draft, (today, *self._linter_key(settings), self._embargoed(settings)))

    def _results(self, settings: Settings) -> results.Results:
        from snslint.cli import results

        if settings.packs not in self._kept:
            place = terminal.cache()
            self._kept[settings.packs] = results.Results(place.folder if place else None, settings.packs)
        return self._kept[settings.packs]

    def _linter_key(self, settings: Settings) -> tuple[object, ...]:
        limits = tuple(sorted(options.limits(settings).items()))
        kind = self._choices.kind or settings.kind
        return settings.packs, kind, settings.approval, limits, settings.embargo

    def linter(self, settings: Settings) -> Linter:
        """The linter for these settings, made when it is first needed. Raises UserError where a pack is wrong."""
        from snslint.lint import Linter

        key = self._linter_key(settings)
        if key not in self._linters:
            made = Linter(
                packs=settings.packs,
                today=self._choices.today,
                kind=self._choices.kind or settings.kind,
                approval=settings.approval,
                limits=options.limits(settings),
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
