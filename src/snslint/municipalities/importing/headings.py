"""Headings that bear no number: bracketed, behind a bullet, or short lines that stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from snslint.municipalities.importing.furniture import Row
from snslint.municipalities.importing.growing import Growing
from snslint.municipalities.importing.layout import SENTENCE_END, UNFINISHED
from snslint.municipalities.importing.markers import markers
from snslint.values import dataclass

STYLES = ("heading", "【】", "#")
"""What the styles of such headings begin with."""

DOCUMENT_TITLE = re.compile(
    r"(?:ガイドライン|方針|要綱|規程|規則|ポリシー|要領|指針|手引き?|マニュアル|基準|心得|ルール)"
    r"(?:[(（].{1,12}[)）])?(?=$|の(?:策定|制定|公表|改正))"
)
_PUBLISHER = re.compile(r"(?:[課室局部係市町村県]|役所|役場|委員会)$")
_BRACKETED = re.compile(r"[【＜<《〔\[]\s*([^】＞>》〕\]]{1,40})\s*[】＞>》〕\]]\s*")
_NOT_SHORT = re.compile(r"[。、,，:：;]|(?:[をにがはでもや]|(?<!こ)と)$")
_SENTENCE = re.compile(r"。|.{6}、.{6}|(?:こと|もの|する|ます|ない|とおり)$")
_MARKS = "■□◆◇●○◯〇★☆◎▪"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without a number, what was printed around it, and what follows on its line."""

    style: str
    printed: str
    title: str
    rest: str = ""


def heading(
    lines: Sequence[Row], i: int, *, width: int, stack: Sequence[Growing], current: Growing | None
) -> Heading | None:
    """The heading that line `i` is, or None; `current` is the clause that is being read."""
    line = lines[i].text
    if sharp := re.match(r"(#{1,6})\s+", line):
        return Heading(f"#{len(sharp[1])}", sharp[0], line[sharp.end() :].strip())
    if bracketed := _BRACKETED.match(line):
        around = bracketed[0].strip()
        return Heading("【】", around[0] + around[-1], bracketed[1].strip(), line[bracketed.end() :])
    if i + 1 == len(lines) or not _short(lines[i], width):
        return None
    if current is None and (DOCUMENT_TITLE.search(line) or _PUBLISHER.search(line)):
        return None
    bullet = next((marker for marker in markers(line) if marker.style == "bullet"), None)
    if bullet is not None:
        mark, beside = line.strip()[0], (lines[i + 1], lines[i - 1]) if i else (lines[i + 1],)
        if mark not in _MARKS or any(row.text.strip()[0] == mark for row in beside):
            return None
        return Heading(f"heading{mark}", line[: bullet.length], line[bullet.length :].strip())
    alone = _stands_alone(lines, i, width, current) and _opens(lines, i, stack)
    return Heading("heading", "", line.strip()) if alone else None


def _short(row: Row, width: int) -> bool:
    text = row.text.strip()
    return 2 <= len(text) <= 25 and not _NOT_SHORT.search(text) and not (width and row.columns >= width * 0.8)


def _stands_alone(lines: Sequence[Row], i: int, width: int, current: Growing | None) -> bool:
    """Whether what stands before the line has ended."""
    if current is None or lines[i].after_blank:
        return True
    if current.row is lines[i - 1] and current.style not in ("preface", "bullet"):
        return False  # the first line below a number or a heading
    before = lines[i - 1].text
    ended_list = not current.more and current.style != "heading"
    return ended_list or bool(SENTENCE_END.search(before)) or not (width or UNFINISHED.search(before))


def _opens(lines: Sequence[Row], i: int, stack: Sequence[Growing]) -> bool:
    """Whether what follows the line is what a heading has below it."""
    following = lines[i + 1].text
    found = list(markers(following))
    if any(marker.style != "bullet" and marker.value == 1 and marker.sure for marker in found):
        return True
    if stack and not stack[0].style.startswith(STYLES):
        return False  # in a numbered document only a list has such a heading
    listed = any(marker.style == "bullet" for marker in found)
    return listed or lines[i].after_blank or bool(_SENTENCE.search(following))
