"""The lines of a post that a finding stands in, cut to the terminal's width around its words."""

from __future__ import annotations

from collections.abc import Iterator

from snslint.values import dataclass

from ..model import Span
from ..text import line_column
from ._cells import Cell, cells

_MOST_ROWS = 3  # of a finding that crosses lines, or is longer than a row: more is no longer looked at


@dataclass(frozen=True, slots=True)
class Row:
    """One row to print: `before`, the words `marked`, `after`; `offset` columns stand before the words.

    `line` is the 1-based line of the post, 0 where the row goes on with the line of the row before.
    """

    line: int
    before: str
    marked: str
    after: str
    offset: int
    width: int


def rows(text: str, span: Span, width: int) -> list[Row]:
    """What to show of `span`: rows of at most `width` columns, three at most, `…` for what is left out."""
    found: list[Row] = []
    for number, start, line in _lines(text, span, width):
        found += _line_rows(number, line, span.start - start, span.end - start, width)
    if len(found) <= _MOST_ROWS:
        return found
    return [*found[: _MOST_ROWS - 2], Row(0, "…", "", "", 0, 0), found[-1]]


def _lines(text: str, span: Span, around: int) -> Iterator[tuple[int, int, str]]:
    """Number, offset and text of the lines that the span touches; of long ones `around` code points on either side."""
    number, column = line_column(text, span.start)
    start = span.start - column + 1
    while start < span.end:
        end = _line_end(text, start)
        line = text[start:end]
        if line[max(span.start - start, 0) : span.end - start]:
            left = max(span.start - start - around, 0)
            yield number, start + left, line[left : span.end - start + around]
        after = end + (2 if text.startswith("\r\n", end) else 1)
        if after >= len(text):
            return
        number, start = number + 1, after


def _line_end(text: str, start: int) -> int:
    """Where the line that begins at `start` ends, by `find`: an expression takes too long for thousands of findings."""
    return min((at for mark in "\r\n" if (at := text.find(mark, start)) >= 0), default=len(text))


def _line_rows(number: int, line: str, start: int, end: int, width: int) -> Iterator[Row]:
    """Rows of one line whose code points `start:end` are marked."""
    shown = cells(line)
    first = max((at for at, cell in enumerate(shown) if cell.start <= start), default=0)
    last = max((at for at, cell in enumerate(shown) if cell.start < end), default=-1) + 1
    words = shown[first:last]
    if _columns(shown) <= width:
        yield _row(number, shown[:first], words, shown[last:], ("", ""))
    elif _columns(words) <= width - 4:
        yield _clipped(number, shown, first, last, width)
    else:
        while words:
            fits = max(_fit(words, width), 1)
            yield _row(number, [], words[:fits], [], ("", ""))
            words, number = words[fits:], 0


def _clipped(number: int, shown: list[Cell], first: int, last: int, width: int) -> Row:
    """The words with as much around them as fits, a little more after them than before."""
    room = width - 2 - _columns(shown[first:last])
    left, right = shown[:first], shown[last:]
    share = max(room * 2 // 5, room - _columns(right))
    before = _fit(left[::-1], min(share, room))
    room -= _columns(left[len(left) - before :])
    after = _fit(right, room)
    clips = ("…" if before < len(left) else "", "…" if after < len(right) else "")
    return _row(number, left[len(left) - before :], shown[first:last], right[:after], clips)


def _row(
    number: int, before: list[Cell], words: list[Cell], after: list[Cell], clips: tuple[str, str]
) -> Row:
    left = clips[0] + "".join(cell.shown for cell in before)
    right = "".join(cell.shown for cell in after) + clips[1]
    offset = len(clips[0]) + _columns(before)
    return Row(number, left, "".join(cell.shown for cell in words), right, offset, _columns(words))


def _fit(line: list[Cell], width: int) -> int:
    """How many cells fit into `width` columns."""
    used = 0
    for at, cell in enumerate(line):
        used += cell.width
        if used > width:
            return at
    return len(line)


def _columns(line: list[Cell]) -> int:
    return sum(cell.width for cell in line)
