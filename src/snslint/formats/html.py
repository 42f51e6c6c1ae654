"""A page for the section head's approval: each post as it will look, what is said of it, boxes to tick and sign.

One file without scripts or anything loaded from elsewhere; made for A4 paper, a screen, a keyboard, a screen reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from snslint.values import dataclass

from ..errors import Problem
from ..model import Draft, Finding, Meta, Report
from . import Context, Item, Tally, _labels
from ._cells import cells, visible

MASKED_BY_DEFAULT = False

_TEMPLATE = Path(__file__).with_name("html.jinja")
_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the post that looks alike.

    `begins` are the numbers of the findings that begin here, `marked` the gravest severity of those that it is part
    of, "" for none; `hidden` says that `text` stands for a character that nobody sees; `cut` names the services that
    show the post only up to here; `beyond` is what no longer fits on one of them.
    """

    text: str
    begins: tuple[int, ...] = ()
    marked: str = ""
    hidden: bool = False
    cut: tuple[str, ...] = ()
    beyond: bool = False


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """The page, post by post."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = visible
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    tally = Tally()
    yield from template.generate(
        items=_counted(items, tally),
        tally=tally,
        context=context,
        labels=_labels,
        pieces=pieces,
        facts=_facts,
        signatures=_signatures,
        is_problem=lambda item: isinstance(item, Problem),
        day=_day,
        guideline=lambda draft: _guideline(draft, context),
    )


def _counted(items: Iterable[Item], tally: Tally) -> Iterator[Item]:
    for item in items:
        tally.add(item)
        yield item


def pieces(report: Report) -> Iterator[Piece]:
    """The post's text cut where a finding begins or ends, where a service cuts it, and around hidden characters."""
    text = report.draft.text
    spans = [(number, finding) for number, finding in enumerate(report.findings, 1) if _has_words(finding)]
    cuts = {each.cut: each for each in report.length if each.over and each.cut is not None}
    borders = {0, len(text), *cuts}
    for _, finding in spans:
        borders |= {finding.span.start, finding.span.end}
    ordered = sorted(borders)
    for start, end in zip(ordered, ordered[1:] or ordered, strict=False):
        at_cut = tuple(
            _labels.platform(each.platform) for each in report.length if each.over and each.cut == start
        )
        if at_cut:
            yield Piece("", cut=at_cut)
        over = [finding for _, finding in spans if finding.span.start <= start and end <= finding.span.end]
        gravest = max((finding.severity for finding in over), key=lambda each: each.rank, default=None)
        begins = tuple(number for number, finding in spans if finding.span.start == start)
        beyond = any(cut <= start for cut in cuts)
        for shown, hidden in _shown(text[start:end]):
            yield Piece(shown, begins, gravest or "", hidden, beyond=beyond)
            begins = ()


def _has_words(finding: Finding) -> bool:
    return finding.span.start < finding.span.end


def _shown(text: str) -> Iterator[tuple[str, bool]]:
    """`text` as the page shows it, and which parts of it stand for hidden characters."""
    plain = ""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        plain += "\n" if number else ""
        for cell in cells(line):
            if not cell.shown.startswith("<U+"):
                plain += cell.shown
                continue
            if plain:
                yield plain, False
            plain = ""
            yield cell.shown.strip("<>"), True
    if plain:
        yield plain, False


def _guideline(draft: Draft, context: Context) -> str:
    """The title of the guideline that the clauses are quoted from."""
    found = context.municipalities.get(draft.municipality) if draft.municipality else None
    return found.guideline.title if found else context.municipality(draft.municipality)


def _facts(draft: Draft, context: Context) -> list[tuple[str, str]]:
    """What the section head has to know of the post besides its text."""
    meta = draft.meta
    told = [
        ("自治体", context.municipality(draft.municipality)),
        ("投稿先", "、".join(map(_labels.platform, draft.platforms))),
        ("投稿予定", _moment(meta.publish_at)),
        ("本人の承諾", "、".join(meta.consent)),
        ("出典・権利者", "、".join(meta.credits)),
    ]
    return [(name, value) for name, value in told if value]


def _signatures(meta: Meta) -> list[tuple[str, str, str]]:
    """Role, name and day of each who signs; names that are not known are left for a pen."""
    approver = meta.approved_by or ""
    if meta.delegated_by:
        approver += f"（{meta.delegated_by}の代決）"
    return [
        ("作成", meta.author or "", ""),
        ("確認", "、".join(meta.reviewers), ""),
        ("承認", approver, _moment(meta.approved_at)),
    ]


def _moment(moment: dt.datetime | None) -> str:
    return f"{_day(moment)} {moment:%H:%M}" if moment else ""


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"
