"""A numbered Japanese document as a tree of clauses, with nothing of its text lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from snslint.municipalities.importing.furniture import Remainder, Row, rows
from snslint.municipalities.importing.markers import Marker, markers, note


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
    kept, remainder = rows(text)
    builder = _Builder(kept)
    builder.run()
    entries = builder.entries()
    left = sorted((*remainder, *builder.remainder), key=lambda one: one.line)
    return Outline(builder.title, entries, tuple(left))


_SENTENCE_END = re.compile(r"[。．.!！?？」』)）]$")
_ITEM_END = re.compile(rf"{_SENTENCE_END.pattern}|(?:もの|こと|情報|内容|場合|行為|とき)$")
_RUNS_ON = re.compile(
    r"(から|まで|及び|又は|若しくは|並びに|の(?!り)|に|を|は|が|、|と(?!り)|号|項|条|については)"
)
_PROHIBITS = re.compile(
    r"禁止|してはな(?:らない|りません)|しないこと|(?:発信|掲載|投稿|公開)(?:を?しない|できない|しません)|"
    r"(?:行わ|扱わ)ない|控える|削除|非表示|ブロック|不適切"
)
_UNFINISHED = re.compile(r"[ぁ-んァ-ヶ一-龠](?:から|の|を|に|は|が|で|と|も|や|て)$")
_TITLE = re.compile(
    r"(?:ガイドライン|方針|要綱|規程|規則|ポリシー|要領|指針|手引き?|マニュアル|基準|心得|ルール)"
    r"(?:[(（].{1,12}[)）])?(?=$|の(?:策定|制定|公表|改正))"
)
_FRONT = re.compile(
    rf"{_TITLE.pattern}|(?:[課室局部係市町村県]|役所|役場|委員会)$"
)  # a title, or who published it
_BRACKETED = re.compile(r"[【＜<《〔\[]\s*([^】＞>》〕\]]{1,40})\s*[】＞>》〕\]]\s*")
_PARENTHESISED = re.compile(r"[(（]([^()（）]{2,30})[)）]\s*$")
_OWN_TITLE = re.compile(r"[(（]([^()（）]{2,30})[)）]\s*(?=\S)")
_SPACED_TITLE = re.compile(r"([^。、,\s]{2,25})[\u3000 \t]+(\S.*[。].*)$")
_ANNEX = re.compile(r"(附\s*則|別\s*(?:記|表|紙|添)\s*(?:第?\s*[0-9０-９]+)?(?:\s*号)?)(?=\s|$|[(（])")
_PRINCIPLES = re.compile(r"原則(?!として)|留意(?:事項|点)|注意(?:事項|点)|遵守事項|心得")
_DIGITS = ("n", "n.")
_DASH = re.compile(r"\s*[-–]\s+(?=[・●○•■])")
_HEADINGS = ("heading", "【】", "#")
_HEADING_BULLETS = "■□◆◇●○◯〇★☆◎▪"


@dataclass(slots=True)
class _Building:
    """An entry while its lines come in. `first` is what stands behind the number on its own line."""

    label: str
    style: str
    value: int
    printed: str
    row: Row
    parent: _Building | None
    title: str = ""
    first: str = ""
    more: list[Row] = field(default_factory=list)
    children: int = 0
    bullets: int = 0
    sure: bool = True

    def lists_clauses(self) -> bool:
        """Whether the bullets below are clauses of their own: what is forbidden, or what is to be kept in mind."""
        bullets = ("・", "•", "●", "○", "-")
        last = self.more[-1].text if self.more and not self.more[-1].text.strip().startswith(bullets) else ""
        heading = self.title or ("" if "。" in self.first else self.first)
        return bool(_PROHIBITS.search(f"{self.title} {self.first} {last}") or _PRINCIPLES.search(heading))


class _Builder:
    def __init__(self, lines: Sequence[Row]) -> None:
        self.lines = lines
        self.title = ""
        self.remainder: list[Remainder] = []
        self.built: list[_Building] = []
        self.stack: list[_Building] = []
        self.last: dict[str, int] = {}
        self.above_note: _Building | None = None
        self.depths: dict[str, int] = {}  # of each style of heading without a number
        self.current: _Building | None = None
        self.pending = ""  # a heading in brackets on the line above its article
        self.pending_row: Row | None = None
        self.width = _wrap_width(lines)

    def run(self) -> None:
        for i in range(len(self.lines)):
            self._row(i)

    # --- one line -----------------------------------------------------------------------------------------

    def _row(self, i: int) -> None:
        row = self.lines[i]
        line = row.text
        if self._is_heading_of_next(i):
            self.pending, self.pending_row = _PARENTHESISED.match(line)[1], row  # type: ignore[index]  # it matched
            return
        if found := note(line):
            self._open_note(found, row)
        elif annex := _ANNEX.match(line):
            self.stack.clear()
            label = re.sub(r"\s", "", annex[1])
            self._open(Marker("annex", 0, label, annex.end()), row, None)
        elif (marker := self._accepted(i)) is not None:
            self._open(*marker)
        elif heading := self._heading(i):
            self._open_heading(heading, row)
        elif self.current is None:
            self._preface(i)
        else:
            self._continue(row)

    def _is_heading_of_next(self, i: int) -> bool:
        if not _PARENTHESISED.match(self.lines[i].text) or i + 1 >= len(self.lines):
            return False
        return any(m.style == "条" for m in markers(self.lines[i + 1].text)) and not any(
            m.length >= len(self.lines[i].text) for m in markers(self.lines[i].text)
        )

    def _continue(self, row: Row) -> None:
        assert self.current is not None
        if self.above_note is not None and row.after_page:  # a footnote ends with its page
            self.current, self.above_note = self.above_note, None
            row = Row(row.number, row.text)
        if dash := _DASH.match(row.text):  # the mark of a list within a list
            self.current.printed += dash[0].strip()
            row = Row(row.number, row.text[dash.end() :], row.after_blank)
        bullet = next((m for m in markers(row.text) if m.style == "bullet"), None)
        if bullet is None or not bullet.sure:
            self.current.more.append(row)
            return
        owner = self.current if self.current.style != "bullet" else self.current.parent
        if owner is not None and owner.lists_clauses():
            owner.bullets += 1
            found = _Building(f"・{owner.bullets}", "bullet", 0, row.text[: bullet.length], row, owner)
            found.first = row.text[bullet.length :]
            self.built.append(found)
            self.current = found
        elif self.current.style == "bullet" and owner is not None and not owner.first:
            self.current.more.append(row)
        else:
            self.current.more.append(row)

    def _preface(self, i: int) -> None:
        row = self.lines[i]
        line = row.text.strip().lstrip("○〇◯ ")
        named = _TITLE.search(line)
        if not self.title and named and not line.endswith("。"):
            self.title = line[: named.end()]
            self.remainder.append(Remainder(row.number, row.text, "表題"))
        elif "。" in row.text or (self.width and row.columns >= self.width * 0.9):
            found = _Building("前文", "preface", 0, "", row, None, first=row.text.strip())
            self.built.append(found)
            self.current = found
        else:
            self.remainder.append(Remainder(row.number, row.text, "前書き"))

    # --- numbers ------------------------------------------------------------------------------------------

    def _accepted(self, i: int) -> tuple[Marker, Row, _Building | None, bool] | None:
        row = self.lines[i]
        for marker in markers(row.text):
            if marker.style == "bullet" or not row.text[marker.length :].strip():
                continue
            if _RUNS_ON.match(row.text[marker.length :]) and self._in_sentence(i):
                continue
            place = self._place(marker, i)
            if place is not None:
                depth, sure = place
                del self.stack[depth:]
                return marker, row, self.stack[-1] if self.stack else None, sure
        return None

    def _in_sentence(self, i: int) -> bool:
        return i > 0 and not _ITEM_END.search(self.lines[i - 1].text) and not self.lines[i].after_blank

    def _place(self, marker: Marker, i: int) -> tuple[int, bool] | None:
        """How much of the stack stays above the marker's level, and whether its number was expected."""
        depths = [d for d, level in enumerate(self.stack) if level.style == marker.style]
        for depth in reversed(depths):
            if self.stack[depth].value + 1 == marker.value:
                return depth, True
        if marker.style in _DIGITS:  # `1.` above `2 `: one level printed in two ways
            for depth, level in reversed(list(enumerate(self.stack))):
                if level.style in _DIGITS and level.value + 1 == marker.value:
                    return depth, True
        if not marker.sure and self._in_sentence(i) and self.width:
            return None
        if marker.value == 1:
            if not depths:
                return self._new_level(marker), True
            deeper = self.lines[i].indent > self.stack[-1].row.indent
            if self.stack[-1].style == marker.style and not deeper:
                return (depths[-1], False) if marker.sure else None
            return len(self.stack), True
        articles = [d for d, level in enumerate(self.stack) if level.style == "条"]
        if not depths and articles and marker.style in _DIGITS and marker.value == 2:
            return articles[-1] + 1, True  # the first paragraph of an article bears no number
        if (
            depths
            and marker.style == "条"
            and "の" in marker.label
            and marker.value == self.stack[depths[-1]].value
        ):
            return depths[-1], True
        if not depths and self.last.get(marker.style, 0) + 1 == marker.value:
            return self._new_level(marker), marker.style in self.last
        skipped = marker.value - self.stack[depths[-1]].value if depths else 0
        if marker.sure and 0 < skipped <= (3 if self._in_sentence(i) else 12):
            return depths[-1], False
        if marker.sure and not depths and marker.style in ("条", "章", "第n"):
            return self._new_level(marker), False
        return None

    def _new_level(self, marker: Marker) -> int:
        """A level never seen goes below all; chapters and articles go above what they hold."""
        order = ("第編", "第部", "第章", "第節", "第款", "条")
        if marker.style not in order:
            return len(self.stack)
        above = order[: order.index(marker.style)]
        return sum(1 for level in self.stack if level.style in above)

    def _open(self, marker: Marker, row: Row, parent: _Building | None, sure: bool = True) -> None:
        found = _Building(
            marker.label, marker.style, marker.value, row.text[: marker.length], row, parent, sure=sure
        )
        rest = row.text[marker.length :]
        if self.pending_row is not None:
            found.title, found.printed = (
                self.pending,
                f"{self.pending_row.text[0]}{self.pending_row.text.rstrip()[-1]}{found.printed}",
            )
            self.pending_row = None
        elif marker.style == "条" and (own := _OWN_TITLE.match(rest)):
            found.title, found.printed, rest = (
                own[1],
                f"{found.printed}{rest[0]}{own[0].rstrip()[-1]}",
                rest[own.end() :],
            )
        elif marker.style != "annex" and (spaced := _SPACED_TITLE.match(rest)):
            found.title, rest = spaced[1], spaced[2]
        found.first = rest.strip()
        if parent is not None:
            parent.children += 1
        self.above_note = None
        self.last[marker.style] = marker.value
        self.stack.append(found)
        self.built.append(found)
        self.current = found

    def _open_note(self, marker: Marker, row: Row) -> None:
        found = _Building(marker.label, marker.style, marker.value, row.text[: marker.length], row, None)
        if self.current is not None and not self.current.style.startswith("note"):
            self.above_note = self.current
        found.first = row.text[marker.length :].strip()
        if self.stack:
            self.stack[-1].children += 1
        self.built.append(found)
        self.current = found

    # --- headings without a number ------------------------------------------------------------------------

    def _heading(self, i: int) -> tuple[str, str, str, str] | None:
        """Style, printed, title and what follows on the line, where the line is a heading without a number."""
        line = self.lines[i].text
        if sharp := re.match(r"(#{1,6})\s+", line):
            return f"#{len(sharp[1])}", sharp[0], line[sharp.end() :].strip(), ""
        if bracketed := _BRACKETED.match(line):
            return (
                "【】",
                bracketed[0][0] + bracketed[0].rstrip()[-1],
                bracketed[1].strip(),
                line[bracketed.end() :],
            )
        following = self.lines[i + 1].text if i + 1 < len(self.lines) else ""
        if not following or not self._short(i) or (self.current is None and _FRONT.search(line)):
            return None
        bullet = next((m for m in markers(line) if m.style == "bullet"), None)
        before = self.lines[i - 1].text if i else ""
        if bullet is not None:
            mark = line.strip()[0]
            if mark in _HEADING_BULLETS and following.strip()[:1] != mark and before.strip()[:1] != mark:
                return f"heading{mark}", line[: bullet.length], line[bullet.length :].strip(), ""
            return None
        numbered = any(m.style != "bullet" and m.value == 1 and m.sure for m in markers(following))
        listed = any(m.style == "bullet" for m in markers(following))
        top_is_heading = not self.stack or self.stack[0].style.startswith(_HEADINGS)
        closed = self.current is None or bool(_SENTENCE_END.search(before))
        closed = closed or self.lines[i].after_blank or self._ended_list()
        closed = closed or not (self.width or _UNFINISHED.search(before))
        if closed and (
            numbered
            or (
                top_is_heading
                and (
                    listed
                    or re.search("。|.{6}、.{6}|(?:こと|もの|する|ます|ない|とおり)$", following)
                    or self.lines[i].after_blank
                )
            )
        ):
            if (
                self.current is not None
                and self.current.style not in ("preface", "bullet")
                and self.current.row is self.lines[i - 1]
                and not self.lines[i].after_blank
            ):
                return None
            return "heading", "", line.strip(), ""
        return None

    def _ended_list(self) -> bool:
        return self.current is not None and not self.current.more and self.current.style != "heading"

    def _short(self, i: int) -> bool:
        row = self.lines[i]
        text = row.text.strip()
        full = self.width and row.columns >= self.width * 0.8
        return (
            2 <= len(text) <= 25
            and not full
            and not re.search(r"[。、,，:：;]|(?:[をにがはでもや]|(?<!こ)と)$", text)
        )

    def _open_heading(self, heading: tuple[str, str, str, str], row: Row) -> None:
        style, printed, title, rest = heading
        depth = self.depths.get(style)
        if depth is not None and depth <= len(self.stack):
            del self.stack[depth:]
        elif self.stack and not self.stack[-1].style.startswith(_HEADINGS):
            self._close_numbers()
            if style == "【】" and self.stack and self.stack[-1].style.startswith(_HEADINGS):
                self.stack.pop()  # the heading before has had its own list: this one stands beside it
        self.depths.setdefault(style, len(self.stack))
        found = _Building(
            title, style, 0, printed, row, self.stack[-1] if self.stack else None, title=title, first=rest
        )
        self.stack.append(found)
        self.built.append(found)
        self.current = found

    def _close_numbers(self) -> None:
        """A heading without a number ends the list before it, but not the chapter that the list stands in."""
        lowest = self.stack[-1].style
        while self.stack and self.stack[-1].style == lowest:
            self.stack.pop()

    # --- the result ---------------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        ids: dict[int, str] = {}
        seen: dict[str, int] = {}
        made = []
        for found in self.built:
            parent = ids.get(id(found.parent)) if found.parent is not None else None
            name = _joined(found, ids)
            seen[name] = seen.get(name, 0) + 1
            unique = name if seen[name] == 1 else f"{name}[{seen[name]}]"
            ids[id(found)] = unique
            title, text = self._told(found)
            sure = found.sure and unique == name
            made.append(
                Entry(unique, parent, found.style, found.printed, title, text, found.row.number, sure)
            )
        return tuple(made)

    def _told(self, found: _Building) -> tuple[str, str]:
        if found.title:
            return found.title, self._paragraphs([found.first], found.more, found.row)
        if self._is_title(found):
            return found.first, self._paragraphs([], found.more, None)
        return "", self._paragraphs([found.first], found.more, found.row)

    def _is_title(self, found: _Building) -> bool:
        if found.style in ("bullet", "preface") or not (found.more or found.children or found.bullets):
            return False
        if (
            re.search(r"[。、]$|(もの|行為|.{9}こと)$", found.first)
            or len(found.first) > 45
            or "。" in found.first
        ):
            return False
        return not (self.width and found.row.columns >= self.width * 0.85 and found.more)

    def _paragraphs(self, first: list[str], more: Sequence[Row], row: Row | None) -> str:
        """The lines as paragraphs: a line that the column width has broken is put together again."""
        text = "".join(first)
        before = row
        for line in more:
            told = line.text.strip()
            joined = before is not None and text and self._broken(before, line)
            text = f"{text}{told}" if joined else f"{text}\n{told}" if text else told
            before = line
        return text

    def _broken(self, before: Row, line: Row) -> bool:
        if next((m for m in markers(line.text) if m.style == "bullet" and m.sure), None):
            return False
        if any(m.sure and m.style != "bullet" and m.style not in ("a", "A") for m in markers(line.text)):
            return False
        end = before.text.rstrip()
        if end.endswith(("、", "，", "（", "(", "「")) or (not line.after_blank and _UNFINISHED.search(end)):
            return True
        if not self.width or line.after_blank:
            return False
        if end.endswith(("。", "．")) and (line.indent > before.indent or before.columns < self.width * 0.85):
            return False
        return before.columns >= self.width * 0.85


def _joined(found: _Building, ids: dict[int, str]) -> str:
    parent = found.parent
    while parent is not None and found.style == "条" and parent.style != "条":
        parent = parent.parent  # articles are counted through all chapters
    if parent is None:
        return found.label
    above = ids[id(parent)]
    return f"{above}-{found.label}" if _counts(above[-1]) and _counts(found.label[0]) else above + found.label


def _counts(character: str) -> bool:
    return character.isdecimal() or character in "〇一二三四五六七八九十百"


def _wrap_width(lines: Sequence[Row]) -> int:
    """The columns at which the document was broken, 0 where it was not."""
    widths = [row.columns for row in lines]
    best, found = 0, 0
    for width in {width for width in widths if 30 <= width <= 110}:
        count = sum(
            width - 4 < one <= width and not _SENTENCE_END.search(row.text)
            for one, row in zip(widths, lines, strict=True)
        )
        if count > found:
            best, found = width, count
    longer = sum(width > best + 6 for width in widths)
    return best if found >= max(3, len(widths) * 0.15) and longer <= len(widths) * 0.05 else 0
