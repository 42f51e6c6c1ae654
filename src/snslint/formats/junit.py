"""JUnit's XML: a suite for each post, a failed case for each finding that fails the check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import Problem
from ..model import Finding, Report
from . import Context, Item, _ci, _labels
from ._ci import xml

MASKED_BY_DEFAULT = True


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """Suites as the items come; a finding below the fail level is a passed case that speaks."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="snslint">\n'
    for item in items:
        yield from _problem(item) if isinstance(item, Problem) else _suite(item, context)
    yield "</testsuites>\n"


def _suite(report: Report, context: Context) -> Iterator[str]:
    name = _labels.post(report.draft)
    failed = sum(context.fails(finding.severity) for finding in report.findings)
    yield from _head(name, max(len(report.findings), 1), failed, 0)
    for number, finding in enumerate(report.findings, 1):
        yield _case(name, number, finding, report, context)
    if not report.findings:
        yield f'    <testcase classname="{xml(name)}" name="指摘はありません"/>\n'
    yield "  </testsuite>\n"


def _case(name: str, number: int, finding: Finding, report: Report, context: Context) -> str:
    at = _ci.start(finding, report)
    severity = _labels.severity(finding.severity)
    title = f"{number}. {finding.clause.id} {_labels.title(finding, context)}（{at.line}行目、{severity}）"
    said = _ci.sentence(finding, report, context)
    if context.fails(finding.severity):
        told = f'<failure type="{xml(finding.rule)}" message="{xml(finding.message)}">{xml(said)}</failure>'
    else:
        told = f"<system-out>{xml(said)}</system-out>"
    return f'    <testcase classname="{xml(name)}" name="{xml(title)}">{told}</testcase>\n'


def _problem(problem: Problem) -> Iterator[str]:
    name = problem.path or "入力"
    yield from _head(name, 1, 0, 1)
    told = f'<error type="input" message="{xml(problem.message)}">{xml(str(problem))}</error>'
    yield f'    <testcase classname="{xml(name)}" name="読み込み">{told}</testcase>\n'
    yield "  </testsuite>\n"


def _head(name: str, tests: int, failures: int, errors: int) -> Iterator[str]:
    counts = f'tests="{tests}" failures="{failures}" errors="{errors}" skipped="0"'
    yield f'  <testsuite name="{xml(name)}" {counts}>\n'
