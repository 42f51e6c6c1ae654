"""Ctrl-C in the middle of a run, as a terminal sends it: to the program and all its processes."""

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
    line = json.dumps({"text": "駅前で火事があったらしいです。" * 20}, ensure_ascii=False) + "\n"
    (tmp_path / "posts.jsonl").write_text(line * 20_000, encoding="utf-8")
    (tmp_path / "report.json").write_text("before", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
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
    os.killpg(program.pid, signal.SIGINT)
    out, said = program.communicate(timeout=120)
    assert (program.returncode, out, said.decode()) == (130, b"", "中断しました。\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "before"


def _wait_until_it_writes(folder: Path) -> None:
    for _ in range(1200):
        if any(path.stat().st_size for path in folder.glob(".report.json.*.tmp")):
            return
        time.sleep(0.05)
    pytest.fail("nothing was written within a minute")
