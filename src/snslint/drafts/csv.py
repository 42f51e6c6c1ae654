"""CSV and TSV as Excel writes them: one post a row, quoted line breaks; memory holds one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from snslint.drafts import records
from snslint.drafts.file import MAX_FILE, File, too_big
from snslint.drafts.places import LINE_BREAK, Cell
from snslint.drafts.records import MAX_COLUMNS, NO_POSTS, Table, Value, cell_name
from snslint.errors import Problem, UserError
from snslint.expressions import expression
from snslint.model import Draft, Source

SUFFIXES: tuple[str, ...] = (".csv", ".tsv")

_INSIDE = expression(r'(?:[^"]|"")*+')


def read(file: File) -> Iterator[Draft | Problem]:
    """The posts in `file`; the first rows name its columns."""
    encoding = file.encoding()
    separator = "\t" if PurePath(file.path).suffix.lower() == ".tsv" else ","

    def problem(value: Value, message: str) -> Problem:
        return file.problem(f"{value.cell}: {message}", value.line, value.column)

    def source(value: Value) -> Source:
        return Cell(file.path, value.line, value.column, value.cell, value.quoted, encoding)

    found = False
    rows = _rows(file, file.lines(encoding, ""), separator)
    for one in records.read(rows, Table(problem, source, file.columns)):
        found = True
        yield one
    if not found:
        yield file.problem(NO_POSTS)


def _rows(file: File, lines: Iterable[str], separator: str) -> Iterator[list[Value] | Problem]:
    """The rows; one goes on over several lines where a quoted cell does."""
    numbered = enumerate(lines, 1)
    for row, (number, line) in enumerate(numbered, 1):
        if not line.strip(" ,\t\r\n"):
            continue
        pieces, size = [line], len(line)
        inside = _goes_on(line, separator, inside=False)
        while inside:
            _, line = next(numbered, (0, ""))
            size += len(line)
            if not line:
                yield file.problem('引用符「"」が閉じていません。ここから後の行を読めません。', number)
                return
            if size > MAX_FILE:
                raise UserError(file.problem(too_big("1行"), number))
            pieces.append(line)
            inside = _goes_on(line, separator, inside=True)
        yield _cells(file, "".join(pieces), row, number, separator)


def _goes_on(line: str, separator: str, *, inside: bool) -> bool:
    """Whether a quoted cell is open at the end of `line`, if one was open at its start or not."""
    at = 0
    while True:
        if inside or line.startswith('"', at):
            match = _INSIDE.match(line, at if inside else at + 1)
            assert match
            if match.end() == len(line):
                return True
            at, inside = match.end() + 1, False
        at = line.find(separator, at) + 1
        if not at:
            return False


def _cells(file: File, text: str, row: int, line: int, separator: str) -> list[Value] | Problem:
    cells: list[Value] = []
    end = len(text.rstrip("\r\n"))
    at, line_start = 0, 0
    while at <= end:
        quoted = text.startswith('"', at)
        first = at + quoted
        if quoted:
            inside = _INSIDE.match(text, first)
            assert inside
            stop = inside.end()
            at = stop + 1
        else:
            stop = text.find(separator, first, end)
            stop = at = stop if stop >= 0 else end
        written = text[first:stop]
        value = written.replace('""', '"') if quoted else written
        column = first - line_start + 1
        cells.append(Value(value, cell_name(row, len(cells) + 1), line, column, quoted))
        if at < end and text[at] != separator:
            message = '閉じの引用符「"」の後に文字があります。引用符そのものは「""」と書いてください。'
            return file.problem(f"{cells[-1].cell}: {message}", line, column)
        if len(cells) > MAX_COLUMNS:
            return file.problem(
                f"列が多すぎます（{MAX_COLUMNS}列まで）。要らない列を消してください。", line, column
            )
        for match in LINE_BREAK.finditer(written):
            line, line_start = line + 1, first + match.end()
        at += 1
    return cells
