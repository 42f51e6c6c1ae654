"""Whether a municipality file still says what the guideline says, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Literal

from snslint.model import Clause, Municipality
from snslint.municipalities.importing import Entry, outline
from snslint.values import dataclass

Change = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that both say, that only the file says (gone) or only the document (new)."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A clause whose words in the document are others now. `was`, `now`: its ids, where the number changed."""

    was: str
    now: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """How the document differs from the file. Nothing in it: the file is word for word the document's."""

    changed: tuple[Changed, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()
    gone: tuple[Clause, ...] = ()
    new: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.renumbered or self.gone or self.new)


LIKE = 0.6
"""How alike two texts must be for the one to be the other, changed."""


def verify(municipality: Municipality, document: str) -> Drift:
    """Compare the clauses with the text of a guideline; spaces and line breaks do not count."""
    free = {entry.id: entry for entry in outline(document).entries}
    matched: dict[str, Entry] = {}
    for find in (_same, _same_words, _alike, _same_number):  # the plainest first, over all clauses
        for clause in municipality.clauses:
            if clause.id not in matched and (entry := find(clause, free)) is not None:
                matched[clause.id] = free.pop(entry.id)
    changed, renumbered = [], []
    for clause in municipality.clauses:
        if (entry := matched.get(clause.id)) is None:
            continue
        if _told(entry) != _told(clause):
            changed.append(Changed(clause.id, entry.id, difference(_shown(clause), _shown(entry))))
        elif entry.id != clause.id:
            renumbered.append((clause.id, entry.id))
    gone = [clause for clause in municipality.clauses if clause.id not in matched]
    return Drift(tuple(changed), tuple(renumbered), tuple(gone), tuple(free.values()))


def difference(old: str, new: str) -> tuple[Words, ...]:
    """What came and what went between two texts, by words."""
    from snslint.tokenizer import tokenize

    before, after = ([token.surface for token in tokenize(text)] for text in (old, new))
    runs: list[Words] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Words("same", "".join(before[a:b])))
            continue
        if a < b:
            runs.append(Words("gone", "".join(before[a:b])))
        if c < d:
            runs.append(Words("new", "".join(after[c:d])))
    return tuple(runs)


def _same(clause: Clause, free: Mapping[str, Entry]) -> Entry | None:
    entry = free.get(clause.id)
    return entry if entry is not None and _told(entry) == _told(clause) else None


def _same_words(clause: Clause, free: Mapping[str, Entry]) -> Entry | None:
    return next((entry for entry in free.values() if _told(entry) == _told(clause)), None)


def _alike(clause: Clause, free: Mapping[str, Entry]) -> Entry | None:
    matcher = difflib.SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(_told(clause))
    best, likeness = None, LIKE
    for entry in free.values():
        matcher.set_seq1(_told(entry))
        if matcher.real_quick_ratio() >= likeness and (ratio := matcher.ratio()) >= likeness:
            best, likeness = entry, ratio
    return best


def _same_number(clause: Clause, free: Mapping[str, Entry]) -> Entry | None:
    return free.get(clause.id)


def _told(one: Clause | Entry) -> str:
    return re.sub(r"\s", "", f"{one.title}{one.text}")


def _shown(one: Clause | Entry) -> str:
    return f"{one.title}\n{one.text}".strip()


def in_brackets(words: Iterable[Words]) -> str:
    """The difference on one line: `[-gone-]` and `{+new+}` among what stayed."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[one.change].format(one.text.replace("\n", " ")) for one in words)
