"""How wide text is in a terminal, and how Japanese is broken into lines.

Widths are terminal columns: 2 for full width and emoji, 0 for combining marks, 1 for "ambiguous" characters
as UTF-8 terminals have it. What could steer the terminal or turn the text's direction is shown as `<U+202E>`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from snslint.expressions import expression
from snslint.values import dataclass

from ..text import hidden_characters

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
# What most texts are made of, none of it in need of being made visible.
_ORDINARY = expression("[\n -~\u2010-\u2027\u2460-\u24ff\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]*")
_NEVER_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー〜’”）〕］｝〉》」』】…‥,.:;?!)]}%％"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､｣ﾞﾟｰ"
)
_NEVER_LAST = frozenset("（〔［｛〈《「『【‘“([{｢#＃@＠")


@dataclass(frozen=True, slots=True)
class Cell:
    """What the reader sees as one character: where it starts in the text, how it is shown, its columns."""

    start: int
    shown: str
    width: int


def cells(line: str) -> list[Cell]:
    """Cut one line into what the reader sees as characters, hidden and control characters made visible."""
    if line.isascii() and line.isprintable():
        return [Cell(at, char, 1) for at, char in enumerate(line)]
    hidden = {at for span in hidden_characters(line) for at in range(span.start, span.end)}
    found: list[Cell] = []
    flags = 0
    for at, char in enumerate(line):
        category = unicodedata.category(char)
        last = found[-1] if found else None
        if char == "\t":
            found.append(Cell(at, "    ", 4))
        elif category in ("Cc", "Zl", "Zp", "Cs") or (at in hidden and not _is_variant(line, at)):
            code = f"<U+{ord(char):04X}>"
            found.append(Cell(at, code, len(code)))
        elif last and last.shown[0] != "<" and (category in ("Mn", "Me", "Cf") or _joins(last, char, flags)):
            wide = char == _EMOJI_STYLE or last.width == 2 or _is_flag(char)
            found[-1] = Cell(last.start, last.shown + char, 2 if wide else last.width)
        else:
            found.append(Cell(at, char, _columns(char, category)))
        flags = flags + 1 if _is_flag(char) else 0
    return found


def _is_variant(line: str, at: int) -> bool:
    """A selector for the form of the kanji before it, as in 葛󠄀城市."""
    return at > 0 and "\ufe00" <= line[at] <= "\U000e01ef" and unicodedata.category(line[at - 1]) == "Lo"


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _joins(last: Cell, char: str, flags: int) -> bool:
    """Emoji sequences: after a joiner, a skin tone, the second letter of a flag."""
    return (
        (last.shown.endswith(_JOINER) and unicodedata.category(char) in ("So", "Cn"))
        or ("\U0001f3fb" <= char <= "\U0001f3ff" and last.width == 2)
        or (_is_flag(char) and flags % 2 == 1)
    )


def _columns(char: str, category: str) -> int:
    if category in ("Mn", "Me", "Cf"):
        return 0
    newer_emoji = category == "Cn" and "\U0001f300" <= char <= "\U0001faff"
    return 2 if newer_emoji or unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str) -> str:
    """`text` with nothing in it that a terminal would act on; line ends become line feeds."""
    if _ORDINARY.fullmatch(text):
        return text
    if "\n" in text or "\r" in text:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(map(visible, lines))
    return "".join(cell.shown for cell in cells(text))


def columns(text: str) -> int:
    """The columns that one line takes in a terminal."""
    return sum(cell.width for cell in cells(text))


def wrap(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` columns, made visible; none begins with 。 or ends with 「."""
    for line in text.splitlines() or [""]:
        yield from _wrap_line(cells(line), width)


def _wrap_line(line: list[Cell], width: int) -> Iterator[str]:
    start = 0
    while (fits := _fitting(line, start, width)) < len(line):
        cut = next((at for at in range(fits, start, -1) if _may_break(line[at - 1], line[at])), fits)
        yield _text(line[start:cut]).rstrip(" ")
        start = cut
        while start < len(line) and line[start].shown == " ":
            start += 1
    if start < len(line) or not line:
        yield _text(line[start:])


def _fitting(line: list[Cell], start: int, width: int) -> int:
    """Up to which cell the line fits, at least one further than `start`."""
    used = 0
    for at in range(start, len(line)):
        used += line[at].width
        if used > width:
            return max(at, start + 1)
    return len(line)


def _may_break(before: Cell, after: Cell) -> bool:
    if after.shown in _NEVER_FIRST or before.shown in _NEVER_LAST:
        return False
    if before.shown == " " or after.shown == " ":
        return True
    return before.width == 2 or after.width == 2


def _text(line: list[Cell]) -> str:
    return "".join(cell.shown for cell in line)
