"""Where the text of a post stands in its file: one small value a way of writing, exact to the character.

Lines end at CRLF, LF or CR, as editors count them. Lines and columns are 1-based, columns in code points;
a byte order mark is no column. `encoding` is the name under which the file was decoded.
"""

from __future__ import annotations

from bisect import bisect_right

from snslint.expressions import expression
from snslint.model import Location
from snslint.values import dataclass

LINE_BREAK = expression(r"\r\n|\r|\n")
_JSON_ESCAPE = expression(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of `text[offset]`."""
    end = offset - 1 if text.startswith("\r\n", max(offset - 1, 0)) and offset else offset
    breaks = text.count("\n", 0, end) + text.count("\r", 0, end) - text.count("\r\n", 0, end)
    start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    return breaks + 1, offset - start + 1


@dataclass(frozen=True, slots=True)
class Plain:
    """A text that stands in the file as it is, from the start of `line` on."""

    path: str
    line: int = 1
    encoding: str = "utf-8"

    def locate(self, text: str, offset: int) -> Location:
        line, column = line_and_column(text, offset)
        return Location(self.path, self.line + line - 1, column)


@dataclass(frozen=True, slots=True)
class JsonString:
    """A string literal of JSON; `raw` is what stands between its quotes, from `line` and `column` on."""

    path: str
    line: int
    column: int
    raw: str
    encoding: str = "utf-8"

    def locate(self, text: str, offset: int) -> Location:  # noqa: ARG002 - as Source asks
        at = offset
        for escape in _JSON_ESCAPE.finditer(self.raw):
            if escape.start() >= at:
                break
            at += len(escape[0]) - 1
        return Location(self.path, self.line, self.column + at)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a CSV file, from `line` and `column` on; `quoted` where its `"` are written twice."""

    path: str
    line: int
    column: int
    cell: str
    quoted: bool = False
    encoding: str = "utf-8"

    def locate(self, text: str, offset: int) -> Location:
        before, rest = text[:offset], text[offset:]
        if self.quoted:
            before, rest = before.replace('"', '""'), rest.replace('"', '""')
        line, column = line_and_column(before + rest, len(before))
        column += self.column - 1 if line == 1 else 0
        return Location(self.path, self.line + line - 1, column, cell=self.cell)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell of a workbook; a place in it is the line and column of the cell's own text."""

    path: str
    sheet: str
    cell: str

    def locate(self, text: str, offset: int) -> Location:
        return Location(self.path, *line_and_column(text, offset), self.sheet, self.cell)


@dataclass(frozen=True, slots=True)
class Runs:
    """A text written with folds and escapes: each run is an offset and the line and column it has.

    From there to the next run, text and file go on side by side.
    """

    path: str
    runs: tuple[tuple[int, int, int], ...]
    encoding: str = "utf-8"

    def locate(self, text: str, offset: int) -> Location:  # noqa: ARG002 - as Source asks
        start, line, column = self.runs[max(bisect_right(self.runs, (offset, 1 << 60)) - 1, 0)]
        return Location(self.path, line, column + offset - start)
