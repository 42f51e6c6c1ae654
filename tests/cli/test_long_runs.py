"""What a run over many drafts says beside its report: how far it is, and what each rule found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Snslint = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(autouse=True)
def _posts(tmp_path: Path) -> None:
    texts = ["駅前で火事があったらしいです。" if n == 3 else "お祭りです。" for n in range(260)]
    lines = [json.dumps({"id": str(n), "text": text}, ensure_ascii=False) for n, text in enumerate(texts)]
    (tmp_path / "posts.jsonl").write_text("\n".join(lines), encoding="utf-8")


def test_statistics_count_posts_and_the_findings_of_each_rule(snslint: Snslint) -> None:
    done = snslint("check", "posts.jsonl", "-m", "onjuku", "--format", "json", "--statistics")
    (finding,) = (each for post in json.loads(done.stdout)["posts"] for each in post["findings"])
    assert done.stderr.decode() == f"投稿 260 件\n       1  {finding['rule']}\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_progress_is_told_on_a_terminal_and_wiped_at_the_end(tmp_path: Path) -> None:
    import pty

    terminal, end = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "snslint", "check", "posts.jsonl", "-m", "onjuku", "--format", "json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=end,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    os.close(end)
    report, _ = program.communicate(timeout=120)
    said = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert json.loads(report)["summary"]["posts"] == 260
    assert said == "\r200 件を調べました…\r250 件を調べました…\r\x1b[K"
