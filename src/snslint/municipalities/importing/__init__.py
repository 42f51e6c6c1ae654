"""A guideline's text into a municipality file: the clauses found, and what each is probably for."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from snslint.municipalities.importing.outline import Entry, Outline, outline
from snslint.municipalities.importing.propose import Proposal, propose
from snslint.values import dataclass

__all__ = ["Entry", "Imported", "Outline", "Proposal", "import_guideline", "outline", "propose"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read of a guideline. `name` and dates (ISO) are empty where the document does not say them."""

    name: str
    title: str
    enacted: str
    revised: str
    sha256: str
    outline: Outline
    proposals: tuple[Proposal, ...]


def import_guideline(text: str, document: bytes | None = None) -> Imported:
    """The guideline as a tree of clauses, with a proposal for each. Nothing of the text is lost.

    `document` is the file that the text was read from, whose SHA-256 is kept (default: the text in UTF-8).
    """
    read = outline(text)
    days = _days(text)
    office = re.match(r"(.{1,7}?[都道府県市区町村])", read.title)
    return Imported(
        name=office[1] if office else "",
        title=read.title,
        enacted=days[0] if days else "",
        revised=days[-1] if len(days) > 1 else "",
        sha256=hashlib.sha256(text.encode() if document is None else document).hexdigest(),
        outline=read,
        proposals=propose(read.entries),
    )


_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_DAY = r"(令和|平成|昭和|西暦)?\s*(元|[0-9]{1,4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日"


def _days(text: str) -> list[str]:
    """The days on which the document says it was made, came into force or was changed, in order."""
    folded = unicodedata.normalize("NFKC", text)
    days = set()
    for line in folded.splitlines():
        if re.search(r"施行|制定|改正|改定|策定|適用する|更新日", line):
            for era, year, month, day in re.findall(_DAY, line):
                number = (1 if year == "元" else int(year)) + _ERAS.get(era, 0)
                if 1950 < number < 2200 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
                    days.add(f"{number:04}-{int(month):02}-{int(day):02}")
    return sorted(days)
