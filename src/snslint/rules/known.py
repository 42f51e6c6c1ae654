"""What was found out of words and expressions in earlier compilations: it takes most of their time, and changes rarely."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from snslint import bundled, text, tokenizer
from snslint.cache import Cache
from snslint.matchers import words
from snslint.rules import checks, literals
from snslint.rules.sources import basis

T = TypeVar("T")

_NAME = "known"
_MOST = 200_000
"""Answers that are kept; beyond them, only those of the last compilation."""


class Known:
    """Answers of functions that make plain data of one string alone, by the functions' names."""

    def __init__(self, before: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._before = before or {}
        self._asked: dict[str, dict[str, Any]] = {}
        self._grown = False

    def __call__(self, find: Callable[[str], T], of: str) -> T:
        """What `find` says of a string."""
        asked = self._asked.setdefault(find.__name__, {})
        if of not in asked:
            before = self._before.get(find.__name__, {})
            self._grown |= of not in before
            asked[of] = before[of] if of in before else find(of)
        found: T = asked[of]
        return found

    def plain(self) -> dict[str, dict[str, Any]]:
        """All answers, to be kept."""
        kept = {name: {**self._before.get(name, {}), **asked} for name, asked in self._asked.items()}
        return self._asked if sum(map(len, kept.values())) > _MOST else kept

    def save(self, cache: Cache | None) -> None:
        """Keep what has been added, in the cache or for this process.

        Only for a library without mistakes: a busy machine may take an expression for endless.
        """
        if not self._grown:
            return
        if cache:
            cache.put(_NAME, key(), self.plain())
        else:
            _here.update(self.plain())


_here: dict[str, dict[str, Any]] = {}
"""What was found out in this process without a cache: whoever makes one linter often makes another."""


def load(cache: Cache | None) -> Known:
    """What is known from earlier compilations, or from when the wheel was built."""
    return Known((cache.find(_NAME, key()) if cache else _here) or bundled.kept(_NAME, key()))


def key() -> str:
    """The code that answers is part of it: it changes more often than a version."""
    code = (words, checks, literals, text, tokenizer)
    return basis() + " ".join(str(zlib.crc32(Path(str(module.__file__)).read_bytes())) for module in code)
