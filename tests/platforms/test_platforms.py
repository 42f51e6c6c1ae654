"""What each service allows, and in which unit."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from snslint import platforms
from snslint.model import Length, Span

NAMES = (
    "blog", "bluesky", "facebook", "instagram", "line", "line-api", "note", "threads", "tiktok", "x", "youtube",
)  # fmt: skip
FAMILY = "👨‍👩‍👧‍👦"  # 7 code points, 11 UTF-16 units, 25 bytes, one picture


def test_every_service_has_a_module_of_its_name() -> None:
    assert platforms.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_module_is_named_as_its_platform(name: str) -> None:
    assert platforms.get(name).name == name


@pytest.mark.parametrize("name", NAMES)
def test_limit_has_a_source_and_a_day_on_which_it_was_checked(name: str) -> None:
    platform = platforms.get(name)
    assert platform.limit is None or re.match(r"https://\S+$", platform.source)
    assert dt.date.fromisoformat(platform.checked_on) >= dt.date(2026, 11, 21)


def test_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        platforms.get("mixi")


@pytest.mark.parametrize("name", ["", "_emoji", "__init__", "../x", "line_api"])
def test_helper_is_no_service(name: str) -> None:
    with pytest.raises(KeyError):
        platforms.get(name)


MEASURES = [
    ("x", "あ" * 140, 280, 280, "weighted", None),
    ("x", "あ" * 141, 282, 280, "weighted", 140),
    ("instagram", "あ" * 2200, 2200, 2200, "characters", None),
    ("instagram", "あ" * 2201, 2201, 2200, "characters", 2200),
    ("facebook", "あ" * 63_207, 63_207, 63_206, "characters", 63_206),
    ("line", "あ" * 1500, 1500, 1500, "characters", None),
    ("line", "あ" * 1501, 1501, 1500, "characters", 1500),
    ("line-api", "𠮷" * 2500, 5000, 5000, "utf-16", None),
    ("line-api", "𠮷" * 2501, 5002, 5000, "utf-16", 2500),
    ("line-api", "あ" * 4999 + FAMILY, 5010, 5000, "utf-16", 4999),
    ("threads", "あ" * 500, 500, 500, "emoji-as-bytes", None),
    ("threads", FAMILY * 20, 500, 500, "emoji-as-bytes", None),
    ("threads", FAMILY * 21, 525, 500, "emoji-as-bytes", 140),
    ("threads", "あ" * 499 + "🎆", 503, 500, "emoji-as-bytes", 499),
    ("bluesky", FAMILY * 100, 100, 300, "graphemes", None),
    ("bluesky", "が" * 300, 300, 300, "graphemes", None),
    ("bluesky", "か\u3099" * 301, 301, 300, "graphemes", 600),
    ("bluesky", FAMILY * 121, 3025, 3000, "bytes", 840),  # few pictures, many bytes
    ("tiktok", "🎆" * 1100, 2200, 2200, "utf-16", None),
    ("youtube", "あ" * 5001, 5001, 5000, "characters", 5000),
    ("note", "あ" * 99_999, 99_999, None, "characters", None),
    ("blog", "あ" * 99_999, 99_999, None, "characters", None),
]


@pytest.mark.parametrize(
    ("name", "text", "count", "limit", "unit", "cut"), MEASURES, ids=range(len(MEASURES))
)
def test_measure(name: str, text: str, count: int, limit: int | None, unit: str, cut: int | None) -> None:
    measured = platforms.get(name).measure(text)
    assert measured == Length(name, count, limit, unit, over=cut is not None, cut=cut)


@pytest.mark.parametrize("name", NAMES)
def test_empty_post_counts_nothing(name: str) -> None:
    assert platforms.get(name).measure("").count == 0


def test_own_lower_limit_goes_before_that_of_the_service() -> None:
    assert platforms.get("instagram").measure("あ" * 51, limit=50) == Length(
        "instagram", 51, 50, "characters", over=True, cut=50
    )


@pytest.mark.parametrize(
    ("name", "text", "fold"),
    [
        ("instagram", "あ" * 125, None),
        ("instagram", "あ" * 126, 125),
        ("x", "あ" * 141, 140),
        ("line", "あ" * 1000, None),
    ],
)
def test_fold_is_where_the_service_hides_the_rest(name: str, text: str, fold: int | None) -> None:
    assert platforms.get(name).fold(text) == fold


@pytest.mark.parametrize(
    ("name", "text", "remarks"),
    [
        (
            "instagram",
            "#a #b #c #d #e #f",
            ("ハッシュタグが6個あります(Instagramで使えるのは5個までです)。",),
        ),
        ("instagram", "#a #b #c #d #e", ()),
        ("instagram", "https://a.jp/b", ("Instagramでは、本文のURLを押しても開けません。",)),
        ("threads", "#a #b", ("ハッシュタグが2個あります(Threadsで使えるのは1個までです)。",)),
        ("threads", "a.jp " * 6, ("URLが6個あります(Threadsで使えるのは5個までです)。",)),
        ("tiktok", "#a" + " #b" * 5, ("ハッシュタグが6個あります(TikTokで使えるのは5個までです)。",)),
        ("x", "#a #b #c #d #e #f https://a.jp", ()),
        ("instagram", "お知らせです", ()),
    ],
)
def test_remarks_tell_what_else_the_service_does_not_do(
    name: str, text: str, remarks: tuple[str, ...]
) -> None:
    assert platforms.get(name).remarks(text) == remarks


# --- dividing -----------------------------------------------------------------------------------------------


def parts(text: str, limit: int) -> list[str]:
    unit = platforms.get("instagram").unit
    return [text[part.start : part.end] for part in platforms.split(text, unit, limit)]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("", 10, []),
        ("  \n ", 10, []),
        ("短い文です。", 10, ["短い文です。"]),
        ("一つめの文。二つめの文。", 8, ["一つめの文。", "二つめの文。"]),
        ("一つめ。二つめ。三つめ。", 8, ["一つめ。二つめ。", "三つめ。"]),
        ("一行目\n二行目\n三行目", 7, ["一行目\n二行目", "三行目"]),
        ("「はい。」と言う。次の文。", 9, ["「はい。」と言う。", "次の文。"]),
        ("句点がない長い文、読点はある", 10, ["句点がない長い文、", "読点はある"]),
        ("あいうえおかきくけこ", 4, ["あいうえ", "おかきく", "けこ"]),
        ("前。\n\n後ろの文。", 6, ["前。", "後ろの文。"]),
    ],
)
def test_post_is_divided_at_sentence_ends(text: str, limit: int, expected: list[str]) -> None:
    assert parts(text, limit) == expected


def test_url_is_never_divided() -> None:
    text = "あ" * 130 + "https://www.town.onjuku.chiba.jp/sub1/" + "い" * 10
    found = platforms.split(text, platforms.get("x").unit, 280)
    assert found == (Span(0, 130), Span(130, len(text)))


def test_piece_longer_than_the_limit_goes_alone() -> None:
    text = "あ。" + FAMILY + "い。"
    assert [text[a.start : a.end] for a in platforms.split(text, platforms.get("line-api").unit, 4)] == [
        "あ。",
        FAMILY,
        "い。",
    ]
