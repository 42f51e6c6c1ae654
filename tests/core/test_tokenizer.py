"""Morphemes with their places."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from snslint.text import fold
from snslint.tokenizer import Token, tokenize


def test_tokens_carry_features_and_places() -> None:
    assert tokenize("断水 するらしい")[1:] == [
        Token("する", "為る", "スル", "動詞-非自立可能", "終止形-一般", 3, 5),
        Token("らしい", "らしい", "ラシイ", "助動詞", "終止形-一般", 5, 8),
    ]


def test_an_unknown_word_has_its_surface_for_a_lemma() -> None:
    assert [(token.lemma, token.reading) for token in tokenize("xqzw")] == [("xqzw", "")]


def test_a_tail_of_the_lemma_is_no_part_of_the_word() -> None:
    assert [(token.lemma, token.word) for token in tokenize("バカンス")] == [
        ("バカンス-vacances", "バカンス")
    ]


def test_a_long_post_is_cut_into_the_same_tokens_as_its_sentences() -> None:
    sentence = "町の窓口をお休みします。"
    row = tokenize(sentence)
    assert [token.surface for token in tokenize(sentence * 1000)] == [token.surface for token in row] * 1000


@given(st.text(max_size=200).map(lambda text: fold(text).text))
def test_every_token_stands_where_it_says(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert all(first.end <= second.start for first, second in pairwise(tokens))
    visible = "".join(char for token in tokens for char in token.surface if not char.isspace())
    assert visible == "".join(char for char in text if not char.isspace())
