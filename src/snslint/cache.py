"""Compiled packs, kept between runs as plain JSON; never anything of a post.

A cache may be missing, read-only, half-written or somebody else's: then the pack is compiled again, nothing more.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from snslint.values import dataclass
from snslint.version import __version__


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of compiled packs, one file for each name and key."""

    folder: Path

    def get(self, name: str, key: str, build: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What `build` made for this key before, or makes now. Errors of `build` pass through."""
        path = self.folder / f"{name}-{hashlib.sha256(f'{__version__} {key}'.encode()).hexdigest()[:32]}.json"
        stored = _read(path)
        if stored is not None:
            return stored
        built = build()
        _write(path, built)
        return built


def _read(path: Path) -> dict[str, Any] | None:
    """The stored data where the file is whole and belongs to this user."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe could wait for ever
            return None
        with path.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            digest, _, data = file.read().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest().encode() != digest:
        return None
    stored = json.loads(data)
    return stored if isinstance(stored, dict) else None


def _write(path: Path, built: dict[str, Any]) -> None:
    data = json.dumps(built, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError:
        return  # a cache that cannot be written is only slow
