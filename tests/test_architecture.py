"""The worked examples of docs/architecture.md do what they say, each as one new file."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from snslint import Linter, coverage, municipalities
from snslint.lint import examples

PAGE = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of the YAML blocks of the page, each at the path that its first line names."""
    for block in re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL):
        path = tmp_path / block[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block[1], encoding="utf-8")
    return tmp_path


def test_the_rule_passes_its_own_examples(pack: Path) -> None:
    answers = examples.run([pack], wanted=[(pack / "rules").resolve()]).answers
    assert [answer.failure for answer in answers] == [""] * 3


def test_the_municipality_is_covered_and_quoted(pack: Path) -> None:
    linter = Linter("umibe", packs=[pack], today=dt.date(2026, 11, 21))
    found = municipalities.load("umibe", [pack / "municipalities"])
    ids = [rule.id for rule in linter.library.rules]
    assert coverage.cover(found, ids, []).gaps == ()
    report = linter.check("関係者の話では、駅前に大型店ができるらしいです。")
    assert {(finding.clause.id, finding.clause.text) for finding in report.findings} == {
        ("3", "うわさを広めてはならない。")
    }
    assert [reminder.text for reminder in report.reminders] == ["発表元の資料を開いて確かめましたか。"]
