"""Findings that are known from before: a file that holds none of their words, and what a run has beyond it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from snslint.drafts.file import open_file
from snslint.errors import UserError
from snslint.model import Finding, Report
from snslint.values import dataclass, field

VERSION = 1
DIGITS = 5
"""Hexadecimal digits of a digest.

Twenty bits tell the findings of one rule apart, but a hundred mobile phone numbers share each value: the words
cannot be found again by trying.
"""


class Key(NamedTuple):
    """What makes two findings the same: not where they stand, but what they say."""

    municipality: str
    rule: str
    clause: str
    digest: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding is known."""

    counts: Mapping[Key, int] = field(default_factory=dict)

    def left(self) -> Counter[Key]:
        """A fresh count for one run, to be used up by `hide`."""
        return Counter(self.counts)


def create(reports: Iterable[Report]) -> Baseline:
    """The baseline of all findings in `reports`."""
    return Baseline(Counter(_key(report, finding) for report in reports for finding in report.findings))


def prune(baseline: Baseline, reports: Iterable[Report]) -> Baseline:
    """`baseline` without what is no longer found in `reports`; nothing new comes in."""
    return Baseline(Counter(baseline.counts) & Counter(create(reports).counts))


def hide(report: Report, left: Counter[Key]) -> Report:
    """`report` without the findings that are still in `left`, each of which is taken out of it."""
    kept: list[Finding] = []
    for finding in report.findings:
        key = _key(report, finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.append(finding)
    hidden = len(report.findings) - len(kept)
    if not hidden:
        return report
    return replace(
        report, findings=tuple(kept), notes=(*report.notes, f"以前からある指摘 {hidden}件を除きました。")
    )


def dump(baseline: Baseline) -> str:
    """The baseline as the text of its file, sorted, one finding a line."""
    lines = [
        json.dumps({**key._asdict(), "count": count}, ensure_ascii=False)
        for key, count in sorted(baseline.counts.items())
        if count > 0
    ]
    findings = "\n" + ",\n".join(f"  {line}" for line in lines) + "\n" if lines else ""
    return f'{{"version": {VERSION}, "findings": [{findings}]}}\n'


def load(path: Path) -> Baseline:
    """The baseline in the file at `path`. Raises UserError where it is none."""
    file = open_file(str(path), {})
    with file.stream:
        text = file.text(file.encoding())
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise UserError(file.problem(f"ベースラインの版（{data['version']}）が違います。{_AGAIN}"))
        return Baseline({_read(entry): int(entry["count"]) for entry in data["findings"]})
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UserError(file.problem(f"ベースラインとして読めません。{_AGAIN}")) from None


_AGAIN = "「snslint baseline create」で作り直してください。"


def _read(entry: Mapping[str, str]) -> Key:
    return Key(*(str(entry[name]) for name in Key._fields))


def _key(report: Report, finding: Finding) -> Key:
    words = report.draft.text[finding.span.start : finding.span.end]
    municipality = report.draft.municipality or ""
    secret = "\0".join((municipality, finding.rule, finding.clause.id, words))
    digest = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
    return Key(municipality, finding.rule, finding.clause.id, digest)
