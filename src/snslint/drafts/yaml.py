"""YAML: one post as a mapping, or a list of posts; places hold through folds, quotes and escapes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from snslint.drafts import meta
from snslint.drafts.file import MAX_YAML, File, too_big
from snslint.drafts.places import LINE_BREAK, Runs
from snslint.errors import Problem
from snslint.expressions import expression
from snslint.model import Draft

if TYPE_CHECKING:
    from snslint.yamlfile import Data, Yaml

SUFFIXES: tuple[str, ...] = (".yaml", ".yml")

_YAML_BREAK = expression("\r\n|[\n\r\x85\u2028\u2029]")
_FOLD = expression("[ \t]*(?:(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*)+")
_JOINED = expression("\\\\(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*")  # a line break behind `\` is none
_ESCAPE = expression(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")


def read(file: File) -> Iterator[Draft | Problem]:
    """The posts in `file`."""
    from snslint import yamlfile  # this module is imported to ask for its suffixes; YAML takes time

    encoding = file.encoding()
    written = file.text(encoding)
    if len(written) > MAX_YAML:
        yield file.problem(too_big("YAMLのファイル", MAX_YAML))
        return
    yaml = yamlfile.parse(written, file.path)
    if yaml.data is None:
        return
    places = _Places(written, yaml, encoding)
    if not isinstance(yaml.data, list):
        yield from meta.draft(yaml.data, yaml, places.source(yaml.data, ("text",)))
        return
    for number, record in enumerate(yaml.data):
        yield from meta.draft(record, yaml, places.source(record, (number, "text")), at=(number,))


class _Places:
    """Finds the written form of a scalar again, and lays its value alongside."""

    def __init__(self, written: str, yaml: Yaml, encoding: str) -> None:
        self.written, self.yaml, self.encoding = written, yaml, encoding
        self.yaml_lines = [0, *(match.end() for match in _YAML_BREAK.finditer(written))]
        self.lines = [0, *(match.end() for match in LINE_BREAK.finditer(written))]

    def source(self, record: Data, loc: meta.Loc) -> Runs:
        """The place of the string at `loc` of `record`; else of what stands there or above."""
        place = self.yaml.problem(loc, "")
        at = self.yaml_lines[min(place.line, len(self.yaml_lines)) - 1] + place.column - 1
        text = record.get("text") if isinstance(record, dict) else None
        runs = self.runs(at, text) if isinstance(text, str) and text else [(0, at)]
        return Runs(self.yaml.path, tuple((offset, *self.place(at)) for offset, at in runs), self.encoding)

    def place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self.lines, at)
        return line, at - self.lines[line - 1] + 1

    def runs(self, at: int, text: str) -> list[tuple[int, int]]:
        """Offsets of `text` from which on it goes along with the file, and the offset in the file."""
        style = self.written[at]
        if style in "|>":
            return list(_block_runs(self.written, self.yaml_lines, at, text))
        found = _flow_runs(self.written, at + 1 if style in "'\"" else at, text, style)
        return list(dict(found).items())  # of several for one offset the last


def _block_runs(written: str, lines: list[int], at: int, text: str) -> Iterator[tuple[int, int]]:
    """A literal or folded block: the content of each of its lines stands in the value as it is."""
    shown = text.lstrip("\n")
    indent, offset = -1, 0
    for start, end in pairwise([*lines[bisect_right(lines, at) :], len(written)]):
        line = written[start:end].rstrip("\r\n\x85\u2028\u2029")
        if not line.strip(" "):
            continue
        if indent < 0:
            indent = len(line) - len(line.lstrip(" ")) - (len(shown) - len(shown.lstrip(" ")))
        found = text.find(line[indent:], offset)
        if found < 0 or not text[offset:].strip("\n "):
            return
        yield found, start + indent
        offset = found + len(line) - indent


def _flow_runs(written: str, at: int, text: str, style: str) -> Iterator[tuple[int, int]]:
    """A plain or quoted scalar: line breaks are folded, quotes doubled, characters escaped."""
    offset = 0
    yield offset, at
    while offset < len(text):
        width, length = 1, 1  # in the file, in the text
        if style == '"' and (joined := _JOINED.match(written, at)):
            width, length = len(joined[0]), 0
        elif style == '"' and (escape := _ESCAPE.match(written, at)):
            width = len(escape[0])
        elif style == "'" and written.startswith("''", at):
            width = 2
        elif fold := _FOLD.match(written, at):
            width, length = len(fold[0]), max(1, len(_YAML_BREAK.findall(fold[0])) - 1)
        at, offset = at + width, offset + length
        if width != length:
            yield offset, at
