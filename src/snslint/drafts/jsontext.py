"""JSON that keeps its places: where each key and value of a text stands, and what is wrong in Japanese."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from snslint.drafts.meta import Loc
from snslint.drafts.places import LINE_BREAK, JsonString
from snslint.errors import Problem, UserError
from snslint.expressions import expression
from snslint.values import dataclass, field

MAX_DEPTH = 64
"""Levels of nesting allowed; nothing that is exported for people comes near it."""

MAX_VALUES = 500_000
"""Values of one text; beyond, memory and time would grow without bounds."""

MAX_EXCERPT = 300

_TOKEN = expression(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]++', re.DOTALL)
_TOO_DEEP = f"入れ子が深すぎます（{MAX_DEPTH}段まで）。"
_WRONG = (
    ("Expecting property name", 'キーを引用符「"」で囲んで書いてください（最後の「,」は不要です）。'),
    ("Expecting ':'", "キーの後に「:」がありません。"),
    ("Expecting ','", "値の後に「,」か、閉じのかっこがありません。"),
    ("Illegal trailing comma", "最後の「,」は不要です。"),
    ("Unterminated string", '引用符「"」が閉じていません。'),
    (
        "Invalid control character",
        "文字列の中に改行やタブなどの制御文字があります。\\n や \\t と書いてください。",
    ),
    ("Invalid \\u", "「\\u」の後には16進数を4桁書いてください。"),
    ("Invalid \\", "「\\」の使い方が違います。「\\」そのものは「\\\\」と書いてください。"),
    ("Extra data", "閉じた後に余分な文字があります。"),
    ("Expecting value", '値がありません。文字列なら引用符「"」で囲んでください。'),
)


@dataclass(frozen=True, slots=True)
class Json:
    """A text as plain data, which begins at line `line` of the file, with the place of each key and value."""

    path: str
    line: int
    raw: str
    data: object
    _breaks: list[int] = field(repr=False)
    _keys: dict[Loc, int] = field(repr=False)
    _values: dict[Loc, tuple[int, int]] = field(repr=False)

    def problem(self, loc: Loc, message: str, *, key: bool = False) -> Problem:
        """The mistake `message` at the value (or key) at `loc`."""
        return _problem(message, self, self._keys[loc] if key else self._values[loc][0])

    def string(self, loc: Loc, encoding: str) -> JsonString:
        """The place of the string at `loc`; of what stands there instead, or above, if it is none."""
        start, end = self._values.get(loc) or self._values[loc[:-1]]
        line, column = _place(self, start + 1)
        return JsonString(
            self.path, line, column, self.raw[start + 1 : end - 1] if loc in self._values else "", encoding
        )


def parse(raw: str, path: str, *, line: int = 1) -> Json:
    """The JSON text `raw`. Raises UserError: broken syntax, a key written twice, nesting that is too deep."""
    breaks = [match.end() for match in LINE_BREAK.finditer(raw)]
    broken = Json(path, line, raw, None, breaks, {}, {})
    try:
        data = json.loads(raw)
    except json.JSONDecodeError as error:
        said = next((said for words, said in _WRONG if words in error.msg), f"読めません（{error.msg}）。")
        raise UserError(_problem(f"JSONとして読めません。{said}", broken, error.pos)) from None
    except RecursionError:
        raise UserError(_problem(_TOO_DEEP, broken, 0)) from None
    except ValueError:  # Python refuses to convert thousands of digits
        raise UserError(_problem("数の桁が多すぎます。", broken, 0)) from None
    keys: dict[Loc, int] = {}
    values: dict[Loc, tuple[int, int]] = {}
    twice: list[tuple[str, int]] = []
    for loc, key, start, end in _walk(raw):
        if len(loc) > MAX_DEPTH:
            raise UserError(_problem(_TOO_DEEP, broken, start))
        if len(values) == MAX_VALUES:
            message = f"値が多すぎます（{MAX_VALUES:,}個まで）。1行に1件の「.jsonl」で保存してください。"
            raise UserError(_problem(message, broken, start))
        if key is not None and loc in keys:
            twice.append((str(loc[-1]), key))
        elif key is not None:
            keys[loc] = key
        values[loc] = start, end
    if twice:
        raise UserError(
            _problem(f"キー「{key}」が2回書かれています。1つにまとめてください。", broken, at)
            for key, at in twice
        )
    return Json(path, line, raw, data, breaks, keys, values)


def _walk(raw: str) -> Iterator[tuple[Loc, int | None, int, int]]:
    """Each value of sound JSON: its path, where its key begins, and its range (a nest: its first bracket)."""
    nests: list[Loc] = []
    counts: list[int | None] = []  # items so far in a list; None in an object
    key, key_at = "", None
    is_key = False
    for token in _TOKEN.finditer(raw):
        start, end = token.span()
        first = raw[start]
        if first in "}]":
            nests.pop()
            counts.pop()
        elif first == ",":
            is_key = bool(counts) and counts[-1] is None
        elif first == ":":
            is_key = False
        elif is_key:
            key_at = start
            key = raw[start + 1 : end - 1]
            if "\\" in key:
                key = json.loads(token[0])
        else:
            loc: Loc = ()
            at: int | None = None
            if nests and counts[-1] is None:
                loc, at = (*nests[-1], key), key_at
            elif nests:
                loc = (*nests[-1], counts[-1] or 0)
                counts[-1] = (counts[-1] or 0) + 1
            yield loc, at, start, end
            if first in "{[":
                nests.append(loc)
                counts.append(None if first == "{" else 0)
                is_key = first == "{"


def _place(text: Json, offset: int) -> tuple[int, int]:
    number = bisect_right(text._breaks, offset)
    start = text._breaks[number - 1] if number else 0
    return text.line + number, offset - start + 1


def _problem(message: str, text: Json, offset: int) -> Problem:
    line, column = _place(text, offset)
    start = offset - column + 1
    excerpt = LINE_BREAK.split(text.raw[start : start + MAX_EXCERPT + 1])[0]
    if len(excerpt) > MAX_EXCERPT:
        excerpt = excerpt[:MAX_EXCERPT] + "…"
    return Problem(message, text.path, line, column, excerpt)
