"""YAML that keeps its places: strings only, every mistake as line and column, in Japanese.

The usual loaders read `1:30` as 90, `0470` as 312 and `no` as False, keep the last of two equal keys, and die
of deep nesting. Nothing but this module reads YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from snslint.errors import Problem, UserError, nearest, unknown
from snslint.expressions import expression
from snslint.packfile import read_bytes
from snslint.values import dataclass, field

if TYPE_CHECKING:
    import pydantic
    from pydantic_core import ErrorDetails

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"
Loc: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]
"""0-based line and column."""

Members: TypeAlias = tuple[tuple[Loc, str], ...]
"""Where a union stands, and the name of one of its members."""

_M = TypeVar("_M", bound="pydantic.BaseModel")

MAX_DEPTH = 64
"""Levels of nesting allowed; nothing that people write by hand comes near it."""

MAX_VALUES = 200_000
"""Values and keys of one file; beyond, memory and time would grow without bounds."""

MAX_EXCERPT = 300

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_BREAK = expression("\r\n|[\n\r\x85\u2028\u2029]")  # what YAML counts as a line break
_UNPRINTABLE = expression("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CUT = expression(r"[ \t]+#")

_QUOTE = '引用符「"」で囲んでください。'
_MARKS = f"「[」か「{{」の中に、余分な「,」などの記号があります。値に記号を含むときは{_QUOTE}"
_BLOCK = f"「|」か「>」の後には改行だけを書いてください。値が「|」か「>」で始まる文なら{_QUOTE}"
_DEDENT = "字下げがずれているか、引用符が閉じた後に文字が続いています。"
_REFERENCE = f"「&」と「*」による参照は使えません。値の一部なら、{_QUOTE}"
_TAG = f"「!」による型の指定は使えません。値の一部なら、{_QUOTE}"
_NO_KEY = f"キーは文字列で書いてください。値が「{{」や「[」で始まる文なら、{_QUOTE}"
_CUT_SHORT = '「 #」から後はコメントとして捨てられます。文の一部なら、全体を引用符「"」で囲んでください。'

# In both wordings, libyaml's and PyYAML's own; the first that is part of the message counts.
_SYNTAX = (
    (
        "mapping values are not allowed",
        f"「: 」が余分か、字下げがずれています。値に「: 」を含むときは{_QUOTE}",
    ),
    ("unexpected ':'", f"値に「:」を含むときは、{_QUOTE}"),
    ("could not find expected ':'", "キーの後に「: 」がありません。"),
    ("expected ',' or ']'", f"「[」が「]」で閉じていないか、「,」がありません。文なら{_QUOTE}"),
    ("expected ',' or '}'", f"「{{」が「}}」で閉じていないか、「,」がありません。文なら{_QUOTE}"),
    ("unexpected end of stream", "引用符が閉じていません。"),
    ("escape", '引用符「"」の中の「\\」は「\\\\」と書いてください。'),
    ("tab character", "タブは使えません。半角の空白で字下げしてください。"),
    ("block sequence entries are not allowed", "「- 」はこの位置には書けません。行を改めてください。"),
    ("document start", "文書の途中に、読めない区切りがあります。"),
    ("expected '-' indicator", "字下げがずれています。「- 」で始まる並びは同じ深さにそろえてください。"),
    ("expected key", _DEDENT),
    ("expected <block end>", _DEDENT),
    ("expected node content", _MARKS),
    ("expected the node content", _MARKS),
    ("expected alphabetic or numeric character", f"「&」か「*」で始まる値は、{_QUOTE}"),
    ("tag", f"「!」で始まる値は、{_QUOTE}"),
    ("block scalar", _BLOCK),
)


@dataclass(frozen=True, slots=True)
class Yaml:
    """A file as plain dicts, lists, strings and None (a value left out), with the place of each."""

    path: str
    data: Data
    _lines: Sequence[str] = field(repr=False)
    _first_line: int = field(repr=False)
    _keys: dict[Loc, Place] = field(repr=False)
    _values: dict[Loc, Place] = field(repr=False)
    _cut: frozenset[Loc] = field(repr=False)

    def problem(self, loc: Loc, message: str, *, key: bool = False) -> Problem:
        """The mistake `message` at the value (or key) at `loc`, or at its nearest parent that is there."""
        place = self._keys.get(loc) if key else None
        while place is None and loc and loc not in self._values:
            loc = loc[:-1]
        place = place or self._values.get(loc, (0, 0))
        return _problem(message, self.path, place, self._lines, self._first_line)

    def cut_comments(self, *prefixes: Loc) -> list[Problem]:
        """Unquoted values at or below `prefixes` (all, if none) that ` #…` may have cut short."""
        return [
            self.problem(loc, _CUT_SHORT)
            for loc in sorted(self._cut, key=lambda loc: self._values[loc])
            if not prefixes or any(loc[: len(prefix)] == prefix for prefix in prefixes)
        ]


def parse(text: str, path: str, *, first_line: int = 1) -> Yaml:
    """The one YAML document in `text`, whose first line is line `first_line` of the file `path`.

    Raises UserError: broken syntax (the first place), or else every duplicate key, alias, tag, key that is no
    string, and second document.
    """
    text = text.removeprefix("\ufeff")
    lines = _LINE_BREAK.split(text)
    if bad := _UNPRINTABLE.search(text):
        before = _LINE_BREAK.split(text[: bad.start()])
        message = f"使えない文字（U+{ord(bad[0]):04X}）があります。"
        raise UserError(_problem(message, path, (len(before) - 1, len(before[-1])), lines, first_line))
    composer = _Composer(lines)
    try:
        data = composer.document(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _last_written(lines, (mark.line, mark.column) if mark else (0, 0))
        raise UserError(_problem(_explained(error, lines), path, place, lines, first_line)) from None
    except _LimitError as error:
        raise UserError(_problem(str(error), path, error.place, lines, first_line)) from None
    if composer.mistakes:
        raise UserError(_problem(m, path, place, lines, first_line) for place, m in composer.mistakes)
    return Yaml(path, data, lines, first_line, composer.keys, composer.values, frozenset(composer.cut))


def read(path: Path) -> Yaml:
    """The YAML file at `path`, UTF-8. Raises UserError also where it cannot be read."""
    try:
        return parse(read_bytes(path).decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        message = f"UTF-8として読めません（{error.start + 1}バイト目）。UTF-8で保存し直してください。"
        raise UserError(Problem(message, str(path))) from None


def _events(text: str) -> Iterator[Event]:
    # Events are composed here: libyaml's own composer recurses in C and dies of 50,000 levels.
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _LimitError(Exception):
    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.place = place


class _Composer:
    """Builds plain data from events and remembers where everything stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.count = 0
        self.keys: dict[Loc, Place] = {}
        self.values: dict[Loc, Place] = {}
        self.cut: set[Loc] = set()
        self.mistakes: list[tuple[Place, str]] = []

    def document(self, events: Iterator[Event]) -> Data:
        data: Data = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.mistakes.append(
                        (_start(event), "文書は1つだけ書いてください（「---」の後に2つ目があります）。")
                    )
            elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
                data = self.node(event, events, ())
        return data

    def node(self, event: Event, events: Iterator[Event], loc: Loc) -> Data:
        place = _start(event)
        self.values.setdefault(loc, place)
        self.count += 1
        if len(loc) > MAX_DEPTH:
            raise _LimitError(f"入れ子が深すぎます（{MAX_DEPTH}段まで）。", place)
        if self.count > MAX_VALUES:
            raise _LimitError(f"値が多すぎます（{MAX_VALUES:,}個まで）。ファイルを分けてください。", place)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            self.mistakes.append((place, _REFERENCE))
        elif getattr(event, "tag", None) is not None:
            self.mistakes.append((place, _TAG))
        if isinstance(event, ScalarEvent):
            return self.scalar(event, loc)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(events, loc)
        if isinstance(event, MappingStartEvent):
            return self.mapping(events, loc)
        return None

    def scalar(self, event: ScalarEvent, loc: Loc) -> str | None:
        if event.style:  # quoted, or a block
            return event.value
        end = event.end_mark
        assert end is not None
        if end.line < len(self.lines) and _CUT.match(self.lines[end.line], end.column):
            self.cut.add(loc)
        return event.value or None

    def sequence(self, events: Iterator[Event], loc: Loc) -> list[Data]:
        items: list[Data] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self.node(event, events, (*loc, len(items))))
        return items

    def mapping(self, events: Iterator[Event], loc: Loc) -> dict[str, Data]:
        data: dict[str, Data] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            place = _start(event)
            key = self.node(event, events, (*loc, "?"))
            del self.values[(*loc, "?")]
            self.cut.discard((*loc, "?"))
            below = (*loc, key if isinstance(key, str) else "?")
            if not isinstance(key, str):
                self.mistakes.append((place, _NO_KEY))
            elif key in data:
                first, second = self.keys[below][0] + 1, place[0] + 1
                where = f"{first}行目と{second}行目" if first != second else f"{first}行目"
                self.mistakes.append(
                    (place, f"キー「{key}」が2回書かれています（{where}）。1つにまとめてください。")
                )
            self.keys.setdefault(below, place)
            value = self.node(next(events), events, below)
            if isinstance(key, str):
                data.setdefault(key, value)
        return data


