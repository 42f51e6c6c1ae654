"""The terminal and the environment: how wide, in colour or plain, where the cache is."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from snslint.cache import Cache


def width() -> int:
    """Columns of the terminal; 80 where the output goes elsewhere."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def colour() -> bool:
    """Whether to colour the output: on a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def in_ci() -> bool:
    """Whether this runs in CI, where everybody reads the log."""
    return os.environ.get("CI", "").lower() in ("true", "1")


def cache() -> Cache | None:
    """Where compiled packs are kept: SNSLINT_CACHE_DIR, else the system's place for caches; None where there is none."""
    if folder := os.environ.get("SNSLINT_CACHE_DIR"):
        return Cache(Path(folder))
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA")
        return Cache(Path(base) / "snslint" / "Cache") if base else None
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Cache(Path(base) / "snslint")
    try:
        return Cache(Path.home() / ".cache" / "snslint")
    except RuntimeError:  # a user without a home
        return None


def say(text: str) -> None:
    """Print something that is no part of the report."""
    print(text, file=sys.stderr)
