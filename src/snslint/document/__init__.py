"""A draft ready to be searched: every view of it lazy, computed once, in folded offsets."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from snslint.model import Draft, Embargo, Length, Own, SignOff, Span
from snslint.text import fold

if TYPE_CHECKING:
    from snslint.document.dates import DateMention
    from snslint.document.links import Link
    from snslint.tokenizer import Cut, Token

Part = Literal["url", "email", "mention", "hashtag", "quotation"]
"""Stretches of a post that a rule can look only in, or look past."""

PARTS: tuple[Part, ...] = ("url", "email", "mention", "hashtag", "quotation")

JAPAN = dt.timezone(dt.timedelta(hours=9))

_QUOTES = {"「": "」", "『": "』", "“": "”", "〝": "〟"}
_QUOTE = re.compile("[「」『』“”〝〟\n]")
_LONGEST_QUOTE = 200  # an opening bracket that is never closed must not swallow the post
_SENTENCE_END = re.compile(r"(?:[。!?‼⁉]+[」』)】\]〕]*|\n)\s*")
_LINK_PARTS = {
    "url": ("url", "domain"),
    "email": ("email",),
    "mention": ("mention",),
    "hashtag": ("hashtag",),
}


class Document:
    """A draft, folded, with its tokens, sentences, links and dates.

    today: the day of reference: the day of `meta.publish_at` in Japan, else the day given.
    own: what belongs to the municipality. sign_off: what its guideline asks of the metadata, or None.
    sign_off_required: whether it asks that of posts which name nobody, too.
    lengths: how the services count the post. embargoes: what must not be spoken of yet.
    """

    def __init__(
        self,
        draft: Draft,
        *,
        today: dt.date,
        own: Own | None = None,
        sign_off: SignOff | None = None,
        sign_off_required: bool = False,
        lengths: tuple[Length, ...] = (),
        embargoes: tuple[Embargo, ...] = (),
    ) -> None:
        self.draft = draft
        self.own = own or Own()
        self.sign_off = sign_off
        self.sign_off_required = sign_off_required
        self.lengths = lengths
        self.embargoes = embargoes
        self.today = day_of(draft.meta.publish_at) or today
        self._folded = fold(draft.text)
        self.text = self._folded.text
        self._parts: dict[Part, Sequence[tuple[int, int]]] = {}

    def span(self, start: int, end: int) -> Span:
        """The range of the draft as written that a folded range stands for."""
        return self._folded.span(start, end)

    def folded_offset(self, written: int) -> int:
        """The folded offset of a code point of the draft as written."""
        return self._folded.offset(written)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The morphemes, in order."""
        from snslint.tokenizer import tokens_of

        return tokens_of(self.cut)

    @cached_property
    def cut(self) -> Cut:
        """The morphemes and their places, which is what `tokens` says as well: quicker where all are looked at."""
        from snslint.tokenizer import cut

        return cut(self.text)

    def token_at(self, offset: int) -> int:
        """Index of the last token that starts at or before `offset`, -1 where none does."""
        return bisect_right(self.cut.starts, offset) - 1

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """Ranges of the sentences; a full stop inside a closed quotation ends none."""
        quotations = iter([*self.parts("quotation"), (len(self.text) + 1, len(self.text) + 1)])
        quote_start, quote_end = next(quotations)
        found: list[tuple[int, int]] = []
        start = 0
        for stop in _SENTENCE_END.finditer(self.text):
            while quote_end < stop.start() + 1:
                quote_start, quote_end = next(quotations)
            inside = quote_start < stop.start() < quote_end - 1 and "\n" not in stop.group()
            if inside and (
                stop.end() < quote_end or self.text[stop.end() : stop.end() + 1] not in ("", "\n")
            ):
                continue
            if self.text[start : stop.end()].strip():
                found.append((start, stop.end()))
            start = stop.end()
        if self.text[start:].strip():
            found.append((start, len(self.text)))
        return found or [(0, len(self.text))]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that `offset` stands in."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

    @cached_property
    def links(self) -> Sequence[Link]:
        """URLs, bare domains, e-mail addresses, mentions and hashtags, in order."""
        from snslint.document.links import read_links

        return read_links(self.text)

    @cached_property
    def dates(self) -> Sequence[DateMention]:
        """The dates that the post names, years filled in from the day of reference."""
        from snslint.document.dates import read_dates

        return read_dates(self.text, self.today)

    def parts(self, part: Part) -> Sequence[tuple[int, int]]:
        """Ranges of one kind of stretch, in order, never overlapping."""
        if part not in self._parts:
            self._parts[part] = self._quotations if part == "quotation" else self._links_of(part)
        return self._parts[part]

    def _links_of(self, part: Part) -> Sequence[tuple[int, int]]:
        kinds = _LINK_PARTS[part]
        return [(link.start, link.end) for link in self.links if link.kind in kinds]

    @cached_property
    def _quotations(self) -> Sequence[tuple[int, int]]:
        """Outermost quotations with their brackets; one that is not closed on its line is none."""
        found: list[tuple[int, int]] = []
        opened: list[tuple[str, int]] = []
        for mark in _QUOTE.finditer(self.text):
            char, at = mark.group(), mark.start()
            if char == "\n":
                opened.clear()
            elif char in _QUOTES:
                opened.append((_QUOTES[char], at))
            else:
                while opened and opened[-1][0] != char:
                    opened.pop()
                if opened:
                    _, start = opened.pop()
                    if not opened and at - start < _LONGEST_QUOTE:
                        found.append((start, at + 1))
        return found


def day_of(moment: dt.datetime | None) -> dt.date | None:
    """The day of a moment in Japan; a moment without a zone is meant in Japan."""
    if moment is None:
        return None
    try:
        return moment.astimezone(JAPAN).date() if moment.tzinfo else moment.date()
    except OverflowError:  # within a day of the first or last that there is
        return moment.date()
