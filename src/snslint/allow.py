"""Findings that somebody has allowed, by name and with a reason: in a draft's own `allow`, or in a side file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from snslint import yamlfile
from snslint.drafts import meta
from snslint.drafts.file import open_file
from snslint.errors import Problem
from snslint.model import Allowance, Finding, Report
from snslint.values import dataclass, field


@dataclass(frozen=True, slots=True)
class AllowFile:
    """The allowances of a side file, which hold for every draft."""

    allowances: tuple[Allowance, ...] = ()
    _yaml: yamlfile.Yaml | None = field(default=None, repr=False)

    def unused(self, used: Collection[Allowance]) -> Iterator[Problem]:
        """A problem for each allowance that no draft of a whole run has used."""
        for number, allowance in enumerate(self.allowances):
            if self._yaml and allowance not in used:
                yield self._yaml.problem((number,), f"{_UNUSED.format(allowance.rule)}")


_UNUSED = "{0} の許可に当てはまる指摘がありません。不要なら消してください。"


def load(path: Path) -> AllowFile:
    """The side file at `path`, a list of entries as under `allow`. Raises UserError with every mistake in it."""
    file = open_file(str(path), {})
    with file.stream:
        yaml = yamlfile.parse(file.text(file.encoding()), str(path))
    return AllowFile(meta.allowances(yaml.data, yaml), yaml)


def apply(
    report: Report, more: Iterable[Allowance] = (), *, today: dt.date, never: Collection[str] = ()
) -> tuple[Report, frozenset[Allowance]]:
    """`report` without the findings that the draft itself or `more` allows, and the allowances of `more` used.

    An allowance counts for one rule and the exact words, up to and including its last day. `never` are the
    clauses whose findings nobody can allow. Notes say what was allowed by whom, and why an allowance did not
    count; they do not repeat the words.
    """
    own = report.draft.meta.allow
    more = tuple(more)
    kept: list[Finding] = []
    notes: list[str] = []
    matched: list[Allowance] = []
    for finding in report.findings:
        words = report.draft.text[finding.span.start : finding.span.end]
        fitting = [one for one in (*own, *more) if one.rule == finding.rule and one.words == words]
        matched += fitting
        current = next((one for one in fitting if one.until is None or today <= one.until), None)
        if fitting and finding.clause.id in never:
            notes.append(f"{finding.rule} の指摘は許可できません（{finding.clause.id}）。")
        elif current:
            notes.append(f"{finding.rule} の指摘を{current.by}が許可しています{_until(current)}。")
            continue
        elif fitting:
            notes.append(f"{finding.rule} の許可は期限が過ぎています{_until(fitting[0])}。")
        kept.append(finding)
    notes += [_UNUSED.format(one.rule) for one in own if one not in matched]
    changed = replace(report, findings=tuple(kept), notes=(*report.notes, *dict.fromkeys(notes)))
    return changed, frozenset(matched).intersection(more)


def _until(allowance: Allowance) -> str:
    return f"（{allowance.until.isoformat()}まで）" if allowance.until else ""
