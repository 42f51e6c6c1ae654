"""The README shows what the program really prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_terminal_sample_is_what_the_command_prints() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- sample -->\n```\n\$ snslint (?P<arguments>.*)\n(?P<output>(?s:.*?))```", readme)
    assert shown is not None
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "snslint", *shown["arguments"].split()],
        cwd=ROOT,
        capture_output=True,
    )
    assert done.stdout.decode() == shown["output"]


def test_every_document_that_a_document_links_to_is_there() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.relative_to(ROOT)}: {target}"
