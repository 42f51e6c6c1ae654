"""What `words` and `tokens` find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from snslint.document import Document
from snslint.lint import TextSource
from snslint.matchers.search import Index, Search
from snslint.matchers.tokens import Element, Pattern, repeats
from snslint.matchers.words import Words, analyse
from snslint.model import Draft


def search(text: str, words: Sequence[str] = ()) -> Search:
    document = Document(Draft(text, TextSource()), today=dt.date(2026, 11, 21))
    return Search(document, Index({"words": [analyse(word) for word in words]}))


def found(text: str, words: Sequence[str], **how: bool) -> list[str]:
    one = search(text, words)
    matcher = Words(("words",), **how)
    return [text[match.start : match.end] for match in one.matches(matcher)]


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("取り扱い", "取扱注意。とりあつかいは", ["取扱", "とりあつかい"]),
        ("下さい", "来てください", ["ください"]),
        ("死ぬ", "みな死んだ。死ねば", ["死ん", "死ね"]),
        (
            "未確認だ",
            "未確認です。未確認である。未確認でした。",
            ["未確認です", "未確認である", "未確認でし"],
        ),
        ("反対する", "市は反対しました", ["反対し"]),
        ("バカンス", "バカンスの季節", ["バカンス"]),
        ("止める", "会議を止めた。宿に止まる", ["止め"]),
        ("秘密", "秘密基地", ["秘密"]),
        ("LINE", "Lineとｌｉｎｅ", ["Line", "ｌｉｎｅ"]),
        ("公表前", "公\n表前", []),
        ("町長", "町\n長。町長", ["町長"]),
        ("火", "花火大会", []),
        ("受け入れない", "受け入れません。", ["受け入れません"]),
        ("受け入れません", "受け入れない。", ["受け入れない"]),
        ("問題ない", "問題ありません。", ["問題ありません"]),
        ("決まった", "決まりました。決まる。", ["決まりました"]),
        ("決まりました", "決まったよ。決まります。", ["決まった"]),
        ("聞かなかった", "聞きませんでした。", ["聞きませんでした"]),
        ("聞きませんでした", "聞かなかった。", ["聞かなかった"]),
    ],
)
def test_words(word: str, text: str, expected: list[str]) -> None:
    assert found(text, [word]) == expected


def test_whole_words_have_no_noun_beside_them() -> None:
    assert found("秘密基地の秘密を話す。町の秘密。", ["秘密"], whole=True) == ["秘密", "秘密"]


def test_as_written_keeps_an_imperative_apart() -> None:
    assert found("死ね。死ぬ。", ["死ね"], as_written=True) == ["死ね"]


def test_the_longest_of_several_words_is_found() -> None:
    assert found("れいわ新選組の公約", ["れいわ", "れいわ新選組"]) == ["れいわ新選組"]


LEMMA_A = Element(attributes={"lemma": frozenset({"赤い"})})
NOUN = Element(attributes={"pos": frozenset({"名詞"})})


def pattern(text: str, *elements: Element, words: Sequence[str] = ()) -> list[str]:
    one = search(text, words)
    return [text[match.start : match.end] for match in one.matches(Pattern(elements))]


def many(element: Element, operator: str) -> Element:
    least, most = repeats(operator)
    return Element(element.attributes, element.excluded, element.words, least, most)


def test_every_start_is_tried() -> None:
    assert pattern("赤い赤い花", LEMMA_A, NOUN) == ["赤い花"]


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("?", ["赤い花"]), ("*", ["赤い赤い花"]), ("+", ["赤い赤い花"]), ("{2}", ["赤い赤い花"]), ("{3,}", [])],
)
def test_operators(operator: str, expected: list[str]) -> None:
    assert pattern("赤い赤い花", many(LEMMA_A, operator), NOUN) == expected


def test_pos_and_form_match_by_their_beginnings() -> None:
    verb = Element(attributes={"pos": frozenset({"動詞"}), "form": frozenset({"命令形"})})
    assert pattern("早く行け。早く行く。", verb) == ["行け"]
    assert pattern("早く行け。", Element(attributes={"pos": frozenset({"動"})})) == []


def test_an_excluded_token_is_not_taken() -> None:
    not_number = Element({"pos": frozenset({"名詞"})}, {"pos": frozenset({"名詞-数詞"})})
    assert pattern("3の花", not_number) == ["花"]


def test_words_are_an_element_of_a_pattern() -> None:
    party = Element(words=Words(("words",)))
    particle = Element(attributes={"pos": frozenset({"助詞"})})
    assert pattern("れいわ新選組を", party, particle, words=["れいわ新選組"]) == ["れいわ新選組を"]


def test_a_pattern_does_not_cross_a_line() -> None:
    assert pattern("赤い\n花", LEMMA_A, NOUN) == []


@pytest.mark.parametrize("operator", ["!", "{}", "{,}", "{3,1}", "{0}", "x", "{0,0}"])
def test_what_is_no_operator_is_refused(operator: str) -> None:
    with pytest.raises(ValueError, match="^" + operator.replace("{", r"\{").replace("}", r"\}")):
        repeats(operator)
