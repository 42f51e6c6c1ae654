"""Ctrl-C in the middle of a run, as a terminal sends it: to the program and all its processes; and an end that is asked for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals to a process group")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_130_and_leaves_the_last_report_as_it_was(tmp_path: Path, jobs: str) -> None:
    program = _amid_a_report(tmp_path, jobs)
    os.killpg(program.pid, signal.SIGINT)
    assert _ended(program, tmp_path) == (130, "中断しました。\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_request_to_end_is_heeded_the_same_way_with_143(tmp_path: Path, jobs: str) -> None:
    program = _amid_a_report(tmp_path, jobs)
    program.terminate()
    assert _ended(program, tmp_path) == (143, "終了の合図（SIGTERM）を受けたので、やめました。\n")


def _amid_a_report(tmp_path: Path, jobs: str) -> subprocess.Popen[bytes]:
    line = json.dumps({"text": "駅前で火事があったらしいです。" * 20}, ensure_ascii=False) + "\n"
    (tmp_path / "posts.jsonl").write_text(line * 20_000, encoding="utf-8")
    (tmp_path / "report.json").write_text("before", encoding="utf-8")
    program = subprocess.Popen(
        [
            *(sys.executable, "-m", "snslint", "check", "posts.jsonl", "-m", "onjuku"),
            *("--jobs", jobs, "--format", "json", "-o", "report.json"),
        ],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    _wait_until_it_writes(tmp_path)
    return program


def _ended(program: subprocess.Popen[bytes], folder: Path) -> tuple[int, str]:
    """The status and what was told; nothing has been written by then."""
    out, told = program.communicate(timeout=120)
    assert out == b""
    assert sorted(path.name for path in folder.iterdir()) == ["posts.jsonl", "report.json"]
    assert (folder / "report.json").read_text(encoding="utf-8") == "before"
    return program.returncode, told.decode()


def _wait_until_it_writes(folder: Path) -> None:
    for _ in range(1200):
        if any(path.stat().st_size for path in folder.glob(".report.json.*.tmp")):
            return
        time.sleep(0.05)
    pytest.fail("nothing was written within a minute")
