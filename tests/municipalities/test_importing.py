"""A guideline's text becomes clauses with their ids, exact texts and a proposal each, in any style of numbering."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from snslint.municipalities import load
from snslint.municipalities.importing import Imported, Proposal, import_guideline
from snslint.municipalities.importing.markers import Marker, markers
from snslint.municipalities.importing.writing import to_yaml

FIXTURES = Path(__file__).parent / "fixtures"
STYLES = sorted(path.stem for path in FIXTURES.glob("*.txt"))
SHIPPED = ("mine", "onjuku", "shiroi", "tochigi")


def imported(style: str) -> Imported:
    return import_guideline((FIXTURES / f"{style}.txt").read_text(encoding="utf-8"))


def families(proposal: Proposal) -> list[str]:
    return [what for what, _ in proposal.checks] + ["approval"] * (proposal.sign_off is not None)


def claims(read: Imported, kind: str = "post") -> dict[str, str]:
    """What each clause is proposed to be checked by, of those that are."""
    chosen = (one for one in read.proposals if one.applies_to == kind and families(one))
    return {one.entry.id: " ".join(families(one)) for one in chosen}


def guideline(data: Path, name: str) -> str:
    return (data / "guidelines" / f"{name}.txt").read_text(encoding="utf-8")


def test_a_statute_with_captions_paragraphs_and_a_branch_article() -> None:
    read = imported("reiki")
    assert (read.name, read.title, read.enacted) == (
        "霧島原町",
        "霧島原町ソーシャルメディア利用規程",
        "2021-04-01",
    )
    assert claims(read) == {
        "第4条": "approval",
        "第5条(1)": "confidential",
        "第5条(2)": "unreleased",
        "第5条(3)": "defamation",
        "第5条(4)ア": "ip-rights",
        "第5条(5)": "politics",
        "第5条(6)": "rumour",
        "第5条2": "short-url",
    }
    assert claims(read, "comment") == {
        "第6条(1)": "public-order",
        "第6条(2)": "discrimination",
        "第6条(3)": "commercial",
    }
    assert [one.id for one in read.outline.entries if one.id.startswith(("第3条", "第6条の", "附則"))] == [
        "第3条",
        "第3条2",
        "第3条3",
        "第6条の2",
        "附則",
        "附則[2]",
    ]


def test_a_printed_page_broken_by_column_width_with_contents_and_page_marks() -> None:
    read = imported("wrapped")
    texts = {one.id: one.text for one in read.outline.entries}
    assert texts["2(2)"] == (
        "一人の職員の判断で発信せず、２人以上の確認を経て発信しなければならない。"
        "確認した者の氏名は、記録に残すものとする。"
    )
    assert texts["3(4)"] == "（１）から（３）までに掲げるものを含むページへのリンク"
    assert texts["注1"] == "公式ＳＮＳとは、市が市民への情報発信のために開設したアカウントをいう。"
    assert claims(read) == {
        "2(1)": "accuracy",
        "2(2)": "approval",
        "2(3)": "external-source",
        "3(1)": "personal-data",
        "3(2)": "defamation",
        "3(3)": "discrimination",
        "3(5)": "illegal",
        "3(6)": "religion",
        "3(7)": "unreleased",
        "3(8)": "security",
        "4(1)": "length",
        "4(2)": "conversation",
    }
    assert Counter(one.reason for one in read.outline.remainder) == {
        "目次": 6,
        "ページ番号": 3,
        "柱": 2,
        "表題": 1,
        "日付": 1,
        "前書き": 1,
    }


def test_headings_without_numbers_above_numbers_that_restart_and_skip() -> None:
    read = imported("headings")
    assert claims(read) == {
        "基本ルール3": "confidential unreleased",
        "基本ルール4": "accuracy",
        "禁止事項1": "defamation",
        "禁止事項2": "discrimination",
        "禁止事項3": "illegal",
        "禁止事項4": "ip-rights",
        "禁止事項6": "rumour",
        "禁止事項7": "public-order",
    }
    assert claims(read, "comment") == {
        "利用者のコメントの取扱い1": "commercial",
        "利用者のコメントの取扱い2": "politics religion",
    }
    assert [one.id for one in read.outline.entries if not one.sure] == ["禁止事項6"]


def test_bracketed_headings_bullets_and_terms_explained() -> None:
    read = imported("brackets")
    assert claims(read) == {
        "書いてはいけないこと・1": "personal-data",
        "書いてはいけないこと・2": "ip-rights",
        "書いてはいけないこと・3": "defamation",
        "書いてはいけないこと・4": "unreleased",
        "書いてはいけないこと・5": "rumour",
        "書いてはいけないこと・6": "politics",
        "お店の紹介": "commercial",
        "返事について": "conversation conversation/direct-message",
        "投稿の前に": "approval",
        "※2": "length",
    }


def test_chapters_with_four_levels_below() -> None:
    assert claims(imported("chapters")) == {
        "第2章1(1)": "ip-rights personal-data",
        "第2章1(2)": "accuracy",
        "第2章2(1)": "discrimination",
        "第2章2(2)": "advocacy",
        "第2章2(3)①": "public-order",
        "第2章2(3)②": "illegal",
        "第2章2(4)": "politics religion",
    }


def test_kanji_numbers_and_the_iroha_order() -> None:
    read = imported("kanji")
    assert claims(read) == {
        "第二-二(一)": "confidential unreleased",
        "第二-二(二)": "personal-data",
        "第二-二(三)": "rumour",
        "第二-二(四)": "defamation",
        "第二-三": "approval",
        "第三-二": "conversation",
    }
    assert claims(read, "comment") == {
        "第三-一イ": "discrimination",
        "第三-一ロ": "commercial",
        "第三-一ハ": "public-order",
    }


def test_one_style_of_number_on_two_levels_and_lines_that_begin_with_a_number_by_chance() -> None:
    read = imported("mixed")
    assert claims(read) == {
        "2(1)イ(1)": "personal-data",
        "2(1)イ(2)": "politics",
        "2(1)イ(3)": "commercial",
        "2(4)": "approval",
        "4-1)": "rumour",
        "4-2)": "ip-rights",
    }
    texts = {one.id: one.text for one in read.outline.entries}
    assert texts["2(2)"] == (
        "平日の8時30分から17時15分までとします。\n3月と4月は、転入の手続が多いため、回数を増やします。"
    )


def test_a_web_page_that_speaks_to_users_and_to_staff() -> None:
    read = imported("website")
    assert claims(read) == {
        "コメント等への対応": "conversation",
        "職員の発信ルールa": "commercial",
        "職員の発信ルールb": "unreleased",
        "職員の発信ルールc": "security",
    }
    assert claims(read, "comment") == {
        "禁止事項(1)": "illegal",
        "禁止事項(2)": "defamation",
        "禁止事項(3)": "politics religion",
        "禁止事項(5)": "rumour",
        "禁止事項(6)": "personal-data",
        "禁止事項(7)": "security",
    }


def test_two_prints_of_digits_on_two_levels() -> None:
    read = imported("digits")
    assert claims(read) == {
        "2-2": "ip-rights personal-data",
        "2-3": "accuracy",
        "3-1": "confidential",
        "3-2": "unreleased",
        "3-3": "discrimination",
        "5": "external-source",
    }
    assert claims(read, "comment") == {"4・1": "public-order", "4・2": "commercial"}
    assert [one.text for one in read.outline.remainder if one.reason == "ページの案内"] == [
        "現在地　トップページ > 県政情報 > 東雲県ソーシャルメディアガイドライン",
        "本文",
        "ページ番号：0001234　更新日：2024年4月1日更新",
    ]


def test_bullets_and_terms_below_headings_that_stand_close() -> None:
    assert claims(imported("bullets")) == {
        "利用に当たっての基本原則・2": "ip-rights personal-data",
        "利用に当たっての基本原則・3": "accuracy",
        "発信しない情報・1": "defamation",
        "発信しない情報・2": "religion",
        "発信しない情報・3": "rumour",
        "手順": "conversation approval",
    }


def test_roman_numbers_and_numbers_printed_with_those_above_them() -> None:
    read = imported("roman")
    assert claims(read) == {
        "1-1(ⅰ)": "approval",
        "1-1(ⅱ)": "unreleased",
        "1-2ⅰ": "politics",
        "1-2ⅱ": "commercial",
        "1-2ⅲ": "discrimination",
        "1-3-1": "accuracy",
        "1-3-2": "ip-rights",
    }
    texts = {one.id: one.text for one in read.outline.entries}
    assert (
        texts["1-2ⅲ"] == "人種や国籍による差別に当たるもの\n2023年以降の投稿にも、この決まりを当てはめます。"
    )
    assert texts["Ⅲ"] == "ポスト：1件の投稿のこと\nリポスト：他者の投稿を引用して共有すること"


def characters(text: str) -> Counter[str]:
    """Every character that is no space."""
    return Counter(re.sub(r"\s", "", text))


def lost(text: str) -> Counter[str]:
    """The characters of `text` that are neither in a clause nor in the remainder, and those told twice."""
    read = import_guideline(text).outline
    told = "".join(f"{one.printed}{one.title}{one.text}" for one in read.entries)
    told_too = "".join(one.text for one in read.remainder)
    difference = characters(text)
    difference.subtract(characters(told + told_too))
    return Counter({character: count for character, count in difference.items() if count})


@pytest.mark.parametrize("style", STYLES)
def test_nothing_of_the_text_is_lost(style: str) -> None:
    assert lost((FIXTURES / f"{style}.txt").read_text(encoding="utf-8")) == Counter()


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_of_the_shipped_guidelines_is_lost(name: str, data: Path) -> None:
    assert lost(guideline(data, name)) == Counter()


@pytest.mark.parametrize("style", STYLES)
def test_the_file_that_is_written_loads_and_quotes_every_clause(style: str, tmp_path: Path) -> None:
    read = imported(style)
    (tmp_path / "new.yaml").write_text(to_yaml(read), encoding="utf-8")
    municipality = load("new", [tmp_path])
    assert [(clause.id, clause.text) for clause in municipality.clauses] == [
        (one.id, one.text) for one in read.outline.entries
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_guidelines_are_read_as_they_are_shipped(name: str, data: Path) -> None:
    read = import_guideline(guideline(data, name))
    shipped = load(name)
    assert {(one.id, one.title, one.text) for one in read.outline.entries} == {
        (clause.id, clause.title, clause.text) for clause in shipped.clauses
    }


def test_nine_in_ten_families_of_the_shipped_guidelines_are_proposed_right(data: Path) -> None:
    right, expected, proposed = 0, 0, 0
    for name in SHIPPED:
        read = import_guideline(guideline(data, name))
        of_clause = {one.entry.id: set(families(one)) for one in read.proposals}
        for clause in load(name).clauses:
            wanted = {check.what for check in clause.checks}
            right += len(wanted & of_clause[clause.id])
            expected += len(wanted)
            proposed += len(of_clause[clause.id])
    assert right / expected >= 0.9
    assert right / proposed >= 0.9


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第3項　返信しない。", Marker("第項", 3, "第3項", 4)),
        ("第百二十条　返信しない。", Marker("条", 120, "第百二十条", 6)),
        ("第二百三条　返信しない。", Marker("条", 203, "第二百三条", 6)),
        ("(ｂ) 返信しない。", Marker("(a)", 2, "(b)", 4)),
        ("（Ｂ）返信しない。", Marker("(A)", 2, "(B)", 3)),
        ("iv. 返信しない。", Marker("i", 4, "iv", 4, sure=False)),
        ("⑴ 返信しない。", Marker("(n)", 1, "(1)", 2)),
    ],
)
def test_a_printed_number_is_read_with_its_style_and_value(line: str, expected: Marker) -> None:
    assert next(markers(line)) == expected
