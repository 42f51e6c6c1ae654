"""What the formats for continuous integration share: paths, places, sentences, names for findings."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import PurePath

from snslint.expressions import expression

from ..model import Finding, Location, Report
from . import Context
from ._cells import visible

_NO_XML = expression("[\ufffe\uffff]")


def path(written: str) -> str:
    """The path with `/`, as every service wants it."""
    return PurePath(written).as_posix() if written else ""


def start(finding: Finding, report: Report) -> Location:
    """Where the finding begins in the file."""
    return report.draft.source.locate(report.draft.text, finding.span.start)


def end(finding: Finding, report: Report) -> Location | None:
    """Where it ends in the file; None for a finding about the whole post."""
    if finding.span.start == finding.span.end:
        return None
    return report.draft.source.locate(report.draft.text, finding.span.end)


def sentence(finding: Finding, report: Report, context: Context) -> str:
    """All that is said of a finding: message, clause, what to write instead, a line each."""
    municipality = context.municipality(report.draft.municipality)
    clause = f"{municipality} {finding.clause.id}「{finding.clause.text}」".strip()
    post = f"（投稿 {report.draft.id}）" if report.draft.id is not None else ""
    return visible(f"{finding.message}{post}\n条文: {clause}\n書き換え: {finding.suggestion}")


def xml(text: str) -> str:
    """`text` as XML may hold it, in an attribute or between tags."""
    shown = _NO_XML.sub("\ufffd", visible(text))
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\n", "&#10;")):
        shown = shown.replace(char, entity)
    return shown


def digest(text: str) -> str:
    """64 hexadecimal digits that stand for `text`."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


class Fingerprints:
    """Names for findings that stay when lines move, each used once.

    They are made of path, post, rule and clause, never of the post's words: short words can be guessed.
    """

    def __init__(self) -> None:
        self._path = ""
        self._seen: Counter[str] = Counter()

    def of(self, finding: Finding, report: Report) -> str:
        """64 hexadecimal digits."""
        place = path(report.draft.source.path)
        if place != self._path:
            self._path = place
            self._seen.clear()
        key = "\0".join((place, report.draft.id or "", finding.rule, finding.clause.id))
        self._seen[key] += 1
        return digest(f"{key}\0{self._seen[key]}")
