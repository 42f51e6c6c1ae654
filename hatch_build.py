"""Builds the wheel: what `bundled.kept` reads is compiled and put in, so that an installed program is never cold.

It is the build backend itself, hatchling with two things more: only a wheel needs the program's own requirements to be
built (an editable install compiles when it is first used), and only it gets the files.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling import build
from hatchling.build import (
    build_editable,
    build_sdist,
    build_wheel,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
)
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]

ROOT = Path(__file__).parent


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:
    """What has to be installed to build a wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*build.get_requires_for_build_wheel(config_settings), *project["dependencies"]]


class CompiledPacks(BuildHookInterface[Any]):
    """Adds the packs in compiled form to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile them, unless the wheel is the shell of an editable install."""
        if version != "standard":
            return
        sys.path.insert(0, str(ROOT / "src"))
        from snslint import shipped

        self._folder = tempfile.TemporaryDirectory()
        for name, data in shipped.files():
            path = Path(self._folder.name, name)
            path.write_bytes(data)
            build_data["force_include"][str(path)] = f"snslint/_packs/kept/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Throw the files away once they are in the wheel."""
        if version == "standard":
            self._folder.cleanup()
