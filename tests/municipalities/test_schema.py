"""Editors that know JSON Schema help to write a municipality file."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from snslint.municipalities import names, path_of, schema


def mistakes(data: Any) -> list[str]:
    found = Draft202012Validator(schema()).iter_errors(data)
    return sorted("/".join(map(str, error.absolute_path)) for error in found)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", names())
def test_the_shipped_files_fit_it(name: str) -> None:
    assert mistakes(yaml.safe_load(path_of(name).read_text(encoding="utf-8"))) == []


def test_it_marks_unknown_keys_families_and_values() -> None:
    data = {
        "nmae": "架空町",
        "clauses": [
            {"id": "1", "text": "a", "checks": ["rumor"], "hints": ["law"]},
            {"id": "2", "text": "a", "for": "staff", "checks": ["rumour/hearsay", {"what": "length"}]},
        ],
        "rules": {"rumour/hearsay": {"severity": "none", "reason": "b"}},
    }
    assert mistakes(data) == [
        "",
        "clauses/0/checks/0",
        "clauses/0/hints/0",
        "clauses/1/for",
        "rules/rumour/hearsay/severity",
    ]
