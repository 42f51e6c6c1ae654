"""Excel workbooks: one post a row, on every sheet with a column of texts. Needs the extra `xlsx`."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from snslint.drafts import records
from snslint.drafts.file import MAX_FILE, File, too_big
from snslint.drafts.places import SheetCell
from snslint.drafts.records import MAX_COLUMNS, NO_POSTS, Table, Value, cell_name
from snslint.errors import Problem, UserError
from snslint.model import Draft, Source

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

SUFFIXES: tuple[str, ...] = (".xlsx", ".xlsm")

MAX_UNPACKED = 50_000_000
"""Bytes that a workbook may hold once unpacked; ordinary ones hold a tenth of it."""

MAX_PARTS = 2_000
MAX_ROWS = 100_000

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_BROKEN = "Excelのブックとして読めません。Excelで開いて「.xlsx」で保存し直してください。"


def read(file: File) -> Iterator[Draft | Problem]:
    """The posts in `file`, sheet by sheet."""
    book = _open(file)
    found = False
    try:
        for sheet in book.worksheets:
            for one in _posts(file, sheet):
                found = True
                yield one
    finally:
        book.close()
    if not found:
        yield file.problem(NO_POSTS)


def _posts(file: File, sheet: ReadOnlyWorksheet) -> Iterator[Draft | Problem]:
    name = str(sheet.title)

    def problem(value: Value, message: str) -> Problem:
        return file.problem(f"{name}!{value.cell}: {message}")

    def source(value: Value) -> Source:
        return SheetCell(file.path, name, value.cell)

    yield from records.read(_rows(file, sheet), Table(problem, source, file.columns))


def _open(file: File) -> Workbook:
    try:
        import openpyxl
    except ImportError:
        message = (
            "Excelのブックを読むには openpyxl が要ります。snslint[xlsx] を入れるか、CSVで保存してください。"
        )
        raise UserError(file.problem(message)) from None
    _refuse_bombs(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it leaves out: print areas, validations
            return openpyxl.load_workbook(file.stream, read_only=True, data_only=True, keep_links=False)
    except Exception:  # broken XML makes openpyxl fail in any way there is
        raise UserError(file.problem(_BROKEN)) from None


def _refuse_bombs(file: File) -> None:
    """Raises UserError where the archive is too big, packed or unpacked.

    The sizes that it states can be trusted: zipfile reads no byte beyond them.
    """
    stream = file.stream
    if stream.read(4) == _OLD_OR_LOCKED:
        message = "古い形式かパスワード付きのブックです。パスワードなしの「.xlsx」で保存し直してください。"
        raise UserError(file.problem(message))
    if stream.seek(0, 2) > MAX_FILE:
        raise UserError(file.problem(too_big("ファイル")))
    stream.seek(0)
    try:
        parts = zipfile.ZipFile(stream).infolist()
    except Exception:  # as above
        raise UserError(file.problem(_BROKEN)) from None
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        message = f"中身が大きすぎます（展開して{MAX_UNPACKED // 1_000_000}MBまで）。分けて保存してください。"
        raise UserError(file.problem(message))
    stream.seek(0)


def _rows(file: File, sheet: Any) -> list[list[Value] | Problem]:  # its type information is wrong
    rows: list[list[Value] | Problem] = []
    sheet.reset_dimensions()  # the size that a sheet states can be anything
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for row, values in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), 1):
                if row > MAX_ROWS:
                    message = (
                        f"{sheet.title}: 行が多すぎます（{MAX_ROWS:,}行まで）。ここから後の行を読めません。"
                    )
                    rows.append(file.problem(message))
                    break
                if any(values):
                    rows.append(
                        [
                            Value(_shown(value), cell_name(row, column))
                            for column, value in enumerate(values, 1)
                        ]
                    )
    except Exception:  # as above
        rows.append(file.problem(f"{sheet.title}: {_BROKEN}"))
    return rows


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
