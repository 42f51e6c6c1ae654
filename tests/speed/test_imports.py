"""A warm check imports only what it needs: each import is paid on every run of the command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "hashlib",
    "pydantic",
    "tempfile",
    "jinja2",
    "yaml",
    "multiprocessing",
    "concurrent",
    "email",
    "openpyxl",
    "phonenumbers",
    "importlib.metadata",
}

CHECK = """
import sys
from snslint.cli import main
try:
    main(["check", sys.argv[1], "-m", "onjuku", "-p", "x"])
finally:
    print(*sys.modules, file=sys.stderr)
"""


def imported(draft: Path, cache: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(draft)],
        env=os.environ | {"SNSLINT_CACHE_DIR": str(cache)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())


def test_a_warm_check_of_a_plain_draft_imports_nothing_heavy(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("11月22日（日）から、町立図書館で冬の絵本を展示します。", encoding="utf-8")
    imported(draft, tmp_path / "cache")
    modules = imported(draft, tmp_path / "cache")
    assert HEAVY & modules == set()
    assert {name for name in modules if name.startswith("rich.")} <= {"rich.cells", "rich._cell_widths"}
    assert {name for name in modules if name.startswith("snslint.cli.")}.isdisjoint(
        {
            "snslint.cli.results",
            "snslint.cli.timing",
        }
        | {
            f"snslint.cli.{name}"
            for name in (
                "baseline",
                "count",
                "coverage",
                "explain",
                "init",
                "municipality",
                "rules",
                "tokens",
                "stamp",
            )
        }
    )
