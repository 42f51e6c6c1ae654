"""Fuzz one target with atheris, guided by the coverage of snslint's own code.

    pip install atheris
    python -m fuzz.run TARGET -runs=100000 -seed=8 [any option of libFuzzer]

TARGET is one of `fuzz.targets.TARGETS`. An input that breaks it is written to `crash-…`, and given again as the last
argument it is run alone. Seeds from `fuzz/seeds/` (tricks of writing, formats, numbers) start the search.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore  # no part of the development tools: it installs on Linux only

with atheris.instrument_imports(include=["snslint"]):
    from fuzz.targets import TARGETS

if __name__ == "__main__":
    name, *options = sys.argv[1:]
    seeds = [] if any(not one.startswith("-") for one in options) else [str(Path(__file__).parent / "seeds")]
    atheris.Setup([sys.argv[0], *options, *seeds], TARGETS[name])
    atheris.Fuzz()
