"""The sign-off that each guideline asks for, from the front matter of a file to the clause in the report."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Snslint = Callable[..., subprocess.CompletedProcess[bytes]]

NOTICE = "図書館は12月1日（火）から開きます。"
VIEW = "市としては、バス路線を残すべきだと考えます。"
AT_NINE = "publish_at: 2026-12-01 09:00"
BY_TWO = "reviewers: [文化課 里山, 秘書課 北総]"

CASES = {
    # 御宿町 8(1): the section head approves, before it is published, or has left it to the author
    "onjuku": [
        (NOTICE, "author: 総務課 海野", "所属長の承認"),
        (NOTICE, "author: 総務課 海野\napproved_by: 総務課長 浜野", None),
        (
            NOTICE,
            "author: 総務課 海野\napproved_by: 防災係長 浜野",
            "所属長の承認（「防災係長 浜野」は課長などの所属長ではありません）",
        ),
        (
            NOTICE,
            f"author: 総務課 海野\napproved_by: 総務課長 浜野\napproved_at: 2026-12-01 09:01\n{AT_NINE}",
            "所属長の承認（承認の日時が投稿の日時より後です）",
        ),
        (
            NOTICE,
            f"author: 総務課 海野\napproved_by: 総務課長 浜野\napproved_at: 令和8年12月1日 午前9時\n{AT_NINE}",
            None,
        ),
        (NOTICE, "author: 総務課 海野\ndelegated_by: 総務課長 浜野", None),
        (NOTICE, "author: 総務課 海野\ndelegated_by: 防災係長 浜野", "所属長の承認"),
        (NOTICE, AT_NINE, None),
    ],
    # 白井市 2(3)②: two others have looked at it or the head has decided; who and when is known
    "shiroi": [
        (NOTICE, f"author: 文化課 梨本\n{BY_TWO}\n{AT_NINE}", None),
        (NOTICE, f"author: 文化課 梨本\napproved_by: 文化課長\n{AT_NINE}", None),
        (
            NOTICE,
            f"author: 文化課 梨本\nreviewers: [文化課 梨本, 文化課 里山]\n{AT_NINE}",
            "作成者以外の2人の確認か所属長の承認",
        ),
        (NOTICE, f"author: 文化課 梨本\n{BY_TWO}", "投稿する日時"),
        (
            NOTICE,
            f"author: 文化課\n{BY_TWO}\n{AT_NINE}",
            "作成者の氏名（「文化課」は個人の名前ではありません）",
        ),
        (NOTICE, f"author: 文化課 梨本\ndelegated_by: 文化課長\n{AT_NINE}", "作成者以外の2人の確認か所属長の承認"),
    ],
    # 栃木県 5(2): the writer is known, and somebody has approved
    "tochigi": [
        (NOTICE, "author: 広報課 益子\napproved_by: 広報課 大谷", None),
        (NOTICE, "author: 広報課 益子", "承認者"),
        (NOTICE, "author:\napproved_by: ''", "作成者の氏名、承認者"),
        (
            NOTICE,
            "author: 広報課 益子\napproved_by: 確認中",
            "承認者（「確認中」は承認とみなせません）",
        ),
        (
            NOTICE,
            "author: 広報課\napproved_by: 広報課長 大谷",
            "作成者の氏名（「広報課」は個人の名前ではありません）",
        ),
    ],
    # 美祢市 第4-6: nobody, unless it states the city's view: then the section head
    "mine": [
        (NOTICE, "author: 企画政策課 大理", None),
        (VIEW, "author: 企画政策課 大理", "所属長の承認"),
        (VIEW, "author: 企画政策課 大理\napproved_by: 企画政策課長 石灰", None),
        (VIEW, "author: 企画政策課 大理\ndelegated_by: 企画政策課長 石灰", "所属長の承認"),
        (VIEW, AT_NINE, None),
    ],
}  # fmt: skip


@pytest.mark.parametrize("municipality", CASES)
def test_each_guideline_asks_for_its_own_sign_off(
    snslint: Snslint, tmp_path: Path, municipality: str
) -> None:
    for number, (text, front, _) in enumerate(CASES[municipality]):
        (tmp_path / f"{number}.md").write_text(f"---\n{front}\n---\n{text}\n", encoding="utf-8")
    report = json.loads(snslint("check", ".", "-m", municipality, "--format", "json").stdout)
    found = [
        [each["message"] for each in post["findings"] if each["family"] == "approval"]
        for post in report["posts"]
    ]
    expected = [[] if missing is None else [missing] for _, _, missing in CASES[municipality]]
    assert report["problems"] == []
    assert [[message.partition(":")[2].rstrip("。") for message in each] for each in found] == expected


@pytest.mark.parametrize(
    ("municipality", "text", "clause"),
    [
        ("onjuku", NOTICE, "8(1)"),
        ("shiroi", NOTICE, "2(3)②"),
        ("tochigi", NOTICE, "5(2)"),
        ("mine", VIEW, "第4-6"),
    ],
)
def test_where_every_post_needs_a_sign_off_one_without_metadata_fails(
    snslint: Snslint, tmp_path: Path, municipality: str, text: str, clause: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    statuses = []
    for approval in ("when-named", "required"):
        settings = f"municipality: {municipality}\napproval: {approval}\nfail_on: error\n"
        (tmp_path / "snslint.yaml").write_text(settings, encoding="utf-8")
        done = snslint("check", "a.txt", "--format", "json")
        statuses.append(done.returncode)
    (finding,) = (
        each for each in json.loads(done.stdout)["posts"][0]["findings"] if each["family"] == "approval"
    )
    assert (statuses, finding["clause"]["id"], finding["start"], finding["end"]) == ([0, 1], clause, 0, 0)


def test_a_blank_cell_below_the_name_of_an_approver_is_no_approval(snslint: Snslint, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"本文,承認者\n{NOTICE},\n{NOTICE},総務課長 浜野\n", encoding="utf-8")
    report = json.loads(snslint("check", "a.csv", "-m", "onjuku", "--format", "json").stdout)
    assert [[each["family"] for each in post["findings"]] for post in report["posts"]] == [["approval"], []]
