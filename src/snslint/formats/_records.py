"""Reports as plain data: what `json` and `jsonl` write, as docs/report.schema.json describes it."""

from __future__ import annotations

import json
from typing import Any

from ..errors import Problem
from ..model import Finding, Length, Location, Quote, Report, Severity
from ..text import line_column
from . import Context, Tally

VERSION = 1
"""Of the schema; it changes only when something that was there is gone or means something else."""


def dump(value: object) -> str:
    """`value` as JSON on one line that UTF-8 can hold; a lone surrogate is written as its escape."""
    written = json.dumps(value, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return written


def head(context: Context) -> dict[str, Any]:
    """What stands before the posts."""
    told: dict[str, Any] = {"version": VERSION, "tool": {"name": "snslint", "version": context.version}}
    return told | {"redacted": True} if context.redact else told


def post(report: Report) -> dict[str, Any]:
    """One post and all that was found in it. `notes` is there only where there are any."""
    draft = report.draft
    told: dict[str, Any] = {
        "path": draft.source.path,
        "id": draft.id,
        "municipality": draft.municipality,
        "platforms": list(draft.platforms),
        "length": [_length(each) for each in report.length],
        "findings": [_finding(each, report) for each in report.findings],
        "reminders": [{"clause": _clause(each.clause), "text": each.text} for each in report.reminders],
    }
    return told | {"notes": list(report.notes)} if report.notes else told


def problem(value: Problem) -> dict[str, Any]:
    """One mistake in the input; line and column are null where there is none."""
    return {
        "path": value.path or None,
        "line": value.line or None,
        "column": value.column or None,
        "message": value.message,
    }


def summary(tally: Tally) -> dict[str, int]:
    """The counts of all that went through."""
    found = {str(severity): tally.findings[severity] for severity in Severity}
    return {"posts": tally.posts, **found, "problems": tally.problems}


def _length(value: Length) -> dict[str, Any]:
    return {
        "platform": value.platform,
        "count": value.count,
        "limit": value.limit,
        "unit": value.unit,
        "over": value.over,
    }


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    draft, span = report.draft, finding.span
    line, column = line_column(draft.text, span.start)
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": str(finding.severity),
        "clause": _clause(finding.clause),
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "match": draft.text[span.start : span.end],
        "message": finding.message,
        "suggestion": finding.suggestion,
        "at": _at(draft.source.locate(draft.text, span.start)),
    }


def _clause(clause: Quote) -> dict[str, str]:
    return {"id": clause.id, "text": clause.text}


def _at(at: Location) -> dict[str, Any]:
    told: dict[str, Any] = {"path": at.path, "line": at.line, "column": at.column}
    table = {"sheet": at.sheet, "cell": at.cell}
    return told | {key: value for key, value in table.items() if value is not None}
