"""Words of a subject that is not released yet on the day of the post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from snslint.document import JAPAN, Document
from snslint.model import Match
from snslint.text import fold

KINDS: tuple[str, ...] = ()
TRIGGER = ""
NAMES = ("subject", "release")


def find(document: Document) -> Iterator[Match]:
    """Each phrase of the register that stands in the post before its release."""
    moment = _published(document)
    text = document.text.lower()
    for embargo in document.embargoes:
        if moment >= _in_japan(embargo.release):
            continue
        names = {"subject": embargo.subject, "release": _said(embargo.release)}
        for word in embargo.words:
            phrase = fold(word).text.lower()
            at = text.find(phrase)
            while at >= 0:
                yield Match(at, at + len(phrase), names=names)
                at = text.find(phrase, at + len(phrase))


def _published(document: Document) -> dt.datetime:
    """When the post goes out; without `publish_at`, the day of reference at its beginning."""
    planned = document.draft.meta.publish_at
    return _in_japan(planned or dt.datetime.combine(document.today, dt.time()))


def _in_japan(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=JAPAN)


def _said(moment: dt.datetime) -> str:
    """The moment as people write it; `%-m` is not to be had on Windows."""
    return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}時{moment.minute:02}分"
