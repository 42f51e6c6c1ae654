"""Who checked which text with what, and when: a file of stamps beside the drafts, which nobody rewrites.

A stamp holds a digest of the text, none of its words. It counts as long as the text is the same, wherever it
moved; the file only grows, so that Git keeps the record.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from snslint.drafts.file import open_file
from snslint.errors import UserError
from snslint.model import Draft, Report, Severity
from snslint.values import dataclass

NAME = ".snslint-stamps.jsonl"
"""The file's name; hidden, so that no folder of drafts takes it for one of them."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One check that somebody stands for. `version` is the program's, `pack` names the rules that were used."""

    path: str
    id: str | None
    digest: str
    by: str
    at: dt.datetime
    municipality: str
    version: str
    pack: str
    errors: int
    warnings: int


def make(report: Report, *, by: str, at: dt.datetime, version: str, pack: str) -> Stamp:
    """The stamp of `by` on what `report` says of its draft, at the time `at`."""
    draft = report.draft
    severities = [finding.severity for finding in report.findings]
    return Stamp(
        path=Path(draft.source.path).name,
        id=draft.id,
        digest=digest(draft.text),
        by=by,
        at=at,
        municipality=draft.municipality or "",
        version=version,
        pack=pack,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def digest(text: str) -> str:
    """What stands for `text` in a stamp, the same whatever its line ends."""
    import hashlib  # takes time, and most folders have no stamps

    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()


def counting(draft: Draft, stamps: Iterable[Stamp]) -> tuple[Stamp, ...]:
    """The stamps on the text of `draft` as it is now."""
    now = digest(draft.text)
    return tuple(stamp for stamp in stamps if stamp.digest == now)


def outdated(draft: Draft, stamps: Iterable[Stamp]) -> tuple[Stamp, ...]:
    """The stamps on `draft` (its file's name and id) whose text has changed since."""
    now, place = digest(draft.text), (Path(draft.source.path).name, draft.id)
    return tuple(stamp for stamp in stamps if stamp.digest != now and (stamp.path, stamp.id) == place)


def notes(draft: Draft, stamps: Iterable[Stamp]) -> tuple[str, ...]:
    """What the stamps say of `draft`, for its report; an outdated one only where nobody stamped it again."""
    stamps = tuple(stamps)
    good = counting(draft, stamps)
    if good:
        return tuple(f"{stamp.by}が{_when(stamp)}に点検しました（{_with(stamp)}）。" for stamp in good)
    return tuple(
        f"{stamp.by}が{_when(stamp)}に点検したあと、本文が変わりました。もう一度点検してください。"
        for stamp in outdated(draft, stamps)[-1:]
    )


def append(folder: Path, stamp: Stamp) -> Path:
    """Add `stamp` to the file of stamps in `folder`, and say which file it is. Raises OSError."""
    path = folder / NAME
    line = json.dumps({**asdict(stamp), "at": stamp.at.isoformat()}, ensure_ascii=False)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(line + "\n")
    return path


def load(folder: Path) -> tuple[Stamp, ...]:
    """The stamps in `folder`, oldest first; none where it has no file of them.

    Raises UserError with each line that is no stamp.
    """
    path = folder / NAME
    if not path.exists():
        return ()
    file = open_file(str(path), {})
    stamps: list[Stamp] = []
    problems = []
    with file.stream:
        for number, line in enumerate(file.lines(file.encoding(), "\n"), 1):
            try:
                stamps.append(_read(json.loads(line)))
            except (ValueError, KeyError, TypeError, RecursionError):
                problems.append(
                    file.problem("点検の記録として読めません。この行を元に戻すか、消してください。", number)
                )
    if problems:
        raise UserError(problems)
    return tuple(stamps)


def _read(data: Mapping[str, str]) -> Stamp:
    return Stamp(
        path=str(data["path"]),
        id=data["id"],
        digest=str(data["digest"]),
        by=str(data["by"]),
        at=dt.datetime.fromisoformat(data["at"]),
        municipality=str(data["municipality"]),
        version=str(data["version"]),
        pack=str(data["pack"]),
        errors=int(data["errors"]),
        warnings=int(data["warnings"]),
    )


def _when(stamp: Stamp) -> str:
    return stamp.at.strftime("%Y-%m-%d %H:%M")


def _with(stamp: Stamp) -> str:
    return f"snslint {stamp.version}、規則 {stamp.pack}、重大 {stamp.errors}件、注意 {stamp.warnings}件"
