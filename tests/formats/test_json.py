"""`json` and `jsonl`, against their schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from snslint import formats
from snslint.errors import Problem
from snslint.model import Location, Report

Write = Callable[..., str]
Make = Callable[..., Report]

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def valid(document: str) -> Any:
    told = json.loads(document)
    Draft202012Validator(SCHEMA).validate(told)
    return told


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_json_is_the_documented_document(write: Write, report: Make, problem: Problem) -> None:
    post = report("一行目\r\n明日は断水する«らしい»です。", path="posts.jsonl", id="p-1")
    clause = {"id": "5(9)", "text": "虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの"}
    assert valid(write("json", post, problem)) == {
        "version": 1,
        "tool": {"name": "snslint", "version": "1.2.3"},
        "posts": [
            {
                "path": "posts.jsonl",
                "id": "p-1",
                "municipality": "onjuku",
                "platforms": ["x"],
                "length": [{"platform": "x", "count": 26, "limit": 280, "unit": "weighted", "over": False}],
                "findings": [
                    {
                        "rule": "rumour/hearsay",
                        "family": "rumour",
                        "severity": "warning",
                        "clause": clause,
                        "start": 12,
                        "end": 15,
                        "line": 2,
                        "column": 8,
                        "match": "らしい",
                        "message": "「らしい」は伝聞です。",
                        "suggestion": "「らしい」を消してください。",
                        "at": {"path": "posts.jsonl", "line": 2, "column": 8},
                    }
                ],
                "reminders": [
                    {
                        "clause": {"id": "5(5)", "text": "知的財産権を侵害するもの"},
                        "text": "写真の権利者の許諾を得ましたか。",
                    }
                ],
            }
        ],
        "problems": [{"path": "broken.md", "line": 3, "column": 1, "message": "「---」の行がありません。"}],
        "summary": {"posts": 1, "error": 0, "warning": 1, "info": 0, "problems": 1},
    }


class Sheet:
    """A cell of a workbook."""

    path = "posts.xlsx"

    def locate(self, text: str, offset: int) -> Location:
        return Location(self.path, 3, 2, "十一月", "B3")


def test_a_table_is_pointed_into_by_sheet_and_cell(write: Write, report: Make) -> None:
    post = report("«らしい»")
    told = valid(write("json", replace(post, draft=replace(post.draft, source=Sheet()))))
    assert told["posts"][0]["findings"][0]["at"] == {
        "path": "posts.xlsx",
        "line": 3,
        "column": 2,
        "sheet": "十一月",
        "cell": "B3",
    }


def test_the_summary_comes_last_so_that_posts_can_be_read_as_they_come(write: Write, report: Make) -> None:
    assert list(json.loads(write("json", report("あ")))) == [
        "version",
        "tool",
        "posts",
        "problems",
        "summary",
    ]


def test_notes_are_told(write: Write, report: Make) -> None:
    assert valid(write("json", report("あ", notes=("長いです。",))))["posts"][0]["notes"] == ["長いです。"]


def test_a_problem_without_a_place_has_none(write: Write) -> None:
    told = valid(write("json", Problem("自治体が決まっていません。")))
    assert told["problems"] == [
        {"path": None, "line": None, "column": None, "message": "自治体が決まっていません。"}
    ]


def test_nothing_given_is_a_valid_document(write: Write) -> None:
    assert valid(write("json"))["summary"] == {"posts": 0, "error": 0, "warning": 0, "info": 0, "problems": 0}


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_a_lone_surrogate_does_not_break_the_file(write: Write, report: Make, name: str) -> None:
    written = write(name, report("«\ud83d»")).encode()
    assert b'"match": "\\ud83d"' in written


def test_masked_json_says_so_and_keeps_places(write: Write, report: Make) -> None:
    told = valid(write("json", report("電話は\n«090-1234-5678»です"), redact=True))
    finding = told["posts"][0]["findings"][0]
    assert told["redacted"] is True
    assert (finding["match"], finding["message"]) == ("090-****-****", "「090-****-****」は伝聞です。")
    assert (finding["start"], finding["end"], finding["at"]["line"]) == (4, 17, 2)


def test_jsonl_is_the_same_data_a_line_each(write: Write, report: Make, problem: Problem) -> None:
    items = (report("明日は断水する«らしい»です。"), problem, report("お祭り", notes=("短いです。",)))
    whole = valid(write("json", *items))
    lines = [json.loads(line) for line in write("jsonl", *items).splitlines()]
    assert lines == [
        {"type": "start", "version": 1, "tool": whole["tool"]},
        {"type": "post", **whole["posts"][0]},
        {"type": "problem", **whole["problems"][0]},
        {"type": "post", **whole["posts"][1]},
        {"type": "summary", **whole["summary"]},
    ]


@pytest.mark.parametrize("name", formats.names())
def test_every_format_writes_before_it_has_read_all(
    name: str, report: Make, context: formats.Context
) -> None:
    read = 0

    def posts() -> object:
        nonlocal read
        for number in range(1000):
            read += 1
            yield report("明日は断水する«らしい»です。", path=f"{number}.txt")

    size = 0
    for piece in formats.get(name).write(posts(), context):  # type: ignore[arg-type]  # a plain generator
        size += len(piece)
        if size > 20_000:
            break
    assert read < 900
