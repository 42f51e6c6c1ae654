"""A page tells staff what a rule or a clause means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from snslint import rules
from snslint.errors import UserError
from snslint.explain import Page, Section, clause_page, family_page, rule_page, sign_off_in_words
from snslint.model import Check, Clause, Guideline, Municipality, Own, Severity, SignOff

RULE = """\
title: "伝聞"
severity: error
message: "「{match}」は伝聞です。"
why: "事実として受け取られます。"
suggest: "確認してから投稿してください。"
find: [{words: ["という噂"]}]
examples:
  bad: ["断水«という噂»です。", {text: "中止\\n«という噂»です。"}]
  good: ["断水です。"]
"""

CLAUSES = (
    Clause("2(1)", "噂を広めない。\n留意する。", force="care", checks=(Check("rumour", "噂を広めない。"),),
           remind="確かめましたか。", never_allow=True),
    Clause("2(2)", "課長の決裁を受ける。", title="決裁", checks=(Check("approval", "課長の決裁を受ける。"),),
           sign_off=SignOff("section-head", reviewers=2, author=True, delegated_by=True, only="official-view")),
    Clause("3", "法令を守る。", hints=("illegal",)),
    Clause("4", "", title="目的", reference="目的を述べたもの。"),
    Clause("5①", "噂", applies_to=("comment",), checks=(Check("rumour/hearsay", "噂", Severity.INFO),)),
    Clause("6", "返信は丁寧に。", remind="丁寧ですか。"),
    Clause("7", "附則"),
)  # fmt: skip
TOWN = Municipality("kaku", "架空町", Guideline("指針", "広報課", "2024-04-01", "2025-04-01"), Own(), CLAUSES)
SOURCE = Section("出典", ("指針（施行 2024-04-01、改正 2025-04-01）", "広報課"))


@pytest.fixture
def rule(tmp_path: Path) -> rules.Rule:
    folder = tmp_path / "rumour"
    folder.mkdir()
    (folder / "hearsay.yaml").write_text(RULE, encoding="utf-8")
    [only] = rules.load([tmp_path]).rules
    return only


def test_a_clause_is_told_with_its_source_its_strength_and_its_rules(rule: rules.Rule) -> None:
    assert clause_page(TOWN, "2(1)", [rule]) == Page(
        "架空町 2(1)",
        (
            Section("", ("噂を広めない。", "留意する。")),
            SOURCE,
            Section(
                "扱い",
                (
                    "条項の強さ: 留意・慎重に（強くても「注意」）",
                    "ルールで点検します。",
                    "この条項の指摘は、理由を付けても許可できません。",
                ),
            ),
            Section("点検するルール", ("rumour/hearsay  伝聞",)),
            Section("人が確かめること", ("確かめましたか。",)),
        ),
    )


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        (
            "2(2)",
            ("条項の強さ: 守らなければならない",
             "公開前の確認を求めます: 所属長（課長・室長・局長など）の承認、または書いた人以外の2人の確認、"
             "または所属長が任せた記録。書いた人の名前。公式見解や政策を述べる投稿だけに求めます。"),
        ),
        ("3", ("条項の強さ: 守らなければならない", "参考として知らせます。", "参考（info）として知らせる分野: 違法行為")),
        ("4", ("点検しません: 目的を述べたもの。",)),
        ("6", ("人が確かめます。",)),
        ("7", ("扱いが決まっていません。",)),
    ],
)  # fmt: skip
def test_what_becomes_of_a_clause_is_told(clause: str, told: tuple[str, ...]) -> None:
    sections = {section.heading: section.lines for section in clause_page(TOWN, clause, []).sections}
    assert sections["扱い"] == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (SignOff(), []),
        (SignOff("anyone"), ["承認した人"]),
        (SignOff(reviewers=1), ["書いた人以外の1人の確認"]),
        (SignOff(delegated_by=True), ["所属長が任せた記録"]),
        (SignOff("section-head", publish_at=True), ["所属長（課長・室長・局長など）の承認", "投稿日時"]),
        (SignOff(author=True, publish_at=True), ["書いた人の名前", "投稿日時"]),
    ],
)
def test_of_a_sign_off_only_what_is_asked_for_is_told(asked: SignOff, told: list[str]) -> None:
    assert sign_off_in_words(asked) == told


def test_a_clause_is_found_however_wide_its_number_is_typed() -> None:
    assert clause_page(TOWN, "２（２）", []).title == "架空町 2(2) 決裁"
    assert clause_page(TOWN, "5①", []).title == "架空町 5①"


def test_an_unknown_clause_names_the_nearest() -> None:
    with pytest.raises(UserError) as caught:
        clause_page(TOWN, "2(3)", [])
    assert str(caught.value) == (
        "「指針」に条項「2(3)」はありません。「2(2)」ではありませんか。使えるもの: 2(1)、2(2)、3、4、5①、6、7"
    )


def test_a_rule_is_told_with_its_examples_and_the_clauses_it_stands_on(rule: rules.Rule) -> None:
    assert rule_page(rule, [TOWN]) == Page(
        "rumour/hearsay 伝聞",
        (
            Section("", ("分野: 噂・デマ", "強さ: 重大")),
            Section("なぜ", ("事実として受け取られます。",)),
            Section("どうするか", ("確認してから投稿してください。",)),
            Section("指摘する例", ("断水«という噂»です。", "中止 «という噂»です。")),
            Section("指摘しない例", ("断水です。",)),
            Section(
                "根拠になる条項",
                ("架空町 2(1)  噂を広めない。  → 注意", "架空町 5①（利用者の書き込み）  噂  → 参考"),
            ),
            Section("このルールのファイル", (rule.path,)),
        ),
    )


def test_a_rule_that_a_municipality_does_not_use_is_told_so_instead_of_its_clauses(rule: rules.Rule) -> None:
    town = replace(TOWN, rules={"rumour/hearsay": None})
    sections = {section.heading: section.lines for section in rule_page(rule, [town]).sections}
    assert sections["根拠になる条項"] == ("架空町では使いません。",)


@pytest.mark.parametrize(
    ("examples", "told"),
    [
        ("", {}),
        ("examples: なし\n", {}),
        ("examples: {bad: なし, good: []}\n", {}),
        ('examples: {bad: [{text: ["«噂»"]}, "«噂»です。"]}\n', {"指摘する例": ("«噂»です。",)}),
    ],
)
def test_examples_that_were_spoiled_after_the_rule_was_read_are_left_out(
    examples: str, told: dict[str, tuple[str, ...]], rule: rules.Rule
) -> None:
    Path(rule.path).write_text(RULE.partition("examples:")[0] + examples, encoding="utf-8")
    sections = {section.heading: section.lines for section in rule_page(rule, []).sections}
    assert {heading: lines for heading, lines in sections.items() if "例" in heading} == told


def test_a_family_lists_its_rules_and_clauses(rule: rules.Rule) -> None:
    assert family_page("rumour", [rule], [TOWN]) == Page(
        "rumour 噂・デマ",
        (
            Section("ルール", ("rumour/hearsay  伝聞",)),
            Section("根拠になる条項", ("架空町 2(1)  噂を広めない。", "架空町 5①  噂")),
        ),
    )
