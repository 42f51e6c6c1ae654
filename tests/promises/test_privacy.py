"""Where a draft's text goes, and where it never does: the claims of docs/privacy.md."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from snslint import Linter, baseline, cli, formats

PHONE = "090-1234-5678"
TEXT = f"\x1b]0;題\x07落とし物の持ち主の方は、秘密の合図と佐藤さんの携帯 {PHONE} へ。火事があったらしいです。"


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    """A folder in which a draft was checked into a report of every format, with its own cache."""
    (tmp_path / "draft.jsonl").write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    outputs = [part for name in formats.names() for part in ("--format", name, "-o", f"report.{name}")]
    done = subprocess.run(
        [sys.executable, "-m", "snslint", "check", "draft.jsonl", "-m", "onjuku", "--redact", *outputs],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "SNSLINT_CACHE_DIR": str(tmp_path / "cache")},
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    return tmp_path


def test_masked_reports_of_every_format_hold_no_words_of_findings(checked: Path) -> None:
    telling = [name for name in formats.names() if PHONE in (checked / f"report.{name}").read_text("utf-8")]
    assert telling == []


def test_reports_are_their_owners_alone_and_nothing_else_is_left(checked: Path) -> None:
    reports = {f"report.{name}" for name in formats.names()}
    assert {path.name for path in checked.iterdir()} == {"cache", "draft.jsonl", *reports}
    if os.name == "posix":
        assert {oct((checked / name).stat().st_mode & 0o777) for name in reports} == {"0o600"}


def test_no_report_can_drive_a_terminal(checked: Path) -> None:
    for name in formats.names():
        assert not {"\x1b", "\x07"} & set((checked / f"report.{name}").read_text("utf-8")), name


def test_the_cache_holds_nothing_of_a_draft_and_is_its_owners_alone(checked: Path) -> None:
    files = [path for path in (checked / "cache").rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_text(encoding="utf-8", errors="replace")
        assert PHONE not in data
        assert "秘密の合図" not in data
        if os.name == "posix":
            assert path.stat().st_mode & 0o077 == 0


def test_an_internal_error_is_told_without_the_text_that_it_came_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> typer.Typer:
        raise ValueError(TEXT)

    assert cli._run(fail, []) == cli.INTERNAL_ERROR
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("snslint の内部で誤りが起きました(ValueError")
    assert PHONE not in told.err


def test_a_baseline_holds_no_words() -> None:
    written = baseline.dump(baseline.create([Linter("onjuku").check(TEXT)]))
    assert PHONE not in written
    assert "らしい" not in written


def test_a_check_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert Linter("onjuku").check("https://example.com/ を見てください。火事があったらしいです。").findings
