"""A draft's views: sentences, quotations, the day of reference."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint.document import Document
from snslint.lint import TextSource
from snslint.model import Draft, Meta

TODAY = dt.date(2026, 11, 21)


def document(text: str, meta: Meta | None = None) -> Document:
    return Document(Draft(text, TextSource(), meta=meta or Meta()), today=TODAY)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一つ目です。二つ目！ですか？", ["一つ目です。", "二つ目!", "ですか?"]),
        ("「危ない。早く！」と言った。次です", ["「危ない。早く!」と言った。", "次です"]),
        ("見出し\n\n本文です", ["見出し\n\n", "本文です"]),
        ("閉じない「かぎです。次です。", ["閉じない「かぎです。", "次です。"]),
        ("「終わりです。」\n次です", ["「終わりです。」", "\n次です"]),
        ("", [""]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    found = document(text)
    assert [found.text[start:end].strip() for start, end in found.sentences] == [s.strip() for s in sentences]


def test_quotations_are_the_outermost_closed_ones() -> None:
    found = document("『あ「い」う』と「未閉\nです。“え”")
    assert [found.text[start:end] for start, end in found.parts("quotation")] == ["『あ「い」う』", "“え”"]


def test_parts_of_a_post() -> None:
    found = document("#御宿町 の @onjuku さん、https://example.com/a と a@example.com へ")
    parts = {
        part: [found.text[start:end] for start, end in found.parts(part)]
        for part in ("url", "email", "mention", "hashtag")
    }
    assert parts == {
        "url": ["https://example.com/a"],
        "email": ["a@example.com"],
        "mention": ["@onjuku"],
        "hashtag": ["#御宿町"],
    }


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (None, TODAY),
        (dt.datetime(2026, 12, 1, 23, 0), dt.date(2026, 12, 1)),
        (dt.datetime(2026, 12, 1, 23, 0, tzinfo=dt.UTC), dt.date(2026, 12, 2)),
    ],
)
def test_the_day_of_reference_is_the_day_of_publication_in_japan(
    moment: dt.datetime | None, day: dt.date
) -> None:
    assert document("", Meta(publish_at=moment)).today == day


@given(st.text())
def test_sentences_are_in_order_and_hold_every_visible_character(text: str) -> None:
    found = document(text)
    flat = [offset for sentence in found.sentences for offset in sentence]
    assert flat == sorted(flat)
    assert "".join(found.text[start:end] for start, end in found.sentences).split() == found.text.split()


@given(st.text())
def test_each_token_stands_in_the_sentence_that_its_offset_names(text: str) -> None:
    found = document(text)
    for index, token in enumerate(found.tokens):
        start, end = found.sentences[found.sentence_at(token.start)]
        assert start <= token.start < end
        assert found.token_at(token.start) == index
