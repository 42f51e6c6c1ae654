"""Files of the first version are read, and reports of today are what programs of then expect."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from snslint import cli

V1 = Path(__file__).parent / "v1"
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report() -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "snslint", "check", "draft.md", "--format", "json", "--today", "2026-11-21"],
        cwd=V1,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    return json.loads(done.stdout)


def test_settings_rules_drafts_and_baseline_of_version_1_mean_what_they_meant(report: Any) -> None:
    assert report["problems"] == []
    ((found,),) = [post["findings"] for post in report["posts"]]  # the other finding is in the baseline
    assert (found["rule"], found["match"], found["line"]) == ("rumour/own", "合言葉", 2)


def test_a_report_has_every_key_that_one_of_version_1_had(report: Any) -> None:
    before = json.loads((V1 / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(before, SCHEMA)
    assert report["version"] == before["version"] == 1
    assert _keys(before) <= _keys(report)


def _keys(value: Any, path: str = "") -> set[str]:
    if isinstance(value, dict):
        return {f"{path}.{key}" for key in value} | {
            one for key, inner in value.items() for one in _keys(inner, f"{path}.{key}")
        }
    if isinstance(value, list):
        return {one for inner in value for one in _keys(inner, f"{path}[]")}
    return set()


def test_exit_statuses_are_what_they_were() -> None:
    assert (cli.FOUND, cli.WRONG_INPUT, cli.INTERNAL_ERROR, cli.INTERRUPTED) == (1, 2, 3, 130)
