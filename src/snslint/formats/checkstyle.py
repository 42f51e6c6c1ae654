"""Checkstyle's XML, which most review tools read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import Problem
from . import Context, Item, _ci
from ._ci import xml

MASKED_BY_DEFAULT = True


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """A file element for each run of posts of one file; clean files are there too, empty."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    within: str | None = None
    for item in items:
        path = _ci.path(item.path if isinstance(item, Problem) else item.draft.source.path)
        if path != within:
            yield ("</file>\n" if within is not None else "") + f'<file name="{xml(path)}">\n'
            within = path
        yield from _errors(item, context)
    yield ("</file>\n" if within is not None else "") + "</checkstyle>\n"


def _errors(item: Item, context: Context) -> Iterator[str]:
    if isinstance(item, Problem):
        yield _error(max(item.line, 1), item.column, "error", item.message, "input")
        return
    for finding in item.findings:
        at = _ci.start(finding, item)
        message = _ci.sentence(finding, item, context)
        yield _error(at.line, at.column, str(finding.severity), message, finding.rule)


def _error(line: int, column: int, severity: str, message: str, source: str) -> str:
    place = f'line="{line}"' + (f' column="{column}"' if column else "")
    return f'<error {place} severity="{severity}" message="{xml(message)}" source="snslint.{xml(source)}"/>\n'