def _start(event: Event) -> Place:
    mark = event.start_mark
    assert mark is not None
    return mark.line, mark.column


def _last_written(lines: Sequence[str], place: Place) -> Place:
    """`place`, or where the text ends, if nothing stands there any more."""
    line = place[0]
    if line < len(lines) and lines[line].strip():
        return place
    line = max((n for n in range(min(line, len(lines))) if lines[n].strip()), default=0)
    return line, len(lines[line].rstrip())


def _problem(message: str, path: str, place: Place, lines: Sequence[str], first_line: int) -> Problem:
    line, column = place
    excerpt = lines[line].rstrip() if line < len(lines) else ""
    if len(excerpt) > MAX_EXCERPT:
        excerpt = excerpt[:MAX_EXCERPT] + "…"
    return Problem(message, path, line + first_line, column + 1, excerpt)


def _explained(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> str:
    words = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in words and (mark := error.problem_mark):
        character = lines[mark.line][mark.column : mark.column + 1]
        if character == "\t":
            return "タブは使えません。半角の空白で字下げしてください。"
        return f'「{character}」で始まる値は、引用符「"」で囲んでください。'
    for part, message in _SYNTAX:
        if part in words:
            return message
    return f"YAMLとして読めません（{words.strip()}）。"


# --- YAML into a type ------------------------------------------------------------------------------


def load_as(model: type[_M], yaml: Yaml) -> _M:
    """`yaml` as an instance of the strict written type `model`.

    Raises UserError with all mistakes: an unknown key names the nearest and the allowed ones. A validator of
    the model says what is wrong by a ValueError in Japanese.
    """
    from pydantic import ValidationError

    if yaml.data is None:
        raise UserError(Problem("中身がありません。「キー: 値」の形で書いてください。", yaml.path, 1, 1))
    try:
        return model.model_validate(yaml.data)
    except ValidationError as error:
        raise UserError(_translated(model, yaml, error.errors(include_url=False))) from None


def _translated(model: type[pydantic.BaseModel], yaml: Yaml, errors: Sequence[ErrorDetails]) -> list[Problem]:
    found = [_found(model, error, yaml.data) for error in errors]
    costs: dict[Loc, dict[str, int]] = {}
    for one in found:
        for at, member in one.members:
            of_union = costs.setdefault(at, {})
            of_union[member] = of_union.get(member, 0) + one.cost(at)
    meant = {at: min(of_union, key=lambda member: of_union[member]) for at, of_union in costs.items()}
    found = [one for one in found if all(meant[at] == member for at, member in one.members)]
    misspelt = {(*one.loc[:-1], one.near) for one in found if one.near}
    problems = [_said(one, yaml) for one in found if one.kind != "missing" or one.loc not in misspelt]
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column))


