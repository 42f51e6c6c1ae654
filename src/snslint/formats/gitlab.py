"""GitLab's code quality report: what merge requests show beside the changed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from ..errors import Problem
from ..model import Finding, Report, Severity
from . import Context, Item, _ci, _records

MASKED_BY_DEFAULT = True


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """A JSON array of findings and problems.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    fingerprints = _ci.Fingerprints()
    between = "\n"
    yield "["
    for item in items:
        for told in _problem(item) if isinstance(item, Problem) else _findings(item, fingerprints, context):
            yield between + _records.dump(told)
            between = ",\n"
    yield "\n]\n"


def _findings(report: Report, fingerprints: _ci.Fingerprints, context: Context) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        start, end = _ci.start(finding, report), _ci.end(finding, report)
        lines = {"begin": start.line, "end": max(end.line, start.line) if end else start.line}
        yield {
            "description": _ci.sentence(finding, report, context),
            "check_name": finding.rule,
            "fingerprint": fingerprints.of(finding, report),
            "severity": _severity(finding),
            "location": {"path": _ci.path(start.path), "lines": lines},
        }


def _problem(problem: Problem) -> Iterator[dict[str, Any]]:
    yield {
        "description": problem.message,
        "check_name": "input",
        "fingerprint": _ci.digest(str(problem)),
        "severity": "blocker",
        "location": {"path": _ci.path(problem.path) or ".", "lines": {"begin": max(problem.line, 1)}},
    }


def _severity(finding: Finding) -> str:
    match finding.severity:
        case Severity.ERROR:
            return "critical"
        case Severity.WARNING:
            return "minor"
        case Severity.INFO:
            return "info"
        case _:
            assert_never(finding.severity)
