"""Fuzz one target with atheris, guided by the coverage of snslint's own code.

    pip install atheris
    python -m fuzz.run TARGET -runs=100000 -seed=8 [any option of libFuzzer]

TARGET is one of `fuzz.targets.TARGETS`. An input that breaks it is written to `crash-…`, and given again as the last
argument it is run alone. Seeds from `fuzz/seeds/` (tricks of writing, formats, numbers) start the search; inputs that
reach new code are kept in `fuzz/found/TARGET/`, from where the next run goes on.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore  # no part of the development tools: it installs on Linux only

with atheris.instrument_imports(include=["snslint"]):
    from fuzz.targets import TARGETS, linter

HERE = Path(__file__).parent

if __name__ == "__main__":
    name, *options = sys.argv[1:]
    folders: list[str] = []
    if all(one.startswith("-") for one in options):
        found = HERE / "found" / name
        found.mkdir(parents=True, exist_ok=True)
        folders = [str(found), str(HERE / "seeds")]  # libFuzzer writes what is new to the first
    linter().check("")  # compiling the packs is no example that takes too long
    atheris.Setup([sys.argv[0], *options, *folders], TARGETS[name])
    atheris.Fuzz()
