"""The detectors that read links, hashtags and lengths."""

from __future__ import annotations

import datetime as dt

import pytest

from snslint.detectors import hashtag, link, over_limit
from snslint.document import Document
from snslint.lint import TextSource
from snslint.model import Draft, Length, Match, Own, Span

TODAY = dt.date(2026, 11, 21)
GLUED = "前の文字とくっついているため、リンクになりません（前に空白を入れてください）"


def document(text: str, *lengths: Length) -> Document:
    own = Own(domains=("town.onjuku.chiba.jp",))
    return Document(Draft(text, TextSource()), today=TODAY, own=own, lengths=lengths)


def test_link_yields_urls_and_domains_with_their_class_and_host() -> None:
    text = "町は https://town.onjuku.chiba.jp/a 外は bit.ly/b 宛先は a@example.com @user #tag"
    assert list(link.find(document(text))) == [
        Match(3, 33, "own", {"host": "town.onjuku.chiba.jp", "reasons": ""}),
        Match(37, 45, "shortener", {"host": "bit.ly", "reasons": ""}),
    ]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("#御宿町", []),
        ("#御宿町 #海", []),
        ("海です。#海", []),
        ("今日は#海の日", [("#海の日", GLUED)]),
        ("今日は#海#山", [("#海", GLUED), ("#山", GLUED)]),
        ("#2026", [("#2026", "数字だけのため、リンクになりません（文字を入れてください）")]),
        ("#1 です", []),
        ("#海-山", [("#海-山", "「-」で切れます（記号を除いてください）")]),
        ("#海♪山", [("#海♪山", "「♪」で切れます（記号を除いてください）")]),
        ("#海！山", []),
        ("#海・山", []),
        ("#", []),
        ("# 海", []),
        ("https://a.jp/#top", []),
        ("番号#", []),
        ("#!", []),
        ("#__", []),
        ("https://a.jp/ #海 今日は#山", [("#山", GLUED)]),
    ],
)
def test_broken_hashtags_are_told_with_what_breaks_them(text: str, broken: list[tuple[str, str]]) -> None:
    read = document(text)
    found = [
        (read.text[match.start : match.end], match.names["problem"])
        for match in hashtag.find(read)
        if match.kind == "broken"
    ]
    assert found == broken


def test_over_limit_marks_what_does_not_fit_in_the_draft_as_written() -> None:
    lengths = (
        Length("x", 300, 280, "weighted", over=True, cut=4),
        Length("line", 6, 1500, "characters", over=False),
    )
    assert list(over_limit.find(document("ｱｲｳｴｵｶ", *lengths))) == [
        Match(0, 0, names={"platform": "x", "count": "300", "limit": "280"}, span=Span(4, 6))
    ]


def test_post_within_all_limits_has_no_match() -> None:
    assert list(over_limit.find(document("あ", Length("x", 2, 280, "weighted", over=False)))) == []
