"""SARIF 2.1.0, for code scanning: results with their clause, rules with their help.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any, assert_never
from urllib.parse import quote

from ..errors import Problem
from ..model import Finding, Report, Severity
from . import Context, Item, _ci, _records

MASKED_BY_DEFAULT = True

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LANGUAGE = "ja-JP"

Clauses = dict[str, None]
"""The clauses that a rule was met under, in the order met."""


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """Results as they come; the rules that they name, and the problems, after them."""
    rules: dict[str, Clauses] = {}
    problems: list[Problem] = []
    fingerprints = _ci.Fingerprints()
    between = "\n"
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"results": ['
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        for finding in item.findings:
            clauses = rules.setdefault(finding.rule, {})
            clauses[_clause(finding, item, context)] = None
            index = list(rules).index(finding.rule)
            yield between + _records.dump(_result(finding, item, index, fingerprints, context))
            between = ",\n"
    run = {
        "tool": {"driver": _driver(rules, context)},
        "invocations": [_invocation(problems)],
        "columnKind": "unicodeCodePoints",
        "language": _LANGUAGE,
    }
    yield "\n],\n" + _records.dump(run).removeprefix("{") + "]}\n"


def _result(
    finding: Finding, report: Report, index: int, fingerprints: _ci.Fingerprints, context: Context
) -> dict[str, Any]:
    start, end = _ci.start(finding, report), _ci.end(finding, report)
    region = {"startLine": start.line, "startColumn": start.column}
    if end and (end.line, end.column) > (start.line, start.column):
        region |= {"endLine": end.line, "endColumn": end.column}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(start.path)}, "region": region}
    }
    if start.cell:
        name = f"{start.sheet}!{start.cell}" if start.sheet else start.cell
        location["logicalLocations"] = [{"name": name, "kind": "element"}]
    post = {"post": report.draft.id, "municipality": report.draft.municipality}
    told = {"clause": finding.clause.id, "clauseText": finding.clause.text}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _level(finding.severity),
        "message": {"text": _ci.sentence(finding, report, context)},
        "locations": [location],
        "partialFingerprints": {"snslint/v1": fingerprints.of(finding, report)},
        "properties": told | {key: value for key, value in post.items() if value is not None},
    }


def _level(severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.INFO:
            return "note"
        case _:
            assert_never(severity)


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="replace")


def _clause(finding: Finding, report: Report, context: Context) -> str:
    municipality = context.municipality(report.draft.municipality)
    return f"{municipality} {finding.clause.id}「{finding.clause.text}」".strip()


def _driver(rules: dict[str, Clauses], context: Context) -> dict[str, Any]:
    described = [_rule(rule, clauses, context) for rule, clauses in rules.items()]
    return {"name": "snslint", "semanticVersion": context.version, "language": _LANGUAGE, "rules": described}


def _rule(id: str, clauses: Clauses, context: Context) -> dict[str, Any]:  # noqa: A002 -- as SARIF names it
    info = context.rules.get(id)
    told: dict[str, Any] = {"id": id, "properties": {"tags": [id.partition("/")[0]]}}
    if info is None:
        return told
    lines = [info.why, f"書き換え: {info.suggest}"]
    return told | {
        "shortDescription": {"text": info.title},
        "fullDescription": {"text": info.why},
        "help": {
            "text": "\n".join([*lines, *(f"条文: {clause}" for clause in clauses)]),
            "markdown": "\n\n".join([*lines, *(f"> {clause}" for clause in clauses)]),
        },
    }


def _invocation(problems: list[Problem]) -> dict[str, Any]:
    told: dict[str, Any] = {"executionSuccessful": not problems}
    if problems:
        told["toolExecutionNotifications"] = [_notification(problem) for problem in problems]
    return told


def _notification(problem: Problem) -> dict[str, Any]:
    told: dict[str, Any] = {"level": "error", "message": {"text": problem.message}}
    if problem.path:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.path)}}
        if problem.line:
            place["region"] = {"startLine": problem.line, "startColumn": problem.column or 1}
        told["locations"] = [{"physicalLocation": place}]
    return told
