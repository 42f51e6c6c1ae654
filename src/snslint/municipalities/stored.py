"""A municipality as plain data, to be cached, and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from snslint.model import Check, Clause, Guideline, Municipality, Own, Severity, SignOff


def plain(municipality: Municipality) -> dict[str, Any]:
    """`municipality` as dicts, lists, strings, numbers and None, equal after a trip through JSON."""
    as_lists: dict[str, Any] = _lists(dataclasses.asdict(municipality))
    return as_lists


def from_plain(data: Mapping[str, Any]) -> Municipality:
    """The municipality that `plain` made `data` of."""
    return Municipality(
        id=data["id"],
        name=data["name"],
        guideline=Guideline(**data["guideline"]),
        own=own(data["own"]),
        clauses=tuple(map(_clause_from_plain, data["clauses"])),
        rules={name: severity(value) for name, value in data["rules"].items()},
        words={name: tuple(words) for name, words in data["words"].items()},
    )


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [_lists(below) for below in value]
    return str(value) if isinstance(value, Severity) else value


def own(data: Mapping[str, Any]) -> Own:
    """What belongs to a municipality, from lists by name and the head's name."""
    lists = {name: tuple(value) for name, value in data.items() if name != "head"}
    return Own(**lists, head=data["head"])


def severity(value: str | None) -> Severity | None:
    """The severity of that name; None where there is none or it is `off`."""
    return None if value is None or value == "off" else Severity(value)


def _clause_from_plain(data: dict[str, Any]) -> Clause:
    checks = tuple(Check(c["what"], c["quote"], severity(c["severity"])) for c in data["checks"])
    sign_off = SignOff(**data["sign_off"]) if data["sign_off"] else None
    tuples = {name: tuple(data[name]) for name in ("applies_to", "hints")}
    return Clause(**{**data, **tuples, "checks": checks, "sign_off": sign_off})
