"""One run over many drafts: their settings, the linters, what is allowed or known, and the exit status."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from snslint.cli import options, terminal
from snslint.errors import Problem, UserError
from snslint.model import Allowance, Draft, Embargo, Kind, Municipality, Report, Severity
from snslint.settings import Settings, find_settings
from snslint.settings import load as load_settings

if TYPE_CHECKING:
    from snslint.allow import AllowFile
    from snslint.baseline import Key
    from snslint.formats import Item, RuleInfo
    from snslint.lint import Linter
    from snslint.since import Since


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says, over and above the settings; None and empty are "not said"."""

    today: dt.date
    municipality: str | None = None
    platforms: tuple[str, ...] = ()
    kind: Kind | None = None
    fail_on: Severity | None = None
    config: Path | None = None
    baseline: Path | None = None
    since: str | None = None
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One draft with the settings of its folder."""

    draft: Draft
    settings: Settings


class Run:
    """Drafts in, reports out, in order; `status` is the exit status for all that has gone through so far."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._settings: dict[Path | None, Settings | UserError] = {}
        self._checker = Checker(choices)
        self._baselines: dict[Path, Counter[Key]] = {}
        self._allowed: dict[Path, tuple[AllowFile, set[Allowance]]] = {}
        self.municipalities: dict[str, Municipality] = {}
        self.rules: dict[str, RuleInfo] = self._checker.rules
        self._found = False
        self._wrong = False

    @property
    def status(self) -> int:
        """0, 1 where something was found at or above the fail level, 2 where something could not be checked."""
        return 2 if self._wrong else 1 if self._found else 0

    def items(self, paths: Sequence[str]) -> Iterator[Item]:
        """The report of every post below the paths, and a problem for each that could not be checked."""
        tasks = self._tasks(paths)
        jobs = self._choices.jobs or 1
        if jobs > 1:
            from snslint.cli import parallel

            checked = parallel.check(tasks, self._choices, jobs)
        else:
            checked = ((task, self._checker.check(task)) for task in tasks)
        for task, items in checked:
            for item in items:
                if isinstance(item, Problem):
                    self._wrong = True
                    yield item
                elif isinstance(task, Task):
                    yield self._counted(item, task.settings)
        if self._choices.since is None and any(Path(path).is_dir() for path in paths):
            for file, used in self._allowed.values():  # part of the drafts would leave most of them unused
                yield from self._wrong_ones(file.unused(used))

    def _wrong_ones(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        for problem in problems:
            self._wrong = True
            yield problem

    def _tasks(self, paths: Sequence[str]) -> Iterator[Task | Problem]:
        from snslint import drafts

        changed: dict[Path, Since] = {}
        told: list[UserError | tuple[Problem, ...]] = []
        for path in drafts.find(paths, skip=self._left_out):
            if isinstance(path, Problem):
                yield path
                continue
            settings = self._settings_for(path)
            if isinstance(settings, UserError):
                if settings not in told:  # once, not for every draft below
                    told.append(settings)
                    yield from settings.problems
                continue
            try:
                posts = self._posts(path, settings, changed)
                for post in posts:
                    yield post if isinstance(post, Problem) else Task(post, settings)
            except UserError as error:
                if error.problems not in told:  # a revision that is unknown for one file is so for all
                    told.append(error.problems)
                    yield from error.problems

    def _posts(self, path: str, settings: Settings, changed: dict[Path, Since]) -> Iterator[Draft | Problem]:
        """The posts of a file; with `--since` only those that changed."""
        from snslint import drafts

        if self._choices.since is None or path == drafts.STDIN:
            yield from drafts.read(path, columns=settings.columns, stdin=sys.stdin.buffer)
            return
        from snslint.since import since

        folder = Path(path).parent
        if folder not in changed:
            changed[folder] = since(self._choices.since, folder)
        if changed[folder].changed(path):
            found = drafts.read(path, columns=settings.columns)
            yield from changed[folder].posts(path, found, settings.columns)

    def _left_out(self, path: Path) -> bool:
        """Whether the settings of the file's or folder's own place say that it is no draft."""
        settings = self._settings_for(str(path))
        return isinstance(settings, Settings) and settings.leaves_out(path)

    def _settings_for(self, path: str) -> Settings | UserError:
        """The settings for a file, or what is wrong with them."""
        found = self._choices.config or find_settings(Path.cwd() if path == "-" else Path(path))
        if found not in self._settings:
            try:
                self._settings[found] = load_settings(found) if found else Settings()
            except UserError as error:
                self._settings[found] = error
        return self._settings[found]

    def _counted(self, report: Report, settings: Settings) -> Report:
        """The report without what is allowed or known, counted for the exit status."""
        municipality = self._checker.linter(settings).plan(str(report.draft.municipality)).municipality
        self.municipalities[municipality.id] = municipality
        report = self._without_allowed(report, settings, municipality)
        path = self._choices.baseline or settings.baseline
        if path is not None:
            from snslint import baseline

            if path not in self._baselines:
                self._baselines[path] = baseline.load(path).left()
            report = baseline.hide(report, self._baselines[path])
        limit = self._choices.fail_on or settings.fail_on
        self._found = self._found or any(finding.severity.rank >= limit.rank for finding in report.findings)
        return report

    def _without_allowed(self, report: Report, settings: Settings, municipality: Municipality) -> Report:
        if settings.allow is None and not report.draft.meta.allow:
            return report
        from snslint import allow

        file, used = allow.AllowFile(), set[Allowance]()
        if settings.allow is not None:
            if settings.allow not in self._allowed:
                self._allowed[settings.allow] = allow.load(settings.allow), set()
            file, used = self._allowed[settings.allow]
        never = [clause.id for clause in municipality.clauses if clause.never_allow]
        report, now_used = allow.apply(report, file.allowances, today=self._choices.today, never=never)
        used |= now_used
        return report


class Checker:
    """Checks one draft after another; one of these stands in every process."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._linters: dict[tuple[object, ...], Linter] = {}
        self.rules: dict[str, RuleInfo] = {}

    def check(self, task: Task | Problem) -> list[Item]:
        """The draft's report, or the problems for which there is none."""
        if isinstance(task, Problem):
            return [task]
        choices, settings = self._choices, task.settings
        draft = replace(
            task.draft,
            municipality=choices.municipality or task.draft.municipality or settings.municipality,
            platforms=choices.platforms or task.draft.platforms or settings.platforms,
        )
        try:
            return [self.linter(settings).check(draft)]
        except UserError as error:
            return list(error.problems)

    def linter(self, settings: Settings) -> Linter:
        """The linter for these settings, made when it is first needed."""
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
                embargoes=_embargoes(settings),
                cache=terminal.cache(),
            )
            self._linters[key] = made
            self.rules.update((rule.id, rule) for rule in made.library.rules)
        return self._linters[key]


def _embargoes(settings: Settings) -> tuple[Embargo, ...]:
    """The register that the settings name."""
    if settings.embargo is None:
        return ()
    from snslint import embargo

    return embargo.load(settings.embargo)
