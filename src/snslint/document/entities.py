"""URLs, mentions, lists, hashtags and cashtags exactly as X finds them, in linear time.

Written from the behaviour that twitter-text publishes (its conformance data of 2021, its description of the
grammar); offsets are code points of the text given. Nothing here backtracks: a run of host characters is cut
into labels once, and the longest chain of labels before a top-level domain is looked up, not searched for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from snslint.expressions import expression
from snslint.values import dataclass

from .tlds import TLDS

EntityKind = Literal["url", "mention", "list", "hashtag", "cashtag"]


@dataclass(frozen=True, slots=True)
class Entity:
    """What X makes a link of: a half-open range, and the words in it (`@` and slug of a list included)."""

    start: int
    end: int
    kind: EntityKind
    text: str


# --- character classes --------------------------------------------------------------------------------------

_SPACE = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVALID = "\ufeff\ufffe\uffff"
_PUNCT = r"!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$"
_LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\xff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b"
    "\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_CYRILLIC = "\u0400-\u04ff"

INVALID = expression(f"[{_INVALID}]")
"""Characters that make a whole post invalid on X."""

_NO_HOST = r"!'#%&()*+,\\/:;<=>?@\[\]^{|}~$"
_HOST_RUN = expression(rf"[^{_NO_HOST}{_SPACE}{_DIRECTION}{_INVALID}]+")
_BEFORE_URL = expression(rf"[^A-Za-z0-9@＠$#＃{_INVALID}]")
_PATH_CHARS = rf"A-Za-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}"
_PARENS = rf"\([{_PATH_CHARS}]*+(?:\([{_PATH_CHARS}]++\)[{_PATH_CHARS}]*+|(?<=[^(]))\)"
_PATH = expression(rf"/(?:[{_PATH_CHARS}]++|{_PARENS})*+")
_NO_PATH_END = "!*';:,.$%[]\u2013~@|&"
_QUERY = expression(r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]++")
_NO_QUERY_END = "!?*'@();:+$%[].,~|"
_PORT = expression(r":[0-9]++")
_SCHEME = expression(r"https?://", re.IGNORECASE)
_ASCII_LABELS = expression(rf"(?<![-A-Za-z0-9{_LATIN}])(?:[-A-Za-z0-9{_LATIN}]++\.)++")
_TCO = expression(
    r"https?://t\.co/([A-Za-z0-9]+)(?:\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]++)?", re.IGNORECASE
)
_ASCII_TLD = expression(r"[A-Za-z]++(?![0-9@+-])")
_PUNYCODE = expression(r"xn--[-0-9a-z]++", re.IGNORECASE)
_LONGEST_TCO = 40
_LONGEST_URL = 4096
_LONGEST_LABEL = 63

_WIDE_TLDS = frozenset(tld for tld in TLDS if not tld.isascii())
_WIDE_FIRST = frozenset(tld[0] for tld in _WIDE_TLDS)
_WIDE_LONGEST = max(map(len, _WIDE_TLDS))


# --- URLs ---------------------------------------------------------------------------------------------------


def urls(text: str) -> Iterator[Entity]:
    """Every URL of `text` as X reads it, with or without a scheme, in order."""
    if "." not in text:
        return
    at = consumed = 0
    while run := _HOST_RUN.search(text, at):
        at = run.end()
        if "." not in run.group():
            continue
        for stop, found in _urls_in_run(text, *run.span(), consumed):
            consumed = stop
            yield from found
        at = max(at, consumed)


_Found = tuple[int, tuple[Entity, ...]]
"""Where the search goes on, and the URLs before that place."""


def _urls_in_run(text: str, start: int, end: int, consumed: int) -> Iterator[_Found]:
    """The URLs that begin in the run `start:end` of host characters.

    The character before a URL must lie at or after `consumed`: X consumes it together with the URL.
    """
    labels = _labels(text, start, end)
    tops = [_tld_end(text, first, last, end) for first, last in labels]
    if not any(tops[1:]):
        return
    chains = _chains(text, labels, tops)
    scheme = _scheme_before(text, start)
    if scheme is not None and chains[0] is not None and _may_precede(text, scheme, consumed):
        consumed, found = _with_scheme(text, scheme, start, chains[0])
        yield consumed, found
    for number, (first, last) in enumerate(labels[:-1]):
        if last <= consumed or first == last or text[last - 1] in "_-":
            continue
        host_end = chains[number + 1]
        if host_end is None:
            host_end = tops[number + 1]
            first = text.rfind("_", first, last) + 1 or first  # no underscore right before the top level
        if host_end is None:
            continue
        begin = _first_start(text, max(first, consumed), last, consumed)
        if begin is not None:
            consumed, found = _without_scheme(text, begin, host_end)
            yield consumed, found


def _labels(text: str, start: int, end: int) -> list[tuple[int, int]]:
    labels = []
    at = start
    while (dot := text.find(".", at, end)) >= 0:
        labels.append((at, dot))
        at = dot + 1
    labels.append((at, end))
    return labels


def _chains(text: str, labels: list[tuple[int, int]], tops: list[int | None]) -> list[int | None]:
    """For each label: where the longest domain that begins with it as a whole label ends, or None."""
    chains: list[int | None] = [None] * len(labels)
    for number in range(len(labels) - 2, -1, -1):
        first, last = labels[number]
        if first == last or text[first] in "_-" or text[last - 1] in "_-":
            continue
        longer = chains[number + 1]
        if longer is not None:
            chains[number] = longer
        elif text.find("_", first, last) < 0:
            chains[number] = tops[number + 1]
    return chains


def _tld_end(text: str, start: int, end: int, run_end: int) -> int | None:
    """Where the top-level domain that begins at `start` ends, or None where there is none."""
    if start == end:
        return None
    first = text[start]
    if first.isascii():
        found = _ASCII_TLD.match(text, start)
        if found and found.group().lower() in TLDS and found.end() <= run_end:
            return found.end()
        if first in "xX" and (found := _PUNYCODE.match(text, start, end)):
            return found.end()
    if first in _WIDE_FIRST:
        for stop in range(min(end, start + _WIDE_LONGEST), start, -1):
            if text[start:stop] in _WIDE_TLDS and not _sticks(text, stop):
                return stop
    return None


def top_level_end(text: str, start: int, label_end: int) -> int | None:
    """Where the top-level domain that begins the label `start:label_end` ends, or None where none does."""
    return _tld_end(text, start, label_end, label_end)


def _sticks(text: str, at: int) -> bool:
    return at < len(text) and (text[at] in "@+-" or (text[at].isascii() and text[at].isalnum()))


def _may_precede(text: str, start: int, consumed: int) -> bool:
    """Whether a URL may begin at `start`, given what stands before it."""
    if start == 0:
        return True
    return start > consumed and _BEFORE_URL.match(text, start - 1) is not None


def _first_start(text: str, first: int, last: int, consumed: int) -> int | None:
    for begin in range(first, last):
        if text[begin] not in "_-" and _may_precede(text, begin, consumed):
            return begin
    return None


def _scheme_before(text: str, host: int) -> int | None:
    """Where `http://` or `https://` that ends at `host` begins, or None."""
    if not text.endswith("://", 0, host):
        return None
    for length in (8, 7):
        if host >= length and (found := _SCHEME.match(text, host - length)) and found.end() == host:
            return host - length
    return None


def _tail_end(text: str, host_end: int) -> tuple[int, bool]:
    """Where port, path and query end, and whether there is a path."""
    at = host_end
    if text[at : at + 1] not in (":", "/", "?"):
        return at, False
    if port := _PORT.match(text, at):
        at = port.end()
    path = _PATH.match(text, at)
    if path:
        at += max(1, len(path.group().rstrip(_NO_PATH_END)))
    if query := _QUERY.match(text, at):
        kept = len(query.group().rstrip(_NO_QUERY_END))
        if kept > 1:
            at += kept
    return at, path is not None


def _with_scheme(text: str, scheme: int, host: int, host_end: int) -> _Found:
    end, _ = _tail_end(text, host_end)
    if not _sendable(text[host:host_end], end - scheme):
        return end, ()
    if tco := _TCO.match(text, scheme, end):
        if len(tco[1]) > _LONGEST_TCO:
            return end, ()
        end = tco.end()
    return end, (Entity(scheme, end, "url", text[scheme:end]),)


def _without_scheme(text: str, begin: int, host_end: int) -> _Found:
    end, has_path = _tail_end(text, host_end)
    if (begin and text[begin - 1] in "-_./") or not _sendable(text[begin:host_end], end - begin + 8):
        return end, ()
    spans = list(_ascii_domains(text, begin, host_end))
    if spans and has_path and spans[-1][1] == host_end:
        spans[-1] = (spans[-1][0], end)
    return end, tuple(Entity(first, last, "url", text[first:last]) for first, last in spans)


def _ascii_domains(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The ASCII domains in a host that Japanese is glued to: 「詳しくはexample.comまで」."""
    if text[begin:end].isascii() and text.find("_", begin, end) < 0:
        yield begin, end
        return
    at = begin
    while found := _ASCII_LABELS.search(text, at, end):
        first, at = found.span()
        dots = [dot for dot in range(first, at) if text[dot] == "."]
        for dot in reversed(dots):
            last = _tld_end(text, dot + 1, end, end)
            if last is not None:
                at = max(at, last)
                yield first, last
                break


