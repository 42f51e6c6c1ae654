"""The shipped packs are found from a checkout and from an installed wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from snslint import bundled

PRINT = "from snslint.bundled import *; print(rules_folder()); print(municipalities_folder())"


def test_from_a_checkout_they_are_its_top_folders() -> None:
    root = Path(__file__).resolve().parents[2]
    assert (bundled.rules_folder(), bundled.municipalities_folder()) == (
        root / "rules",
        root / "municipalities",
    )


def test_from_a_wheel_they_are_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "日本語 の フォルダー" / "snslint"
    shutil.copytree(Path(bundled.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "_packs").mkdir()
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PRINT],
        cwd=package.parent,
        env={"PYTHONPATH": str(package.parent)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert told.stdout.splitlines() == [
        str(package / "_packs" / name) for name in ("rules", "municipalities")
    ]
