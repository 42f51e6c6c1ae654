"""A pack of one's own, and the command line over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from snslint.cli import main

Ran = tuple[int, str, str]
"""Exit status, stdout, stderr."""

HEAD = """\
title: "試し"
severity: warning
message: "「{match}」です。"
why: "試すため。"
suggest: "直してください。"
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes files of a pack (by path below it) and makes the folder above it the current one."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str], name: str = "pack") -> Path:
        for path, text in files.items():
            whole = tmp_path / name / path
            whole.parent.mkdir(parents=True, exist_ok=True)
            whole.write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def snslint(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs the command line with the arguments given."""

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run
