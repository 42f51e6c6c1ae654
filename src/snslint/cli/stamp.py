"""`snslint stamp`: who checked which draft with which rules, and when."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from snslint import bundled
from snslint.cli import options, terminal
from snslint.cli.run import Choices, Run
from snslint.errors import Problem, UserError
from snslint.settings import Settings
from snslint.version import __version__

Paths = Annotated[
    list[str], typer.Argument(help="点検した下書きのファイル", show_default=False, metavar="下書き...")
]
By = Annotated[str, typer.Option("--by", help="点検した人（例: 総務課 佐藤）", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stamp", help="だれが、いつ、どのルールで点検したかを、下書きのそばに記録します。")(stamp)


def stamp(
    paths: Paths,
    by: By,
    municipality: options.Municipality = None,
    today: options.Today = None,
    config: options.Config = None,
) -> None:
    """Check the drafts and record that. Raises UserError, at the end, for those that cannot be checked: they have no stamp."""
    from snslint import stamp as stamps

    if not by.strip():
        raise UserError(Problem("--by には、点検した人の所属と氏名を書いてください。"))
    if "-" in paths:
        raise UserError(Problem("標準入力には記録を残せません。下書きのファイルを指定してください。"))
    run = Run(Choices(today=options.day(today), municipality=municipality, config=config))
    problems: list[Problem] = []
    for item in run.items(paths):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        path = Path(item.draft.source.path)
        made = stamps.make(
            item,
            by=by.strip(),
            at=dt.datetime.now().astimezone().replace(microsecond=0),
            version=__version__,
            pack=_pack(found.packs if isinstance(found := run.settings(str(path)), Settings) else ()),
        )
        try:
            stamps.append(path.parent, made)
        except OSError as error:
            problems.append(
                Problem(f"点検の記録を書けません（{error.strerror}）。", str(path.parent / stamps.NAME))
            )
            continue
        post = f"{path}{f' {made.id}' if made.id else ''}"
        terminal.say(f"{post}: 点検を記録しました（重大 {made.errors}件、注意 {made.warnings}件）。")
    if problems:
        raise UserError(problems)


@cache
def _pack(own: tuple[Path, ...]) -> str:
    """A name for the rules and guidelines used: it changes whenever one of their files does."""
    digest = hashlib.sha256()
    for folder in (bundled.rules_folder(), bundled.municipalities_folder(), *own):
        for file in sorted(folder.rglob("*.yaml")):
            digest.update(f"{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:8]