def _sendable(host: str, length: int) -> bool:
    """Whether every label of the host can be written in the DNS and the whole URL is not too long for X."""
    if host.isascii() and len(host) <= _LONGEST_LABEL:
        return length <= _LONGEST_URL
    encoded = 0
    for label in host.split("."):
        if not label.isascii() and label[:4].lower() == "xn--":
            return False
        size = len(label) if label.isascii() else len(label.encode("punycode")) + 4
        if size > _LONGEST_LABEL:
            return False
        encoded += size + 1
    return length - len(host) + encoded - 1 <= _LONGEST_URL


# --- mentions and lists -------------------------------------------------------------------------------------

_MENTION = expression(r"[@＠]([A-Za-z0-9_]{1,20})(/[A-Za-z][A-Za-z0-9_-]{0,24})?")
_NO_MENTION_BEFORE = expression(r"[A-Za-z0-9_!#$%&*@＠]")
_RETWEET = expression(r"(?:^|[^A-Za-z0-9_+~.-])rt:?$", re.IGNORECASE)
_NO_MENTION_AFTER = expression(rf"[@＠{_LATIN}]|://")
_REPLY = expression(rf"[{_SPACE}]*[@＠]([A-Za-z0-9_]{{1,20}})")


def mentions(text: str) -> Iterator[Entity]:
    """Every mention (`@name`) and list (`@name/list`) of `text` as X reads it, in order."""
    at = 0
    while found := _MENTION.search(text, at):
        start, end = found.span()
        if not _mention_may_begin(text, start, at):
            at = start + 1
            continue
        at = end
        if not _NO_MENTION_AFTER.match(text, end):
            yield Entity(start, end, "list" if found[2] else "mention", found.group())


