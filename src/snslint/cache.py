"""Compiled packs, kept between runs as plain JSON; never anything of a post.

A cache may be missing, read-only, half-written or somebody else's: then the pack is compiled again, nothing more.
"""

from __future__ import annotations

import itertools
import json
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from snslint import packfile
from snslint.values import dataclass
from snslint.version import __version__

_DIGITS = 8

KEPT = 20
"""Files of one name that are kept, the last ones written."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of compiled packs, one file for each name and key."""

    folder: Path

    def get(self, name: str, key: str, build: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """What `build` made for this key before, or makes now. Errors of `build` pass through.

        What was stored is read entry by entry, as each is first asked for.
        """
        stored = self.find(name, key)
        if stored is not None:
            return stored
        built = build()
        self.put(name, key, built)
        return built

    def find(self, name: str, key: str) -> Mapping[str, Any] | None:
        """What was put there for this key."""
        return read(self._path(name, key), key, own=True)

    def put(self, name: str, key: str, built: Mapping[str, Any]) -> None:
        """Keep what was built for this key."""
        _write(self._path(name, key), key, built)

    def _path(self, name: str, key: str) -> Path:
        for_key = zlib.crc32(f"{__version__} {key}".encode("utf-8", "surrogatepass"))
        return self.folder / f"{name}-{for_key:08x}.json"

    def digest(self, folders: Sequence[Path]) -> str:
        """A digest of the YAML files below the folders; they are read only where their state cannot tell it."""
        state = packfile.state(folders)
        if state is None:
            return packfile.digest(folders)
        known: str = self.get("files", state, lambda: {"digest": packfile.digest(folders)})["digest"]
        return known


class Entries(Mapping[str, Any]):
    """Entries of JSON that stand side by side in `data`, the first at `start`, and are read when they are first asked for."""

    def __init__(self, names: Sequence[str], lengths: Sequence[int], data: bytes, start: int = 0) -> None:
        ends = itertools.accumulate(lengths, initial=start)
        self._places = dict(zip(names, itertools.pairwise(ends), strict=True))
        self._data = data
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The entry as JSON says it."""
        if name not in self._read:
            self._read[name] = json.loads(self._data[slice(*self._places[name])])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """The names of all entries."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._places)


def read(path: Path, key: str, *, own: bool = False) -> Entries | None:
    """The stored entries where the file is whole, of this program and key, and, if `own`, belongs to this user."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe could wait for ever
            return None
        with path.open("rb") as file:
            if own and hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            data = file.read()
    except OSError:
        return None
    if data[:_DIGITS] != _checksum(memoryview(data)[_DIGITS:]):  # which does not copy megabytes
        return None
    end = data.find(b"\n")
    try:
        version, written_for, names, lengths = json.loads(data[_DIGITS:end])
        if (version, written_for) != (__version__, key):
            return None
        return Entries(names, lengths, data, end + 1)
    except (TypeError, ValueError, RecursionError):
        return None


def as_file(key: str, built: Mapping[str, Any]) -> bytes:
    """What a file says that `read` gives these entries of."""
    entries = [_json(entry) for entry in built.values()]
    head = _json([__version__, key, list(built), [*map(len, entries)]])
    data = b"".join([head, b"\n", *entries])
    return _checksum(data) + data


def _write(path: Path, key: str, built: Mapping[str, Any]) -> None:
    data = as_file(key, built)
    temporary = path.parent / f".{path.name}.{os.urandom(4).hex()}.tmp"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _drop_oldest(path)
    except OSError:
        return  # a cache that cannot be written is only slow


def _drop_oldest(path: Path) -> None:
    """Delete all but the last files of this name; another run may be doing the same."""
    name = path.name.rpartition("-")[0]
    written = sorted((file.stat().st_mtime_ns, file) for file in path.parent.glob(f"{name}-*.json"))
    for _, file in written[:-KEPT]:
        file.unlink(missing_ok=True)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _checksum(data: bytes | memoryview) -> bytes:
    """Tells a file that is whole; one that its owner has forged is the owner's own affair."""
    return b"%08x" % zlib.crc32(data)
