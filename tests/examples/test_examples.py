"""The drafts in examples/: what they are there to show is found in them, and nothing in the clean ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from snslint import drafts, settings
from snslint.errors import Problem
from snslint.lint import Linter
from snslint.model import Report

FOLDER = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """By file name and id."""
    found = settings.load(FOLDER / "snslint.yaml")
    linter = Linter(found.municipality, today=dt.date(2026, 11, 21))
    result = {}
    for path in drafts.find([str(FOLDER)], skip=found.leaves_out):
        assert not isinstance(path, Problem)
        if Path(path).parent != FOLDER:
            continue
        for draft in drafts.read(path):
            assert not isinstance(draft, Problem)
            whole = replace(draft, platforms=draft.platforms or found.platforms)
            result[f"{Path(path).name} {draft.id or ''}".strip()] = linter.check(whole)
    return result


def test_the_examples_show_many_families(reports: dict[str, Report]) -> None:
    families = {finding.family for report in reports.values() for finding in report.findings}
    assert len(families) >= 10


def test_the_clean_examples_are_clean(reports: dict[str, Report]) -> None:
    clean = {name: report.findings for name, report in reports.items() if name.startswith("clean")}
    assert len(clean) >= 3
    assert not any(clean.values()), clean


def test_every_other_example_of_text_shows_something(reports: dict[str, Report]) -> None:
    shown = [name for name in reports if name.endswith((".txt", ".md")) and not name.startswith("clean")]
    assert [name for name in shown if not reports[name].findings] == []
