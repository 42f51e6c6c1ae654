"""What docs/inputs.md says is so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from snslint import drafts
from snslint.drafts import meta, records
from snslint.model import Draft
from snslint.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> set[str]:
    """The words in `code` of the first column of the table below the heading."""
    table = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_format_is_named() -> None:
    assert {name for name in first_cells("形式") if name.startswith(".")} == set(drafts.suffixes())


def test_every_key_is_named() -> None:
    assert first_cells("本文のほかに書けること") == set(meta.KEYS) - {"text", "meta"}


def test_every_setting_is_named() -> None:
    names = {field.name for field in fields(Settings)} - {"path", "platforms"} | {"platform"}
    assert first_cells("設定ファイル snslint.yaml") == names


def test_every_usual_column_is_named() -> None:
    table = PAGE.split("### 表（Excel・CSV）")[1].split("###")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    named = {column: key.strip("`") for columns, key in rows[1:] for column in columns.split("、")}
    assert named == dict(records.COLUMNS)


def test_every_example_can_be_read(tmp_path: Path) -> None:
    written = re.findall(r"^```(markdown|json|yaml)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert [language for language, _ in written] == ["markdown", "json", "yaml", "yaml"]
    for number, (language, text) in enumerate(written):
        suffix = {"markdown": "md", "json": "jsonl"}.get(language, language)
        inside = (
            text
            if not text.startswith("allow:")
            else f"text: 本文\nmeta:\n{re.sub('^', '  ', text, flags=re.M)}"
        )
        path = tmp_path / f"{number}.{suffix}"
        path.write_text(inside, encoding="utf-8")
        assert [type(one) for one in drafts.read(str(path))] == [Draft]
