"""`snslint check`: drafts in, reports out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from snslint.cli import options, output, terminal
from snslint.cli.run import Choices, Run
from snslint.errors import Problem, UserError
from snslint.model import Kind, Severity
from snslint.version import __version__

Paths = Annotated[
    list[str],
    typer.Argument(
        help="ファイル、フォルダー、または -（標準入力）", show_default=False, metavar="下書き..."
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format", metavar="形式", help="出力の形式（既定は text）。--output と組で何度でも指定できます"
    ),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", metavar="ファイル", help="書き込むファイル。--format と同じ順に対応します"
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(metavar="重さ", help="この重さ以上の指摘があると終了ステータスが1（error・warning・info）"),
]
KindName = Annotated[
    str | None, typer.Option(metavar="種類", help="post（投稿）または comment（利用者のコメント）")
]
Redact = Annotated[bool | None, typer.Option("--redact/--no-redact", help="指摘の言葉を伏せる・伏せない")]
Since = Annotated[str | None, typer.Option(help="Gitのこの版から変わった投稿だけを調べます", metavar="版")]
BaselineFile = Annotated[
    Path | None, typer.Option("--baseline", metavar="ファイル", help="以前からある指摘を除くファイル")
]
Jobs = Annotated[int | None, typer.Option(metavar="数", help="同時に動かす数", min=1, max=64)]
Statistics = Annotated[bool, typer.Option("--statistics", help="ルールごとの指摘の数を最後に表示します")]
Timing = Annotated[
    bool, typer.Option("--timing", help="何に時間がかかったかを最後に表示します（一つずつ調べます）")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", help="投稿文を、自治体のガイドラインに照らして調べます。")(check)


def check(
    paths: Paths,
    municipality: options.Municipality = None,
    platform: options.Platforms = None,
    formats: Formats = None,
    outputs: Outputs = None,
    fail_on: FailOn = None,
    today: options.Today = None,
    kind: KindName = None,
    redact: Redact = None,
    config: options.Config = None,
    since: Since = None,
    baseline: BaselineFile = None,
    jobs: Jobs = None,
    statistics: Statistics = False,
    timing: Timing = False,
) -> int:
    """Check drafts; the exit status says whether anything was found."""
    from snslint.formats import Context, get

    chosen = [get(name) for name in formats or ["text"]]
    if len(outputs or []) not in (len(chosen), len(chosen) - 1):
        message = (
            "--format が複数あるときは、--output も同じ数（画面に出す最後の一つを除いて）指定してください。"
        )
        raise UserError(
            Problem(message if outputs or len(chosen) > 1 else "--output は --format と組で使います。")
        )
    level = options.one_of("--fail-on", fail_on, tuple(Severity))
    choices = Choices(
        today=options.day(today),
        municipality=municipality,
        platforms=tuple(platform or ()),
        kind=cast("Kind | None", options.one_of("--kind", kind, get_args(Kind))),
        fail_on=Severity(level) if level else None,
        redact=redact,
        config=config,
        baseline=baseline,
        outputs=tuple(outputs or ()),
        since=since,
        jobs=1 if timing else jobs,
    )
    run = Run(choices)
    preferences = run.preferences(paths)
    writers = [
        output.Writer(
            one,
            Context(
                version=__version__,
                redact=(one.masked_by_default or (one.name == "text" and terminal.in_ci()))
                if preferences.redact is None
                else preferences.redact,
                width=terminal.width(),
                colour=terminal.colour() and path is None,
                fail_on=preferences.fail_on,
                today=choices.today,
                municipalities=run.municipalities,
                rules=run.rules,
            ),
            path,
        )
        for one, path in zip(chosen, [*(outputs or []), None][: len(chosen)], strict=True)
    ]
    counts = output.Statistics()

    def write() -> None:
        with closing(run.items(paths)) as found:
            items = output.with_progress(found)
            output.write(writers, counts.counting(items) if statistics else items)

    if timing:
        _timed(write)
    else:
        write()
    if statistics:
        terminal.say(counts.table())
    return run.status


def _timed(work: Callable[[], None]) -> None:
    from snslint.cli.timing import Timing

    timing = Timing()
    with timing.measuring():
        work()
    terminal.say(timing.table())
