"""How lines make paragraphs: what the width of a column has broken is put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from snslint.municipalities.importing.furniture import Row
from snslint.municipalities.importing.markers import markers

SENTENCE_END = re.compile(r"[。．.!！?？」』)）]$")
UNFINISHED = re.compile(r"[ぁ-んァ-ヶ一-龠](?:から|(?<!も)の|を|に|は|が|で|(?<!こ)と|も|や|て)$")

FULL = 0.85
"""A line of at least this part of the column may have been broken by its width."""


def wrap_width(lines: Sequence[Row]) -> int:
    """The columns at which the document was broken, 0 where it was not."""
    widths = [row.columns for row in lines]
    best, found = 0, 0
    for width in sorted({width for width in widths if 30 <= width <= 110}):
        count = sum(
            width - 4 < one <= width and not SENTENCE_END.search(row.text)
            for one, row in zip(widths, lines, strict=True)
        )
        if count > found:
            best, found = width, count
    longer = sum(width > best + 6 for width in widths)
    return best if found >= max(3, len(widths) * 0.15) and longer <= len(widths) * 0.05 else 0


def paragraphs(first: str, row: Row | None, more: Sequence[Row], width: int) -> str:
    """`first`, which stands on `row`, and the lines after it, in paragraphs."""
    text, before = first, row
    for line in more:
        told = line.text.strip()
        if not text:
            text = told
        elif before is not None and _broken(before, line, width):
            text += told
        else:
            text += f"\n{told}"
        before = line
    return text


def _broken(before: Row, line: Row, width: int) -> bool:
    """Whether `line` goes on in the middle of a sentence of the line before."""
    if any(marker.sure for marker in markers(line.text)):
        return False
    end = before.text.rstrip()
    if end.endswith(("、", "，", "（", "(", "「")) or (not line.after_blank and UNFINISHED.search(end)):
        return True
    if not width or line.after_blank:
        return False
    if end.endswith(("。", "．")) and line.indent > before.indent:
        return False
    return before.columns >= width * FULL
