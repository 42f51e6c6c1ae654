"""A table for Excel: UTF-8 with a byte order mark, CR LF, one row a finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ..errors import Problem
from ..model import Draft, Location, Report
from . import Context, Item, _labels
from ._cells import visible

MASKED_BY_DEFAULT = False

HEADER = (
    "ファイル", "行", "列", "シート", "セル", "投稿ID", "自治体", "投稿先",
    "区分", "条項", "条文", "該当の言葉", "指摘", "書き換え", "規則",
)  # fmt: skip
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")  # Excel would reckon what begins so


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """The header, then a row for each finding, note, clean post and problem."""
    yield "\ufeff" + _row(HEADER)
    for item in items:
        for cells in _problem(item) if isinstance(item, Problem) else _report(item, context):
            yield _row(cells)


def _report(report: Report, context: Context) -> Iterator[tuple[str, ...]]:
    draft = report.draft
    for finding in report.findings:
        at = draft.source.locate(draft.text, finding.span.start)
        yield (
            *_place(at, draft, context),
            _labels.severity(finding.severity),
            finding.clause.id,
            finding.clause.text,
            draft.text[finding.span.start : finding.span.end],
            finding.message,
            finding.suggestion,
            finding.rule,
        )
    place = _place(draft.source.locate(draft.text, 0), draft, context)
    if not report.findings:
        yield (*place, "指摘なし", *[""] * 6)
    for note in report.notes:
        yield (*place, "お知らせ", "", "", "", note, "", "")


def _place(at: Location, draft: Draft, context: Context) -> tuple[str, ...]:
    platforms = "、".join(map(_labels.platform, draft.platforms))
    where = (at.path, str(at.line), str(at.column), at.sheet or "", at.cell or "")
    return (*where, draft.id or "", context.municipality(draft.municipality), platforms)


def _problem(problem: Problem) -> Iterator[tuple[str, ...]]:
    place = (problem.path, str(problem.line or ""), str(problem.column or ""))
    yield (*place, *[""] * 5, "入力の誤り", "", "", "", problem.message, "", "")


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_safe(visible(cell)) for cell in cells])
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
