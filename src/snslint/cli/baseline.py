"""`snslint baseline create|prune`: findings that are known from before, and those of them that are no longer there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from snslint.cli import options, output, terminal
from snslint.cli.run import Choices, Run
from snslint.errors import Problem, UserError
from snslint.model import Report
from snslint.settings import Settings

if TYPE_CHECKING:
    from snslint.baseline import Baseline

Paths = Annotated[
    list[str], typer.Argument(help="ファイル、フォルダー", show_default=False, metavar="下書き...")
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="ベースラインのファイル。なければ設定の baseline", metavar="ファイル"
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    commands = typer.Typer(
        help="以前からある指摘を記録し、新しい指摘だけを知らせるようにします。", no_args_is_help=True
    )
    commands.command("create", help="今ある指摘をすべて、以前からあるものとして記録します。")(create)
    commands.command("prune", help="記録から、もうなくなった指摘を除きます。新しい指摘は加えません。")(prune)
    app.add_typer(commands, name="baseline")


def create(
    paths: Paths,
    output_file: Output = None,
    municipality: options.Municipality = None,
    today: options.Today = None,
    config: options.Config = None,
) -> None:
    """Write all findings of the drafts. Raises UserError, and nothing is written, where a draft cannot be checked."""
    from snslint import baseline

    path, reports = _checked(paths, output_file, municipality, today, config)
    _write(path, baseline.create(reports))
    terminal.say(f"{path} に、今ある指摘 {sum(len(each.findings) for each in reports)}件を記録しました。")


def prune(
    paths: Paths,
    output_file: Output = None,
    municipality: options.Municipality = None,
    today: options.Today = None,
    config: options.Config = None,
) -> None:
    """Take out of the file what the drafts no longer hold. Raises UserError as `create`."""
    from snslint import baseline

    path, reports = _checked(paths, output_file, municipality, today, config)
    before = baseline.load(path)
    after = baseline.prune(before, reports)
    _write(path, after)
    gone = sum(before.counts.values()) - sum(after.counts.values())
    terminal.say(f"{path} から、もうない指摘 {gone}件を除きました。")


def _checked(
    paths: list[str],
    output_file: Path | None,
    municipality: str | None,
    today: dt.datetime | None,
    config: Path | None,
) -> tuple[Path, list[Report]]:
    """The baseline's file, and the reports of all drafts with what nobody has allowed."""
    choices = Choices(
        today=options.day(today),
        municipality=municipality,
        config=config,
        outputs=(output_file,) if output_file else (),
    )
    run = Run(choices, with_baseline=False)
    path = output_file or next(
        (found.baseline for each in paths if isinstance(found := run.settings(each), Settings)), None
    )
    if path is None:
        message = (
            "どのファイルに記録するかを、-o known.json のように指定するか、設定の baseline に書いてください。"
        )
        raise UserError(Problem(message))
    items = list(run.items(paths))
    if problems := [item for item in items if isinstance(item, Problem)]:
        raise UserError([*problems, Problem("調べられないものがあるので、書き換えませんでした。", str(path))])
    return path, [item for item in items if isinstance(item, Report)]


def _write(path: Path, known: Baseline) -> None:
    from snslint import baseline

    with output.whole(path) as file:
        file.write(baseline.dump(known))
