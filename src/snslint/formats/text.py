"""The report for the staff of an office: plain, polite Japanese in a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, assert_never

from ..errors import Problem
from ..model import Draft, Finding, Length, Quote, Report, Severity
from . import Context, Item, Tally, _labels
from ._cells import columns, visible, wrap
from ._excerpt import rows

MASKED_BY_DEFAULT = False

Style = Literal["", "strong", "quiet", "good", "error", "warning", "info"]
Line = list[tuple[str, Style]]

_INDENT = 4
_LABEL = 10  # columns of the widest label 「書き換え」 and its gap
_NARROWEST = 40
_NAMED_POSTS = 3  # of the posts that a reminder is meant for
_KEPT = 12  # code points shown before the place where a post is cut


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """One post after the other, then what people must check themselves, then the counts."""
    draw = _ansi() if context.colour else _plain
    for line in _Page(context, max(context.width, _NARROWEST)).lines(items):
        yield draw(line) + "\n"


def _plain(line: Line) -> str:
    return "".join(visible(text) for text, _ in line).rstrip(" ")


def _ansi() -> Callable[[Line], str]:
    """Draw with colour codes; rich is imported only here, for it costs more than all else."""
    from rich.color import ColorSystem
    from rich.style import Style as RichStyle

    looks = {
        "": RichStyle(),
        "strong": RichStyle(bold=True),
        "quiet": RichStyle(dim=True),
        "good": RichStyle(color="green"),
        "error": RichStyle(color="red", bold=True),
        "warning": RichStyle(color="yellow", bold=True),
        "info": RichStyle(color="cyan"),
    }
    return lambda line: "".join(
        looks[style].render(visible(text), color_system=ColorSystem.STANDARD) for text, style in line
    )


@dataclass(slots=True)
class _Duty:
    """A reminder and the posts that it is for."""

    count: int = 0
    posts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """What has to be remembered from post to post."""

    context: Context
    width: int
    tally: Tally = field(default_factory=Tally)
    clean: list[Report] = field(default_factory=list)
    clean_count: int = 0
    posts_of: dict[str | None, int] = field(default_factory=dict)
    duties: dict[str | None, dict[tuple[str, str], _Duty]] = field(default_factory=dict)
    above: Literal["", "clean", "block"] = ""

    def lines(self, items: Iterable[Item]) -> Iterator[Line]:
        for item in items:
            self.tally.add(item)
            if isinstance(item, Problem):
                yield from self.clean_lines()
                yield from self.gap()
                yield from self.problem_lines(item)
                continue
            self.remember(item)
            if _is_clean(item):
                if self.clean and _file(item) != _file(self.clean[0]):
                    yield from self.clean_lines()
                self.clean = [*self.clean[:1], item]
                self.clean_count += 1
                continue
            yield from self.clean_lines()
            yield from self.gap()
            yield from self.report_lines(item)
        yield from self.clean_lines()
        yield from self.duty_lines()
        yield from self.summary_lines()

    def gap(self) -> Iterator[Line]:
        """An empty line between the parts of the page."""
        if self.above:
            yield []
        self.above = "block"

    # --- posts ------------------------------------------------------------------------------------------

    def clean_lines(self) -> Iterator[Line]:
        """One line for a clean post, or for a run of clean posts of one file."""
        if not self.clean:
            return
        if self.above == "block":
            yield []
        self.above = "clean"
        first, last = self.clean[0], self.clean[-1]
        if self.clean_count == 1:
            said = self.clean_line(first, [*map(_labels.measured, first.length)])
            if columns(said) > self.width - 2:
                said = self.clean_line(first, [])
        else:
            ids = f"{first.draft.id} から {last.draft.id} まで、" if first.draft.id and last.draft.id else ""
            said = f"{first.draft.source.path}（{ids}{self.clean_count}件）: 指摘はありません。"
        yield from self.block("○", said, "good", indent=0, label_width=2)
        yield from self.note_lines(first)
        self.clean, self.clean_count = [], 0

    def clean_line(self, report: Report, lengths: list[str]) -> str:
        where = _bracketed([self.context.municipality(report.draft.municipality), *lengths])
        return f"{_labels.post(report.draft)}{where}: 指摘はありません。"

    def report_lines(self, report: Report) -> Iterator[Line]:
        draft = report.draft
        where = [self.context.municipality(draft.municipality), *map(_labels.platform, draft.platforms)]
        yield from self.block("■", _labels.post(draft) + _bracketed(where), "strong", indent=0, label_width=2)
        for alike in _alike(report.findings):
            yield []
            yield from self.finding_lines(alike, draft)
        yield []
        if not report.findings:
            yield from self.block("", "言葉についての指摘はありません。", "good", indent=2, label_width=0)
        for number, length in enumerate(report.length):
            yield from self.length_lines(length, draft.text, "" if number else "文字数")
        yield from self.note_lines(report)

    def length_lines(self, length: Length, text: str, label: str) -> Iterator[Line]:
        """How long the post is on one service, and where it is cut if it is too long."""
        count = f"{_labels.measured(length)} {_labels.unit(length)}"
        said = "。".join(filter(None, (count, _labels.excess(length))))
        yield from self.block(label, said, "warning" if length.over else "", indent=2)
        if length.over and length.cut is not None:
            kept = " ".join(text[: length.cut].split())[-_KEPT:]
            yield from self.block("", f"「…{kept}」までしか入りません。", "", indent=2)

    def note_lines(self, report: Report) -> Iterator[Line]:
        for note in report.notes:
            yield from self.block("※", note, "", indent=2, label_width=2)

    def finding_lines(self, alike: list[Finding], draft: Draft) -> Iterator[Line]:
        """Findings that say the same: each with its words, the clause and what to write instead once."""
        finding = alike[0]
        style = _style(finding.severity)
        mark = f"【{_labels.severity(finding.severity)}】"
        title = _labels.title(finding, self.context)
        rule = f"（{finding.rule}）" if title != finding.rule else ""
        if 2 + columns(mark + title + rule) <= self.width:
            yield [("  ", ""), (mark, style), (title, "strong"), (rule, "quiet")]
        else:
            yield from self.block(mark, title + rule, style, indent=2, label_width=columns(mark))
        for each in alike:
            yield from self.excerpt_lines(each, draft.text, style)
            yield from self.block("指摘", each.message, "")
        municipality = self.context.municipality(draft.municipality)
        clause = f"{municipality} {finding.clause.id}「{finding.clause.text}」".lstrip()
        yield from self.block("条文", clause, "")
        yield from self.block("書き換え", finding.suggestion, "")
        rule_info = self.context.rules.get(finding.rule) if self.context.verbose else None
        if rule_info:
            yield from self.block("理由", rule_info.why, "")

    def excerpt_lines(self, finding: Finding, text: str, style: Style) -> Iterator[Line]:
        """The lines of the post, the words underlined below."""
        if finding.span.start == finding.span.end:
            yield from self.block("", "投稿全体", "quiet", label_width=0)
            return
        for row in rows(text, finding.span, self.width - _INDENT - _LABEL):
            number = f"{row.line}行目" if row.line else ""
            gutter = " " * (_INDENT + _LABEL - 3 - columns(number)) + number
            yield [(f"{gutter} | ", "quiet"), (row.before, ""), (row.marked, style), (row.after, "")]
            if row.marked:
                under = " " * row.offset + "^" * max(row.width, 1)
                yield [(" " * columns(gutter) + " | ", "quiet"), (under, style)]

    # --- problems, reminders, counts --------------------------------------------------------------------

    def problem_lines(self, problem: Problem) -> Iterator[Line]:
        said = f"{problem.place}: {problem.message}" if problem.place else problem.message
        yield from self.block("×", said, "error", indent=0, label_width=2)
        if problem.excerpt:
            room = self.width - _INDENT - 2
            shown = next(wrap(problem.excerpt, room), "")
            yield [(" " * _INDENT + "| ", "quiet"), (shown, "")]

    def remember(self, report: Report) -> None:
        """Keep the reminders for the end: they are the same for most posts."""
        municipality = report.draft.municipality
        self.posts_of[municipality] = self.posts_of.get(municipality, 0) + 1
        duties = self.duties.setdefault(municipality, {})
        for reminder in report.reminders:
            duty = duties.setdefault((reminder.text, reminder.clause.id), _Duty())
            duty.count += 1
            if len(duty.posts) < _NAMED_POSTS:
                duty.posts.append(report.draft.id or report.draft.source.path)

    def duty_lines(self) -> Iterator[Line]:
        for municipality, duties in self.duties.items():
            if not duties:
                continue
            yield from self.gap()
            name = self.context.municipality(municipality)
            yield from self.plain(f"人の目で確かめてください（{name}）", "strong")
            for (text, clause), duty in duties.items():
                only = self.only(duty, municipality)
                yield from self.block("□", f"{text}（{clause}）{only}", "", indent=2, label_width=2)

    def only(self, duty: _Duty, municipality: str | None) -> str:
        """Which posts a reminder is for, where it is not for all."""
        if duty.count == self.posts_of[municipality]:
            return ""
        more = f" ほか{duty.count - len(duty.posts)}件" if duty.count > len(duty.posts) else ""
        return f"［{'、'.join(duty.posts)}{more}］"

    def summary_lines(self) -> Iterator[Line]:
        yield from self.gap()
        yield from self.plain(_labels.counts(self.tally), "strong")
        if self.context.redact and any(self.tally.findings.values()):
            yield from self.plain("指摘の言葉は伏せてあります（--no-redact で表示します）。", "")

    def plain(self, text: str, style: Style) -> Iterator[Line]:
        """`text` wrapped from the left edge."""
        return self.block("", text, style, indent=0, label_width=0)

    def block(
        self,
        label: str,
        text: str,
        style: Style,
        *,
        indent: int = _INDENT,
        label_width: int = _LABEL,
    ) -> Iterator[Line]:
        """`text` wrapped beside its label."""
        head = label + " " * (label_width - columns(label))
        for at, line in enumerate(wrap(text, self.width - indent - label_width)):
            start = " " * indent + (head if at == 0 else " " * label_width)
            yield [(start, style or "quiet"), (line, style)]


def _is_clean(report: Report) -> bool:
    return not report.findings and not any(length.over for length in report.length)


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings in order, those with the same rule, clause and advice together."""
    groups: dict[tuple[str, Severity, Quote, str], list[Finding]] = {}
    for each in findings:
        groups.setdefault((each.rule, each.severity, each.clause, each.suggestion), []).append(each)
    return list(groups.values())


def _file(report: Report) -> tuple[str, tuple[str, ...]]:
    """What the clean posts that share a line have in common."""
    return report.draft.source.path, report.notes


def _bracketed(words: list[str]) -> str:
    told = [word for word in words if word]
    return f"（{'、'.join(told)}）" if told else ""


def _style(severity: Severity) -> Style:
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.INFO:
            return "info"
        case _:
            assert_never(severity)
