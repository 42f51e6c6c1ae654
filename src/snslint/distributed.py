"""Archives beyond one machine: a partition of posts in, what was found in it out, for Dask, Spark and pandas.

Needs pandas, which nothing else in the program imports: `pip install snslint[dask]`. docs/archives.md shows the use.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from traceback import extract_tb
from typing import TypeAlias

import pandas as pd

from snslint.cache import Cache
from snslint.document import day_of
from snslint.drafts import meta
from snslint.errors import Problem, UserError, unknown
from snslint.formats._masking import masked
from snslint.lint import Linter, TextSource
from snslint.model import Draft, Kind, Report
from snslint.values import dataclass

REQUIRED = ("id", "text")
OPTIONAL = tuple(key for key in meta.KEYS if key not in (*REQUIRED, "allow", "meta"))
"""What else a post may bring, as in the table of docs/inputs.md."""

_TEXT, _OFFSET = "string", "Int64"
_COLUMNS = {
    "id": _TEXT,
    "row": _TEXT,  # checked | unchecked: exactly one a post; finding: as many as `findings` of its checked row says
    "municipality": _TEXT,
    "findings": _OFFSET,
    "family": _TEXT,
    "rule": _TEXT,
    "severity": _TEXT,
    "clause": _TEXT,
    "start": _OFFSET,  # half-open range of code points of the text as given; 0, 0 is the post as a whole
    "end": _OFFSET,
    "matched": _TEXT,
    "message": _TEXT,  # of an unchecked row: why
    "suggestion": _TEXT,
}

META = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _COLUMNS.items()})
"""An empty result with the names and types of its columns, for Dask's `meta`."""

SCHEMA = ", ".join(f"`{name}` {'string' if kind == _TEXT else 'bigint'}" for name, kind in _COLUMNS.items())
"""The same for Spark's `mapInPandas`. Every name is quoted: `end` is a reserved word."""

_Row: TypeAlias = dict[str, str | int | None]

_alone = threading.Lock()
"""The tokenizer's memory belongs to one thread at a time, and Dask may run several in a process."""


def check_partition(
    frame: pd.DataFrame,
    *,
    municipality: str | None = None,
    platform: str | Sequence[str] = (),
    packs: Sequence[str | Path] = (),
    today: dt.date | None = None,
    kind: Kind = "post",
    redact: bool = True,
    cache: str | Path | None = None,
) -> pd.DataFrame:
    """What was found in each post of `frame`, in its order, with the columns and types of META.

    Every post has exactly one row that says "checked", or "unchecked" and why; its findings follow in rows of their own.
    `frame` has the columns `id` (texts or integers) and `text`, and may have those of OPTIONAL.
    municipality, platform: for posts that name none. packs: folders, in the same place on every machine.
    today: the day of reference for posts without `publish_at`; without it every process asks its own clock.
    redact: whether the words of findings are hidden but for a beginning, as in reports for CI.
    cache: a folder for compiled packs on each machine; without it every process compiles those of one's own, for some seconds.
    Raises UserError where a column is missing, unknown or there twice, or a pack is wrong.
    """
    _check_columns([str(name) for name in frame.columns])
    default = (platform,) if isinstance(platform, str) else tuple(platform)
    day = today or day_of(dt.datetime.now(dt.UTC))
    with _alone:
        linter = _linter(municipality, tuple(map(Path, packs)), day, kind, Path(cache) if cache else None)
        rows = [row for record in _records(frame) for row in _check(record, linter, default, redact=redact)]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


@lru_cache(maxsize=4)
def _linter(
    municipality: str | None, packs: tuple[Path, ...], today: dt.date | None, kind: Kind, cache: Path | None
) -> Linter:
    """The linter of this process for these options."""
    return Linter(municipality, packs=packs, today=today, kind=kind, cache=Cache(cache) if cache else None)


def _check_columns(names: Sequence[str]) -> None:
    known = (*REQUIRED, *OPTIONAL)
    problems = [Problem(f"列「{name}」がありません。") for name in REQUIRED if name not in names]
    problems += [Problem(unknown("列", name, known)) for name in names if name not in known]
    problems += [Problem(f"列「{name}」が2つ以上あります。") for name in known if names.count(name) > 1]
    if problems:
        raise UserError(problems)


def _records(frame: pd.DataFrame) -> Iterator[dict[str, object]]:
    columns = [frame[name].tolist() for name in frame.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(frame.columns, map(_plain, values), strict=True))


def _plain(value: object) -> object:
    """A cell as a record of a file would hold it: text, list, mapping, or None for all that pandas calls missing."""
    if hasattr(value, "tolist"):  # a list, as Parquet gives it
        return value.tolist()
    if isinstance(value, (list, dict)):
        return value
    if pd.isna(value):  # type: ignore[call-overload]  # any scalar may be asked
        return None
    return value.isoformat() if isinstance(value, dt.date) else value


def _check(
    record: dict[str, object], linter: Linter, platforms: tuple[str, ...], *, redact: bool
) -> Iterator[_Row]:
    """The rows of one post."""
    number = record["id"]
    about: _Row = {
        "id": None if number is None else str(number),
        "municipality": _text(record.get("municipality")),
    }
    try:
        report = linter.check(_draft(record, platforms))
    except UserError as error:
        yield about | {"row": "unchecked", "message": "\n".join(each.message for each in error.problems)}
    except MemoryError:  # says nothing of the post, and the next one would fail as well
        raise
    except (
        Exception
    ) as error:  # one post among millions must not stop the others; nothing of its text is told
        last = extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        yield about | {
            "row": "unchecked",
            "message": f"snslint の内部で誤りが起きました（{type(error).__name__}、{place}）。",
        }
    else:
        yield from _found(report, about, redact=redact)


def _draft(record: dict[str, object], platforms: tuple[str, ...]) -> Draft:
    """The post in the record. UserError with all mistakes in it."""
    if isinstance(record["id"], int):
        record = record | {"id": str(record["id"])}
    read = list(meta.draft(record, _Nowhere(), TextSource(), flat=True))
    problems = [each for each in read if isinstance(each, Problem)]
    drafts = [each for each in read if isinstance(each, Draft)]
    if not problems and drafts[0].id is None:
        problems = [Problem("id がありません。指摘がどの投稿のものか分からなくなります。")]
    if problems:
        raise UserError(problems)
    return replace(drafts[0], platforms=drafts[0].platforms or platforms)


def _found(report: Report, about: _Row, *, redact: bool) -> Iterator[_Row]:
    if redact:
        hidden = masked(report)
        assert isinstance(hidden, Report), "a report comes back as one"
        report = hidden
    about = about | {"municipality": report.draft.municipality}
    yield about | {"row": "checked", "findings": len(report.findings)}
    for finding in report.findings:
        yield about | {
            "row": "finding",
            "family": finding.family,
            "rule": finding.rule,
            "severity": finding.severity.value,
            "clause": finding.clause.id,
            "start": finding.span.start,
            "end": finding.span.end,
            "matched": report.draft.text[finding.span.start : finding.span.end],
            "message": finding.message,
            "suggestion": finding.suggestion,
        }


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class _Nowhere:
    """A row of a data frame has no line or column."""

    def problem(self, loc: meta.Loc, message: str, *, key: bool = False) -> Problem:  # noqa: ARG002
        return Problem(message)
