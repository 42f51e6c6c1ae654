"""`snslint check`: drafts in, a report out."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from snslint.cli import options, terminal
from snslint.errors import Problem, UserError
from snslint.model import Draft, Kind, Severity
from snslint.model import Municipality as MunicipalityFile
from snslint.version import __version__

if TYPE_CHECKING:
    from snslint.formats import Context, Item, RuleInfo
    from snslint.lint import Linter
    from snslint.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", help="投稿文を、自治体のガイドラインに照らして調べます。")(check)


def check(
    paths: Annotated[
        list[str], typer.Argument(help="ファイル、フォルダー、または -(標準入力)", show_default=False)
    ],
    municipality: options.Municipality = None,
    platform: options.Platforms = None,
    format_name: Annotated[str, typer.Option("--format", help="出力の形式")] = "text",
    fail_on: Annotated[
        str | None, typer.Option(help="この重さ以上の指摘で終了ステータス1(error/warning/info)")
    ] = None,
    today: options.Today = None,
    kind: Annotated[str | None, typer.Option(help="post(投稿)または comment(利用者のコメント)")] = None,
    redact: Annotated[bool | None, typer.Option("--redact/--no-redact", help="指摘の言葉を伏せる")] = None,
    config: options.Config = None,
) -> int:
    """Check drafts; the exit status says whether anything was found."""
    from snslint import formats

    chosen = formats.get(format_name)
    run = Run(municipality, tuple(platform or ()), today, kind, fail_on, config)
    hidden = chosen.masked_by_default or (format_name == "text" and terminal.in_ci())
    context = run.context(redact=hidden if redact is None else redact)
    for piece in chosen.write(run.items(paths), context):
        sys.stdout.write(piece)
    return run.status


class Run:
    """One run of `check`: settings and linters by folder, and what has been found so far."""

    def __init__(
        self,
        municipality: str | None,
        platforms: tuple[str, ...],
        today: dt.datetime | None,
        kind: str | None,
        fail_on: str | None,
        config: Path | None,
    ) -> None:
        self._municipality = municipality
        self._platforms = platforms
        self._today = today.date() if today else dt.datetime.now().astimezone().date()
        self._kind = cast("Kind | None", options.one_of("--kind", kind, get_args(Kind)))
        self._fail_on = options.one_of("--fail-on", fail_on, tuple(Severity))
        self._config = config
        self._settings: dict[Path | None, Settings] = {}
        self._linters: dict[tuple[object, ...], Linter] = {}
        self._municipalities: dict[str, MunicipalityFile] = {}
        self._rules: dict[str, RuleInfo] = {}
        self._found = False
        self._wrong = False

    @property
    def status(self) -> int:
        """The exit status for all that has gone through `items` so far."""
        return 2 if self._wrong else 1 if self._found else 0

    def items(self, paths: Sequence[str]) -> Iterator[Item]:
        """The report of every post below the paths, and a problem for each that could not be checked."""
        from snslint import drafts

        for path in drafts.find(paths, skip=self._is_left_out):
            if isinstance(path, Problem):
                yield self._problem(path)
                continue
            try:
                settings = self._settings_for(path)
            except UserError as error:
                for problem in error.problems:
                    yield self._problem(problem)
                continue
            for draft in drafts.read(path, columns=settings.columns, stdin=sys.stdin.buffer):
                if isinstance(draft, Problem):
                    yield self._problem(draft)
                else:
                    yield from self._checked(draft, settings)

    def _is_left_out(self, path: Path) -> bool:
        try:
            return self._settings_for(str(path)).leaves_out(path)
        except UserError:  # told when it is the turn of the file itself
            return False

    def _problem(self, problem: Problem) -> Problem:
        self._wrong = True
        return problem

    def _checked(self, draft: Draft, settings: Settings) -> Iterator[Item]:
        draft = replace(
            draft,
            municipality=self._municipality or draft.municipality or settings.municipality,
            platforms=self._platforms or draft.platforms or settings.platforms,
        )
        try:
            linter = self._linter(settings)
            report = linter.check(draft)
        except UserError as error:
            for problem in error.problems:
                yield self._problem(problem)
            return
        name = str(report.draft.municipality)
        self._municipalities[name] = linter.plan(name).municipality
        limit = Severity(self._fail_on or settings.fail_on)
        self._found = self._found or any(finding.severity.rank >= limit.rank for finding in report.findings)
        yield report

    def _settings_for(self, path: str) -> Settings:
        from snslint import settings

        found = self._config or settings.find_settings(Path.cwd() if path == "-" else Path(path))
        if found not in self._settings:
            self._settings[found] = settings.load(found) if found else settings.Settings()
        return self._settings[found]

    def _linter(self, settings: Settings) -> Linter:
        from snslint.lint import Linter

        key = (settings.packs, self._kind or settings.kind, settings.approval)
        if key not in self._linters:
            self._linters[key] = Linter(
                packs=settings.packs,
                today=self._today,
                kind=self._kind or settings.kind,
                approval=settings.approval,
                cache=terminal.cache(),
            )
            self._rules.update((rule.id, rule) for rule in self._linters[key].library.rules)
        return self._linters[key]

    def context(self, *, redact: bool) -> Context:
        """What the format must know: the terminal, the names of things, whether words are hidden."""
        from snslint.formats import Context

        return Context(
            version=__version__,
            redact=redact,
            width=terminal.width(),
            colour=terminal.colour(),
            fail_on=Severity(self._fail_on or Severity.WARNING),
            municipalities=self._municipalities,
            rules=self._rules,
        )
