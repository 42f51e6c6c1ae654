"""Posts in which nothing was found before: a run over many drafts need not search those that have not changed.

Only clean posts are kept, as a digest with the numbers and notes of their report: there is no word of a post in the
file, and nothing that quotes one. It may be deleted at any time; one that is broken or somebody else's counts as empty.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import astuple
from functools import cache
from pathlib import Path

import snslint
from snslint import bundled
from snslint.cli import output
from snslint.errors import UserError
from snslint.model import Draft, Length, Report
from snslint.version import __version__

MOST = 50_000
"""Posts that are kept, the last ones used."""

_Stored = tuple[list[list[object]], list[str]]


class Results:
    """The clean posts of earlier runs with the same packs. `folder` is where they are kept, None for nowhere."""

    def __init__(self, folder: Path | None, packs: Sequence[Path] = ()) -> None:
        name = hashlib.sha256("\0".join(map(str, packs)).encode()).hexdigest()[:16]
        self._path = folder / f"results-{name}.json" if folder else None
        self._packs = tuple(packs)
        self._stored: dict[str, _Stored] | None = None
        self._changed = False

    def find(self, key: str) -> tuple[tuple[Length, ...], tuple[str, ...]] | None:
        """Lengths and notes of the post with this key, None where it is not known to be clean."""
        found = self._all().get(key)
        if found is None:
            return None
        lengths, notes = found
        return tuple(Length(*each) for each in lengths), tuple(notes)  # type: ignore[arg-type]  # as `add` wrote them

    def add(self, key: str, report: Report) -> None:
        """Remember that nothing was found in the post with this key."""
        stored = self._all()
        self._changed |= key not in stored
        stored.pop(key, None)  # to stand last
        stored[key] = [list(astuple(each)) for each in report.length], list(report.notes)
        if len(stored) > MOST:
            del stored[next(iter(stored))]

    def save(self) -> None:
        """Write what has been added; a place that cannot be written is left as it is."""
        if self._path is None or self._stored is None or not self._changed:
            return
        data = json.dumps({"basis": _basis(self._packs), "clean": self._stored}, ensure_ascii=False)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with output.whole(self._path, mode=0o600) as file:
                file.write(f"{_digest(data)}\n{data}")
        except (OSError, UserError):
            return

    def _all(self) -> dict[str, _Stored]:
        if self._stored is None:
            self._stored = self._read()
        return self._stored

    def _read(self) -> dict[str, _Stored]:
        if self._path is None:
            return {}
        try:
            with self._path.open("rb") as file:
                if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                    return {}
                digest, _, data = file.read().decode("utf-8", "replace").partition("\n")
        except OSError:
            return {}
        if _digest(data) != digest:
            return {}
        read = json.loads(data)
        return dict(read["clean"]) if read["basis"] == _basis(self._packs) else {}


def key(draft: Draft, settings: object) -> str:
    """What stands for a draft and all that it is checked by but the packs: `settings` is anything whose `repr` says it."""
    value = repr((draft.text, draft.municipality, draft.platforms, draft.meta, settings))
    return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def _basis(packs: tuple[Path, ...]) -> str:
    """What stands for the program, the libraries it finds with, and every rule and guideline."""
    digest = hashlib.sha256(__version__.encode())
    for folder in (bundled.rules_folder(), bundled.municipalities_folder(), *packs):
        for file in sorted(folder.rglob("*.yaml")):
            digest.update(f"{file}\0".encode() + file.read_bytes() + b"\0")
    for file in sorted(
        Path(snslint.__file__).parent.rglob("*.py")
    ):  # one who works on the program changes no version
        digest.update(f"{file.name} {file.stat().st_mtime_ns} {file.stat().st_size}\n".encode())
    digest.update(_libraries().encode())
    return digest.hexdigest()


def _libraries() -> str:
    from importlib.metadata import version

    names = ("fugashi", "unidic-lite", "regex", "phonenumberslite", "publicsuffixlist", "jpholiday")
    return " ".join(version(name) for name in names)


def _digest(data: str) -> str:
    return hashlib.sha256(data.encode()).hexdigest()
