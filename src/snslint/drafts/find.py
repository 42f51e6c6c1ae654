"""The files meant by what stands on the command line: files, folders, globs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import TypeAlias

from snslint.drafts.file import reason
from snslint.errors import Problem, nearest
from snslint.expressions import expression

STDIN = "-"
SETTINGS = "snslint.yaml"

Skip: TypeAlias = Callable[[Path], bool]

_MAGIC = expression(r"[*?[]")


def find(paths: Sequence[str], suffixes: Sequence[str], *, skip: Skip) -> Iterator[str | Problem]:
    """The files below `paths`, each once, in the order of names; a Problem for what matches nothing.

    In folders and globs only files with one of `suffixes` count; hidden ones, Excel's lock files, the settings
    and the files and folders that `skip` says are left out.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, suffixes, skip):
            key = found if isinstance(found, str) else found.place
            if len(paths) == 1 or key not in seen:
                if len(paths) > 1:
                    seen.add(key)
                yield found


def _below(path: str, suffixes: Sequence[str], skip: Skip) -> Iterator[str | Problem]:
    if path == STDIN:
        yield path
    elif _is_dir(path):
        yield from _or_problem(
            _walk(Path(path), suffixes, skip),
            Problem(
                f"フォルダの中に投稿文のファイルがありません（読めるもの: {'、'.join(suffixes)}）。", path
            ),
        )
    elif os.path.lexists(path):
        yield str(Path(path))
    elif _MAGIC.search(path):
        yield from _or_problem(
            _glob(path, suffixes, skip), Problem("当てはまる投稿文のファイルがありません。", path)
        )
    else:
        yield _missing(path)


def _or_problem(found: Iterator[str | Problem], nothing: Problem) -> Iterator[str | Problem]:
    first = next(found, nothing)
    yield first
    yield from found


def _missing(path: str) -> Problem:
    message = reason(FileNotFoundError())
    try:
        beside = [each.name for each in Path(path).parent.iterdir()]
    except (OSError, ValueError):
        beside = []
    near = nearest(Path(path).name, beside)
    return Problem(f"{message}「{near}」ではありませんか。" if near else message, path)


def _walk(root: Path, suffixes: Sequence[str], skip: Skip) -> Iterator[str | Problem]:
    # A stack, since folders may be nested deeper than Python may recurse.
    stack = [root]
    while stack:
        path = stack.pop()
        linked = path != root and path.is_symlink()
        if linked and not _is_inside(path, root):
            yield Problem(
                "フォルダの外を指すリンクです。たどらずに飛ばしました。直接指定してください。", str(path)
            )
            continue
        if not _is_dir(path):
            yield str(path)
            continue
        if linked:  # what it points to is met, or left out, under its own name
            continue
        try:
            inside = sorted(path.iterdir(), reverse=True)
        except OSError as error:
            yield Problem(reason(error).replace("ファイル", "フォルダ"), str(path))
            continue
        stack.extend(each for each in inside if _counts(each, suffixes, skip))


def _counts(path: Path, suffixes: Sequence[str], skip: Skip) -> bool:
    if _is_left_out(path.name) or skip(path):
        return False
    return path.suffix.lower() in suffixes or _is_dir(path)


def _is_dir(path: str | Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a folder above is closed


def _is_left_out(name: str) -> bool:
    return name.startswith((".", "~$")) or name in (SETTINGS, "CVS", "_darcs", "__pycache__", "node_modules")


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link to nowhere, or to itself
        return True


def _glob(pattern: str, suffixes: Sequence[str], skip: Skip) -> Iterator[str | Problem]:
    parts = PurePath(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if _MAGIC.search(part))
    root = Path(*parts[:fixed])
    wanted = re.compile(_as_regex(parts[fixed:]), re.IGNORECASE if os.name == "nt" else 0)
    if _is_dir(root):
        for found in _walk(root, suffixes, skip):
            path = found.path if isinstance(found, Problem) else found
            if wanted.fullmatch(Path(path).relative_to(root).as_posix()):
                yield found


def _as_regex(parts: Sequence[str]) -> str:
    """`**` is any folders, `*` and `?` stop at folders; a folder that matches stands for all in it."""
    regex = ""
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part == "**":
            regex += ".*" if last else "(?:[^/]+/)*"
        else:
            regex += _name_as_regex(part) + ("" if last else "/")
    return regex + "(?:/.*)?"


def _name_as_regex(name: str) -> str:
    regex = ""
    for piece in re.findall(r"\[!?\]?[^\]]*\]|.", name, re.DOTALL):
        if piece == "*":
            regex += "[^/]*"
        elif piece == "?":
            regex += "[^/]"
        elif len(piece) > 1:
            body = piece[1:-1].replace("\\", "\\\\").replace("[", "\\[")
            regex += f"[^{body[1:]}]" if body.startswith("!") else f"[{body}]"
        else:
            regex += re.escape(piece)
    return regex