@dataclass(frozen=True, slots=True)
class _Found:
    """One of pydantic's errors, its place in the file, and the members of unions that it was found in."""

    error: ErrorDetails
    loc: Loc
    members: Members
    allowed: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.error["type"]

    @property
    def near(self) -> str | None:
        return nearest(str(self.loc[-1]), self.allowed) if self.allowed else None

    def cost(self, at: Loc) -> int:
        """How far the value at `at` is from the union's member; a misspelt key pays for a missing one."""
        if self.kind in _SHAPES and self.loc == at:
            return 9
        return 2 if self.kind == "missing" else -1 if self.near else 1


def _found(model: type[pydantic.BaseModel], error: ErrorDetails, data: Data) -> _Found:
    loc, members = _resolved(error["loc"], data, error["type"])
    if error["type"] != "extra_forbidden":
        return _Found(error, loc, members)
    models = _models_at(model, loc[:-1], {name for _, name in members})
    keys = {info.alias or name for found in models for name, info in found.model_fields.items()}
    return _Found(error, loc, members, tuple(sorted(keys)))


_SHAPES = {
    "string_type": "文字列",
    "list_type": "「- 」か「[…]」の並び",
    "tuple_type": "「- 」か「[…]」の並び",
    "set_type": "「- 」か「[…]」の並び",
    "frozen_set_type": "「- 」か「[…]」の並び",
    "dict_type": "「キー: 値」の並び",
    "model_type": "「キー: 値」の並び",
    "model_attributes_type": "「キー: 値」の並び",
}

