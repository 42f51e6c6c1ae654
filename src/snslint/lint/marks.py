"""The «» marks of examples: read, and moved in the file without touching anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from snslint.errors import Problem
from snslint.yamlfile import Data, Loc, Yaml, parse

Range = tuple[int, int]
"""Half-open, code points of the example without its marks; (0, 0) is the post as a whole."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as in `yamlfile`
_FOLD = re.compile(r"[ \t]*(?:\r\n|[\n\r])[ \t]*")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*[ \t]*\r?\n[ \t]*")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\r\n])")
_JOINED = re.compile(r"\\\r?\n[ \t]*")


def unmark(text: str) -> tuple[str, list[Range]]:
    """The text without its « and », and the ranges that stood between them."""
    plain: list[str] = []
    ranges: list[Range] = []
    start = at = 0
    for char in text:
        if char == "«":
            start = at
        elif char == "»":
            ranges.append((start, at))
        else:
            plain.append(char)
            at += 1
    return "".join(plain), ranges


def mark(plain: str, ranges: Sequence[Range]) -> str:
    """The text with « and » around the ranges, which must not overlap; (0, 0) gets none."""
    for start, end in sorted(ranges, reverse=True):
        if end > start:
            plain = f"{plain[:start]}«{plain[start:end]}»{plain[end:]}"
    return plain


def move(data: bytes, path: str, wanted: Mapping[Loc, Sequence[Range]]) -> tuple[bytes, list[Problem]]:
    """The file with the marks of the examples at `wanted` moved, all else byte for byte as it was.

    Gives a Problem for each example that is written in a way that cannot be rewritten so.
    """
    problems: list[Problem] = []
    text = data.decode("utf-8")
    for loc, ranges in wanted.items():
        yaml = parse(text, path)
        moved = _moved(text, yaml, loc, ranges)
        if moved is None:
            message = "この例の «» は自動では直せません。手で直してください。"
            problems.append(yaml.problem(loc, message))
        else:
            text = moved
    return text.encode("utf-8"), problems


def _moved(text: str, yaml: Yaml, loc: Loc, ranges: Sequence[Range]) -> str | None:
    written = _at(yaml.data, loc)
    if not isinstance(written, str):
        return None
    places = list(_places(text, _offset(text, yaml.problem(loc, "")), written))
    if len(places) != len(written):
        return None
    edits: list[tuple[int, int, str]] = []
    plain = [at for at, char in enumerate(written) if char not in "«»"]
    edits += [(*places[at], "") for at, char in enumerate(written) if char in "«»"]
    for start, end in ranges:
        if end > start:
            edits.append((places[plain[start]][0], places[plain[start]][0], "«"))
            edits.append((places[plain[end - 1]][1], places[plain[end - 1]][1], "»"))
    changed = text
    for begin, end, new in sorted(edits, key=lambda edit: (edit[0], edit[2] == "«"), reverse=True):
        changed = changed[:begin] + new + changed[end:]
    expected = mark(unmark(written)[0], ranges)
    return changed if _at(parse(changed, yaml.path).data, loc) == expected else None


def _at(data: Data, loc: Loc) -> Data:
    for step in loc:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data


def _offset(text: str, place: Problem) -> int:
    """Offset in `text` of a 1-based line and column of the YAML, which does not count a byte order mark."""
    start = 1 if text.startswith("\ufeff") else 0
    starts = [start, *(found.end() for found in _LINE_BREAK.finditer(text))]
    return starts[place.line - 1] + place.column - 1


def _places(text: str, at: int, written: str) -> Iterator[Range]:
    """Where in the file each character of the value that begins at `at` is spelled; ends early where it is unclear."""
    quote = text[at] if text[at] in "\"'" else ""
    head = _BLOCK_HEAD.match(text, at)
    at = head.end() if head else at + len(quote)
    for char in written:
        if quote == '"' and (joined := _JOINED.match(text, at)):
            at = joined.end()
        spelled = _ESCAPE.match(text, at) if quote == '"' else None
        if spelled:
            end = spelled.end()
        elif quote == "'" and text.startswith("''", at):
            end = at + 2
        elif char in " \n" and (fold := _FOLD.match(text, at)):
            end = fold.end()
        elif text.startswith(char, at):
            end = at + 1
        else:
            return
        yield at, end
        at = end
