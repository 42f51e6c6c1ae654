"""The command line: arguments in, exit status out.

Exit statuses: 0 nothing at or above the fail level, 1 findings, 2 the user's input or a pack is wrong (wins over 1),
3 an internal error, 130 interrupted. A closed pipe ends quietly.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from snslint.cli import japanese
from snslint.errors import Problem, UserError

FOUND = 1
WRONG_INPUT = 2
INTERNAL_ERROR = 3
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status; never with a traceback."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # A console in CP932 cannot show 🎆 or —: that must not end the run.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(lambda: _application(given), given))


def _run(application: Callable[[], typer.Typer], arguments: Sequence[str]) -> int:
    try:
        with japanese.messages():
            status = japanese.command(application())(
                args=list(arguments), prog_name="snslint", standalone_mode=False
            )
        sys.stdout.flush()
    except UserError as error:
        report(error.problems)
        return WRONG_INPUT
    except japanese.USAGE_ERRORS as error:
        return japanese.explain(error)
    except (KeyboardInterrupt, japanese.ABORT):
        status = INTERRUPTED
    except BrokenPipeError:
        _give_up_stdout()
        return 0
    except (
        OSError
    ) as error:  # files have answers of their own: this is stdout, or a system that is at its limits
        _give_up_stdout()
        print(
            f"書き込めません（{error.strerror or error}）。場所と空き容量を確かめてください。",
            file=sys.stderr,
        )
        return WRONG_INPUT
    except Exception as error:  # the last resort: one line, and nothing of the draft in it
        place = _innermost(error)
        print(f"snslint の内部で誤りが起きました({type(error).__name__}、{place})。", file=sys.stderr)
        return INTERNAL_ERROR
    if status == INTERRUPTED:  # Typer makes a status of Ctrl-C itself, and says nothing
        print("中断しました。", file=sys.stderr)
    return status if isinstance(status, int) else 0


def _open_closed_streams() -> None:
    """Give what was closed from outside (`>&-`) a place to go, in order, so that no file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - for as long as the process lives


def _give_up_stdout() -> None:
    """Nobody takes what is written; writing the rest at exit must not complain either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _innermost(error: BaseException) -> str:
    """The module and line of this program that the error came from."""
    place = "?"
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("snslint"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def report(problems: Sequence[Problem]) -> None:
    """Say on stderr what the user has to mend."""
    for problem in problems:
        print(problem, file=sys.stderr)
        if problem.excerpt:
            print(f"    {problem.excerpt}", file=sys.stderr)


def _is_module(name: str) -> bool:
    return name.isidentifier() and Path(__file__).with_name(f"{name}.py").is_file()


def _modules() -> Iterator[str]:
    """The modules of this package, sorted; not looked for where the command asked for is one."""
    from pkgutil import iter_modules

    yield from sorted(found.name for found in iter_modules(__path__))


def _application(arguments: Sequence[str]) -> typer.Typer:
    """The command asked for, or all of them: every module of this package with `register(app)`."""
    app = typer.Typer(
        help="自治体のSNS投稿を、公開する前に、その自治体のガイドラインと照らし合わせます。",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": japanese.HELP_OPTIONS},
    )
    app.callback()(lambda: None)  # an application of one command would take its name for an argument
    for names in (filter(_is_module, arguments[:1]), _modules()):
        for name in names:
            register: Callable[[typer.Typer], Any] | None = getattr(
                import_module(f"{__name__}.{name}"), "register", None
            )
            if register is not None:
                register(app)
        if app.registered_commands or app.registered_groups:
            break
    return app
