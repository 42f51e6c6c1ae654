"""Whose page a link leads to, as far as its address tells.

The order of the answers: names that only exist inside an office, tricks in the address, the municipality's own
pages, public bodies, the short forms that services give their own pages, shorteners; all others are private.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from snslint.expressions import expression

from ..model import Own
from .links import Link
from .short_hosts import SERVICE_SHORT, SHORTENERS
from .tlds import TLDS

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

LinkClass = Literal[
    "own", "public", "service-short", "shortener", "looks-short", "private", "suspicious", "internal"
]
CLASSES: tuple[LinkClass, ...] = get_args(LinkClass)

_PUBLIC_SUFFIXES = (".go.jp", ".lg.jp")
_BODY = expression(r"(?:city|town|vill|village|pref|metro|police|shobo|fire|119)")
_PREFECTURES = frozenset(
    """
    aichi akita aomori chiba ehime fukui fukuoka fukushima gifu gunma hiroshima hokkaido hyogo ibaraki
    ishikawa iwate kagawa kagoshima kanagawa kochi kumamoto kyoto mie miyagi miyazaki nagano nagasaki nara niigata oita okayama
    okinawa osaka saga saitama shiga shimane shizuoka tochigi tokushima tokyo tottori toyama wakayama yamagata
    yamaguchi yamanashi
    kawasaki kitakyushu kobe nagoya sapporo sendai yokohama
    """.split()  # noqa: SIM905 -- fifty quoted names would be harder to read
)
"""Names right below `jp` under which municipalities have names: prefectures, and seven cities."""

# Hosts on which everybody has pages: only the first part of the path tells whose.
_SHARED = {
    "facebook.com": "/", "instagram.com": "/", "note.com": "/", "threads.com": "/@", "threads.net": "/@",
    "tiktok.com": "/@", "twitter.com": "/", "x.com": "/", "youtube.com": "/@", "bsky.app": "/profile/",
    "ameblo.jp": "/", "page.line.me": "/",
}  # fmt: skip
_OFFICIAL = expression(
    r"(?:^|[_.-])(?:city|town|vill|pref|police|koho|kouhou|kouhoukan|bousai|bosai|shobo|syobo|keisatsu|jma|mlit|mhlw|"
    r"fdma|maff|meti|mext|env|soumu|cao|kantei|jmsdf|jgsdf|jasdf|modjapan|nta)(?:[_.-]|$)"
    r"|^(?:pref|city|town|vill)[_a-z]|(?:city|town|pref|police|koho|kouhou|bousai)$"
)
# Unlisted shorteners: one to three letters under a two-letter domain of another country, and one opaque word behind it.
_SHORT_HOST = expression(r"[a-z0-9-]{1,3}\.(?!jp)[a-z]{2}")
_SHORT_PATH = expression(r"(?:[A-Za-z]+://)?[^/]+/[A-Za-z0-9_-]{2,12}/?")
_IP = expression(r"\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]")
_PRIVATE_IP = expression(
    r"10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[(?:f[cd]|fe80|::1\])"
)
_UNFINISHED = expression(r"(?:^|[.-])(?:local|test|stg|staging|dev|intra|internal|naibu)(?:[.-]|$)")
_REDIRECT = expression(
    r"[?&](?:url|u|to|next|goto|redirect(?:_?(?:url|uri|to))?|return(?:_?(?:url|to))?|dest(?:ination)?|link|target)="
    r"(?:https?(?::|%3a)|//|%2f%2f)",
    re.IGNORECASE,
)
_REASONS = {
    "user": "アドレスの「@」より前は行き先ではなく、利用者名です",
    "look-alike": "ほかの文字に似た文字がドメインに混ざっています",
    "ip": "ドメイン名でなく、IPアドレスが書かれています",
    "http": "暗号化されない「http:」です",
    "redirect": "別のページへ転送する指定が入っています",
}


def link_class(link: Link, own: Own) -> LinkClass:
    """Whose page a URL or domain leads to."""
    if is_internal(link):
        return "internal"
    if any(reason != _REASONS["http"] for reason in suspicions(link, own)):
        return "suspicious"
    if is_own(link, own):
        return "own"
    if is_public(link):
        return "public"
    if _listed(link.host, SERVICE_SHORT):
        return "service-short"
    if _listed(link.host, SHORTENERS):
        return "shortener"
    if _SHORT_HOST.fullmatch(link.host) and _SHORT_PATH.fullmatch(link.text):
        return "looks-short"
    return "private"


def suspicions(link: Link, own: Own) -> tuple[str, ...]:
    """Why a reader should not trust this address: Japanese phrases, none for an ordinary one."""
    return tuple(_suspicions(link, own))


def _suspicions(link: Link, own: Own) -> Iterator[str]:
    if link.kind == "url" and "@" in link.text[: link.text.find(link.host) if link.host else None]:
        yield _REASONS["user"]
    if _imitates_latin(link.host):
        yield _REASONS["look-alike"]
    if _IP.fullmatch(link.host):
        yield _REASONS["ip"]
    if _REDIRECT.search(link.rest) and not is_own(link, own):
        yield _REASONS["redirect"]
    if link.scheme == "http":
        yield _REASONS["http"]


def is_internal(link: Link) -> bool:
    """Whether nobody outside the office's network can open the link: a private address, or no known top level.

    `example` is reserved for made-up sites (RFC 2606), and drafts use it for such.
    """
    if _IP.fullmatch(link.host):
        return _PRIVATE_IP.match(link.host) is not None
    name, _, top = link.host.rpartition(".")
    if top == "example":
        return _UNFINISHED.search(name) is not None
    return not name or not (top in TLDS or top.startswith("xn--"))


def is_own(link: Link, own: Own) -> bool:
    """Whether the link leads to a domain or an account of the municipality."""
    host = _bare(link.host)
    if any(host == domain or host.endswith("." + domain) for domain in map(_domain_of, own.domains)):
        return True
    account = _account(link)
    return account is not None and account in {_account_name(name) for name in own.accounts}


def is_public(link: Link) -> bool:
    """Whether the link leads to a public body: state, prefecture, municipality, police, fire service."""
    host = _bare(link.host)
    if host.endswith(_PUBLIC_SUFFIXES) or _is_municipal(host):
        return True
    account = _account(link)
    return account is not None and _OFFICIAL.search(account) is not None


def _is_municipal(host: str) -> bool:
    """Whether a host is named `…city.<name>.<prefecture>.jp`, `…pref.<prefecture>.jp`, or alike.

    Such names can only be registered by the body itself: the Public Suffix List keeps the level below them.
    """
    labels = host.split(".")
    if labels[-1] != "jp" or len(labels) < 3 or labels[-2] not in _PREFECTURES:
        return False
    registered = _public_suffixes().privatesuffix(host)
    return registered is not None and _BODY.fullmatch(registered.split(".")[0]) is not None


@cache
def _public_suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # 60 ms: read only where a host of this shape is met

    return PublicSuffixList()


def _bare(host: str) -> str:
    return host.rstrip(".").removeprefix("www.").removeprefix("m.")


def _domain_of(written: str) -> str:
    return _bare(written.lower().partition("://")[2] or written.lower()).partition("/")[0]


def _account(link: Link) -> str | None:
    """The account that a link to a shared host names, in lower case; None elsewhere."""
    prefix = _SHARED.get(_bare(link.host))
    if prefix is None or not link.rest.startswith(prefix):
        return None
    return re.split(r"[/?#]", link.rest[len(prefix) :], maxsplit=1)[0].lower() or None


def _account_name(written: str) -> str:
    return re.split(r"[/@]", written.rstrip("/"))[-1].lower()


def _listed(host: str, hosts: frozenset[str]) -> bool:
    host = _bare(host)
    return host in hosts or host.partition(".")[2] in hosts


def _imitates_latin(host: str) -> bool:
    """Whether a host holds Greek or Cyrillic letters, in which Latin ones can be imitated."""
    for label in host.split("."):
        if label.startswith("xn--"):
            try:
                label = label[4:].encode("ascii").decode("punycode")
            except UnicodeError:
                return True
        scripts = {unicodedata.name(char, "?").split()[0] for char in label if char.isalpha()}
        if scripts & {"CYRILLIC", "GREEK"}:
            return True
    return False
