"""Emoji in a text: each one as the single picture that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import expression

from ._emoji_data import FLAGS, JOINED, SINGLES, TAGGED_FLAGS, TONED

_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"
_TONE = "\U0001f3fb-\U0001f3ff"
_REGIONAL_A = 0x1F1E6


def _codes(ranges: str) -> Iterator[tuple[int, int]]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)


def _char_class(ranges: str) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in _codes(ranges))


def _joined(written: str) -> str:
    elements = (element.partition("*") for element in written.split("+"))
    return _JOINER.join(chr(int(code, 16)) + tone for code, tone, _ in elements)


_TAKES_TONE = frozenset(chr(code) for first, last in _codes(TONED) for code in range(first, last + 1))
_SEQUENCES = frozenset(map(_joined, JOINED.split()))
_FLAGS = frozenset(
    "".join(chr(_REGIONAL_A + ord(letter) - 65) for letter in region) for region in FLAGS.split()
)
_TAGGED = "|".join("".join(chr(0xE0000 + ord(letter)) for letter in code) for code in TAGGED_FLAGS.split())
_OPENINGS = frozenset(_JOINER.join(sequence.split(_JOINER)[:2]) for sequence in _SEQUENCES)
_MOST_ELEMENTS = max(sequence.count(_JOINER) for sequence in _SEQUENCES) + 1
_ELEMENT = rf"[{_char_class(SINGLES)}](?!\ufe0e)(?:\ufe0f|[{_TONE}])?"
_CANDIDATE = expression(
    rf"(?P<whole>[0-9#*]\ufe0f?\u20e3|\U0001f3f4(?:{_TAGGED})\U000e007f|[©®]\ufe0f|[{_TONE}])"
    rf"|(?P<flag>[\U0001f1e6-\U0001f1ff]{{2}})|{_ELEMENT}(?:\u200d{_ELEMENT}){{0,{_MOST_ELEMENTS - 1}}}"
)
_TONE_MARK = expression(rf"[{_TONE}]")
MAY_JOIN = expression(rf"[\ufe0f\u20e3\u200d{_TONE}\U0001f1e6-\U0001f1ff\U000e007f]")
"""Without one of these, every emoji of a text is a single code point."""


def emoji(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of all emoji of `text` that Unicode recommends, in order: tones, families, flags, keycaps.

    Where a sequence is not recommended, its parts are emoji of their own, as the services show them.
    """
    at = 0
    while found := _CANDIDATE.search(text, at):
        start, at = found.span()
        if found["flag"]:
            if found["flag"] not in _FLAGS:
                at = start + 1
                continue
        elif not found["whole"]:
            at = start + _longest(found.group())
        yield start, at


def _longest(candidate: str) -> int:
    """How much of a chain of joined elements is one emoji: as many elements as make a known sequence."""
    elements = candidate.split(_JOINER)
    if len(elements) > 1 and _JOINER.join(map(_plain, elements[:2])) in _OPENINGS:
        plain = list(map(_plain, elements))
        for count in range(len(elements), 1, -1):
            if _JOINER.join(plain[:count]) in _SEQUENCES:
                return len(_JOINER.join(elements[:count]))
    first = elements[0]
    return 1 if first[0] not in _TAKES_TONE and _plain(first).endswith("*") else len(first)


def _plain(element: str) -> str:
    """An element as the data writes it: `*` for a skin tone, and no variation selector."""
    return element if len(element) == 1 else _TONE_MARK.sub("*", element.replace(_AS_EMOJI, ""))
