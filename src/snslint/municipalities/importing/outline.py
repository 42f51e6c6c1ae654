"""A numbered Japanese document as a tree of clauses, with nothing of its text lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from snslint.municipalities.importing import headings
from snslint.municipalities.importing.furniture import Remainder, Row, rows
from snslint.municipalities.importing.growing import Growing
from snslint.municipalities.importing.headings import DOCUMENT_TITLE, Heading
from snslint.municipalities.importing.layout import SENTENCE_END, wrap_width
from snslint.municipalities.importing.markers import Marker, markers, note
from snslint.municipalities.importing.numbering import Place, place
from snslint.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause: its id, what was printed as its number and marks, its heading and its exact text.

    `line` is the 1-based line where it begins. `sure` is false where the numbering was not as expected.
    """

    id: str
    parent: str | None
    style: str
    printed: str
    title: str
    text: str
    line: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """A document: its title, its clauses in order, and all lines that are no clause."""

    title: str
    entries: tuple[Entry, ...]
    remainder: tuple[Remainder, ...]


def outline(text: str) -> Outline:
    """The clauses of a document. Every character that is no space is in an entry or in the remainder."""
    kept, furniture = rows(text)
    reader = _Reader(kept)
    for i in range(len(kept)):
        reader.read(i)
    left = sorted((*furniture, *reader.remainder()), key=lambda one: one.line)
    return Outline(reader.title, reader.entries(), tuple(left))


_ITEM_END = re.compile(rf"{SENTENCE_END.pattern}|(?:もの|こと|情報|内容|場合|行為|とき)$")
_RUNS_ON = re.compile(
    r"(から|まで|及び|又は|若しくは|並びに|の(?!り)|に|を|は|が|、|と(?!り)|号|項|条|については)"
)
_CAPTION = re.compile(r"[(（]([^()（）]{2,30})[)）]\s*$")
_OWN_CAPTION = re.compile(r"([(（])([^()（）]{2,30})([)）])\s*(?=\S)")
_SPACED_TITLE = re.compile(r"([^。、,\s]{2,25})[\u3000 \t]+(\S.*[。].*)$")
_ANNEX = re.compile(r"(附\s*則|別\s*(?:記|表|紙|添)\s*(?:第?\s*[0-9０-９]+)?(?:\s*号)?)(?=\s|$|[(（])")
_DASH = re.compile(r"\s*[-–]\s+(?=[・●○•■])")


