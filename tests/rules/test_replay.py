"""`snslint rules diff` shows every finding that came, went or changed between two versions of a pack."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from snslint.bundled import rules_folder

RULE = """\
title: "試し"
severity: {severity}
message: "試しです。"
why: "試すため。"
suggest: "直してください。"
find: [{{words: [{words}]}}]
examples: {{bad: ["«うわさ話»です。"], good: ["晴れ。"]}}
"""

Pack = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]


def versions(pack: Pack, old: str, new: str, severity: str = "warning") -> None:
    pack({"rules/rumour/one.yaml": RULE.format(words=old, severity="warning")}, "old")
    pack({"rules/rumour/one.yaml": RULE.format(words=new, severity=severity)}, "new")
    records = [
        {"id": "p-1", "municipality": "onjuku", "text": "うわさ話です。", "labels": [], "why": "見本"},
        {"id": "p-2", "municipality": "onjuku", "text": "晴れ。\n町の回覧板です。", "hard": True},
    ]
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    pack({"posts.jsonl": lines}, "corpus")


def test_what_came_and_what_went_is_shown(pack: Pack, snslint: Run) -> None:
    versions(pack, "うわさ話", "うわさ話, 回覧板")
    came = "corpus/posts.jsonl:2 p-2: warning rumour/one 5(9) 「回覧板」\n"
    assert snslint("rules", "diff", "old", "new", "corpus") == (
        1,
        f"+ {came}出た指摘 1件、消えた指摘 0件、変わった指摘 0件\n",
        "",
    )
    assert snslint("rules", "diff", "new", "old", "corpus") == (
        1,
        f"- {came}出た指摘 0件、消えた指摘 1件、変わった指摘 0件\n",
        "",
    )


def test_a_finding_that_is_told_otherwise_is_shown_twice(pack: Pack, snslint: Run) -> None:
    versions(pack, "うわさ話", "うわさ話", severity="info")
    place = "corpus/posts.jsonl:1 p-1:"
    assert snslint("rules", "diff", "old", "new", "corpus")[:2] == (
        1,
        f"- {place} warning rumour/one 5(9) 「うわさ話」\n+ {place} info rumour/one 5(9) 「うわさ話」\n"
        "出た指摘 0件、消えた指摘 0件、変わった指摘 1件\n",
    )


def test_equal_versions_differ_in_nothing(pack: Pack, snslint: Run) -> None:
    versions(pack, "うわさ話", "うわさ話")
    assert snslint("rules", "diff", "old", "new", "corpus") == (
        0,
        "出た指摘 0件、消えた指摘 0件、変わった指摘 0件\n",
        "",
    )


def test_a_copy_of_the_shipped_rules_takes_their_place(pack: Pack, snslint: Run, tmp_path: Path) -> None:
    pack({"posts.jsonl": '{"municipality": "onjuku", "text": "うわさ話です。"}\n'}, "corpus")
    for name in ("old", "new"):
        shutil.copytree(rules_folder(), tmp_path / name / "rules")
    shutil.rmtree(tmp_path / "new" / "rules" / "length")
    assert snslint("rules", "diff", "old", "new", "corpus")[0] == 0


def test_a_folder_that_is_not_there_is_told(pack: Pack, snslint: Run) -> None:
    versions(pack, "うわさ話", "うわさ話")
    assert snslint("rules", "diff", "odl", "new", "corpus") == (
        2,
        "",
        "odl: ルール集のフォルダーがありません。\n",
    )
