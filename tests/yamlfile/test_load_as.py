"""A YAML file becomes a strict type, or a list of everything that is wrong in it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag, field_validator

from snslint import yamlfile
from snslint.errors import UserError


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Words(Strict):
    words: list[str] = Field(min_length=1)
    whole: bool = False


class Regex(Strict):
    regex: str


class Check(Strict):
    what: str
    quote: str = ""


def by_key(value: Any) -> str:
    return "regex" if "regex" in value else "words"


class Rule(Strict):
    title: str
    severity: Literal["error", "warning", "info"] = "error"
    find: list[Words | Regex] = []
    unless: list[
        Annotated[Annotated[Words, Tag("words")] | Annotated[Regex, Tag("regex")], Discriminator(by_key)]
    ] = []
    checks: list[str | Check] = []
    weight: float = Field(default=1.0, gt=0)
    forms: dict[str, Check] = {}
    applies_to: Literal["post", "comment"] = Field(default="post", alias="for")

    @field_validator("title")
    @classmethod
    def _short(cls, title: str) -> str:
        if len(title) > 10:
            raise ValueError("題は10文字までにしてください。")
        return title


def load(text: str) -> Rule:
    return yamlfile.load_as(Rule, yamlfile.parse(text, "x.yaml"))


def problems(text: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        load(text)
    return [str(problem) for problem in caught.value.problems]


def test_strings_become_what_the_type_asks_for() -> None:
    rule = load(
        "title: 題\nfind: [{words: [a], whole: yes}]\nchecks: [b, {what: c}]\nweight: 0.5\nfor: comment\n"
    )
    expected: dict[str, Any] = {
        "title": "題",
        "severity": "error",
        "find": [{"words": ["a"], "whole": True}],
        "unless": [],
        "checks": ["b", {"what": "c", "quote": ""}],
        "weight": 0.5,
        "forms": {},
        "for": "comment",
    }
    assert rule.model_dump(by_alias=True) == expected


def test_an_unknown_key_names_the_nearest_and_the_allowed_ones() -> None:
    assert problems("titel: 題\n") == [
        "x.yaml:1:1: キー「titel」はありません。「title」ではありませんか。"
        "使えるもの: checks、find、for、forms、severity、title、unless、weight"
    ]


def test_a_missing_key_is_told_at_its_parent() -> None:
    assert problems("title: 題\nforms:\n  a: {quote: b}\n") == ["x.yaml:3:3: キー「what」が必要です。"]


def test_of_a_union_only_the_member_that_was_meant_is_spoken_of() -> None:
    text = "title: 題\nfind:\n  - words: 病気\n  - regx: a\n  - {words: [a], wohle: no}\nchecks: [{wat: b}]\n"
    assert problems(text) == [
        "x.yaml:3:12: ここには「- 」か「[…]」の並びを書いてください。",
        "x.yaml:4:5: キー「regx」はありません。「regex」ではありませんか。使えるもの: regex",
        "x.yaml:5:18: キー「wohle」はありません。「whole」ではありませんか。使えるもの: whole、words",
        "x.yaml:6:11: キー「wat」はありません。「what」ではありませんか。使えるもの: quote、what",
    ]  # fmt: skip


def test_a_union_told_apart_by_a_key_names_the_keys_of_that_member() -> None:
    assert problems("title: 題\nunless: [{regex: a, wohle: no}, {words: [], within: post}]\n") == [
        "x.yaml:2:21: キー「wohle」はありません。使えるもの: regex",
        "x.yaml:2:41: 値が空です。",
        "x.yaml:2:45: キー「within」はありません。使えるもの: whole、words",
    ]


def test_wrong_values_are_told_with_what_is_allowed() -> None:
    text = (
        "title: とても長い題は読みにくい\nseverity: eror\nweight: 重い\nfind: [{words: [], whole: たぶん}]\n"
    )
    assert problems(text) == [
        "x.yaml:1:8: 題は10文字までにしてください。",
        "x.yaml:2:11: 値「eror」はありません。「error」ではありませんか。使えるもの: error、info、warning",
        "x.yaml:3:9: 「重い」は使えません。数を書いてください。",
        "x.yaml:4:16: 値が空です。",
        "x.yaml:4:27: 「たぶん」は使えません。true か false と書いてください。",
    ]  # fmt: skip


def test_a_value_left_out_is_told() -> None:
    assert problems("title:\nweight: -1\nfind:\n") == [
        "x.yaml:1:7: 値がありません。",
        "x.yaml:2:9: 「-1」は使えません。0.0より大きい数を書いてください。",
        "x.yaml:3:6: 値がありません。",
    ]


def test_a_file_of_another_shape_is_told() -> None:
    assert problems("- title\n") == ["x.yaml:1:1: ここには「キー: 値」の並びを書いてください。"]
    assert problems("# 何もない\n") == ["x.yaml:1:1: 中身がありません。「キー: 値」の形で書いてください。"]


class Bounded(Strict):
    name: str = Field(default="", min_length=2, max_length=4, pattern="^[a-z]*$")
    words: list[str] = Field(default=[], max_length=1)
    share: float = Field(default=0, ge=0, le=1)
    day: dt.date | None = None
    size: Annotated[int, Field(multiple_of=5)] = 0


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: a\n", "1:7: 2以上が必要です。"),
        ("name: abcde\n", "1:7: 4以下にしてください。"),
        ("name: ABC\n", "1:7: 「ABC」は書き方が違います。使える形: ^[a-z]*$"),
        ("words: [a, b]\n", "1:8: 1以下にしてください。"),
        ("share: -0.5\n", "1:8: 「-0.5」は使えません。0.0以上の数を書いてください。"),
        ("share: 1.5\n", "1:8: 「1.5」は使えません。1.0以下の数を書いてください。"),
        (
            "day: 明日\n",
            "1:6: 「明日」は日付・時刻ではありません。2026-11-21 や 2026-11-21T09:00:00+09:00 と書いてください。",
        ),
    ],
)
def test_a_value_out_of_bounds_is_told_with_its_bounds(text: str, problem: str) -> None:
    with pytest.raises(UserError) as caught:
        yamlfile.load_as(Bounded, yamlfile.parse(text, "x.yaml"))
    assert [str(each) for each in caught.value.problems] == [f"x.yaml:{problem}"]


def test_a_bound_without_words_of_its_own_is_told_in_those_of_the_library() -> None:
    with pytest.raises(UserError) as caught:
        yamlfile.load_as(Bounded, yamlfile.parse("size: 7\n", "x.yaml"))
    assert str(caught.value) == "x.yaml:1:7: 「7」は使えません（Input should be a multiple of 5）。"


class Towns(RootModel[dict[str, Check]]):
    """A file that is one mapping of names."""


def test_a_misspelt_key_below_names_of_ones_own_is_told_with_the_keys_allowed_there() -> None:
    with pytest.raises(UserError) as caught:
        yamlfile.load_as(Towns, yamlfile.parse("onjuku: {waht: a}\n", "x.yaml"))
    assert [str(each) for each in caught.value.problems] == [
        "x.yaml:1:10: キー「waht」はありません。「what」ではありませんか。使えるもの: quote、what"
    ]
