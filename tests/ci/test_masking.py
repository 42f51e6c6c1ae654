"""No words of a finding reach a log or a merge request: every format for CI over a whole corpus."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from snslint import formats
from snslint.lint import Linter
from snslint.text import fold

CORPUS = Path(__file__).parents[2] / "benchmarks" / "corpora" / "dev.jsonl"
FOR_CI = [name for name in formats.names() if formats.get(name).masked_by_default]

Finding = dict[str, Any]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What one run in CI writes, by format; `json` shows the words."""
    folder = tmp_path_factory.mktemp("corpus")
    with (folder / "posts.jsonl").open("w", encoding="utf-8") as file:
        for line in CORPUS.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            kept = {
                key: record[key]
                for key in ("id", "municipality", "platform", "text", "meta")
                if key in record
            }
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    names = [*FOR_CI, "json", "text"]
    subprocess.run(
        [
            *(sys.executable, "-m", "snslint", "check", "posts.jsonl", "--today", "2026-11-21"),
            *(word for name in names for word in ("--format", name, "--output", name)),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "CI": "true"},
        capture_output=True,
        timeout=300,
    )
    return {name: (folder / name).read_text(encoding="utf-8") for name in names}


@pytest.fixture(scope="module")
def fixed(written: Mapping[str, str]) -> Mapping[str, str]:
    """What is said of a finding whatever the post, by rule: the rule's own words."""
    library = Linter().library
    return {
        rule.id: re.sub(r"\{\w*\}", "\0", f"{rule.title}\0{rule.message}\0{rule.suggest}")
        for rule in library.rules
    }


def found(written: Mapping[str, str]) -> list[Finding]:
    return [finding for post in json.loads(written["json"])["posts"] for finding in post["findings"]]


def _sarif(report: str) -> list[str]:
    return [json.dumps(each, ensure_ascii=False) for each in json.loads(report)["runs"][0]["results"]]


def _array(key: str | None) -> Callable[[str], list[str]]:
    def read(report: str) -> list[str]:
        told = json.loads(report)
        return [json.dumps(each, ensure_ascii=False) for each in (told[key] if key else told)]

    return read


def _xml(tag: str) -> Callable[[str], list[str]]:
    def read(report: str) -> list[str]:
        cases = (each for each in ET.fromstring(report).iter(tag) if each.get("name") != "指摘はありません")
        return [ET.tostring(each, encoding="unicode") for each in cases]

    return read


def _unescaped(result: str) -> str:
    return re.sub(r"\\n|&#10;|%0A", "\n", result)


RESULTS: Mapping[str, Callable[[str], list[str]]] = {
    "checkstyle": _xml("error"),
    "github": lambda report: report.splitlines()[:-1],
    "gitlab": _array(None),
    "junit": _xml("testcase"),
    "rdjson": _array("diagnostics"),
    "sarif": _sarif,
}


def test_every_format_for_ci_is_looked_at(written: Mapping[str, str]) -> None:
    assert sorted(RESULTS) == FOR_CI
    assert len(found(written)) > 100


@pytest.mark.parametrize("name", FOR_CI)
def test_no_result_shows_the_words_that_it_is_about(
    written: Mapping[str, str], fixed: Mapping[str, str], name: str
) -> None:
    findings, results = found(written), RESULTS[name](written[name])
    assert len(findings) == len(results)
    assert [
        (finding["rule"], finding["match"], result)
        for finding, result in zip(findings, results, strict=True)
        for words in {finding["match"], fold(finding["match"]).text} - {""}
        if words in _unescaped(result).replace(finding["clause"]["text"], "")
        and words not in fixed[finding["rule"]]
    ] == []


def test_the_terminal_report_shows_them_neither(written: Mapping[str, str], fixed: Mapping[str, str]) -> None:
    shown = "".join(line.partition("| ")[2] or line.strip() for line in written["text"].splitlines())
    posts = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    texts = {post["id"]: post["text"] for post in posts}
    leaked = []
    for post in json.loads(written["json"])["posts"]:
        text = rest = texts[post["id"]]
        for finding in post["findings"]:
            rest = rest[: finding["start"]] + "\0" * len(finding["match"]) + rest[finding["end"] :]
        leaked += [
            (finding["rule"], finding["match"])
            for finding in post["findings"]
            if len(finding["match"]) > 3
            and finding["match"] in shown
            and not any(finding["match"] in other for other in (rest, *fixed.values()))
            and text.count(finding["match"]) == 1
        ]
    assert leaked == []
