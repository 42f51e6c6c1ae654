"""Workflow commands of GitHub Actions: an annotation at the line of each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from ..errors import Problem
from ..model import Finding, Report, Severity
from . import Context, Item, Tally, _ci, _labels
from ._cells import visible

MASKED_BY_DEFAULT = True


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """One command a finding and a problem, then a line with the counts.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    tally = Tally()
    for item in items:
        tally.add(item)
        if isinstance(item, Problem):
            yield _problem(item)
            continue
        for finding in item.findings:
            yield _annotation(finding, item, context)
    yield _labels.counts(tally) + "\n"


def _problem(problem: Problem) -> str:
    place: dict[str, str | int] = {
        "file": _ci.path(problem.path),
        "line": problem.line,
        "col": problem.column,
    }
    return _command("error", place | {"title": "入力の誤り"}, problem.message)


def _annotation(finding: Finding, report: Report, context: Context) -> str:
    start, end = _ci.start(finding, report), _ci.end(finding, report)
    place: dict[str, str | int] = {"file": _ci.path(start.path), "line": start.line, "col": start.column}
    if end:
        place["endLine"] = end.line
        if end.line == start.line:  # only then are columns looked at
            place["endColumn"] = end.column
    title = f"{finding.clause.id} {_labels.title(finding, context)}（{finding.rule}）"
    return _command(
        _level(finding.severity), place | {"title": title}, _ci.sentence(finding, report, context)
    )


def _level(severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.INFO:
            return "notice"
        case _:
            assert_never(severity)


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{name} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
