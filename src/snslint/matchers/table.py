"""Values by strings, in parts by how the strings begin: a start reads only the parts that its draft asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

V = TypeVar("V")

MARKS = "\0\1"
"""Characters that set strings of another kind apart: the one behind them tells the part as well."""


class Table(Mapping[str, V]):
    """A mapping out of parts, which may be made as they are asked for."""

    def __init__(self, parts: Mapping[str, Mapping[str, V]]) -> None:
        self.parts = parts

    def __getitem__(self, key: str) -> V:
        """The value of that string."""
        return self._part(key)[key]

    def __contains__(self, key: object) -> bool:
        """Whether the string is there."""
        return isinstance(key, str) and key in self._part(key)

    def __iter__(self) -> Iterator[str]:
        """All strings."""
        for part in self.parts.values():
            yield from part

    def __len__(self) -> int:
        """How many strings there are."""
        return sum(map(len, self.parts.values()))

    def longer(self, beginning: str) -> Iterator[str]:
        """The strings that begin so and go on."""
        return (key for key in self._part(beginning) if key != beginning and key.startswith(beginning))

    def _part(self, key: str) -> Mapping[str, V]:
        return self.parts.get(_beginning(key), _EMPTY)


_EMPTY: Mapping[str, Any] = {}


def table(values: Mapping[str, V]) -> Table[V]:
    """The same values in parts."""
    parts: dict[str, dict[str, V]] = {}
    for key, value in sorted(values.items()):
        parts.setdefault(_beginning(key), {})[key] = value
    return Table(parts)


def _beginning(key: str) -> str:
    return key[:2] if key[:1] in MARKS else key[:1]
