"""A clause while its lines come in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from snslint.municipalities.importing.furniture import Row
from snslint.municipalities.importing.layout import FULL, paragraphs

_PROHIBITS = re.compile(
    r"禁止|してはな(?:らない|りません)|しないこと|(?:発信|掲載|投稿|公開)(?:を?しない|できない|しません)|"
    r"(?:行わ|扱わ)ない|控える|削除|非表示|ブロック|不適切"
)
_PRINCIPLES = re.compile(r"原則(?!として)|留意(?:事項|点)|注意(?:事項|点)|遵守事項|心得")
_NO_TITLE = re.compile(r"。|、$|(?:もの|行為|.{9}こと)$")
_BULLETS = ("・", "•", "●", "○", "-")

MAX_TITLE = 45


@dataclass(slots=True, eq=False)
class Growing:
    """A clause that is being read. `first` stands behind its number, `more` on the lines below."""

    label: str
    style: str
    value: int
    printed: str
    row: Row
    parent: Growing | None
    title: str = ""
    first: str = ""
    more: list[Row] = field(default_factory=list)
    has_parts: bool = False
    bullets: int = 0
    sure: bool = True

    def lists_clauses(self) -> bool:
        """Whether bullets below are clauses of their own: what is forbidden, or what is to be kept in mind."""
        last = self.more[-1].text.strip() if self.more else ""
        introduced = f"{self.title} {self.first} {'' if last.startswith(_BULLETS) else last}"
        heading = self.title or ("" if "。" in self.first else self.first)
        return bool(_PROHIBITS.search(introduced) or _PRINCIPLES.search(heading))

    def told(self, width: int) -> tuple[str, str]:
        """Its heading and its text, in a document broken at `width` columns (0: not broken)."""
        if not self.title and self._begins_with_title(width):
            return self.first, paragraphs("", None, self.more, width)
        return self.title, paragraphs(self.first, self.row, self.more, width)

    def _begins_with_title(self, width: int) -> bool:
        if self.style in ("bullet", "preface") or not (self.more or self.has_parts):
            return False
        if len(self.first) > MAX_TITLE or _NO_TITLE.search(self.first):
            return False
        return not (width and self.more and self.row.columns >= width * FULL)
