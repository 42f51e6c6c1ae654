"""The formats that continuous integration reads."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from snslint.errors import Problem
from snslint.model import Location, Report, Severity

Write = Callable[..., str]
Make = Callable[..., Report]

# As in the package @microsoft/jest-sarif 1.0.0-beta.0 (MIT), which carries the schema of the standard.
SARIF = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))

SAID = (
    "「らしい」は伝聞です。\n条文: 御宿町 5(9)「虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの」\n"
    "書き換え: 「らしい」を消してください。"
)


def severities(post: Report, *values: Severity) -> Report:
    changed = tuple(replace(each, severity=value) for each, value in zip(post.findings, values, strict=True))
    return replace(post, findings=changed)


def hostile(make: Make) -> Report:
    return make("一行目\n«\x1b[31m%::error::\u202e,\ud83d<&\"'\n]]>»。", path='a:b,"<&.txt', id="%0A::")


# --- sarif ----------------------------------------------------------------------------------------


def sarif(document: str) -> Any:
    told = json.loads(document)
    Draft4Validator(SARIF).validate(told)
    return told["runs"][0]


def test_a_sarif_result_has_place_clause_and_a_rule_with_help(write: Write, report: Make) -> None:
    run = sarif(write("sarif", report("一行目\n明日は断水する«らしい»です。", path="予定/p 1.txt")))
    result = run["results"][0]
    assert result.pop("partialFingerprints")["snslint/v1"].isalnum()
    assert result == {
        "ruleId": "rumour/hearsay",
        "ruleIndex": 0,
        "level": "warning",
        "message": {"text": SAID},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "%E4%BA%88%E5%AE%9A/p%201.txt"},
                    "region": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 11},
                }
            }
        ],
        "properties": {
            "clause": "5(9)",
            "clauseText": "虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの",
            "municipality": "onjuku",
        },
    }
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "rumour/hearsay",
            "properties": {"tags": ["rumour"]},
            "shortDescription": {"text": "伝聞のまま終わる文"},
            "fullDescription": {"text": "伝聞でも事実として受け取られます。"},
            "help": {
                "text": "伝聞でも事実として受け取られます。\n書き換え: 発表元を添えてください。\n"
                "条文: 御宿町 5(9)「虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの」",
                "markdown": "伝聞でも事実として受け取られます。\n\n書き換え: 発表元を添えてください。\n\n"
                "> 御宿町 5(9)「虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの」",
            },
        }
    ]


def test_sarif_stays_valid_for_problems_tables_whole_posts_and_hostile_text(
    write: Write, report: Make, problem: Problem
) -> None:
    class Sheet:
        path = "posts.xlsx"

        def locate(self, text: str, offset: int) -> Location:
            return Location(self.path, 3, 2, "十一月", "B3")

    table = report("«らしい»")
    table = replace(table, draft=replace(table.draft, source=Sheet()))
    run = sarif(
        write("sarif", hostile(report), report("«»あ"), table, problem, Problem("どこでもない誤りです。"))
    )
    assert run["results"][2]["locations"][0]["logicalLocations"] == [{"name": "十一月!B3", "kind": "element"}]
    assert run["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": "「---」の行がありません。"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "broken.md"},
                                "region": {"startLine": 3, "startColumn": 1},
                            }
                        }
                    ],
                },
                {"level": "error", "message": {"text": "どこでもない誤りです。"}},
            ],
        }
    ]


def test_sarif_of_nothing_is_valid(write: Write) -> None:
    assert sarif(write("sarif"))["invocations"] == [{"executionSuccessful": True}]


def test_sarif_of_an_unknown_rule_is_valid(write: Write, report: Make) -> None:
    run = sarif(write("sarif", report("«らしい»"), rules={}))
    assert run["tool"]["driver"]["rules"] == [{"id": "rumour/hearsay", "properties": {"tags": ["rumour"]}}]


def fingerprints(write: Write, *posts: Report) -> list[str]:
    return [each["partialFingerprints"]["snslint/v1"] for each in sarif(write("sarif", *posts))["results"]]


def test_a_fingerprint_stays_when_lines_move_or_words_change_and_is_used_once(
    write: Write, report: Make
) -> None:
    before = fingerprints(write, report("断水する«らしい»。中止«らしい»。"))
    after = fingerprints(write, report("一行ふえました。\n断水する«そうです»。中止«らしい»。"))
    assert before == after
    assert len(set(before)) == 2


def test_fingerprints_of_posts_without_ids_differ(write: Write, report: Make) -> None:
    assert len(set(fingerprints(write, *[report("«らしい»", path="posts.jsonl")] * 3))) == 3


# --- github ---------------------------------------------------------------------------------------


def test_github_annotates_the_line(write: Write, report: Make, problem: Problem) -> None:
    post = severities(report("«らしい»\n«らしい»«らしい»"), *Severity)
    lines = write("github", post, problem).splitlines()
    title = "title=5(9) 伝聞のまま終わる文（rumour/hearsay）"
    said = SAID.replace("\n", "%0A")
    assert lines == [
        f"::error file=draft.txt,line=1,col=1,endLine=1,endColumn=4,{title}::{said}",
        f"::warning file=draft.txt,line=2,col=1,endLine=2,endColumn=4,{title}::{said}",
        f"::notice file=draft.txt,line=2,col=4,endLine=2,endColumn=7,{title}::{said}",
        "::error file=broken.md,line=3,col=1,title=入力の誤り::「---」の行がありません。",
        "投稿 1件のうち 1件に指摘があります（重大 1件、注意 1件、参考 1件）。入力の誤りが 1件あります。",
    ]


def test_a_draft_cannot_write_workflow_commands(write: Write, report: Make) -> None:
    shown = write("github", hostile(report))
    assert len(shown.splitlines()) == 2
    assert 'file=a%3Ab%2C"<&.txt,line=2,' in shown
    assert shown.count("::error") == 2  # in the message, after its `::`, where it is text
    assert not {"\x1b", "\u202e"} & set(shown)


def test_words_over_two_lines_are_told_as_two_lines(write: Write, report: Make) -> None:
    assert (
        write("github", report("«断水\r\nする»"))
        .split("::")[2]
        .startswith("「断水%0Aする」は伝聞です。%0A条文")
    )


# --- gitlab, rdjson -------------------------------------------------------------------------------

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "lines": {
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_gitlab_gets_description_place_and_severity(write: Write, report: Make, problem: Problem) -> None:
    posts = severities(report("一行目\n«らしい»\n«中\n止»«死»"), *Severity)
    told = json.loads(write("gitlab", posts, problem, Problem("どこでもない誤りです。"), hostile(report)))
    Draft202012Validator(GITLAB).validate(told)
    assert [(each["severity"], each["location"]["lines"]) for each in told] == [
        ("critical", {"begin": 2, "end": 2}),
        ("minor", {"begin": 3, "end": 4}),
        ("info", {"begin": 4, "end": 4}),
        ("blocker", {"begin": 3}),
        ("blocker", {"begin": 1}),
        ("minor", {"begin": 2, "end": 3}),
    ]
    assert told[0]["description"] == SAID
    assert len({each["fingerprint"] for each in told}) == len(told)


# https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/jsonschema/DiagnosticResult.json
_POSITION = {"required": ["line"], "properties": {"line": {"type": "integer", "minimum": 1}}}
RDJSON = {
    "type": "object",
    "required": ["diagnostics"],
    "properties": {
        "source": {"required": ["name"], "properties": {"name": {"type": "string"}}},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"required": ["value"], "properties": {"value": {"type": "string"}}},
                    "location": {
                        "required": ["path"],
                        "additionalProperties": False,
                        "properties": {
                            "path": {"type": "string"},
                            "range": {
                                "additionalProperties": False,
                                "properties": {"start": _POSITION, "end": _POSITION},
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_rdjson_is_what_reviewdog_reads(write: Write, report: Make, problem: Problem) -> None:
    told = json.loads(
        write("rdjson", report("一行目\n«らしい»"), problem, Problem("誤りです。"), hostile(report))
    )
    Draft202012Validator(RDJSON).validate(told)
    assert told["diagnostics"][:2] == [
        {
            "message": SAID,
            "location": {"path": "draft.txt", "range": {"start": {"line": 2}, "end": {"line": 2}}},
            "severity": "WARNING",
            "code": {"value": "rumour/hearsay"},
        },
        {
            "message": "「---」の行がありません。",
            "location": {"path": "broken.md", "range": {"start": {"line": 3}}},
            "severity": "ERROR",
            "code": {"value": "input"},
        },
    ]


# --- junit, checkstyle ----------------------------------------------------------------------------


def test_junit_fails_for_findings_at_the_fail_level_and_counts_them(
    write: Write, report: Make, problem: Problem
) -> None:
    post = severities(report("«らしい»\n«らしい»\n«らしい»", id="p-1"), *Severity)
    suites = ET.fromstring(write("junit", post, report("お祭り"), problem))
    assert [
        (each.get("name"), each.get("tests"), each.get("failures"), each.get("errors")) for each in suites
    ] == [
        ("draft.txt p-1", "3", "2", "0"),
        ("draft.txt", "1", "0", "0"),
        ("broken.md", "1", "0", "1"),
    ]
    assert [[child.tag for child in case] for case in suites.iter("testcase")] == [
        ["failure"],
        ["failure"],
        ["system-out"],
        [],
        ["error"],
    ]
    failure = suites[0][0][0]
    assert (failure.get("type"), failure.get("message")) == ("rumour/hearsay", "「らしい」は伝聞です。")
    assert failure.text == SAID.replace("です。\n", "です。（投稿 p-1）\n", 1)


@pytest.mark.parametrize(("fail_on", "failures"), [(Severity.ERROR, "1"), (Severity.INFO, "3"), (None, "0")])
def test_junit_follows_the_fail_level(
    write: Write, report: Make, fail_on: Severity | None, failures: str
) -> None:
    post = severities(report("«らしい»«らしい»«らしい»"), *Severity)
    assert ET.fromstring(write("junit", post, fail_on=fail_on))[0].get("failures") == failures


def test_checkstyle_has_an_element_for_each_file(write: Write, report: Make, problem: Problem) -> None:
    posts = [report("«らしい»", id="1"), report("お祭り", id="2"), report("\n«中止»", path="b.txt")]
    root = ET.fromstring(write("checkstyle", *posts, problem))
    told = [
        (file.get("name"), [(each.get("line"), each.get("column"), each.get("severity")) for each in file])
        for file in root
    ]
    assert told == [
        ("draft.txt", [("1", "1", "warning")]),
        ("b.txt", [("2", "1", "warning")]),
        ("broken.md", [("3", "1", "error")]),
    ]
    assert root[0][0].get("source") == "snslint.rumour/hearsay"


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_holds_any_text(write: Write, report: Make, name: str) -> None:
    post = report("«<&>\"'\x00\x1b\ud83d\ufffe\n]]>👨‍👩‍👧»", path='"<&.txt')
    written = write(name, post).encode()
    texts = "".join(
        "".join(each.itertext()) + "".join(each.attrib.values()) for each in ET.fromstring(written).iter()
    )
    assert "「<&>\"'<U+0000><U+001B><U+D83D>\ufffd\n]]>👨‍👩‍👧」は伝聞です。" in texts


@pytest.mark.parametrize("name", ["junit", "checkstyle", "gitlab", "rdjson"])
def test_nothing_given_is_still_a_document(write: Write, name: str) -> None:
    written = write(name)
    parsed: Any = ET.fromstring(written) if written.startswith("<") else json.loads(written)
    assert list(parsed.get("diagnostics", []) if isinstance(parsed, dict) else parsed) == []
