"""The schemas in docs/schemas/ are what the command prints, fit every shipped file, and speak Japanese."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from snslint import bundled, settings
from snslint.cli import schemas

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = Path(__file__).parents[2] / "examples"

Run = Callable[..., tuple[int, str, str]]


class EditorLoader(yaml.SafeLoader):
    """Reads what an editor reads: YAML 1.2, in which dates and `no` are strings."""


EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def shipped() -> Iterator[tuple[str, Path]]:
    rules = bundled.rules_folder()
    for path in sorted(rules.glob("*/*.yaml")):
        yield {"lexicon": "class", "contexts": "context"}.get(path.parent.name, "rule"), path
    for path in sorted(bundled.municipalities_folder().glob("*.yaml")):
        yield "municipality", path
    yield "settings", EXAMPLES / "snslint.yaml"


def mistakes(kind: str, data: Any) -> list[str]:
    found = Draft202012Validator(json.loads(schemas.text(kind))).iter_errors(data)
    return sorted(f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found)


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_the_file_in_docs_is_what_the_command_prints(kind: str, snslint: Run) -> None:
    shipped_text = (DOCS / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert snslint("rules", "schema", kind) == (0, shipped_text, "")


def test_there_is_no_other_file(snslint: Run) -> None:
    names = {path.name for path in (DOCS / "schemas").iterdir()}
    assert names == {f"{kind}.schema.json" for kind in schemas.KINDS}
    assert snslint("rules", "schema")[1] == schemas.text("rule")


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_it_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json.loads(schemas.text(kind)))


def test_every_shipped_file_fits_its_schema() -> None:
    wrong = {}
    for kind, path in shipped():
        data = yaml.load(path.read_text(encoding="utf-8"), EditorLoader)
        if found := mistakes(kind, data):
            wrong[path.name] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("rule", {"titel": "x"}, ": Additional properties are not allowed ('titel' was unexpected)"),
        ("class", {"title": "x", "words": []}, "words: [] should be non-empty"),
        ("context", {"title": "x", "find": [{}]}, "find/0: {} is not valid under any of the given schemas"),
        ("municipality", {"nmae": "x"}, ": Additional properties are not allowed ('nmae' was unexpected)"),
        ("settings", {"fail_on": "warn"}, "fail_on: 'warn' is not one of ['error', 'warning', 'info']"),
        ("embargo", [{"subject": "x"}], "0: 'words' is a required property"),
    ],
)
def test_an_editor_marks_what_the_program_refuses(kind: str, data: Any, expected: str) -> None:
    assert expected in mistakes(kind, data)


def test_the_schema_of_the_settings_knows_every_setting() -> None:
    text = settings.starter()
    known = json.loads(schemas.text("settings"))["properties"]
    for key in known:
        assert f"{key}:" in text
    assert set(known) == set(settings._READERS)


def test_every_description_is_japanese() -> None:
    def descriptions(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("description"), str):
                yield node["description"]
            for value in node.values():
                yield from descriptions(value)
        elif isinstance(node, list):
            for value in node:
                yield from descriptions(value)

    found = [words for kind in schemas.KINDS for words in descriptions(json.loads(schemas.text(kind)))]
    assert len(found) > 100
    assert [words for words in found if not any("ぁ" <= char <= "龥" for char in words)] == []
