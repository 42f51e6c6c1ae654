"""What is known of drafts from side files: stamps, allowances, the baseline.

Each file is loaded when it is first needed. One that is broken counts as empty, and what is wrong with it is told once.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from snslint.errors import Problem, UserError
from snslint.model import Allowance, Municipality, Report
from snslint.settings import Settings

if TYPE_CHECKING:
    from snslint.allow import AllowFile
    from snslint.baseline import Key
    from snslint.stamp import Stamp

_T = TypeVar("_T")


class Known:
    """The side files of one run."""

    def __init__(self, today: dt.date, baseline: Path | None) -> None:
        self._today = today
        self._baseline = baseline
        self._baselines: dict[Path, Counter[Key]] = {}
        self._allowed: dict[Path, AllowFile] = {}
        self._used: dict[Path, set[Allowance]] = {}
        self._stamps: dict[Path, dict[object, list[Stamp]]] = {}
        self._wrong: list[Problem] = []

    def problems(self) -> list[Problem]:
        """What was wrong with the files that have been loaded since this was last asked."""
        wrong, self._wrong = self._wrong, []
        return wrong

    def apply(self, report: Report, settings: Settings, municipality: Municipality) -> Report:
        """The report without what is allowed or known, with notes that say so and who has stamped the draft."""
        report = self._with_stamps(report)
        report = self._without_allowed(report, settings, municipality)
        return self._without_known(report, settings)

    def unused(self) -> Iterator[Problem]:
        """A problem for each entry of a side file of allowances that no draft has used."""
        for path, file in self._allowed.items():
            yield from file.unused(self._used[path])

    def _with_stamps(self, report: Report) -> Report:
        from snslint import stamp

        draft = report.draft
        path = Path(draft.source.path)
        if draft.source.path == "-":
            return report
        if path.parent not in self._stamps:
            self._stamps[path.parent] = self._stamps_in(path.parent)
        found = self._stamps[path.parent]
        if not found:
            return report
        keys = stamp.digest(draft.text), (path.name, draft.id)
        mine = dict.fromkeys(each for key in keys for each in found.get(key, ()))
        return replace(report, notes=(*report.notes, *stamp.notes(draft, mine)))

    def _stamps_in(self, folder: Path) -> dict[object, list[Stamp]]:
        """The stamps of a folder by the text's digest, and by the file's name and the post's id."""
        from snslint import stamp

        none: tuple[Stamp, ...] = ()
        found: dict[object, list[Stamp]] = {}
        for each in self._loaded(lambda: stamp.load(folder), none):
            found.setdefault(each.digest, []).append(each)
            found.setdefault((each.path, each.id), []).append(each)
        return found

    def _without_allowed(self, report: Report, settings: Settings, municipality: Municipality) -> Report:
        path = settings.allow
        if path is None and not report.draft.meta.allow:
            return report
        from snslint import allow

        if path is not None and path not in self._allowed:
            self._allowed[path] = self._loaded(lambda: allow.load(path), allow.AllowFile())
            self._used[path] = set()
        more = self._allowed[path].allowances if path is not None else ()
        never = [clause.id for clause in municipality.clauses if clause.never_allow]
        report, used = allow.apply(report, more, today=self._today, never=never)
        if path is not None:
            self._used[path] |= used
        return report

    def _without_known(self, report: Report, settings: Settings) -> Report:
        path = self._baseline or settings.baseline
        if path is None:
            return report
        from snslint import baseline

        if path not in self._baselines:
            self._baselines[path] = self._loaded(lambda: baseline.load(path).left(), Counter())
        return baseline.hide(report, self._baselines[path])

    def _loaded(self, load: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return load()
        except UserError as error:
            self._wrong += error.problems
            return otherwise
