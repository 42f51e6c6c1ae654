"""Rows of a table as posts: which column means what, and the cells of a row as one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from snslint.drafts import meta
from snslint.drafts.meta import brief
from snslint.errors import Problem, nearest
from snslint.model import Draft, Source
from snslint.values import dataclass

COLUMNS: Mapping[str, str] = {
    "ID": "id",
    "番号": "id",
    "管理番号": "id",
    "自治体": "municipality",
    "媒体": "platform",
    "投稿先": "platform",
    "SNS": "platform",
    "本文": "text",
    "投稿文": "text",
    "投稿内容": "text",
    "内容": "text",
    "担当": "author",
    "担当者": "author",
    "作成者": "author",
    "確認者": "reviewers",
    "承認者": "approved_by",
    "決裁者": "approved_by",
    "承認日時": "approved_at",
    "決裁日時": "approved_at",
    "委任者": "delegated_by",
    "投稿日時": "publish_at",
    "公開日時": "publish_at",
    "承諾": "consent",
    "クレジット": "credits",
}
"""The usual names of columns; snslint.yaml adds others."""

NO_POSTS = (
    "本文の列がないか、投稿の行がありません。列の名前の行に「本文」を入れてください"
    "（ほかの名前は snslint.yaml の columns に書けます）。"
)

MAX_COLUMNS = 256

MAX_ABOVE = 10
"""Rows that may stand above the names of the columns: titles, dates of printing."""

_KEYS = tuple(key for key in meta.KEYS if key not in ("allow", "meta"))


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: its text, its name like B3, and its line and column in the file (0: it has none)."""

    text: str
    cell: str
    line: int = 0
    column: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """How the cells of one table are told: where a problem stands, and where a text does."""

    problem: Callable[[Value, str], Problem]
    source: Callable[[Value], Source]
    columns: Mapping[str, str]


def read(rows: Iterable[Sequence[Value] | Problem], table: Table) -> Iterator[Draft | Problem]:
    """The posts in `rows`; nothing, if no row names a column of texts.

    Columns that nobody knows are told once and then left out.
    """
    names = {**COLUMNS, **{key: key for key in _KEYS}, **table.columns}
    header: _Header | None = None
    above = 0
    for row in rows:
        if isinstance(row, Problem):
            yield row
        elif not any(value.text.strip() for value in row):
            continue
        elif header is not None:
            yield from _post(header, row, table)
        elif "text" in (names.get(value.text.strip()) for value in row):
            header = {}
            for number, value in enumerate(row):
                if name := value.text.strip():
                    header[number] = name, names.get(name, "")
                    if name not in names:
                        yield table.problem(value, _unknown(name, names))
        elif (above := above + 1) > MAX_ABOVE:
            return


_Header: TypeAlias = dict[int, tuple[str, str]]
"""The name of each column that has one, and the key that it means ("": unknown)."""


def _unknown(name: str, names: Iterable[str]) -> str:
    name = brief(name)
    near = nearest(name, names)
    hint = f"「{near}」ではありませんか。" if near else ""
    return (
        f"列「{name}」の意味が分かりません。{hint}"
        f"snslint.yaml の columns に「{name}: extra」のように書いてください（extra は点検に使わない列）。"
    )


def _post(header: _Header, row: Sequence[Value], table: Table) -> Iterator[Draft | Problem]:
    record: dict[str, object] = {}
    cells: dict[str, Value] = {}
    extra: dict[str, object] = {}
    for number, value in enumerate(row):
        name, key = header.get(number, ("", ""))
        if not value.text.strip():
            if key in meta.SIGNATURES:
                record.setdefault(key, "")
            continue
        if not name:
            yield table.problem(value, "名前のない列に値があります。列がずれていないか確かめてください。")
        elif key == "extra":
            extra[name] = value.text
        elif key in cells:
            yield table.problem(value, f"「{key}」の列が2つあり、両方に値があります。1つにしてください。")
        elif key:
            record[key] = value.text
            cells[key] = value
    text = cells.get("text", row[0])
    where = _Row(cells, text, table)
    yield from meta.draft({**record, "extra": extra}, where, table.source(text), flat=True)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: Mapping[str, Value]
    first: Value
    table: Table

    def problem(self, loc: meta.Loc, message: str, *, key: bool = False) -> Problem:  # noqa: ARG002
        cell = self.cells.get(str(loc[0])) if loc else None
        return self.table.problem(cell or self.first, message)


def cell_name(row: int, column: int) -> str:
    """The name of the cell in the 1-based `row` and `column`: (3, 28) is AB3."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
