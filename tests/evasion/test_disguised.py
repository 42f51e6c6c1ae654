"""Which disguises of the worst words are found, and which honest writing is left alone."""

from __future__ import annotations

import datetime as dt

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from snslint.detectors import disguised
from snslint.document import Document
from snslint.lint import TextSource
from snslint.model import Draft


def found(text: str) -> list[tuple[str, str]]:
    document = Document(Draft(text, TextSource()), today=dt.date(2026, 11, 21))
    return [(match.kind, document.text[match.start : match.end]) for match in disguised.find(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("お前は死 ね。", [("insult", "死 ね")]),
        ("死○ね!", [("insult", "死○ね")]),
        ("早く死\nね", [("insult", "死\nね")]),
        ("窓口はバ*カ、課長はア・ホ", [("insult", "バ*カ"), ("insult", "ア・ホ")]),
        ("馬・鹿・野・郎", [("insult", "馬・鹿・野・郎")]),
        ("さっさと氏ね", [("insult", "氏ね")]),
        ("しね。", [("insult", "しね")]),
        ("お前はね死。", [("insult", "ね死")]),
        ("バ力ばかりだ", [("insult", "バ力")]),
        ("まるでキ○ガイだ", [("slur", "キ○ガイ")]),
        ("ぶ っ 殺 す", [("threat", "ぶ っ 殺 す")]),
        ("熊が出たﾗｼｲ", [("hearsay", "ラシイ")]),
        ("熊が出たら-し-いよ。", [("hearsay", "ら-し-い")]),
    ],
)
def test_a_word_in_disguise_is_found_whole(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "夏のバ カンス", "バ・カ・ン・ス", "アルバ カメラ店", "バ カ貝", "すれば かならず", "死 ねん", "必死 ね", "死\n\nね", "楽しいしね。",
        "彼氏ね。", "●ねんりんピック", "有・無・能", "馬・鹿・猪", "障害老人", "子どもら しい絵", "食べたら しいたけ", "新ラシイ", "殺菌す ぞうきん",
        "1,056すぐに", "○すぐに", "殺すぞ", "死ね。", "気のせい", "ガ○ジー",
    ],
)  # fmt: skip
def test_honest_writing_and_words_without_disguise_are_left_alone(text: str) -> None:
    assert found(text) == []


PIECES = [
    *"死ねしバカかアホ氏市4ばあほ殺すぞタヒ郎野鹿馬害老キチガイ気違いらしいラシた。お前はさっさとぶっ56",
    "○",
    "・",
    " ",
    "\n",
    "😀",
    "ー",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_is_found_where_the_trigger_is_not(text: str) -> None:
    assert regex.search(disguised.TRIGGER, text) or not found(text)
