"""One folder with every way to write a draft, some of it broken, checked in one run and told in every format."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from snslint import formats

ROOT = Path(__file__).parents[2]
REPORT = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
SARIF = json.loads((ROOT / "tests/formats/sarif-2.1.0.schema.json").read_text(encoding="utf-8"))

WORDS = "090-1234-5678"
TEXT = f"落とし物の持ち主の方は、佐藤さんの携帯 {WORDS} へ。"
COLUMN = TEXT.index(WORDS) + 1
RULE = "personal-data/mobile-phone"

DRAFTS = {
    "a.txt": f"{TEXT}\r\n".encode("cp932"),
    "b.md": f"---\nid: b\n---\n\nお知らせ\n{TEXT}\n".encode(),
    "c.jsonl": (json.dumps({"id": "c1", "text": TEXT}, ensure_ascii=False) + "\n").encode("utf-16"),
    "d.json": json.dumps([{"text": "改行\n" + TEXT}]).encode(),
    "e.yaml": f"- text: |\n    行\n    {TEXT}\n".encode(),
    "f.csv": f'番号,本文,メモ\r\n1,"行\r\n{TEXT}",m\r\n'.encode("utf-8-sig"),
    "g.tsv": f"本文\t番号\n{TEXT}\t3\n".encode(),
}
PLACES = {
    "a.txt": (1, COLUMN),
    "b.md": (6, COLUMN),
    "c.jsonl": (1, len('{"id": "c1", "text": "') + COLUMN),
    "d.json": (1, len('[{"text": ') + len(json.dumps("改行\n" + TEXT.partition(WORDS)[0]))),
    "e.yaml": (3, 4 + COLUMN),
    "f.csv": (3, COLUMN),
    "g.tsv": (2, COLUMN),
    "h.xlsx": (2, COLUMN),
}
BROKEN = {"w-pipe.txt": None, "x-bytes.txt": 1, "y-broken.md": 2, "z-broken.json": 1}
"""Files that cannot be read, and the line of what is wrong."""

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Done:
    """What one run wrote, by format."""

    status: int
    said: str
    written: Mapping[str, str]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder, reports = tmp_path_factory.mktemp("drafts"), tmp_path_factory.mktemp("reports")
    for name, data in DRAFTS.items():
        (folder / name).write_bytes(data)
    book = openpyxl.Workbook()
    sheet = book.create_sheet("12月")
    sheet.append(["番号", "本文"])
    sheet.append([1, f"行\n{TEXT}"])
    book.save(folder / "h.xlsx")
    (folder / "x-bytes.txt").write_bytes(b"x\xff")
    (folder / "y-broken.md").write_text("---\nautor: x\n---\ny", encoding="utf-8")
    (folder / "z-broken.json").write_text("{", encoding="utf-8")
    (folder / "snslint.yaml").write_text("municipality: onjuku\ncolumns: {メモ: extra}\n", encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "w-pipe.txt")
    else:
        (folder / "w-pipe.txt").touch()
    each = [("--format", name, "--output", str(reports / name)) for name in formats.names()]
    run = subprocess.run(
        [sys.executable, "-m", "snslint", "check", ".", *(word for words in each for word in words)],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=300,
    )
    written = {name: (reports / name).read_bytes().decode() for name in formats.names()}
    return Done(run.returncode, (run.stdout + run.stderr).decode(), written)


def test_the_run_ends_with_2_and_says_nothing_beside_its_reports(done: Done) -> None:
    assert (done.status, done.said) == (2, "")


@pytest.mark.parametrize("name", formats.names())
def test_every_format_names_every_file_broken_or_not(done: Done, name: str) -> None:
    assert [path for path in (*PLACES, *BROKEN) if path not in done.written[name]] == []


# --- where it is ----------------------------------------------------------------------------------


def _places_of_json(told: Any) -> list[Place]:
    found = [each for post in told["posts"] for each in post["findings"] if each["rule"] == RULE]
    return [(each["at"]["path"], each["at"]["line"], each["at"]["column"]) for each in found]


def _json(written: str) -> list[Place]:
    told = json.loads(written)
    Draft202012Validator(REPORT).validate(told)
    broken = {each["path"]: each["line"] for each in told["problems"]}
    assert broken == BROKEN
    return _places_of_json(told)


def _jsonl(written: str) -> list[Place]:
    records = [json.loads(line) for line in written.splitlines()]
    kinds = {"post": "post", "problem": "problem", "summary": "summary"}
    for record in records:
        kind = kinds.get(record.pop("type"))
        if kind:
            schema = {"$ref": f"#/$defs/{kind}", "$defs": REPORT["$defs"]}
            Draft202012Validator(schema).validate(record)
    return _places_of_json({"posts": [record for record in records if "findings" in record]})


def _sarif(written: str) -> list[Place]:
    told = json.loads(written)
    Draft4Validator(SARIF).validate(told)
    places = [
        each["locations"][0]["physicalLocation"]
        for each in told["runs"][0]["results"]
        if each["ruleId"] == RULE
    ]
    return [
        (each["artifactLocation"]["uri"], each["region"]["startLine"], each["region"]["startColumn"])
        for each in places
    ]


def _github(written: str) -> list[Place]:
    *commands, _ = written.splitlines()
    read = [
        re.fullmatch(r"::(?:error|warning|notice) file=([^,]+)(?:,(.*?))?::(.+)", each) for each in commands
    ]
    assert None not in read
    return [
        (each[1], int(re.search(r"line=(\d+)", each[2])[1]), int(re.search(r"col=(\d+)", each[2])[1]))  # type: ignore[index]  # a failure is an error here too
        for each in read
        if each and RULE in each[2]
    ]


def _gitlab(written: str) -> list[Place]:
    told = json.loads(written)
    for each in told:
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert len({each["fingerprint"] for each in told}) == len(told)
    return [
        (each["location"]["path"], each["location"]["lines"]["begin"], 0)
        for each in told
        if each["check_name"] == RULE
    ]


def _rdjson(written: str) -> list[Place]:
    told = json.loads(written)
    assert set(told) == {"source", "diagnostics"}
    assert {each["severity"] for each in told["diagnostics"]} <= {"ERROR", "WARNING", "INFO"}
    found = [each["location"] for each in told["diagnostics"] if each["code"]["value"] == RULE]
    return [(each["path"], each["range"]["start"]["line"], 0) for each in found]


def _junit(written: str) -> list[Place]:
    suites = ET.fromstring(written)
    for suite in suites:
        failures, errors = list(suite.iter("failure")), list(suite.iter("error"))
        counted = (len(suite.findall("testcase")), len(failures), len(errors))
        assert counted == tuple(int(suite.get(name, "")) for name in ("tests", "failures", "errors"))
    cases = [case for case in suites.iter("testcase") if case.find(f"failure[@type='{RULE}']") is not None]
    return [
        (
            re.split("[ :]", str(case.get("classname")))[0],
            int(str(case.get("name")).split("（")[1].split("行目")[0]),
            0,
        )
        for case in cases
    ]


def _checkstyle(written: str) -> list[Place]:
    root = ET.fromstring(written)
    assert root.tag == "checkstyle"
    return [
        (str(file.get("name")), int(error.get("line", "")), int(error.get("column", "")))
        for file in root
        for error in file
        if error.get("source") == f"snslint.{RULE}"
    ]


def _csv(written: str) -> list[Place]:
    assert written.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert {len(row) for row in rows} == {len(head)}
    found = [dict(zip(head, row, strict=True)) for row in rows]
    return [(row["ファイル"], int(row["行"]), int(row["列"])) for row in found if row["規則"] == RULE]


READERS: Mapping[str, Callable[[str], list[Place]]] = {
    "checkstyle": _checkstyle,
    "csv": _csv,
    "github": _github,
    "gitlab": _gitlab,
    "json": _json,
    "jsonl": _jsonl,
    "junit": _junit,
    "rdjson": _rdjson,
    "sarif": _sarif,
}
ONLY_LINES = ("gitlab", "junit", "rdjson")
FOR_PEOPLE = ("html", "text")


def test_no_format_is_forgotten_here() -> None:
    assert sorted((*READERS, *FOR_PEOPLE)) == formats.names()


@pytest.mark.parametrize("name", READERS)
def test_every_format_is_valid_and_shows_each_post_at_its_place(done: Done, name: str) -> None:
    expected = [(path, line, 0 if name in ONLY_LINES else column) for path, (line, column) in PLACES.items()]
    assert READERS[name](done.written[name]) == expected


def test_tables_name_sheet_and_cell(done: Done) -> None:
    posts = json.loads(done.written["json"])["posts"]
    at = {post["path"]: post["findings"][0]["at"] for post in posts}
    assert [
        (at[path].get("sheet"), at[path].get("cell")) for path in ("f.csv", "g.tsv", "h.xlsx", "a.txt")
    ] == [
        (None, "B2"),
        (None, "A2"),
        ("12月", "B2"),
        (None, None),
    ]


def test_the_page_closes_all_that_it_opens(done: Done) -> None:
    class Page(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("meta", "input", "br"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    page = Page()
    page.feed(done.written["html"])
    assert page.open == []
