"""Addresses, hosts and shares that exist only inside an organisation's network, and entrances for its staff."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("address", "host", "share", "entrance")
TRIGGER = (
    r"(?i)\d\.\d|\.(?:local|localdomain|lan|internal|intra|intranet|corp|home|lgwan|lg-wan)(?![a-z0-9-])"
    r"|[\\¥]{2}|localhost|https?://"
)

_PORT_AND_PATH = r"(?::\d{2,5}(?!\d))?(?:/[\w/%#?&=.~+-]*)?"
_SCHEME = r"(?:(?:https?|ftp|smb|rdp|ssh)://)?"
_ADDRESS = regex_expression(
    rf"{_SCHEME}(?<![A-Za-z0-9_.])(?P<ip>\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?![\d]|\.\d){_PORT_AND_PATH}"
)
# RFC 6762 (local), RFC 8375 (home.arpa), ICANN 2024 (internal); the others are habits of administrators.
_INTERNAL = r"(?:local|localdomain|lan|internal|intra|intranet|corp|home|home\.arpa|lgwan|lg-wan)"
_HOST = regex_expression(
    rf"(?i){_SCHEME}(?<![A-Za-z0-9_.@-])(?:[a-z0-9_][a-z0-9_-]*\.)+{_INTERNAL}(?![a-z0-9-]|\.[a-z]){_PORT_AND_PATH}"
)
_ONE_LABEL = regex_expression(rf"(?i)https?://[a-z0-9_][a-z0-9_-]*(?=[:/\s、。」)]|$){_PORT_AND_PATH}")
_SHARE = regex_expression(r"(?:smb://|[\\¥]{2})[\w.-]+(?:[\\¥/][^\s\\¥/「」()、。]+)+[\\¥/]?")
_ENTRANCE = regex_expression(
    r"(?i)https?://(?:"
    r"(?:[\w.-]+\.)?(?:test|stg|staging|dev|intra|naibu|admin|kanri|vpn|groupware|gw)[\w-]*\.[\w.-]+(?::\d{2,5})?(?:/[\w/%#?&=.~+-]*)?"
    r"|[\w.-]+:(?!(?:80|443)(?!\d))\d{2,5}(?:/[\w/%#?&=.~+-]*)?"
    r"|[\w.-]+/(?:[\w-]+/)*(?:admin|wp-admin|phpmyadmin|kanri|console)(?![\w-])[\w/%#?&=.~+-]*)"
)


def find(document: Document) -> Iterator[Match]:
    """Yield addresses of private networks, internal hosts, shared folders, and entrances of test and admin systems."""
    taken = bytearray(len(document.text))  # a list of places would be searched once for each of thousands
    for kind, pattern in (
        ("address", _ADDRESS), ("host", _HOST), ("host", _ONE_LABEL), ("share", _SHARE), ("entrance", _ENTRANCE),
    ):  # fmt: skip
        for found in pattern.finditer(document.text):
            start, end = found.span()
            if any(taken[start:end]):
                continue
            if kind == "address" and not _is_private(found["ip"]):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield Match(start, end, kind)


def _is_private(written: str) -> bool:
    try:
        return ipaddress.IPv4Address(written).is_private
    except ipaddress.AddressValueError:  # 300.1.1.1, or a leading zero
        return False
