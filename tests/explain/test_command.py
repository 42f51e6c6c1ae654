"""`snslint explain` on the command line."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from snslint.cli import main


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["explain", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_clause_is_printed_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("onjuku", "5(9)") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:8] == [
        "御宿町 5(9)",
        "",
        "  虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの",
        "",
        "出典",
        "  御宿町ソーシャルメディア活用ガイドライン（施行 2020-11-06）",
        "  御宿町 企画財政課",
        "  https://www.town.onjuku.chiba.jp/sub5/public-relations/socialmediaguideline.ht",
    ]


@pytest.mark.parametrize(
    "what", [["rumour/hearsay"], ["politics"], ["mine", "第4-4(2)"], ["shiroi", "２（３）④"]]
)
def test_no_line_is_wider_than_the_terminal(what: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*what) == 0
    assert max(map(cell_len, capsys.readouterr().out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (["rumour/hearsey"], "ルール「rumour/hearsey」はありません。「rumour/hearsay」ではありませんか。"),
        (["onjuku"], "条項の番号も書いてください（例: snslint explain onjuku \"5(9)\"）。使えるもの: 1、2、3、4、4(1)、"),
        (["onjuku", "5(99)"], "「御宿町ソーシャルメディア活用ガイドライン」に条項「5(99)」はありません。「5(9)」ではありませんか。"),
        (["onjyuku", "5(9)"], "自治体「onjyuku」はありません。「onjuku」ではありませんか。"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_the_nearest(
    what: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*what) == 2
    assert capsys.readouterr().err.startswith(message)