def _mention_may_begin(text: str, start: int, consumed: int) -> bool:
    if start == 0:
        return True
    if start <= consumed and consumed:
        return False
    if not _NO_MENTION_BEFORE.match(text, start - 1):
        return True
    return _RETWEET.search(text[max(consumed, start - 4) : start]) is not None


def reply(text: str) -> str | None:
    """The name that a post answers, without its sign: the one that it begins with."""
    found = _REPLY.match(text)
    return found[1] if found and not _NO_MENTION_AFTER.match(text, found.end()) else None


# --- hashtags and cashtags ----------------------------------------------------------------------------------

_TAG_EXTRA = frozenset(
    "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7"
)
_HASH = expression(r"[#＃](?![\s#＃])")
_NO_TAG_AFTER = expression("[#＃]|://")
_CASHTAG = expression(
    rf"(?:^|(?<=[{_SPACE}]))\$([A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?)(?=$|[{_SPACE}]|[{_PUNCT}])"
)


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


def in_tag(char: str) -> bool:
    """Whether X lets a hashtag go on over this character."""
    return char in _TAG_EXTRA or unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "Nd"


def hashtags(text: str) -> Iterator[Entity]:
    """Every hashtag of `text` as X reads it, in order; those inside a URL are none."""
    if not _HASH.search(text):
        return
    links = urls(text)
    link = next(links, None)
    for tag in _hashtags(text):
        while link is not None and link.end <= tag.start:
            link = next(links, None)
        if link is None or tag.end <= link.start:
            yield tag


