"""Formats are found by their file."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import snslint
from snslint import formats
from snslint.errors import UserError
from snslint.model import Report, Severity

DOCS = Path(__file__).parents[2] / "docs" / "outputs.md"


def test_these_are_the_formats() -> None:
    assert formats.names() == [
        "checkstyle",
        "csv",
        "github",
        "gitlab",
        "html",
        "json",
        "jsonl",
        "junit",
        "rdjson",
        "sarif",
        "text",
    ]


def test_an_unknown_format_is_told_with_the_nearest_name() -> None:
    with pytest.raises(UserError) as raised:
        formats.get("jason")
    assert raised.value.problems[0].message.startswith(
        "出力の形式「jason」はありません。「json」ではありませんか。使えるもの: checkstyle、csv、"
    )


@pytest.mark.parametrize("name", ["_ci", "__init__", "../model", ""])
def test_what_is_no_format_is_none(name: str) -> None:
    with pytest.raises(UserError):
        formats.get(name)


@pytest.mark.parametrize(
    ("fail_on", "severity", "fails"),
    [
        (Severity.WARNING, Severity.ERROR, True),
        (Severity.WARNING, Severity.WARNING, True),
        (Severity.WARNING, Severity.INFO, False),
        (None, Severity.ERROR, False),
    ],
)
def test_a_finding_fails_from_the_fail_level_on(
    fail_on: Severity | None, severity: Severity, fails: bool
) -> None:
    assert formats.Context("1", fail_on=fail_on).fails(severity) is fails


def test_names_that_are_not_known_are_shown_as_they_are(context: formats.Context) -> None:
    shown = [context.municipality(name) for name in ("onjuku", "nagara", None)]
    assert shown == ["御宿町", "nagara", ""]


def test_documentation_names_every_format() -> None:
    told = re.findall(r"`([a-z]+)`", "".join(re.findall(r"^\|.*?\|", DOCS.read_text(encoding="utf-8"), re.M)))
    assert sorted(told) == formats.names()


def test_the_format_of_the_documentation_works_as_one_new_file(tmp_path: Path) -> None:
    package = tmp_path / "snslint"
    shutil.copytree(Path(snslint.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    example = re.search(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    assert example is not None
    (package / "formats" / "lines.py").write_text(example[1], encoding="utf-8")
    code = (
        "from snslint import formats; from snslint.errors import Problem; f = formats.get('lines');"
        "print(f.masked_by_default, *f.write([Problem('wrong', 'a.md', 3)], formats.Context('1')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout == "True a.md:3: wrong\n\n"


def test_every_format_can_be_written_for_every_report(
    report: Callable[..., Report], write: Callable[..., str]
) -> None:
    posts = [report("«らしい»"), report("お祭り"), report("«»"), report("")]
    assert [name for name in formats.names() if not write(name, *posts)] == []
