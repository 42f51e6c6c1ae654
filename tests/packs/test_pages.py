"""Every code block of the other pages is run: fragments of rules pass their own examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = """\
title: "見本"
severity: warning
message: "「{match}」です。"
why: "見本のため。"
suggest: "直してください。"
"""

Blocks = Callable[[str], list[tuple[str, str]]]
Run = Callable[..., tuple[int, str]]


@pytest.mark.parametrize("page", ["language.md", "recipes.md"])
def test_every_fragment_passes_its_own_examples(
    page: str, tmp_path: Path, blocks: Blocks, snslint: Run
) -> None:
    rules = 0
    for kind, body in blocks(page):
        assert kind == "yaml"
        first = body.partition("\n")[0]
        if first.startswith("# "):
            path = tmp_path / "pack" / first.removeprefix("# ")
        else:
            rules += 1
            path = tmp_path / "pack" / "rules" / "rumour" / f"fragment-{rules}.yaml"
            body = HEAD.replace("「{match}」", "" if "evidence:" in body else "「{match}」") + body
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    status, told = snslint("rules", "test", str(tmp_path / "pack"))
    assert status == 0, told
    assert rules >= 6


def test_every_family_has_its_recipe(blocks: Blocks) -> None:
    from snslint.families import FAMILIES

    page = Path(__file__).parents[2] / "docs" / "packs" / "recipes.md"
    rows = [line.split("`")[1] for line in page.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    assert sorted(rows) == sorted(FAMILIES)
