"""Hostile input gets its stated answer, without a traceback and within bounds; `benchmarks.robustness` runs all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks.hostile import cases
from benchmarks.hostile.case import Case, run, written

CASES = {case.name: case for group in cases().values() for case in group}
QUICK = (
    "100 MB の下書き1件",
    "@ を10万個",
    "1字に結合文字99,999個",
    "双方向制御の入れ子",
    "JSON の片割れのサロゲート",
    "深い入れ子の YAML（5万段。libyaml が落ちる）",
    "YAML の参照の爆弾",
    "!!python のタグ",
    "9,999年の公開日時",
    "展開すると 60 MB の .xlsx",
    "端末の制御文字（題を変える・画面を消す）",
    "シンボリックリンクの輪",
    "名前付きパイプ（FIFO）",
    "改行と制御文字のある名前",
    "4,096字より長いパス",
    "ルールが名前付きパイプ",
    "10億回の繰り返し (a{9999}){9999}",
    "いっぱいのディスクへの報告（/dev/full）",
    "いっぱいのディスクへの --output（RLIMIT_FSIZE）",
    "前の報告がある所へ書けない",
    "閉じた標準出力（>&-）",
    "閉じた標準入力（- と <&-）",
    "読み込みの間の Ctrl-C",
    "--output の間の Ctrl-C",
    "SIGTERM",
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache after a first start, which compiles the packs in a checkout: the same bounds hold for it, by itself."""
    folder = tmp_path_factory.mktemp("cache")
    assert run(written("first start", "a.txt", "本日は晴れです。", 0, ""), folder).wrong == ()
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="the cases measure and limit processes as Linux does")
@pytest.mark.parametrize("case", [CASES[name] for name in QUICK], ids=QUICK)
def test_hostile_input_gets_its_answer(case: Case, cache: Path) -> None:
    assert run(case, cache).wrong == ()


def test_there_are_at_least_sixty_cases_of_different_names() -> None:
    assert len(CASES) == sum(len(group) for group in cases().values()) >= 60


def test_every_quick_case_is_in_the_table_of_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "robustness.md").read_text(encoding="utf-8")
    assert [name for name in QUICK if f"| {name} |" not in page] == []
