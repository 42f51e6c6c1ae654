"""E-mail addresses by whose they are: the office's, a public body's, a person's provider, or another's.

Kinds: `own` (the municipality's own domains), `public` (*.lg.jp, *.go.jp, schools and universities), `free`
(domains that give addresses to persons), `other`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("free", "other", "public", "own")
NAMES: tuple[str, ...] = ("domain",)
TRIGGER = r"[@＠]|アットマーク|\[at\]|\(at\)"

_PUBLIC = (".lg.jp", ".go.jp", ".ed.jp", ".ac.jp")
_OFFICE = regex.compile(r"(?:^|\.)(?:city|town|vill|pref|metro)\.[a-z0-9-]+(?:\.[a-z0-9-]+)?\.jp$")
_FREE = (
    "aol.com", "au.com", "biglobe.ne.jp", "docomo.ne.jp", "excite.co.jp", "ezweb.ne.jp",
    "gmail.com", "goo.jp", "goo.ne.jp", "googlemail.com", "hotmail.co.jp", "hotmail.com",
    "i.softbank.jp", "icloud.com", "infoseek.jp", "jcom.home.ne.jp", "live.jp", "mac.com",
    "me.com", "mineo.jp", "msn.com", "nifty.com", "ocn.ne.jp", "outlook.com", "outlook.jp",
    "plala.or.jp", "proton.me", "protonmail.com", "rakuten.jp", "so-net.ne.jp", "softbank.ne.jp",
    "uqmobile.jp", "vodafone.ne.jp", "willcom.com", "y-mobile.ne.jp", "yahoo.co.jp", "yahoo.com",
    "yahoo.ne.jp", "ymail.ne.jp", "ymobile.ne.jp",
)  # fmt: skip
_SPELLED = regex.compile(
    r"[A-Za-z0-9._+-]{3,}[ ]?(?:アットマーク|あっとまーく|\[at\]|\(at\)|☆|★|●)[ ]?"
    r"[A-Za-z0-9-]+(?:\.|ドット)[A-Za-z0-9.-]+"
)


def find(document: Document) -> Iterator[Match]:
    """Yield every address once, spelled-out ones (「アットマーク」) as well."""
    text = document.text
    addresses = list(document.parts("email"))
    for start, end in addresses:
        domain = text[start:end].rpartition("@")[2].lower().rstrip(".")
        yield Match(start, end, _kind(domain, document.own.domains), {"domain": domain})
    for found in _SPELLED.finditer(text):
        if not any(found.start() < to and at < found.end() for at, to in addresses):
            yield Match(found.start(), found.end(), "other", {"domain": ""})


def _kind(domain: str, own: tuple[str, ...]) -> str:
    if any(domain == mine or domain.endswith("." + mine) for mine in own):
        return "own"
    if domain.endswith(_PUBLIC) or _OFFICE.search(domain):
        return "public"
    if any(domain == free or domain.endswith("." + free) for free in _FREE):
        return "free"
    return "other"
