"""`snslint coverage` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from snslint.cli import main

TOWN = """\
name: "架空町"
guideline: {title: "指針"}
clauses:
  - {id: "1", title: "目的", reference: "目的を述べたもの。"}
  - {id: "2", text: "噂を広めない。", checks: [rumour/gosip], remind: "確かめましたか。"}
"""


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["coverage", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_every_shipped_guideline_is_covered(capsys: pytest.CaptureFixture[str]) -> None:
    status = run()
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if line.startswith("抜け")] == []
    assert status == 0


@pytest.fixture
def found_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a municipality's YAML the one that `town` names in the working directory."""

    def make(municipality: str) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "pack" / "municipalities").mkdir(parents=True)
        (tmp_path / "pack" / "municipalities" / "town.yaml").write_text(municipality, encoding="utf-8")
        (tmp_path / "snslint.yaml").write_text("packs: [pack]\n", encoding="utf-8")

    return make


def test_a_gap_is_told_and_fails(
    found_here: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    found_here(TOWN)
    assert run("town") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:6] == [
        "架空町 — 指針",
        "  1  目的",
        "      対象外: 目的を述べたもの。",
        "  2  噂を広めない。",
        "      点検: rumour/gosip（ルール 0件） / 人の確認: 確かめましたか。",
        "条項 2件: 点検 1、対象外 1",
    ]
    assert lines[-2].startswith(
        "抜け: 「2」: ルール「rumour/gosip」はありません。「rumour/gossip」ではありませんか。"
    )
    assert lines[-1] == "抜け: 「2」を点検するルールが1つもありません。"


CLAUSES = """\
name: "架空町"
guideline: {title: "指針"}
clauses:
  - {id: "1", text: "一人の判断で書かず、必ず課長の承認を受け、記録を残してから公開しなければならない。", sign_off: {approved_by: section-head}}
  - {id: "2", text: "返信は丁寧に。", remind: "丁寧ですか。"}
  - {id: "3", text: "法令を守る。", hints: [illegal]}
"""


def test_each_way_in_which_a_clause_is_treated_is_told(
    found_here: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    found_here(CLAUSES)
    assert run("town") == 0
    assert capsys.readouterr().out.splitlines()[:8] == [
        "架空町 — 指針",
        "  1  一人の判断で書かず、必ず課長の承認を受け、記録を残してから公開しなければならな…",
        "      承認: approval（ルール 2件）",
        "  2  返信は丁寧に。",
        "      人の確認 / 人の確認: 丁寧ですか。",
        "  3  法令を守る。",
        "      参考 / 参考: illegal",
        "条項 3件: 承認 1、人の確認 1、参考 1",
    ]


def test_an_unknown_municipality_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("onjyuku") == 2
    assert "「onjuku」ではありませんか。" in capsys.readouterr().err
