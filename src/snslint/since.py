"""The posts that changed since a Git revision: of a changed file, only those that were not in it before.

Posts are compared as values, not by lines, so that this holds for tables and for posts that only moved. Git is
asked for names and contents alone: nothing that a repository could configure is run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from snslint import drafts
from snslint.errors import Problem, UserError
from snslint.model import Draft
from snslint.values import dataclass


@dataclass(frozen=True, slots=True)
class Since:
    """The files of one repository that changed, and what each was called at the revision (None: not there)."""

    root: Path
    commit: str
    before: Mapping[Path, str | None]

    def changed(self, path: str) -> bool:
        """Whether the file at `path` changed at all, or stands outside the repository."""
        found = _absolute(path)
        return found in self.before or not found.is_relative_to(self.root)

    def posts(
        self, path: str, found: Iterable[Draft | Problem], columns: Mapping[str, str] | None = None
    ) -> Iterator[Draft | Problem]:
        """What changed of `found`, the posts of the changed file at `path`. Problems all stay."""
        known = self._known(path, columns)
        for one in found:
            digest = _digest(one) if isinstance(one, Draft) else b""
            if known[digest] > 0:
                known[digest] -= 1
            else:
                yield one

    def _known(self, path: str, columns: Mapping[str, str] | None) -> Counter[bytes]:
        name = self.before.get(_absolute(path))
        if name is None:
            return Counter()
        data = _git(self.root, "cat-file", "blob", f"{self.commit}:{name}")
        old = drafts.read_bytes(path, data, columns=columns)
        return Counter(_digest(one) for one in old if isinstance(one, Draft))


def since(revision: str, folder: Path) -> Since:
    """What changed since `revision` left the branch that `folder` stands in, committed or not.

    Raises UserError where Git, the repository or the revision is missing.
    """
    root = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
    try:
        named = _line(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except UserError:
        message = (
            f"Gitに「{revision}」という版がありません。名前を確かめ、CIでは履歴をすべて取得してください。"
        )
        raise UserError(Problem(message)) from None
    try:
        commit = _line(root, "merge-base", named, "HEAD")
    except UserError:  # no common history, or not all of it fetched
        commit = named
    root = _absolute(root)
    listed = _git(root, "diff", "--name-status", "-z", "--find-renames", "--no-relative", commit, "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    before = {**dict(_renames(listed)), **dict.fromkeys(_names(new))}
    return Since(root, commit, {root / path: name for path, name in before.items()})


def _renames(listed: bytes) -> Iterator[tuple[str, str | None]]:
    fields = iter(_names(listed))
    for status in fields:
        old = next(fields)
        if status[0] in "RC":
            yield next(fields), old
        elif status[0] != "D":
            yield old, None if status[0] == "A" else old


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def _line(folder: Path, *arguments: str) -> str:
    return os.fsdecode(_git(folder, *arguments)).strip()


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL)  # noqa: S603
    except FileNotFoundError:
        message = "--since を使うには Git が要ります。Git を入れるか、--since なしで点検してください。"
        raise UserError(Problem(message)) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        message = f"Gitで前の版を調べられません（{said}）。Gitのリポジトリの中で使ってください。"
        raise UserError(Problem(message, str(folder))) from None
    return done.stdout


def _digest(draft: Draft) -> bytes:
    text = draft.text.replace("\r\n", "\n")  # Git may have changed them at check-out
    value = repr((text, draft.id, draft.municipality, draft.platforms, draft.meta))
    return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _absolute(path: str | Path) -> Path:
    return Path(path).resolve()