def _hashtags(text: str) -> Iterator[Entity]:
    at = 0
    while found := _HASH.search(text, at):
        start = found.start()
        stop = hashtag_end(text, start)
        at = stop or start + 1
        if stop is not None and not _NO_TAG_AFTER.match(text, stop):
            yield Entity(start, stop, "hashtag", text[start:stop])


def hashtag_end(text: str, start: int) -> int | None:
    """Where the hashtag whose sign stands at `start` ends; None where X sees none there."""
    if start and not _tag_may_follow(text[start - 1]):
        return None
    end = start + 1
    while end < len(text) and in_tag(text[end]):
        end += 1
    if text.startswith(("\ufe0f", "\u20e3"), start + 1) or not any(map(_is_letter, text[start + 1 : end])):
        return None
    return end


def _tag_may_follow(char: str) -> bool:
    """Whether X lets a hashtag begin right after this character."""
    return char in "\ufe0e\ufe0f" or (char != "&" and not in_tag(char))


def cashtags(text: str) -> Iterator[Entity]:
    """Every cashtag (`$ABC`) of `text` as X reads it, in order."""
    for found in _CASHTAG.finditer(text):
        yield Entity(found.start(), found.end(), "cashtag", found.group())


# --- is it one? ---------------------------------------------------------------------------------------------

_PCHAR = rf"(?:[A-Za-z{_CYRILLIC}0-9._~!$&'()*+,;=:|@-]|%[0-9A-Fa-f]{{2}})"
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_WORD = r"[A-Za-z0-9\x80-\U0010ffff]"
_SUBDOMAIN = rf"{_WORD}(?:[A-Za-z0-9_\-\x80-\U0010ffff]*{_WORD})?"
_DOMAIN = rf"{_WORD}(?:[A-Za-z0-9\-\x80-\U0010ffff]*{_WORD})?"
_TOP = rf"[A-Za-z\x80-\U0010ffff](?:[A-Za-z0-9\-\x80-\U0010ffff]*{_WORD})?"
_WHOLE_URL = (
    r"(?P<scheme>https?://)?"
    rf"(?:(?:[A-Za-z{_CYRILLIC}0-9._~!$&'()*+,;=:|-]|%[0-9A-Fa-f]{{2}})+@)?"
    rf"(?:{_OCTET}(?:\.{_OCTET}){{3}}|\[[A-Fa-f0-9:.]+\]|(?P<name>(?:{_SUBDOMAIN}\.)*{_DOMAIN}\.{_TOP}))"
    r"(?::[0-9]{1,5})?"
    rf"(?:/{_PCHAR}*)*(?:\?(?:{_PCHAR}|[/?])*)?(?:\#(?:{_PCHAR}|[/?])*)?"
)
_NUMBERS_ONLY = expression(r"[0-9.]+")


def is_url(text: str, *, scheme: bool = True) -> bool:
    """Whether the whole of `text` is an http or https URL; without `scheme`, a bare one will do."""
    found = re.fullmatch(_WHOLE_URL, text, re.IGNORECASE)
    if found is None or (scheme and not found["scheme"]):
        return False
    return not (found["name"] and _NUMBERS_ONLY.fullmatch(found["name"]))


def is_username(text: str) -> bool:
    """Whether the whole of `text` is a mention."""
    return [(e.kind, e.text) for e in mentions(text)] == [("mention", text)]


def is_list(text: str) -> bool:
    """Whether the whole of `text` is a list."""
    return [(e.kind, e.text) for e in mentions(text)] == [("list", text)]


def is_hashtag(text: str) -> bool:
    """Whether the whole of `text` is a hashtag."""
    return [e.text for e in hashtags(text)] == [text]
