"""One run over many drafts: their settings, what came of each, in order, and the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from snslint.cli import terminal
from snslint.cli.checker import Checker, Choices, Task
from snslint.cli.known import Known
from snslint.errors import Problem, UserError
from snslint.model import Draft, Municipality, Report, Severity
from snslint.settings import Settings, find_settings
from snslint.settings import load as load_settings
from snslint.values import dataclass

if TYPE_CHECKING:
    from snslint.formats import Item, RuleInfo
    from snslint.since import Since

__all__ = ["Choices", "Preferences", "Run"]

_ENCODINGS = {"cp932": "Shift_JIS（CP932）", "utf-16": "UTF-16 "}  # UTF-8 goes without saying


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds for the run as a whole. `redact` is None where each format has its own way."""

    fail_on: Severity
    redact: bool | None
    jobs: int


class Run:
    """Drafts in, reports out, in order; `status` is the exit status for all that has gone through so far."""

    def __init__(self, choices: Choices, *, with_baseline: bool = True) -> None:
        self._choices = choices
        self._settings: dict[Path | None, Settings | UserError] = {}
        self._nearest: dict[str, Path | None] = {}
        self._checker = Checker(choices)
        self._known = Known(choices.today, choices.baseline)
        self._own = {path.absolute() for path in (choices.baseline, *choices.outputs) if path is not None}
        self._with_baseline = with_baseline
        self._told: set[Problem] = set()
        self._file: str | None = None
        self.municipalities: dict[str, Municipality] = {}
        self.rules: dict[str, RuleInfo] = self._checker.rules
        self._found = False

    @property
    def status(self) -> int:
        """0, 1 where something was found at or above the fail level, 2 where something could not be checked."""
        return 2 if self._told else 1 if self._found else 0

    def preferences(self, paths: Sequence[str]) -> Preferences:
        """What the flags say, and where they are silent the settings above the paths; the stricter where these differ."""
        found = [found for path in paths if isinstance(found := self.settings(path), Settings)]
        return Preferences(
            self._choices.fail_on or min((one.fail_on for one in found), key=_rank, default=Severity.WARNING),
            _stricter({one.redact for one in found})
            if self._choices.redact is None
            else self._choices.redact,
            self._choices.jobs or max((one.jobs or 1 for one in found), default=1),
        )

    def items(self, paths: Sequence[str]) -> Generator[Item]:
        """The report of every post below the paths, and a problem for each that could not be checked."""
        preferences = self.preferences(paths)
        with closing(self._checked(paths, preferences.jobs)) as checked:
            for task, items in checked:
                for item in items:
                    if isinstance(item, Problem) or not isinstance(task, Task):
                        yield from self._once([item])
                        continue
                    self._checker.remember(task, item)
                    report = self._counted(item, task.settings)
                    yield from self._once(self._known.problems())
                    yield self._hidden(report, task.settings, preferences)
        self._checker.save()
        if self._choices.since is None and any(map(os.path.isdir, paths)):
            yield from self._once(self._known.unused())  # part of the drafts would leave most of them unused

    def settings(self, path: str) -> Settings | UserError:
        """The settings for a file or folder, or what is wrong with them."""
        found = self._choices.config or find_settings(
            Path.cwd() if path == "-" else Path(path), self._nearest
        )
        if found not in self._settings:
            try:
                self._settings[found] = load_settings(found, terminal.cache()) if found else Settings()
            except UserError as error:
                self._settings[found] = error
        return self._settings[found]

    def _once(self, items: Iterable[Item]) -> Iterator[Item]:
        """The problems that have not been told: what is wrong with settings or packs is so for every draft below."""
        for item in items:
            if isinstance(item, Problem) and item not in self._told:
                self._told.add(item)
                yield item

    def _checked(self, paths: Sequence[str], jobs: int) -> Generator[tuple[Task | Problem, list[Item]]]:
        tasks = self._tasks(paths)
        if jobs == 1:
            for task in tasks:
                yield task, self._checker.check(task)
            return
        from snslint.cli import parallel

        with closing(parallel.check(tasks, self._choices, jobs)) as checked:
            yield from checked

    def _tasks(self, paths: Sequence[str]) -> Iterator[Task | Problem]:
        from snslint import drafts

        changed: dict[Path, Since] = {}
        for path in drafts.find(paths, skip=self._left_out):
            if isinstance(path, Problem):
                yield path
                continue
            settings = self.settings(path)
            if isinstance(settings, UserError):
                yield from settings.problems
                continue
            try:
                for post in self._posts(path, settings, changed):
                    yield post if isinstance(post, Problem) else Task(post, settings)
            except UserError as error:
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
        """Whether the settings of the file's or folder's own place, or the command line, say that it is no draft."""
        if path.absolute() in self._own:
            return True
        settings = self.settings(str(path))
        return isinstance(settings, Settings) and settings.leaves_out(path)

    def _counted(self, report: Report, settings: Settings) -> Report:
        """The report with what the side files say of it, counted for the exit status."""
        municipality = self._checker.linter(settings).plan(str(report.draft.municipality)).municipality
        self.municipalities[municipality.id] = municipality
        if not self._with_baseline:
            settings = replace(settings, baseline=None)
        report = self._known.apply(self._with_encoding(report), settings, municipality)
        limit = self._choices.fail_on or settings.fail_on
        self._found = self._found or any(finding.severity.rank >= limit.rank for finding in report.findings)
        return report

    def _with_encoding(self, report: Report) -> Report:
        """The report; the first of a file that is not UTF-8 with a note that names its encoding."""
        source = report.draft.source
        first, self._file = source.path != self._file, source.path
        encoding = _ENCODINGS.get(getattr(source, "encoding", ""))
        if not first or encoding is None:
            return report
        return replace(report, notes=(*report.notes, f"文字コードは {encoding}として読みました。"))

    def _hidden(self, report: Report, settings: Settings, preferences: Preferences) -> Item:
        """The report; masked here where only its own folder asks for that, and no flag and not the run as a whole."""
        if not settings.redact or preferences.redact or self._choices.redact is not None:
            return report
        from snslint.formats._masking import masked

        return masked(report)


def _stricter(wishes: set[bool | None]) -> bool | None:
    return True if True in wishes else False if wishes == {False} else None


def _rank(severity: Severity) -> int:
    return severity.rank
