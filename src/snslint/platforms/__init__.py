"""How each service counts a post and what it allows: one module a service, found by its name.

A module `platforms/<name>.py` offers `PLATFORM`, a `Platform` whose name is the module's with `_` as `-`.
Nothing is registered. Modules whose name begins with `_` are shared helpers, no services.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from ._emoji import emoji
from ._platform import Platform, cut
from ._split import split
from ._units import Unit

__all__ = ["Platform", "Unit", "cut", "emoji", "get", "names", "split"]


@cache
def names() -> tuple[str, ...]:
    """The names of all services, sorted."""
    files = Path(__file__).parent.glob("[!_]*.py")
    return tuple(sorted(file.stem.replace("_", "-") for file in files))


@cache
def get(name: str) -> Platform:
    """The service of that name; raises KeyError where there is none (ask `names` before)."""
    if name not in names():
        raise KeyError(name)
    platform: Platform = import_module(f"{__name__}.{name.replace('-', '_')}").PLATFORM
    return platform
