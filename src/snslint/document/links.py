"""Every URL, bare domain, e-mail address, mention and hashtag of a Japanese draft, with exact ranges.

Unlike `entities`, which finds what X makes a link of, this reader finds what a person would call one: Japanese
glued to either side is cut off, a host without a known top level or with a user name before it is still a URL,
and a closing bracket belongs to the sentence. Text is folded before, so full-width schemes are met. Linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from snslint.expressions import expression
from snslint.values import dataclass

from .entities import hashtag_end, top_level_end
from .tlds import TLDS

LinkKind = Literal["url", "domain", "email", "mention", "hashtag"]


@dataclass(frozen=True, slots=True)
class Link:
    """A half-open range of the folded text that leads somewhere.

    text: the words themselves. host: in lower case, "" for mentions and hashtags (but for `@name@host`).
    scheme: "https", "http" or "". rest: what follows host and port, from `/`, `?` or `#` on.
    """

    start: int
    end: int
    kind: LinkKind
    text: str
    host: str = ""
    scheme: str = ""
    rest: str = ""


_HINT = expression(r"[@#]|://|\.[A-Za-z]")
_SIGN = expression(r"(?P<word>[A-Za-z0-9_%+.-]+)|@|#(?![\s#])|://(?!/)")
_USER = expression(r"[A-Za-z0-9._~%!$&'*+,;=:-]{0,100}@(?=[A-Za-z0-9\[])")
_ASCII_HOST = expression(r"\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_ANY_HOST = expression(r"[\w.-]{1,253}")
_PORT = expression(r":[0-9]{1,5}")
_REST = expression(r"[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%|-]*")
_NEXT_URL = expression(r"[,;|]https?://", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*~|&@#$"
_LABELS = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
_MAIL_HOST = expression(_LABELS + r"[A-Za-z]{2,24}(?![A-Za-z0-9-])")
_DOMAIN = expression(_LABELS + r"(?P<top>[A-Za-z]{2,24}|xn--[A-Za-z0-9-]+)")
_NAME = expression(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,28}[A-Za-z0-9_])?(?![A-Za-z0-9_])")
_NO_NAME_BEFORE = expression(r"[A-Za-z0-9_!#$%&*@/]")  # after a letter the sign belongs to an address
_SHARE_MARKS = frozenset(("rt", "via", "cc"))
_FILE_ENDINGS = frozenset(
    ("md", "mov", "ps", "py", "zip")
)  # also top-level domains, but far more often files
_NO_DOMAINS = frozenset(("co.ltd", "asp.net"))


def read_links(text: str) -> tuple[Link, ...]:
    """The links of a folded text, in order; no two overlap."""
    return tuple(_read(text)) if _HINT.search(text) else ()


def _read(text: str) -> Iterator[Link]:
    at = 0
    while sign := _SIGN.search(text, at):
        link = _link_at(text, sign)
        at = link.end if link else sign.end()
        if link:
            yield link


def _link_at(text: str, sign: re.Match[str]) -> Link | None:
    word = sign["word"]
    if word is None:
        if sign.group() == "@":
            return _mention(text, sign.start())
        return _hashtag(text, sign.start()) if sign.group() == "#" else None
    if text.startswith("://", sign.end()):
        for scheme in ("https", "http"):
            if word.lower().endswith(scheme):
                return _url(text, sign.end() - len(scheme), scheme, sign.end() + 3)
        return None
    if text.startswith("@", sign.end()):
        return _email(text, sign.start(), sign.end())
    return _domain(text, sign.start(), word) if "." in word else None


# --- URLs ---------------------------------------------------------------------------------------------------


def _url(text: str, start: int, scheme: str, at: int) -> Link | None:
    user = _USER.match(text, at)
    host_start = user.end() if user else at
    host_end = _host_end(text, host_start)
    if host_end is None:
        return None
    port = _PORT.match(text, host_end)
    tail = port.end() if port else host_end
    end = _rest_end(text, tail)
    return Link(start, end, "url", text[start:end], text[host_start:host_end].lower(), scheme, text[tail:end])


def _host_end(text: str, start: int) -> int | None:
    """Where the host that begins at `start` ends, whatever is glued to it."""
    host = _ASCII_HOST.match(text, start)
    end = host.end() if host else start
    glued = end < len(text) and not text[end].isascii() and text[end].isalnum()
    known = host is not None and host.group().rpartition(".")[2].lower() in TLDS and "." in host.group()
    if (glued or text.startswith(".", end)) and not known:
        end = _wide_host_end(text, start) or end
    return end if end > start else None


def _wide_host_end(text: str, start: int) -> int | None:
    """Where an internationalised host ends: after the last label that is a top-level domain."""
    run = _ANY_HOST.match(text, start)
    if run is None:
        return None
    found = None
    dot = text.find(".", start, run.end())
    while dot >= 0:
        following = text.find(".", dot + 1, run.end())
        label_end = following if following >= 0 else run.end()
        top = top_level_end(text, dot + 1, label_end)
        if top is not None and dot > start:
            found = top
            if top < label_end:
                break
        dot = following
    return found


def _rest_end(text: str, at: int) -> int:
    """Where path, query and fragment that begin at `at` end; punctuation of the sentence is no part of them."""
    rest = _REST.match(text, at)
    if rest is None:
        return at
    following = _NEXT_URL.search(text, at, rest.end())
    end = following.start() if following else rest.end()
    open_left = {
        close: text.count(opening, at, end) - text.count(close, at, end) for opening, close in ("()", "[]")
    }
    while end > at + 1:
        last = text[end - 1]
        if last in open_left and open_left[last] < 0:
            open_left[last] += 1
        elif last == "(":
            open_left[")"] -= 1
        elif last == "[":
            open_left["]"] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end if text[at] == "/" or end > at + 1 else at


def _domain(text: str, start: int, word: str) -> Link | None:
    if start and text[start - 1] in "/\\@$=&":
        return None
    begin = start + len(word) - len(word.lstrip("._%+-"))
    found = _DOMAIN.match(text, begin, start + len(word))
    top = found["top"].lower() if found else ""
    if found is None or not (top in TLDS or top.startswith("xn--")):
        return None
    end = found.end()
    if text[end : start + len(word)].strip(".") or text.startswith("@", end):
        return None
    host = found.group().lower()
    port = _PORT.match(text, end)
    tail = port.end() if port and text.startswith("/", port.end()) else end
    last = _rest_end(text, tail) if end == start + len(word) else end
    if last == end and not _looks_like_domain(host, top):
        return None
    return Link(begin, last, "domain", text[begin:last], host, "", text[tail:last])


def _looks_like_domain(host: str, top: str) -> bool:
    """Whether a bare host without a path is one, and not a file name, an abbreviation or a number."""
    if top in _FILE_ENDINGS or host in _NO_DOMAINS:
        return False
    return not host[: -len(top)].replace(".", "").replace("-", "").isdigit()


# --- e-mail, mentions, hashtags -----------------------------------------------------------------------------


def _email(text: str, start: int, at: int) -> Link | None:
    """The address whose sign stands at `at`, or the mention right after a retweet mark (`RT@name`)."""
    begin = start + len(text[start:at]) - len(text[start:at].lstrip("._%+-"))
    host = _MAIL_HOST.match(text, at + 1)
    if host is None or begin == at or (begin and text[begin - 1] == "@"):
        return _named(text, at) if text[start:at].lower() in _SHARE_MARKS else None
    return Link(begin, host.end(), "email", text[begin : host.end()], host.group().lower())


def _mention(text: str, start: int) -> Link | None:
    return None if _NO_NAME_BEFORE.match(text[start - 1 : start]) else _named(text, start)


def _named(text: str, start: int) -> Link | None:
    name = _NAME.match(text, start + 1)
    if name is None or name.group().isdigit():
        return None
    if not text.startswith("@", name.end()):
        return Link(start, name.end(), "mention", text[start : name.end()])
    server = _MAIL_HOST.match(text, name.end() + 1)
    if server is None:
        return None
    return Link(start, server.end(), "mention", text[start : server.end()], server.group().lower())


def _hashtag(text: str, start: int) -> Link | None:
    end = hashtag_end(text, start)
    if end is None or text.startswith(("#", "://"), end):
        return None
    return Link(start, end, "hashtag", text[start:end])
