"""docs/packs/README.md and review.md do what they say, letter by letter; the editor settings mark real mistakes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

Follow = Callable[[str], int]
Blocks = Callable[[str], list[tuple[str, str]]]


def test_the_tour_can_be_followed(follow: Follow) -> None:
    assert follow("README.md") == 13


def test_the_review_can_be_followed(follow: Follow) -> None:
    assert follow("review.md") == 4


def test_the_editor_settings_name_a_schema_for_every_kind_of_file(follow: Follow, blocks: Blocks) -> None:
    follow("README.md")
    [body] = [body for kind, body in blocks("README.md") if kind == "json"]
    globs = {glob: Path(schema) for schema, glob in json.loads(body)["yaml.schemas"].items()}
    files = {
        "snslint.yaml": Path("snslint.yaml"),
        "**/municipalities/*.yaml": Path("snslint-pack/municipalities/umibe.yaml"),
        "**/rules/!(lexicon|contexts)/*.yaml": Path("snslint-pack/rules/rumour/hama-banashi.yaml"),
    }
    for glob, path in files.items():
        schema = json.loads(globs[glob].read_text(encoding="utf-8"))
        Draft202012Validator(schema).validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert sorted(map(str, globs.values())) == sorted(path.name for path in Path().glob("*.schema.json"))
    broken = yaml.safe_load(Path("broken/rules/rumour/hama-banashi.yaml").read_text(encoding="utf-8"))
    schema = json.loads(Path("rule.schema.json").read_text(encoding="utf-8"))
    marked = sorted(
        "/".join(map(str, e.absolute_path)) for e in Draft202012Validator(schema).iter_errors(broken)
    )
    assert marked == ["find/0", "find/0", "severity"]


def test_the_modeline_names_the_schema_beside_the_settings(follow: Follow, blocks: Blocks) -> None:
    follow("README.md")
    [body] = [body for _, body in blocks("README.md") if body.startswith("# yaml-language-server: $schema=")]
    folder = Path("snslint-pack/rules/rumour")
    schema = folder / body.partition("\n")[0].partition("$schema=")[2]
    Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(yaml.safe_load(body))
