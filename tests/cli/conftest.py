"""What the tests of the command line share: the program as its users run it, and Git without anybody's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Snslint = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def snslint(tmp_path: Path) -> Snslint:
    """Run the program in `tmp_path`; its output as bytes. Keywords are added to the environment."""

    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "snslint", *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONUTF8": "1", **environment},
            timeout=300,
        )

    return run


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run Git in `tmp_path`, as somebody and without settings; its output."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "広報")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "koho@example.com")

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
        return done.stdout.decode()

    return run
