"""A long run: broken files among many are each told, and a run that is ended at any moment leaves no half report."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FILES = int(os.environ.get("SNSLINT_FILES", "600"))
KILLS = int(os.environ.get("SNSLINT_KILLS", "6"))
CHECK = [
    sys.executable,
    "-m",
    "snslint",
    "check",
    ".",
    "-m",
    "onjuku",
    "--format",
    "json",
    "-o",
    "../report.json",
]


def write(folder: Path, count: int) -> set[str]:
    """Drafts of which one in a hundred is broken; the names of these."""
    folder.mkdir()
    broken = {f"{number:05}.txt" for number in range(0, count, 100)}
    for number in range(count):
        name = f"{number:05}.txt"
        text = b"\xff\x00" if name in broken else "火事があったらしいです。".encode()
        (folder / name).write_bytes(text)
    return broken


def test_each_broken_file_is_told_and_all_others_are_checked(tmp_path: Path) -> None:
    broken = write(tmp_path / "drafts", FILES)
    done = subprocess.run(CHECK, cwd=tmp_path / "drafts", capture_output=True, timeout=300)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert done.returncode == 2
    assert {problem["path"] for problem in report["problems"]} == broken
    assert len(report["posts"]) == FILES - len(broken)
    assert all(len(post["findings"]) == 1 for post in report["posts"])


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send there")
def test_ended_at_any_moment_it_leaves_no_half_report_and_the_next_run_is_right(tmp_path: Path) -> None:
    write(tmp_path / "drafts", 200)
    report = tmp_path / "report.json"
    chance = random.Random(8)
    for number in range(KILLS):
        process = subprocess.Popen(
            CHECK, cwd=tmp_path / "drafts", stdout=-3, stderr=-3, start_new_session=True
        )
        time.sleep(chance.uniform(0.05, 1.5))
        process.send_signal((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)[number % 3])
        process.wait()
        if report.exists():  # it had been faster
            assert json.loads(report.read_text(encoding="utf-8"))["summary"]["posts"] == 198
            report.unlink()
    subprocess.run(CHECK, cwd=tmp_path / "drafts", capture_output=True, timeout=300)
    assert json.loads(report.read_text(encoding="utf-8"))["summary"]["posts"] == 198
