"""A library in the form in which it is kept between runs: what a run does not ask for is not even read.

Each rule and context is an entry of its own, made into a value when something asks for its parts. What tells which
rules a document speaks for is kept as it is used, so that a start builds nothing out of thousands of phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from snslint.matchers.grams import Grams
from snslint.matchers.search import Index
from snslint.matchers.sieve import Tables
from snslint.matchers.table import Table
from snslint.matchers.words import Phrases
from snslint.model import Severity
from snslint.rules import Library, Maker, Rule, from_plain, phrases
from snslint.rules.hopes import Hope, hope_of

T = TypeVar("T")


def entries(plain: dict[str, Any], folders: Sequence[Path]) -> dict[str, Any]:
    """The entries that the library of these folders, compiled to `plain` data, is kept as; `plain` is used up.

    Where the folders are is no part of it: of a rule's path only the number of its folder is kept.
    """
    library = from_plain(plain)
    index = library.index()
    hopes = [hope_of(rule, index.numbers) for rule in library.rules]
    for written, matcher in zip(_matchers(plain), library.matchers(), strict=True):
        written["number"] = index.numbers[id(matcher)]
        if "literals" in written:
            written["literals"] = None  # they are in the sieve
    for rule in plain["rules"]:
        rule["path"] = [_path(folder, rule["id"]) for folder in folders].index(rule["path"])
    return {
        "rules": [[rule.id, rule.severity, *hope] for rule, hope in zip(library.rules, hopes, strict=True)],
        "contexts": list(plain["contexts"]),
        "bucket names": list(plain["buckets"]),
        "buckets": plain["buckets"],
        "sieve": index.signs[1:],
        **_parts("signs", index.signs.shown_by),
        **_parts("surfaces", index.phrases.surfaces),
        **_parts("forms", index.phrases.forms),
        "fitted rules": index.fitted.rules,
        "fitted texts": index.fitted.texts,
        "fitted classes": index.fitted.classes,
        "classes of": index.fitted.classes_of,
        **_parts("rows", index.fitted.rows),
        **{f"context {name}": context for name, context in plain["contexts"].items()},
        **{f"rule {rule['id']}": rule for rule in plain["rules"]},
    }


def _path(folder: Path, rule: str) -> str:
    """Where a rule stands that the folder holds."""
    return str(folder / f"{rule}.yaml")


def _matchers(plain: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every matcher, in the order of `Library.matchers`."""
    for context in plain["contexts"].values():
        yield from (*context["find"], *context["unless"])
    for rule in plain["rules"]:
        cues = rule["evidence"]["cues"] if rule["evidence"] else ()
        yield from (*rule["find"], *cues, *rule["needs"], *rule["unless"])


def library(stored: Mapping[str, Any], folders: Sequence[Path]) -> Library:
    """The library of these folders that was kept as these entries; its rules and contexts are made as they are asked for."""
    maker = Maker(lambda name: stored[f"context {name}"])

    def rule(name: str, severity: str, hope: Hope) -> Rule:
        return Rule.on_demand(name, Severity(severity), hope, lambda: made(name))

    def made(name: str) -> Rule:
        plain = stored[f"rule {name}"]
        return maker.rule({**plain, "path": _path(folders[plain["path"]], name)})

    def index() -> Index:
        return Index.of(
            Phrases(stored["bucket names"], _table("surfaces", stored), _table("forms", stored)),
            Tables(_table("signs", stored), *stored["sieve"]),
            maker.numbers,
            Grams(
                stored["fitted rules"],
                _table("rows", stored),
                stored["fitted texts"],
                stored["fitted classes"],
                stored["classes of"],
            ),
        )

    return Library(
        tuple(rule(name, severity, Hope(*hope)) for name, severity, *hope in stored["rules"]),
        _OnDemand(stored["bucket names"], lambda name: phrases(stored["buckets"][name])),
        _OnDemand(stored["contexts"], maker.context),
        index,
    )


def _parts(name: str, table: Table[Any]) -> dict[str, Any]:
    """An entry for each part of the table, and one for their names."""
    return {name: list(table.parts), **{f"{name} {part}": values for part, values in table.parts.items()}}


def _table(name: str, stored: Mapping[str, Any]) -> Table[Any]:
    return Table(_OnDemand(stored[name], lambda part: stored[f"{name} {part}"]))


class _OnDemand(Mapping[str, T]):
    """Values by names that are known beforehand, made when they are asked for."""

    def __init__(self, names: Sequence[str], make: Callable[[str], T]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make

    def __getitem__(self, name: str) -> T:
        """The value of that name."""
        if name not in self._names:
            raise KeyError(name)
        return self._make(name)

    def __contains__(self, name: object) -> bool:
        """Whether there is a value of that name, which is not made for this."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """All names."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._names)
