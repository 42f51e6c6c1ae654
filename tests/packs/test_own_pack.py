"""A pack outside the checkout, in a path with spaces and Japanese names, works with every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

RULE = """\
title: "浜ばなし"
severity: error
message: "「{match}」は、確かでない話です。"
why: "うわさでも事実として受け取られるため。"
suggest: "発表元を書いてください。"
find: [{words: [$浜の言葉]}]
unless: [{context: 催し物}]
examples:
  bad: [{text: "«浜ばなし»です。", municipality: 海辺町, clause: "5(9)", severity: error}]
  good: ["浜ばなしを上演します。"]
"""
FILES = {
    "広報 ルール集/rules/rumour/浜ばなし.yaml": RULE,
    "広報 ルール集/rules/rumour/kaze.yaml": RULE.replace("浜ばなし", "風の便り"),
    "広報 ルール集/rules/lexicon/浜の言葉.yaml": 'title: "浜の言葉"\nwords: [浜ばなし, 風の便り]\n',
    "広報 ルール集/rules/contexts/催し物.yaml": (
        'title: "催し物"\nfind: [{words: [上演]}]\nexamples: {in: ["上演します。"], out: ["晴れ。"]}\n'
    ),
    "広報 ルール集/municipalities/海辺町.yaml": """\
extends: onjuku
name: "海辺町"
own: {places: ["灯台公園"], domains: ["town.umibe.example.jp"]}
rules:
  rumour/浜ばなし: {severity: info, reason: "試行のため"}
  rumour/kaze: {severity: off, reason: "連載の題のため"}
words:
  浜の言葉: ["船頭ばなし"]
""",
    "投稿 下書き/snslint.yaml": 'municipality: 海辺町\npacks: ["../広報 ルール集"]\n',
    "投稿 下書き/draft.txt": "浜ばなしと船頭ばなしです。\n",
}

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the drafts, which is the current one."""
    for name, text in FILES.items():
        path = tmp_path / "市役所 広報課" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folder = tmp_path / "市役所 広報課" / "投稿 下書き"
    monkeypatch.chdir(folder)
    return folder


def test_rules_are_tested_as_the_municipality_has_changed_them(drafts: Path, snslint: Run) -> None:
    status, told = snslint("rules", "test", "../広報 ルール集")
    lines = [line for line in told.splitlines() if not line.startswith(" ")]
    assert status == 1
    assert [line.partition(".yaml")[2] for line in lines[:-1]] == [
        ":9:16: 条項違い: 海辺町 では使われないルールです（条項がないか、off です）。",
        ":9:16: 強さ違い: 強さは info です（例では error）。",
    ]


def test_severity_switch_and_words_of_the_municipality_hold(drafts: Path, snslint: Run) -> None:
    status, told = snslint("check", "--format", "jsonl", "draft.txt")
    assert status == 0
    assert '"rule":"rumour/浜ばなし"' in told.replace(": ", ":")
    assert "船頭ばなし" in told
    assert "rumour/kaze" not in told


def test_every_other_command_knows_the_pack(drafts: Path, snslint: Run) -> None:
    assert "rumour/浜ばなし" in snslint("rules", "list")[1]
    assert "海辺町  御宿町ソーシャルメディア活用ガイドライン" in snslint("municipality", "list")[1]
    status, told = snslint("rules", "try", "rumour/浜ばなし", "draft.txt")
    assert status == 1
    assert "海辺町 5(9)、強さ info" in told
    assert told.splitlines()[-1] == "結果: 指摘 2件　「浜ばなし」（1行1字目）　「船頭ばなし」（1行6字目）"
    assert snslint("coverage", "海辺町")[0] == 0
    assert "浜ばなし" in snslint("explain", "rumour/浜ばなし")[1]


def test_a_mistake_in_the_pack_stops_every_command_with_its_place(drafts: Path, snslint: Run) -> None:
    path = drafts.parent / "広報 ルール集" / "rules" / "lexicon" / "浜の言葉.yaml"
    path.write_text('title: "浜の言葉"\nword: [浜ばなし]\n', encoding="utf-8")
    for command in (["check", "draft.txt"], ["rules", "list"], ["rules", "test"], ["coverage"]):
        status, told = snslint(*command)
        assert status == 2
        expected = f"{path}:2:1: キー「word」はありません。「words」ではありませんか。"
        assert "".join(expected.split()) in "".join(told.split())  # a report for people is wrapped
