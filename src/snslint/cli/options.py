"""Options that several commands share, and what may be given for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from snslint.errors import Problem, UserError, unknown
from snslint.settings import Settings

Municipality = Annotated[
    str | None,
    typer.Option(
        "--municipality",
        "-m",
        metavar="自治体",
        help="自治体（例: onjuku）。ファイルや設定の指定より優先します",
    ),
]
Platforms = Annotated[
    list[str] | None,
    typer.Option("--platform", "-p", metavar="投稿先", help="投稿先（例: x）。何度でも指定できます"),
]
Today = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="基準にする日（例: 2026-11-21）。なければ今日", metavar="日付"),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="ファイル", help="設定ファイル。なければ上のフォルダーへ順に探します"),
]


def day(today: dt.datetime | None) -> dt.date:
    """The day of reference: what `--today` says, else the clock."""
    return (today or dt.datetime.now().astimezone()).date()


def limits(settings: Settings) -> Mapping[str, int]:
    """The office's own limits, and that of a paying account, by platform."""
    if not settings.x_premium:
        return settings.limits
    from snslint.platforms.x import PREMIUM_LIMIT

    return {"x": PREMIUM_LIMIT} | dict(settings.limits)


def one_of(option: str, value: str | None, known: Sequence[str]) -> str | None:
    """The value, or None where none was given. UserError for one that is not known."""
    if value is not None and value not in known:
        raise UserError(Problem(unknown(f"{option} の値", value, known)))
    return value