class _Reader:
    """Reads line by line; `stack` holds the open levels, `current` takes the lines that open none."""

    def __init__(self, lines: Sequence[Row]) -> None:
        self.lines = lines
        self.width = wrap_width(lines)
        self.title = ""
        self.front: list[Remainder] = []
        self.clauses: list[Growing] = []
        self.stack: list[Growing] = []
        self.current: Growing | None = None
        self.last: dict[str, int] = {}
        self.depths: dict[str, int] = {}  # of each style of heading without a number
        self.caption: Row | None = None  # a heading in parentheses on the line above its article
        self.above_note: Growing | None = None

    def read(self, i: int) -> None:
        row = self.lines[i]
        if self._is_caption(i):
            self.caption = row
        elif found := note(row.text):
            self._open_note(found, row)
        elif annex := _ANNEX.match(row.text):
            self._open(Marker("annex", 0, re.sub(r"\s", "", annex[1]), annex.end()), row, Place(0))
        elif opened := self._numbered(i):
            self._open(opened[0], row, opened[1])
        elif heading := headings.heading(
            self.lines, i, width=self.width, stack=self.stack, current=self.current
        ):
            self._open_heading(heading, row)
        elif self.current is None:
            self._read_front(row)
        else:
            self._go_on(self.current, row)

    # --- numbers ------------------------------------------------------------------------------------------

    def _is_caption(self, i: int) -> bool:
        """例規: `(見出し)` stands on a line of its own above its article."""
        if self.caption is not None or i + 1 == len(self.lines) or not _CAPTION.match(self.lines[i].text):
            return False
        return any(marker.style == "条" for marker in markers(self.lines[i + 1].text))

    def _numbered(self, i: int) -> tuple[Marker, Place] | None:
        row = self.lines[i]
        in_sentence = i > 0 and not row.after_blank and not _ITEM_END.search(self.lines[i - 1].text)
        for marker in markers(row.text):
            rest = row.text[marker.length :]
            if marker.style == "bullet" or not rest.strip() or (in_sentence and _RUNS_ON.match(rest)):
                continue
            if not marker.sure and in_sentence and self.width:
                continue
            found = place(
                marker, indent=row.indent, in_sentence=in_sentence, stack=self.stack, last=self.last
            )
            if found is not None:
                return marker, found
        return None

    def _open(self, marker: Marker, row: Row, where: Place) -> None:
        del self.stack[where.depth :]
        found = self._new(marker, row, self.stack[-1] if self.stack else None)
        found.sure = where.sure
        rest = found.first
        if self.caption is not None:
            caption = self.caption.text.strip()
            found.title, found.printed = caption[1:-1], f"{caption[0]}{caption[-1]}{found.printed}"
            self.caption = None
        elif marker.style == "条" and (own := _OWN_CAPTION.match(rest)):
            found.title, found.printed, found.first = (
                own[2],
                found.printed + own[1] + own[3],
                rest[own.end() :],
            )
        elif marker.style != "annex" and (spaced := _SPACED_TITLE.match(rest)):
            found.title, found.first = spaced[1], spaced[2]
        self.above_note = None
        self.last[marker.style] = marker.value
        self.stack.append(found)

    def _open_note(self, marker: Marker, row: Row) -> None:
        if self.current is not None and not self.current.style.startswith("note"):
            self.above_note = self.current
        if self.stack:
            self.stack[-1].has_parts = True
        self._new(marker, row, None)

    def _new(self, marker: Marker, row: Row, parent: Growing | None) -> Growing:
        printed, first = row.text[: marker.length], row.text[marker.length :].strip()
        found = Growing(marker.label, marker.style, marker.value, printed, row, parent, first=first)
        if parent is not None:
            parent.has_parts = True
        self.clauses.append(found)
        self.current = found
        return found

    # --- headings and what stands before all --------------------------------------------------------------

    def _open_heading(self, heading: Heading, row: Row) -> None:
        depth = self.depths.get(heading.style)
        if depth is not None:
            del self.stack[depth:]
        elif self.stack and not self.stack[-1].style.startswith(headings.STYLES):
            self._close_list()
            if heading.style == "【】" and self.stack and self.stack[-1].style.startswith(headings.STYLES):
                self.stack.pop()  # the heading before has had its own list: this one stands beside it
        self.depths.setdefault(heading.style, len(self.stack))
        found = self._new(
            Marker(heading.style, 0, heading.title, 0), row, self.stack[-1] if self.stack else None
        )
        found.printed, found.title, found.first = heading.printed, heading.title, heading.rest.strip()
        self.stack.append(found)

    def _close_list(self) -> None:
        """A heading without a number ends the list before it, but not the chapter that the list stands in."""
        lowest = self.stack[-1].style
        while self.stack and self.stack[-1].style == lowest:
            self.stack.pop()

    def _read_front(self, row: Row) -> None:
        line = row.text.strip().lstrip("○〇◯ ")
        named = DOCUMENT_TITLE.search(line)
        if not self.title and named and not line.endswith("。"):
            self.title = line[: named.end()]
            self.front.append(Remainder(row.number, row.text, "表題"))
        elif "。" in line or (self.width and row.columns >= self.width * 0.9):
            self._new(Marker("preface", 0, "前文", 0), row, None)
        else:
            self.front.append(Remainder(row.number, row.text, "前書き"))

    # --- the lines below ----------------------------------------------------------------------------------

    def _go_on(self, current: Growing, row: Row) -> None:
        if self.above_note is not None and row.after_page:  # a footnote ends with its page
            self.current = current = self.above_note
            self.above_note, row = None, replace(row, after_page=False)
        if dash := _DASH.match(row.text):  # the mark of a list within a list
            current.printed += dash[0].strip()
            row = replace(row, text=row.text[dash.end() :])
        bullet = next((marker for marker in markers(row.text) if marker.style == "bullet"), None)
        owner = current.parent if current.style == "bullet" else current
        if bullet is not None and bullet.sure and owner is not None and owner.lists_clauses():
            owner.bullets += 1
            self._new(replace(bullet, label=f"・{owner.bullets}"), row, owner)
        else:
            current.more.append(row)

    # --- the result ---------------------------------------------------------------------------------------

    def remainder(self) -> list[Remainder]:
        """The lines before the first clause that are none, and a caption whose article never came."""
        caption = self.caption
        return [*self.front, *([Remainder(caption.number, caption.text, "見出し")] if caption else [])]

    def entries(self) -> tuple[Entry, ...]:
        """The clauses in order; of equal ids the second is told by `[2]`."""
        ids: dict[Growing, str] = {}
        seen: dict[str, int] = {}
        made = []
        for one in self.clauses:
            name = _joined(one, ids)
            seen[name] = seen.get(name, 0) + 1
            ids[one] = name if seen[name] == 1 else f"{name}[{seen[name]}]"
            parent = ids[one.parent] if one.parent is not None else None
            title, text = one.told(self.width)
            sure = one.sure and seen[name] == 1
            made.append(Entry(ids[one], parent, one.style, one.printed, title, text, one.row.number, sure))
        return tuple(made)


def _joined(one: Growing, ids: dict[Growing, str]) -> str:
    """The printed numbers from the highest level down, two numbers told apart by a hyphen."""
    parent = one.parent
    while parent is not None and one.style == "条" and parent.style != "条":
        parent = parent.parent  # articles are counted through all chapters
    if parent is None or one.style.startswith("n-n"):  # such a number is printed with those above it
        return one.label
    above = ids[parent]
    return f"{above}-{one.label}" if _counts(above[-1]) and _counts(one.label[0]) else above + one.label


def _counts(character: str) -> bool:
    return character.isdecimal() or character in "〇一二三四五六七八九十百"
