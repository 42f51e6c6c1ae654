"""Folding a draft into searchable text, and the way back to what was written.

Folding is NFKC with exceptions, because the exceptions would join what is apart: 「①11月」 must not become
「111月」, nor 「…」 three full stops. Zero-width and bidi characters vanish, line ends become a line feed, the wave dash
becomes `~`, and name variants that the dictionary does not know (髙, 﨑) become the form that it knows.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from snslint.expressions import expression
from snslint.model import Span
from snslint.values import dataclass

# Variants met in names on Japanese forms that unidic-lite has no entry for.
NAME_VARIANTS = {
    "\u6fd1": "瀬", "栁": "柳", "桒": "桑", "濵": "浜", "瀨": "瀬", "靑": "青", "髙": "高", "德": "徳",
    "﨑": "崎", "𠮷": "吉", "𣘺": "橋", "𡈽": "土", "𫝆": "今",
}  # fmt: skip

_KEPT = "…‥¹²³"
_KEPT_RANGES = ((0x2460, 0x24FF), (0x2776, 0x2793), (0x3250, 0x325F), (0x32B1, 0x32BF))  # ① ⓪ ❶ ㉑ ㊱
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_UNREADABLE = r"\x00\ud800-\udfff"  # the tokenizer drops what follows a NUL and raises on a lone surrogate
_MARKS_PER_LETTER = 30  # longer towers of combining marks are cut: normalising them is quadratic

_ONE_TO_ONE = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x3000: 0x20, 0xA0: 0x20, 0x301C: 0x7E}
    | {ord(variant): ord(known) for variant, known in NAME_VARIANTS.items()}
)
_KEPT_CODES = {ord(c) for c in _KEPT}.union(*(range(first, last + 1) for first, last in _KEPT_RANGES))
_PROBE = _ONE_TO_ONE | dict.fromkeys(_KEPT_CODES, 0x78)
_CHANGES_LENGTH = expression(f"[\r{_INVISIBLE}{_UNREADABLE}]")
_PLAIN = "\n\x20-\x7e\u3001-\u3029\u3041-\u3096\u309d-\u30fe\u4e00-\u9fff\uff01-\uff5e"
_NOT_PLAIN = expression(rf"(?:[^{_PLAIN}]|(?<=\r)\n)+")
_VANISHES = expression(f"[{_INVISIBLE}]")
_HALFWIDTH_VOICING = "\uff9e\uff9f"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, and for each of its characters the range of the draft that it stands for.

    `starts` and `ends` are None where every character stands for the one at its own offset.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The range of the draft that the folded range `start:end` stands for."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def offset(self, written: int) -> int:
        """The folded offset of the first character that stands at or after the draft's offset `written`."""
        if self.starts is None:
            return written
        at = bisect_right(self.starts, written)
        return at - 1 if at and self.starts[at - 1] == written else at


def fold(text: str) -> Folded:
    """Fold `text` for searching, keeping the way back to every code point as written."""
    if _keeps_its_offsets(text):
        return Folded(text.translate(_ONE_TO_ONE))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def copy(start: int, end: int) -> None:
        pieces.append(text[start:end].translate(_ONE_TO_ONE))
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    done = 0
    for stretch in _NOT_PLAIN.finditer(text):
        start, end = stretch.span()
        if start > done and _joins(text[start]):
            start -= 1  # a plain kana that the first mark belongs to
        copy(done, start)
        for at, to in _clusters(text, start, end):
            if _keeps_its_offsets(text[at:to]):
                # As in a text that is like this all through: what stands elsewhere must not matter.
                copy(at, to)
                continue
            piece = _fold_cluster(text[at:to])
            pieces.append(piece)
            starts.extend([at] * len(piece))
            ends.extend([to] * len(piece))
        done = end
    copy(done, len(text))
    return Folded("".join(pieces), starts, ends)


def _keeps_its_offsets(text: str) -> bool:
    """Whether folding turns each code point of `text` into one."""
    probe = text.translate(_PROBE)
    return not _CHANGES_LENGTH.search(probe) and unicodedata.is_normalized("NFKC", probe)


def _joins(char: str) -> bool:
    """Whether the character is part of the letter before it, or invisible, so that a mark behind it may be."""
    return char in _HALFWIDTH_VOICING or unicodedata.combining(char) != 0 or _VANISHES.match(char) is not None


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut `text[start:end]` into letters with their marks, and line ends."""
    found = []
    at = start
    while at < end:
        to = at + 1
        if text[at] == "\r":
            if text[to : to + 1] == "\n":
                to += 1
        else:
            while to < end and _joins(text[to]):
                to += 1
        found.append((at, to))
        at = to
    return found


def _fold_cluster(cluster: str) -> str:
    if cluster in ("\r\n", "\r"):
        return "\n"
    visible = _VANISHES.sub("", cluster)[: _MARKS_PER_LETTER + 1]
    readable = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in visible)
    kept = readable[:1] if readable and ord(readable[0]) in _KEPT_CODES else ""
    return kept + unicodedata.normalize("NFKC", readable[len(kept) :]).translate(_ONE_TO_ONE)


def line_column(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of a code point offset; CR LF, LF and CR each end one line."""
    before = text[:offset]
    lines = before.count("\n") + before.count("\r") - before.count("\r\n")
    if offset and text[offset - 1] == "\r" and text[offset : offset + 1] == "\n":
        lines -= 1  # the offset stands inside CR LF: still on the line that they end
    last = max(before.rfind("\n"), before.rfind("\r"))
    if offset and text[offset - 1] == "\r" and text[offset : offset + 1] == "\n":
        last = max(before.rfind("\n", 0, offset - 1), before.rfind("\r", 0, offset - 1))
    return lines + 1, offset - last


def hidden_characters(text: str) -> list[Span]:
    """Runs of characters in the draft that nobody sees: zero-width, bidi controls, NUL, lone surrogates.

    Joiners and selectors inside emoji are how emoji are written, so they are left out.
    """
    return [
        Span(run.start(), run.end())
        for run in _HIDDEN.finditer(text)
        if not _part_of_emoji(text, run.start(), run.end())
    ]


_HIDDEN = expression(f"[{_INVISIBLE}{_UNREADABLE}]+")
_EMOJI_GLUE = expression(r"[\u200d\ufe0e\ufe0f\U000e0020-\U000e007f]+")


def _part_of_emoji(text: str, start: int, end: int) -> bool:
    if not _EMOJI_GLUE.fullmatch(text, start, end) or start == 0:
        return False
    before = text[start - 1]
    return (
        unicodedata.category(before) in ("So", "Sk", "Sm", "Po", "Nd", "Me") or before in "\u2194\u203c\u2049"
    )
