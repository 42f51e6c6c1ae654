"""Hostile input for `snslint`, each with the answer that it must get: one module a group, found by its `CASES`."""

from __future__ import annotations

import importlib
import pkgutil

from benchmarks.hostile.case import Case


def cases() -> dict[str, tuple[Case, ...]]:
    """The cases of every module, by the group's title."""
    found = {}
    for each in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{each.name}")
        if hasattr(module, "CASES"):
            found[module.TITLE] = module.CASES
    return found
