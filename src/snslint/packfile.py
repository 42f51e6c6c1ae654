"""Reading a file of a pack, without knowing what it says."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from snslint.errors import Problem, UserError

MAX_BYTES = 10_000_000
"""Bytes of a file of a pack."""


def read_bytes(path: Path) -> bytes:
    """What stands in the file. UserError where it cannot be read, is a pipe or device, or beyond `MAX_BYTES`."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe could wait for ever, a device never ends
            raise UserError(Problem("ふつうのファイルではありません（パイプや装置など）。", str(path)))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(Problem(f"ファイルを開けません（{error.strerror}）。", str(path))) from None
    if len(data) > MAX_BYTES:
        raise UserError(Problem(f"ファイルが大きすぎます（{MAX_BYTES // 1_000_000}MBまで）。", str(path)))
    return data


_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that changes again has another time: some file systems count in two seconds."""


def state(folders: Sequence[Path]) -> str | None:
    """What changes whenever a YAML file below the folders does, without one being read.

    None where that cannot be told: a file has changed only just now, or cannot be looked at.
    """
    settled = time.time_ns() - _SETTLED
    lines: list[str] = []
    try:
        for folder in folders:
            lines.append(str(folder))
            for path, found in sorted(_files(str(folder), follow=True)):
                if max(found.st_mtime_ns, found.st_ctime_ns) > settled:
                    return None
                numbers = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
                lines.append(f"{path}\0{numbers}")
    except OSError:
        return None
    return "\n".join(lines)


def digest(folders: Sequence[Path]) -> str:
    """What changes with any YAML file below the folders and its place there, by reading all; not with where the folders are."""
    import hashlib  # takes longer to import than a start without it has

    hashed = hashlib.sha256()
    for number, folder in enumerate(folders):
        hashed.update(f"{number}\0".encode())  # a folder without files counts too
        for path in sorted({*folder.rglob("*.yaml"), *folder.rglob("*.yml"), *folder.glob("*/*.yaml")}):
            place = str(path)[len(str(folder)) :].replace(os.sep, "/")
            try:
                data = read_bytes(path)
            except UserError:
                # Whoever reads the pack says what is wrong; it must not pass for one without the file.
                hashed.update(f"{number}{place}\0-\0".encode("utf-8", "surrogateescape"))
                continue
            hashed.update(f"{number}{place}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            hashed.update(data)
    return hashed.hexdigest()


def _files(folder: str, *, follow: bool) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".yaml", ".yml")):
                yield entry.path, entry.stat()
            elif entry.is_dir(follow_symlinks=follow):  # those further down may lead round in a circle
                yield from _files(entry.path, follow=False)
