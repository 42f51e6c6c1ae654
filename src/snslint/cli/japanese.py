"""The words of the command line itself, in Japanese: Typer speaks English through gettext, and in its exceptions."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
import typer.main
from typer import Context
from typer.core import TyperGroup
from typer.exceptions import TyperException

from snslint.errors import nearest

HELP_OPTIONS = ["-h", "--help"]
USAGE_ERRORS = TyperException
ABORT = typer.Abort

_DOMAIN = "snslint"


@contextmanager
def messages() -> Iterator[None]:
    """Let gettext answer from our catalogue, whatever the terminal's language."""
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, str(Path(__file__).parent / "locale"))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = "ja"
    try:
        yield
    finally:
        gettext.textdomain(before[0])
        if before[1] is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before[1]


def command(app: typer.Typer) -> Any:
    """The application with its usage lines and help options in Japanese, which gettext does not reach.

    Its type is private to Typer.
    """
    made = typer.main.get_command(app)
    _translate(made)
    return made


def _translate(made: Any) -> None:
    def usage(context: Context, formatter: Any) -> None:
        formatter.write_usage(context.command_path, " ".join(made.collect_usage_pieces(context)), "使い方: ")

    made.options_metavar = "[オプション]"
    made.format_usage = usage  # Typer offers no other way to the first word
    with Context(made, help_option_names=HELP_OPTIONS) as context:
        option = made.get_help_option(context)
        if option is not None:
            option.help = "この説明を表示して終わります。"
    if isinstance(made, TyperGroup):
        made.subcommand_metavar = "コマンド [引数]..."
        for below in made.commands.values():
            _translate(below)


def explain(error: TyperException) -> int:
    """Say on stderr what is wrong with the arguments; the exit status."""
    print(_sentence(error), file=sys.stderr)
    context = getattr(error, "ctx", None)
    if context is not None:
        print(f"使い方は `{context.command_path} --help` で見られます。", file=sys.stderr)
    return 2


def _sentence(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    name = (parameter.opts[-1] if parameter is not None and parameter.opts else None) or getattr(
        error, "param_hint", None
    )
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return error.format_message()
        case "NoSuchOption":
            wrong = getattr(error, "option_name", "")
            context = getattr(error, "ctx", None)
            known = [option for each in context.command.params for option in each.opts] if context else []
            near = nearest(wrong, known)
            hint = f"「{near}」ではありませんか。" if near else ""
            return f"「{wrong}」というオプションはありません。{hint}"
        case "MissingParameter":
            return f"「{name or 'PATHS'}」を指定してください。"
        case "BadParameter":
            return f"「{name}」の値が正しくありません: {error.message}" if name else error.message
        case "BadOptionUsage":
            return f"「{getattr(error, 'option_name', '')}」には値を付けてください。"
        case _:
            return error.format_message()
