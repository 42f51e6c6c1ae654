"""`snslint check --timing` says where the time went, and changes nothing else."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from snslint import drafts, rules
from snslint.cli import output
from snslint.cli.timing import Timing
from snslint.lint import Linter, evaluate

Snslint = Callable[..., subprocess.CompletedProcess[bytes]]


def test_stages_and_rules_are_told_on_stderr(snslint: Snslint, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("駅前で火事があったらしいです。\n", encoding="utf-8")
    plain = snslint("check", "draft.txt", "-m", "onjuku", "-p", "x")
    timed = snslint("check", "draft.txt", "-m", "onjuku", "-p", "x", "--timing")
    assert (timed.returncode, timed.stdout) == (plain.returncode, plain.stdout)
    first, *lines = timed.stderr.decode().splitlines()
    total = re.fullmatch(r"かかった時間（CPUのミリ秒）: 合計 ([\d,.]+)", first)
    assert total
    rows = [line.split(maxsplit=1) for line in lines if line.startswith(" ")]
    stages, of_rules = rows[:8], rows[8:]
    assert [name for _, name in stages] == [
        "プログラムと設定の読み込み",
        "下書きの読み込み",
        "ルールの用意",
        "表記をそろえる",
        "語に分ける",
        "調べるルールの絞り込み",
        "ルール",
        "結果の出力とそのほか",
    ]
    figures = {name: float(figure.replace(",", "")) for figure, name in rows}
    assert abs(sum(figures[name] for _, name in stages) - float(total[1].replace(",", ""))) < 1
    assert any(name.startswith("rumour/") for _, name in of_rules)
    told = [float(figure.replace(",", "")) for figure, _ in of_rules]
    assert told == sorted(told, reverse=True)
    assert len(told) <= 20
    assert abs(sum(told) - figures["ルール"]) < 2 + figures["ルール"] / 2


def test_what_was_exchanged_is_put_back() -> None:
    before = drafts.read, rules.load, Linter.plan, output.write, evaluate.matches
    with Timing().measuring():
        assert drafts.read is not before[0]
    assert (drafts.read, rules.load, Linter.plan, output.write, evaluate.matches) == before
