"""A corpus replayed through two versions of a pack: every finding that came, went or changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from snslint import bundled, drafts
from snslint.cache import Cache
from snslint.errors import Problem, UserError
from snslint.families import FAMILIES
from snslint.lint import Linter
from snslint.model import Draft, Finding, Kind
from snslint.values import dataclass

_RECORD = ("id", "municipality", "platform", "text", "meta")


@dataclass(frozen=True, slots=True)
class Change:
    """What the same place of a draft is told by the old and by the new version; None where it is told nothing."""

    draft: Draft
    old: Finding | None
    new: Finding | None

    @property
    def kind(self) -> str:
        """What became of the finding, in Japanese."""
        return "出た指摘" if self.old is None else "消えた指摘" if self.new is None else "変わった指摘"

    def lines(self) -> Iterator[str]:
        """The change as a diff shows it."""
        for sign, finding in (("-", self.old), ("+", self.new)):
            if finding is not None:
                yield f"{sign} {self._place(finding)}: {_told(finding, self.draft)}"

    def _place(self, finding: Finding) -> str:
        at = self.draft.source.locate(self.draft.text, finding.span.start)
        return f"{at.path}:{at.line}" + (f" {self.draft.id}" if self.draft.id else "")


def _told(finding: Finding, draft: Draft) -> str:
    words = draft.text[finding.span.start : finding.span.end].replace("\n", " ")
    clause = f" {finding.clause.id}" if finding.clause else ""
    return f"{finding.severity} {finding.rule}{clause} " + (f"「{words}」" if words else "（投稿全体）")


def linter(pack: Path, *, today: dt.date, kind: Kind = "post", cache: Cache | None = None) -> Linter:
    """The pack with the shipped rules; instead of them where it has rules of the same names, as another version of them.

    Raises UserError where the pack is none, or is wrong.
    """
    if not pack.is_dir():
        raise UserError(Problem("ルール集のフォルダーがありません。", str(pack)))
    alone = not _rules(bundled.rules_folder()).isdisjoint(_rules(pack / "rules"))
    return Linter(packs=[pack], today=today, kind=kind, cache=cache, alone=alone)


def _rules(folder: Path) -> set[str]:
    found = folder.glob("*/*.yaml")
    return {f"{path.parent.name}/{path.stem}" for path in found if path.parent.name in FAMILIES}


def corpus(
    paths: Sequence[str],
    *,
    municipality: str | None = None,
    default: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Draft]:
    """The drafts of the files below the paths. `municipality` is for all, `default` for those that name none.

    Labels and whatever else a record of JSONL holds are left out. Raises UserError where a draft cannot be read.
    """
    for path in drafts.find(paths):
        if isinstance(path, Problem):
            raise UserError(path)
        found = (
            drafts.read_bytes(path, _without_labels(Path(path)), columns=columns)
            if path.endswith(".jsonl")
            else drafts.read(path, columns=columns)
        )
        for draft in found:
            if isinstance(draft, Problem):
                raise UserError(draft)
            yield replace(draft, municipality=municipality or draft.municipality or default)


def _without_labels(path: Path) -> bytes:
    """The lines of the file, each record with its own keys only; a line that is none stays for the reader to refuse."""
    kept: list[str] = []
    for line in path.read_text(encoding="utf-8-sig").split("\n"):
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            line = json.dumps({key: record[key] for key in _RECORD if key in record}, ensure_ascii=False)
        kept.append(line)
    return "\n".join(kept).encode()


def replay(posts: Iterable[Draft], old: Linter, new: Linter) -> Iterator[Change]:
    """The changes, draft by draft. UserError for a draft that either version cannot check."""
    for draft in posts:
        before = _by_place(old.check(draft).findings)
        after = _by_place(new.check(draft).findings)
        for key in sorted(before.keys() | after.keys()):
            if before.get(key) != after.get(key):
                yield Change(draft, before.get(key), after.get(key))


def _by_place(findings: Iterable[Finding]) -> dict[tuple[int, int, str], Finding]:
    return {(one.span.start, one.span.end, one.rule): one for one in findings}
