"""Drafts out of files: one module a format, found by the suffixes that it declares.

A module of this package that has `SUFFIXES` and `read(file)` is a format; there is nothing else to register.
"""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath
from types import ModuleType
from typing import BinaryIO

from snslint.drafts import plain
from snslint.drafts.file import File, buffered, open_file, reason
from snslint.drafts.find import STDIN
from snslint.drafts.find import find as _find
from snslint.errors import Problem, UserError, unknown
from snslint.model import Draft

MAX_PROBLEMS = 1_000
"""Mistakes that are told of one file."""

__all__ = ["STDIN", "find", "read", "read_bytes", "suffixes"]


def suffixes() -> tuple[str, ...]:
    """The suffixes of files that can be read, sorted, with their dots."""
    return tuple(sorted(_formats()))


def find(paths: Sequence[str], *, skip: Callable[[Path], bool] = lambda _: False) -> Iterator[str | Problem]:
    """The files of drafts below `paths`: files, folders, globs, `-` for stdin. See `drafts.find.find`."""
    known = () if all(map(os.path.isfile, paths)) else suffixes()
    return _find(paths, known, skip=skip)


def read(
    path: str, *, columns: Mapping[str, str] | None = None, stdin: BinaryIO | None = None
) -> Iterator[Draft | Problem]:
    """The posts in the file at `path` in its order, and a Problem for each part that cannot be read.

    `columns` maps column names of tables to keys, beside the usual ones. `-` reads one post from `stdin`.
    Raises nothing that is the user's to fix.
    """
    return _told(path, _read(path, columns or {}, stdin))


def read_bytes(
    path: str, data: bytes, *, columns: Mapping[str, str] | None = None
) -> Iterator[Draft | Problem]:
    """As `read`, of a file at `path` that holds `data`."""
    return _told(path, _format(path).read(File(path, io.BytesIO(data), columns or {})))


def _told(path: str, posts: Iterator[Draft | Problem]) -> Iterator[Draft | Problem]:
    """`posts`, with a Problem for what is raised on the way, or if there is none."""
    count = problems = 0
    try:
        for one in posts:
            count += 1
            problems += isinstance(one, Problem)
            if problems > MAX_PROBLEMS:
                message = f"間違いが{MAX_PROBLEMS:,}件を超えたので、このファイルの残りは読みませんでした。"
                yield Problem(message, path)
                return
            yield one
    except UserError as error:
        yield from error.problems
    except OSError as error:
        yield Problem(reason(error), path)
    else:
        if not count:
            yield Problem("投稿が1件もありません。投稿文を書いてから、もう一度お試しください。", path)


def _read(path: str, columns: Mapping[str, str], stdin: BinaryIO | None) -> Iterator[Draft | Problem]:
    if path == STDIN and stdin is not None:
        yield from plain.read(buffered(stdin, path, columns))
        return
    file = open_file(path, columns)
    with file.stream:
        yield from _format(path).read(file)


def _format(path: str) -> ModuleType:
    suffix = PurePath(path).suffix.lower()
    if suffix in plain.SUFFIXES:  # most drafts; the other modules are not even imported for them
        return plain
    if module := _formats().get(suffix):
        return module
    raise UserError(Problem(_unreadable(suffix), path))


@cache
def _formats() -> Mapping[str, ModuleType]:
    modules = (
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    )
    return {suffix: module for module in modules for suffix in getattr(module, "SUFFIXES", ())}


def _unreadable(suffix: str) -> str:
    if suffix in (".doc", ".docx", ".rtf", ".odt", ".pdf"):
        return f"「{suffix}」の文書は読めません。「書式なし（.txt）」で保存し直してください。"
    if suffix in (".xls", ".ods"):
        return f"「{suffix}」の表は読めません。「.xlsx」か「.csv」で保存し直してください。"
    return (
        unknown("読める形式のうち", suffix, suffixes())
        if suffix
        else f"拡張子がありません。{'、'.join(suffixes())} のどれかを付けてください。"
    )
