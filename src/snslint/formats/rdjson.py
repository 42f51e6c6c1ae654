"""reviewdog's diagnostic format. Columns are left out: reviewdog counts them in bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import Problem
from ..model import Report
from . import Context, Item, _ci, _records

MASKED_BY_DEFAULT = True


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """One DiagnosticResult. https://github.com/reviewdog/reviewdog/tree/master/proto/rdf"""
    between = "\n"
    yield '{"source": {"name": "snslint"}, "diagnostics": ['
    for item in items:
        for told in _problem(item) if isinstance(item, Problem) else _findings(item, context):
            yield between + _records.dump(told)
            between = ",\n"
    yield "\n]}\n"


def _findings(report: Report, context: Context) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        start, end = _ci.start(finding, report), _ci.end(finding, report)
        lines = {"start": {"line": start.line}} | ({"end": {"line": end.line}} if end else {})
        yield {
            "message": _ci.sentence(finding, report, context),
            "location": {"path": _ci.path(start.path), "range": lines},
            "severity": finding.severity.value.upper(),
            "code": {"value": finding.rule},
        }


def _problem(problem: Problem) -> Iterator[dict[str, Any]]:
    lines = {"range": {"start": {"line": problem.line}}} if problem.line else {}
    yield {
        "message": problem.message,
        "location": {"path": _ci.path(problem.path)} | lines,
        "severity": "ERROR",
        "code": {"value": "input"},
    }
