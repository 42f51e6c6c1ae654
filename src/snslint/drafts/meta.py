"""What stands beside a post: the keys of front matter, records and table columns, checked by hand.

No pydantic: a warm `check` reads its drafts without importing it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeAlias

from snslint.drafts.file import MAX_POST
from snslint.drafts.times import day, moment
from snslint.errors import Problem, UserError, unknown
from snslint.expressions import expression
from snslint.model import Allowance, Draft, Meta, Source

Loc: TypeAlias = tuple[str | int, ...]

MAX_PROBLEMS = 100
"""Mistakes that are told of one record."""

SIGNATURES = ("author", "approved_by")
"""Keys that say something where they are left blank: a form for the signature is there, and nobody has signed."""

MAX_SHOWN = 40
"""Characters of a wrong key or value that a message repeats."""

_SEPARATOR = expression(r"[、,，;；\n]+")
_SURROGATE = expression("[\ud800-\udfff]")
_MOMENT = "日時は 2026-12-01T09:00 や 2026/12/1 9:00、令和8年12月1日 9:00 のように書いてください。"
_EXACT = "規則の名前（rumour/hearsay など）と、許可する語句そのものを書いてください。"
_DAY = "日付は 2026-12-01 や 令和8年12月1日 のように書いてください。"


class Where(Protocol):
    """Knows the place of each value and key of what was read."""

    def problem(self, loc: Loc, message: str, *, key: bool = False) -> Problem: ...


def draft(data: object, where: Where, source: Source, *, text: str | None = None, flat: bool = False,
          at: Loc = ()) -> Iterator[Draft | Problem]:  # fmt: skip
    """The one draft in the record `data`, which stands at `at`, or every mistake in it.

    `text` is given where it stands outside the record, as below front matter; `flat` records have the keys of
    `meta` beside the others.
    """
    record = _Record(where, at)
    if text is None and not isinstance(data, dict):
        yield where.problem(at, "投稿を「キー: 値」の組で書いてください（text が本文です）。")
        return
    fields: dict[str, Any] = {}
    metas: dict[str, Any] = {}
    known = _FIELDS if text is None else {key: read for key, read in _FIELDS.items() if key != "text"}
    for key, value in record.items(data, {**known, "meta": None, **(_META if flat else {})}):
        if key == "meta":
            for name, inner in record.items(value, _META, key):
                metas[name] = _META[name](record, (key, name), inner)
        elif key in known:
            fields[key] = known[key](record, (key,), value)
        else:
            metas[key] = _META[key](record, (key,), value)
    text = fields.pop("text", None) if text is None else text
    if not record.problems:
        record.check_text(text)
    if record.problems or text is None:
        yield from record.problems
        return
    yield Draft(
        text, source, fields.get("id"), fields.get("municipality"), fields.get("platform", ()), Meta(**metas)
    )


class _Record:
    """Collects the mistakes in one record."""

    def __init__(self, where: Where, at: Loc) -> None:
        self.where = where
        self.at = at
        self.problems: list[Problem] = []

    def problem(self, loc: Loc, message: str, *, key: bool = False) -> None:
        self.problems.append(self.where.problem((*self.at, *loc), message, key=key))

    def items(self, data: object, known: Mapping[str, Any], *loc: str | int) -> Iterator[tuple[str, object]]:
        """The known keys that have a value, or wait for a signature; each other key is a mistake."""
        if data is None or data == "":
            return
        if not isinstance(data, dict):
            self.problem(loc, "「キー: 値」の組を書いてください。")
            return
        for key, value in data.items():
            if key not in known:
                self.problem((*loc, key), _no_key(key, known, inside_meta=bool(loc)), key=True)
                if len(self.problems) >= MAX_PROBLEMS:
                    return
            elif value is not None and value != "" and value != []:
                yield key, value
            elif key in SIGNATURES:
                yield key, ""

    def check_text(self, text: str | None) -> None:
        if text is None or not text.strip():
            self.problem(("text",) if text is not None else (), "投稿文がありません。本文を書いてください。")
        elif len(text) > MAX_POST:
            self.problem(("text",), f"投稿文が長すぎます（{len(text):,}字。{MAX_POST:,}字まで）。")
        elif "\0" in text:
            self.problem(
                ("text",),
                "投稿文にNUL文字（U+0000）があります。UTF-16か、文章でないファイルかもしれません。"
                "UTF-8の文章として保存し直してください。",
            )
        elif found := _SURROGATE.search(text):
            self.problem(
                ("text",),
                f"投稿文に片方だけのサロゲート（U+{ord(found[0]):04X}）があります。絵文字などが途中で切れています。",
            )


def _no_key(key: str, known: Mapping[str, Any], *, inside_meta: bool) -> str:
    if key == "text" and not inside_meta:
        return "本文は2つ目の「---」の下に書いてください。"
    if key in _META and not inside_meta:
        return f"「{key}」は「meta」の中に書いてください。"
    return unknown("キー", brief(key), known)


def brief(text: str) -> str:
    """`text` as a message may repeat it: its beginning, without control characters."""
    shown = "".join(character if character.isprintable() else "?" for character in text[:MAX_SHOWN])
    return shown + "…" if len(text) > MAX_SHOWN else shown


_Reader: TypeAlias = Callable[[_Record, Loc, object], object]


def _string(record: _Record, loc: Loc, value: object) -> str | None:
    if isinstance(value, str):
        return value.strip()
    record.problem(loc, f"「{loc[-1]}」には文字列を1つ書いてください。")
    return None


def _text(record: _Record, loc: Loc, value: object) -> str | None:
    if isinstance(value, str):
        return value
    record.problem(loc, "「text」には投稿文を文字列で書いてください。")
    return None


def _strings(record: _Record, loc: Loc, value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    texts = [item.strip() for item in items if isinstance(item, str)]
    if len(texts) == len(items):
        return tuple(text for text in texts if text)
    record.problem(loc, f"「{loc[-1]}」には文字列か、文字列の並びを書いてください。")
    return ()


def _names(record: _Record, loc: Loc, value: object) -> tuple[str, ...]:
    return tuple(
        name.strip()
        for item in _strings(record, loc, value)
        for name in _SEPARATOR.split(item)
        if name.strip()
    )


def _moment(record: _Record, loc: Loc, value: object) -> dt.datetime | None:
    found = moment(value) if isinstance(value, str) else None
    if found is None:
        record.problem(loc, f"「{brief(_shown(value))}」を「{loc[-1]}」の日時として読めません。{_MOMENT}")
    return found


def _extra(record: _Record, loc: Loc, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        record.problem(loc, "「extra」には「キー: 値」の組を書いてください。")
        return {}
    return {key: _shown(inner) for key, inner in value.items()}


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _allowances(record: _Record, loc: Loc, value: object) -> tuple[Allowance, ...]:
    several = isinstance(value, list)
    entries = enumerate(value) if isinstance(value, list) else [(0, value)]
    found = [_allowance(record, (*loc, number) if several else loc, item) for number, item in entries]
    return tuple(one for one in found if one)


def _allowance(record: _Record, loc: Loc, value: object) -> Allowance | None:
    """One entry of `allow`; None, and its mistakes noted, where it may not count."""
    before = len(record.problems)
    given: dict[str, str] = {}
    until = None
    for key, inner in record.items(value, dict.fromkeys((*_ALLOW, "until")), *loc):
        if key == "until":
            until = day(inner) if isinstance(inner, str) else None
            if until is None:
                record.problem(
                    (*loc, key), f"「{brief(_shown(inner))}」を「until」の日付として読めません。{_DAY}"
                )
        else:
            given[key] = _string(record, (*loc, key), inner) or ""
    if len(record.problems) == before:
        for key, missing in _ALLOW.items():
            if not given.get(key):
                record.problem(loc, f"「allow」の項目に「{key}」（{missing}）がありません。")
    if len(record.problems) > before:
        return None
    rule, words = given["rule"], given["words"]
    if "/" not in rule or "*" in rule or words == "*":
        record.problem(loc, f"まとめて許可することはできません。{_EXACT}")
        return None
    return Allowance(rule, words, given["reason"], given["by"], until)


def allowances(data: object, where: Where) -> tuple[Allowance, ...]:
    """The entries of a file of allowances. Raises UserError with every mistake in them."""
    record = _Record(where, ())
    found = _allowances(record, (), data) if data is not None else ()
    if record.problems:
        raise UserError(record.problems)
    return found


_ALLOW = {
    "rule": "許可する規則の名前",
    "words": "許可する語句そのもの",
    "reason": "許可する理由",
    "by": "許可した人の氏名",
}

_META: Mapping[str, _Reader] = {
    "allow": _allowances,
    "approved_at": _moment,
    "approved_by": _string,
    "author": _string,
    "consent": _names,
    "credits": _strings,
    "delegated_by": _string,
    "extra": _extra,
    "publish_at": _moment,
    "reviewers": _names,
}

_FIELDS: Mapping[str, _Reader] = {
    "id": _string,
    "municipality": _string,
    "platform": _names,
    "text": _text,
}

KEYS = tuple(sorted({*_META, *_FIELDS}))
"""All keys, as columns of tables may be mapped to."""