_VALUES = {
    "bool_parsing": "true か false と書いてください。",
    "int_parsing": "整数を書いてください。",
    "float_parsing": "数を書いてください。",
}


def _said(found: _Found, yaml: Yaml) -> Problem:
    if found.kind == "extra_forbidden":
        return yaml.problem(found.loc, unknown("キー", str(found.loc[-1]), found.allowed), key=True)
    if found.kind == "missing":
        return yaml.problem(found.loc[:-1], f"キー「{found.loc[-1]}」が必要です。", key=True)
    of_key = found.error["loc"][-1:] == ("[key]",)
    return yaml.problem(found.loc, _wrong_value(found.error), key=of_key)


def _wrong_value(error: ErrorDetails) -> str:
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    shown = f"「{given}」" if isinstance(given, str) else "この値"
    if kind == "value_error":
        return str(context["error"])
    if given is None:
        return "値がありません。"
    if kind in _SHAPES:
        return f"ここには{_SHAPES[kind]}を書いてください。"
    if kind in _VALUES or kind in ("bool_type", "int_type", "float_type"):
        return f"{shown}は使えません。{_VALUES[kind.replace('_type', '_parsing')]}"
    if kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']*)'", str(context["expected"]))
        return (
            unknown("値", given, allowed)
            if isinstance(given, str)
            else f"使える値: {'、'.join(sorted(allowed))}"
        )
    if kind.startswith(("date", "time")):
        return (
            f"{shown}は日付・時刻ではありません。2026-11-21 や 2026-11-21T09:00:00+09:00 と書いてください。"
        )
    if kind in ("too_short", "string_too_short"):
        return (
            "値が空です。"
            if context.get("min_length") == 1
            else f"{context.get('min_length')}以上が必要です。"
        )
    if kind in ("too_long", "string_too_long"):
        return f"{context.get('max_length')}以下にしてください。"
    bounds = {"greater_than": ("gt", "より大きい数"), "greater_than_equal": ("ge", "以上の数"),
              "less_than": ("lt", "より小さい数"), "less_than_equal": ("le", "以下の数")}  # fmt: skip
    if kind in bounds:
        name, words = bounds[kind]
        return f"{shown}は使えません。{context[name]}{words}を書いてください。"
    if kind == "string_pattern_mismatch":
        return f"{shown}は書き方が違います。使える形: {context['pattern']}"
    return f"{shown}は使えません（{error['msg']}）。"


def _resolved(loc: Loc, data: Data, kind: str) -> tuple[Loc, Members]:
    """`loc` without the names of union members that pydantic puts in between, and these names apart."""
    last_is_key = {"missing": False, "extra_forbidden": True}.get(kind)

    def walk(loc: Loc, node: Data, at: Loc) -> Iterator[tuple[Loc, Members]]:
        if not loc:
            yield at, ()
            return
        part, rest = loc[0], loc[1:]
        missing = last_is_key is False and not rest
        if isinstance(node, dict) and isinstance(part, str):
            if missing:
                if part not in node:
                    yield (*at, part), ()
            elif part in node:
                yield from walk(rest, node[part], (*at, part))
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            yield from walk(rest, node[part], (*at, part))
        if isinstance(part, str) and (rest or last_is_key is None):
            for found, members in walk(rest, node, at):
                yield found, ((at, part), *members)

    return max(walk(loc, data, ()), key=lambda found: len(found[0]), default=(loc, ()))


def _models_at(kind: Any, loc: Loc, members: set[str]) -> list[type[pydantic.BaseModel]]:
    """The written types that may stand at `loc` below the type `kind`; of a union, those in `members`."""
    from types import UnionType
    from typing import Annotated, Union, get_args, get_origin

    from pydantic import BaseModel, RootModel, Tag

    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        tags = {one.tag for one in arguments[1:] if isinstance(one, Tag)}
        return [] if tags and not tags & members else _models_at(arguments[0], loc, members)
    if origin is Union or origin is UnionType:
        found = {one: _models_at(one, loc, members) for one in arguments}
        named = [one for one in found if getattr(one, "__name__", "") in members and found[one]]
        return [model for one in named or found for model in found[one]]
    if isinstance(kind, type) and issubclass(kind, RootModel):
        return _models_at(kind.model_fields["root"].annotation, loc, members)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if not loc:
            return [kind]
        fields = {info.alias or name: info.annotation for name, info in kind.model_fields.items()}
        return _models_at(fields[str(loc[0])], loc[1:], members) if loc[0] in fields else []
    if loc and arguments:  # a list, a tuple, or a dict by its values
        return _models_at(arguments[-1 if origin is dict else 0], loc[1:], members)
    return []
