"""Municipality files: which there are, and what one says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from snslint.bundled import municipalities_folder
from snslint.errors import Problem, UserError, unknown
from snslint.model import Municipality
from snslint.municipalities.clauses import capped, fate, rules_of
from snslint.municipalities.stored import from_plain, plain

__all__ = [
    "capped",
    "compile_municipality",
    "fate",
    "load",
    "municipality",
    "names",
    "path_of",
    "plain",
    "rules_of",
    "schema",
]

if TYPE_CHECKING:
    from snslint.yamlfile import Yaml


def names(folders: Sequence[Path] | None = None) -> list[str]:
    """The municipalities that `folders` (default: the shipped one) hold, sorted."""
    return sorted({path.stem for folder in _or_shipped(folders) for path in folder.glob("*.yaml")})


def path_of(name: str, folders: Sequence[Path] | None = None) -> Path:
    """The file of the municipality `name`; of equal names the one in the last folder.

    Raises UserError: no such municipality.
    """
    searched = _or_shipped(folders)
    for folder in reversed(searched):
        for path in folder.glob("*.yaml"):
            if path.stem == name:
                return path
    raise UserError(Problem(unknown("自治体", name, names(searched))))


def compile_municipality(yaml: Yaml, folders: Sequence[Path] | None = None) -> dict[str, Any]:
    """The municipality that `yaml` says, as plain data; `folders` is where one that it extends is looked for.

    Raises UserError with every mistake of the file.
    """
    return plain(_compiled(yaml, _or_shipped(folders), ()))


def municipality(data: Mapping[str, Any]) -> Municipality:
    """The municipality that `compile_municipality` made `data` of."""
    return from_plain(data)


def load(name: str, folders: Sequence[Path] | None = None) -> Municipality:
    """The municipality `name` of `folders` (default: the shipped one; of equal names the last).

    Raises UserError: no such municipality, or every mistake of its file.
    """
    from snslint.yamlfile import read

    searched = _or_shipped(folders)
    return _compiled(read(path_of(name, searched)), searched, ())


def schema() -> dict[str, Any]:
    """The JSON Schema of a municipality file, for editors."""
    from snslint.municipalities.written import WrittenMunicipality

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **WrittenMunicipality.model_json_schema(),
    }


def _or_shipped(folders: Sequence[Path] | None) -> Sequence[Path]:
    return [municipalities_folder()] if folders is None else folders


def _compiled(yaml: Yaml, folders: Sequence[Path], below: tuple[Path, ...]) -> Municipality:
    from snslint.municipalities.compile import compiled
    from snslint.yamlfile import read

    seen = (*below, Path(yaml.path).resolve())

    def base(name: str, where: Problem) -> Municipality:
        found = [path for folder in folders for path in sorted(folder.glob("*.yaml")) if path.stem == name]
        paths = [path for path in found if path.resolve() not in seen]
        if paths:
            return _compiled(read(paths[-1]), folders, seen)
        message = (
            "自分自身を土台にしています。" if found else unknown("土台にする自治体", name, names(folders))
        )
        raise UserError(replace(where, message=message))

    return compiled(Path(yaml.path).stem, yaml, base)
