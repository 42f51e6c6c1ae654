"""The YAML files of rules folders, and a digest of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from snslint.errors import Problem, UserError
from snslint.packfile import read_bytes
from snslint.tokenizer import dictionary_version
from snslint.values import dataclass

FORMAT = 12
"""Version of the compiled form: raised when the compiler writes something else for the same files."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One YAML file: its path as shown, the folder it stands in (`rumour`, `lexicon`, `contexts`), its name."""

    path: str
    folder: str
    name: str
    data: bytes


def read(folders: Sequence[Path]) -> list[RuleFile]:
    """Every YAML file two levels deep in the folders, in order; UserError for a folder that holds none."""
    files: list[RuleFile] = []
    problems: list[Problem] = []
    for folder in folders:
        found = sorted(folder.glob("*/*.yaml"))
        if not found:
            problems.append(
                Problem("このフォルダーにルール(家族名/ルール名.yaml)がありません。", str(folder))
            )
        for path in sorted({*folder.rglob("*.yaml"), *folder.rglob("*.yml")} - set(found)):
            message = "この場所のファイルは読まれません。rules/分野/ルール名.yaml に置いてください。"
            problems.append(Problem(message, str(path)))
        for path in found:
            try:
                files.append(RuleFile(str(path), path.parent.name, path.stem, read_bytes(path)))
            except UserError as error:
                problems += error.problems
    if problems:
        raise UserError(problems)
    return files


def basis() -> str:
    """What the compiled form depends on besides the files: its version, and the dictionary's."""
    return f"{FORMAT} {dictionary_version()}\n"
