"""E-mail addresses by whose they are: the office's, a public body's, a person's provider, or another's.

Kinds: `own` (the municipality's own domains), `public` (*.lg.jp, *.go.jp, schools and universities), `free`
(domains that give addresses to persons), `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("free", "other", "public", "own")
NAMES: tuple[str, ...] = ("domain",)
TRIGGER = r"@|アット|あっと|[\[({<] ?[Aa][Tt] ?[\])}>]|[0-9A-Za-z._+-][ \n]?[☆★●◎○■][ \n]?[0-9A-Za-z-]|[0-9A-Za-z._+-] [Aa][Tt] [A-Za-z]"

_PUBLIC = (".lg.jp", ".go.jp", ".ed.jp", ".ac.jp")
_OFFICE = regex_expression(r"(?:^|\.)(?:city|town|vill|pref|metro)\.[a-z0-9-]+(?:\.[a-z0-9-]+)?\.jp$")
_FREE = (
    "aol.com", "au.com", "biglobe.ne.jp", "docomo.ne.jp", "excite.co.jp", "ezweb.ne.jp",
    "gmail.com", "goo.jp", "goo.ne.jp", "googlemail.com", "hotmail.co.jp", "hotmail.com",
    "i.softbank.jp", "icloud.com", "infoseek.jp", "jcom.home.ne.jp", "live.jp", "mac.com",
    "me.com", "mineo.jp", "msn.com", "nifty.com", "ocn.ne.jp", "outlook.com", "outlook.jp",
    "plala.or.jp", "proton.me", "protonmail.com", "rakuten.jp", "so-net.ne.jp", "softbank.ne.jp",
    "uqmobile.jp", "vodafone.ne.jp", "willcom.com", "y-mobile.ne.jp", "yahoo.co.jp", "yahoo.com",
    "yahoo.ne.jp", "ymail.ne.jp", "ymobile.ne.jp",
)  # fmt: skip
_AT = r"(?:[ \n]?(?:@|アットマーク|あっとまーく|アット|あっと|[\[({<][ ]?at[ ]?[\])}>]|[☆★●◎○■])[ \n]?| at )"
_DOT = r"(?:[ \n]?(?:\.|ドット|どっと|[\[({<][ ]?dot[ ]?[\])}>]|・)[ \n]?| dot )"
_SPELLED_DOT = regex_expression(r"ドット|どっと|・|[\[({<][ ]?dot[ ]?[\])}>]| dot ", re.IGNORECASE)
_NOT_IN_DOMAIN = regex_expression(r"[^A-Za-z0-9.-]")
_WHOSE = r"(?<![A-Za-z0-9._+-])(?:[A-Za-z0-9._+-]{3,64}+|[A-Za-z0-9._+-](?: [A-Za-z0-9._+-]){2,40}+)"
_SPELLED = regex_expression(
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{3,64}+[ ]?(?:アットマーク|あっとまーく|アット|\[at\]|\(at\)|☆|★|●)[ ]?"
    r"(?P<domain>[A-Za-z0-9-]+(?:\.|ドット)[A-Za-z0-9.-]+)"
)


_LABEL = "(?:[A-Za-z0-9-]{2,20}|[A-Za-z0-9-](?: [A-Za-z0-9-]){1,20})"
_APART = regex_expression(
    rf"{_WHOSE}{_AT}(?P<domain>{_LABEL}(?:{_DOT}{_LABEL}){{1,3}})(?![A-Za-z0-9-])", re.IGNORECASE
)


def find(document: Document) -> Iterator[Match]:
    """Yield every address once, spelled-out ones (「アットマーク」) as well."""
    text = document.text
    taken = bytearray(len(text))
    for start, end in document.parts("email"):
        taken[start:end] = b"\1" * (end - start)
        domain = text[start:end].rpartition("@")[2].lower().rstrip(".")
        yield Match(start, end, _kind(domain, document.own.domains), {"domain": domain})
    for pattern, only in (
        (_APART, "free"),
        (_SPELLED, ""),
    ):  # letters apart are read as a person's address only
        for found in pattern.finditer(text):
            domain = _NOT_IN_DOMAIN.sub("", _SPELLED_DOT.sub(".", found["domain"])).lower().rstrip(".")
            kind = _kind(domain, document.own.domains)
            start, end = found.span()
            if kind == (only or kind) and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield Match(start, end, kind, {"domain": domain})


def _kind(domain: str, own: tuple[str, ...]) -> str:
    if any(domain == mine or domain.endswith("." + mine) for mine in own):
        return "own"
    if domain.endswith(_PUBLIC) or _OFFICE.search(domain):
        return "public"
    if any(domain == free or domain.endswith("." + free) for free in _FREE):
        return "free"
    return "other"
