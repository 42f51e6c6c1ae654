"""What holds for any text: no crash, exact words, no overlap, and time that grows with length alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint import platforms
from snslint.document import entities
from snslint.document.links import read_links
from snslint.platforms import x

FRAGMENTS = [
    "https://", "http://", "www.", "example.com", "town.onjuku.chiba.jp", "/a_(b)", "?a=1", "#", "＃", "@", "＠",
    "user", "。", "、", "（", ")", "[", "]", " ", "\n", "　", "あいう", "漢字", "カナ", ".", "..", "-", "_", "🎆",
    "👨‍👩‍👧‍👦", "🇯🇵", "1️⃣", "か\u3099", "\u200d", "\ufe0f", "\u202a", "\uffff", "みんな", "xn--", "$ABC", "rt", ":", "𠮷",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join))
READERS: list[Callable[[str], object]] = [
    lambda text: list(entities.urls(text)),
    lambda text: list(entities.mentions(text)),
    lambda text: list(entities.hashtags(text)),
    lambda text: list(entities.cashtags(text)),
    read_links,
    x.parse,
    *(platforms.get(name).measure for name in platforms.names()),
]


@given(TEXTS)
def test_entities_name_the_words_that_they_cover(text: str) -> None:
    for find in (entities.urls, entities.mentions, entities.hashtags, entities.cashtags):
        assert all(text[entity.start : entity.end] == entity.text for entity in find(text))


@given(TEXTS)
def test_entities_of_one_kind_never_overlap(text: str) -> None:
    for find in (entities.urls, entities.mentions, entities.hashtags, entities.cashtags):
        spans = [(entity.start, entity.end) for entity in find(text)]
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(TEXTS)
def test_links_name_the_words_that_they_cover_and_never_overlap(text: str) -> None:
    links = read_links(text)
    assert all(text[link.start : link.end] == link.text != "" for link in links)
    assert all(before.end <= after.start for before, after in pairwise(links))


@given(TEXTS)
def test_pieces_cover_the_text_and_add_up_to_the_count(text: str) -> None:
    for name in platforms.names():
        unit = platforms.get(name).unit
        pieces = list(unit.pieces(text))
        assert sum(piece.cost for piece in pieces) == unit.count(text), name
        ends = [piece.end for piece in pieces]
        assert ends == sorted(set(ends)), name
        assert not text or ends[-1] == len(text), name


@given(TEXTS, st.integers(min_value=0, max_value=40))
def test_what_stands_before_a_cut_is_within_the_limit(text: str, limit: int) -> None:
    unit = platforms.get("bluesky").unit
    assert unit.count(text[: platforms.cut(text, unit, limit)]) <= limit


@given(TEXTS, TEXTS)
def test_weight_is_stable_under_splitting_at_the_borders_of_urls(before: str, after: str) -> None:
    url = "https://www.town.onjuku.chiba.jp/a"
    text = f"{before}\n{url}\n{after}"
    assert x.weigh(text) == x.weigh(before + "\n") + 23 + x.weigh("\n" + after)


@given(TEXTS, st.integers(min_value=1, max_value=50))
def test_parts_of_a_thread_are_in_order_and_lose_nothing_but_blanks(text: str, limit: int) -> None:
    parts = platforms.split(text, x.WEIGHTED, limit)
    kept = "".join(text[part.start : part.end] for part in parts)
    assert all(before.end <= after.start for before, after in pairwise(parts))
    assert "".join(kept.split()) == "".join(text.split())


HOSTILE = [
    "www." * 3000, "@" * 10_000, "@a " * 3000, "a.com_." * 1500, "http://a.com/" + "(" * 10_000,
    "http://a.com/" + "(a" * 5000, "http://a.com/" + "(a(b" * 2500, "([{「" * 2500, "." * 10_000, "a." * 5000,
    "あ." * 5000, "a" * 10_000, "#" * 10_000, "#a" * 5000, "#" + "あ" * 10_000, "http://a.jp" * 900, "http://" * 1400,
    "https://a" * 1100, "a.com " * 1600, "a.comあ" * 1600, "a_" * 5000 + ".com", "-a" * 5000 + ".com",
    "xn--." * 2000, "http://a.com/?" + "?" * 10_000, "$" * 10_000, " $a" * 3300, "_.com" * 2000, " " * 10_000,
    "rt@" * 3300, "あ.みんな" * 1600, "# a.jp " * 1400, "https://a.jp/" + "(x)" * 3300, "https://a.jp/" + ")" * 10_000,
    "http://" + "a:" * 5000, "a@a." * 2500, "@a.a" * 2500, "https://" + "あ." * 5000, "https://あ." * 1100,
    "\u0301\u0323" * 5000, "か\u3099" * 5000, "👨‍" * 5000, "🇯" * 10_000, "👍🏻" * 5000, "1\ufe0f" * 5000, "\u200d" * 10_000,
]  # fmt: skip


LIMIT = 0.040
"""Seconds; on a quiet machine none of these takes 20 ms, and what is quadratic takes many times as long."""


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_no_text_of_10000_characters_takes_long(text: str) -> None:
    text = text[:10_000]
    for read in READERS:
        for attempt in range(10):  # the machine may be busy with something else
            fresh = text[attempt:]  # a reader may remember the text that it has just read
            begin = time.process_time()
            read(fresh)
            taken = time.process_time() - begin
            if taken <= LIMIT:
                break
        assert taken <= LIMIT
