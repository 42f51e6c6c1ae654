"""Pages of docs/packs/, followed from the first line to the last."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from snslint.cli import main

DOCS = Path(__file__).parents[2] / "docs" / "packs"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def code(page: str) -> list[tuple[str, str]]:
    """The code blocks of a page: language and body."""
    return _BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


def shown(lines: str) -> re.Pattern[str]:
    """The output shown; a line `…` stands for any lines."""
    return re.compile("(?:.*\n)*?".join(map(re.escape, re.split(r"^…\n", lines, flags=re.MULTILINE))))


@pytest.fixture
def blocks() -> Callable[[str], list[tuple[str, str]]]:
    """The code blocks of a page."""
    return code


@pytest.fixture
def snslint(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs the command line: its status, and all that it said."""

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return int(ended.value.code or 0), "".join(capsys.readouterr())

    return run


@pytest.fixture
def follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], int]:
    """Writes the files of a page and runs its commands in their order; how many ran.

    A file is a block that begins with `# path`; the path stays in it, but in a text or JSONL.
    """
    monkeypatch.chdir(tmp_path)

    def write(kind: str, body: str) -> None:
        first, _, rest = body.partition("\n")
        if not first.startswith("# ") or first.startswith("# yaml-language-server"):
            return
        path = Path(first.removeprefix("# "))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body if kind == "yaml" else rest, encoding="utf-8")

    def run(session: str) -> None:
        command, _, expected = session.partition("\n")
        command, _, target = command.partition(" > ")
        with pytest.raises(SystemExit):
            main(shlex.split(command)[1:])
        told = "".join(capsys.readouterr()).replace(f"{tmp_path}/", "")
        if target:
            Path(target).write_text(told, encoding="utf-8")
        else:
            assert shown(expected).fullmatch(told), f"{command}\n{told}"

    def follow(page: str) -> int:
        ran = 0
        for kind, body in code(page):
            if kind == "console":
                for session in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                    run(session)
                    ran += 1
            else:
                write(kind, body)
        return ran

    return follow
