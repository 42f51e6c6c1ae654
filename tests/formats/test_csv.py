"""The table for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from snslint.errors import Problem
from snslint.model import Report

Write = Callable[..., str]
Make = Callable[..., Report]


def rows(written: str) -> list[dict[str, str]]:
    assert written.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


def filled(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if value}


def test_each_finding_note_clean_post_and_problem_is_a_row(
    write: Write, report: Make, problem: Problem
) -> None:
    posts = [report("一行目\n«らしい»", id="007"), report("お祭り", path="b.txt", notes=("短いです。",))]
    assert [filled(row) for row in rows(write("csv", *posts, problem))] == [
        {
            "ファイル": "draft.txt",
            "行": "2",
            "列": "1",
            "投稿ID": "007",
            "自治体": "御宿町",
            "投稿先": "X",
            "区分": "注意",
            "条項": "5(9)",
            "条文": "虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの",
            "該当の言葉": "らしい",
            "指摘": "「らしい」は伝聞です。",
            "書き換え": "「らしい」を消してください。",
            "規則": "rumour/hearsay",
        },
        {"ファイル": "b.txt", "行": "1", "列": "1", "自治体": "御宿町", "投稿先": "X", "区分": "指摘なし"},
        {
            "ファイル": "b.txt",
            "行": "1",
            "列": "1",
            "自治体": "御宿町",
            "投稿先": "X",
            "区分": "お知らせ",
            "指摘": "短いです。",
        },
        {
            "ファイル": "broken.md",
            "行": "3",
            "列": "1",
            "区分": "入力の誤り",
            "指摘": "「---」の行がありません。",
        },
    ]


def test_lines_end_as_excel_writes_them_and_breaks_stay_within_cells(write: Write, report: Make) -> None:
    written = write("csv", report('«中"\n止,»'))
    assert written.count("\r\n") == 2
    assert rows(written)[0]["該当の言葉"] == '中"\n止,'


@pytest.mark.parametrize("words", ["=1+1", "+81901234", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠1", "\r=1"])
def test_no_cell_is_a_formula(write: Write, report: Make, words: str) -> None:
    row = rows(write("csv", report(f"«{words}»", path=f"{words}.csv", id=words)))[0]
    for name in ("該当の言葉", "ファイル", "投稿ID"):
        assert row[name].startswith("'")
