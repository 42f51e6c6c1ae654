"""What a service is, as far as the length of a post goes."""

from __future__ import annotations

from snslint.expressions import expression
from snslint.values import dataclass

from ..document.entities import hashtags, urls
from ..model import Length
from ._units import Unit

_TAG_OR_DOT = expression(r"[#＃.]")


@dataclass(frozen=True, slots=True)
class Platform:
    """One service: its limits, its unit, and where they are written.

    name: as reports and `--platform` carry it. title: for readers. limit: in `unit`, None for none.
    source: the page that states the limit, seen on `checked_on`. also: a second limit in another unit.
    parts: into how many messages one text may be divided; `limit` is that of all of them together.
    folds_at: after how much of `unit` the service hides the rest behind 「もっと見る」. hashtags, links: how
    many are allowed or take effect. clickable: whether links in the text can be followed.
    """

    name: str
    title: str
    limit: int | None
    unit: Unit
    source: str
    checked_on: str
    also: tuple[int, Unit] | None = None
    parts: int = 1
    folds_at: int | None = None
    hashtags: int | None = None
    links: int | None = None
    clickable: bool = True

    def measure(self, text: str, *, limit: int | None = None) -> Length:
        """How long `text` is here, and where it would be cut; `limit` is an own, lower or bought limit."""
        allowed = self.limit if limit is None else limit
        length = self._measure(text, allowed, self.unit)
        if not length.over and self.also is not None:
            second = self._measure(text, *self.also)
            if second.over:
                return second
        return length

    def _measure(self, text: str, allowed: int | None, unit: Unit) -> Length:
        count = unit.count(text)
        if allowed is None or count <= allowed:
            return Length(self.name, count, allowed, unit.name, over=False, title=self.title)
        return Length(
            self.name, count, allowed, unit.name, over=True, cut=cut(text, unit, allowed), title=self.title
        )

    def fold(self, text: str) -> int | None:
        """The offset from which the service hides the text behind 「もっと見る」; None if it shows all."""
        if self.folds_at is None or self.unit.count(text) <= self.folds_at:
            return None
        return cut(text, self.unit, self.folds_at)

    def remarks(self, text: str) -> tuple[str, ...]:
        """What else the service will not do with this text, each a Japanese sentence."""
        if not _TAG_OR_DOT.search(text):
            return ()
        remarks = []
        tags = sum(1 for _ in hashtags(text))
        if self.hashtags is not None and tags > self.hashtags:
            remarks.append(_too_many("ハッシュタグ", tags, self.hashtags, self.title))
        links = sum(1 for _ in urls(text))
        if links and not self.clickable:
            remarks.append(f"{self.title}では、本文のURLを押しても開けません。")
        elif self.links is not None and links > self.links:
            remarks.append(_too_many("URL", links, self.links, self.title))
        return tuple(remarks)


def _too_many(what: str, count: int, limit: int, title: str) -> str:
    return f"{what}が{count}個あります({title}で使えるのは{limit}個までです)。"


def cut(text: str, unit: Unit, limit: int) -> int:
    """The offset at which `text` must be cut so that it keeps within `limit`."""
    spent = kept = 0
    for end, cost in unit.pieces(text):
        spent += cost
        if spent > limit:
            return kept
        kept = end
    return kept
