"""`snslint init`: a commented snslint.yaml to begin with."""

from __future__ import annotations

from pathlib import Path

import typer

from snslint.cli import options
from snslint.errors import Problem, UserError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", help="設定ファイル snslint.yaml を作ります。")(init)


def init(municipality: options.Municipality = None) -> None:
    """Write snslint.yaml into the current folder; one that is there is left as it is."""
    from snslint import municipalities, settings

    if municipality is not None:
        municipalities.path_of(municipality)
    path = Path(settings.NAME)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(settings.starter(municipality) if municipality else settings.starter())
    except FileExistsError:
        raise UserError(
            Problem("すでにあります。書き換えるには、このファイルを直接編集してください。", str(path))
        ) from None
    except OSError as error:
        raise UserError(Problem(f"書き込めません({error.strerror})。", str(path))) from None
    print(f"{path} を作りました。次は `snslint check 投稿文.txt` をお試しください。")
