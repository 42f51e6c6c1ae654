"""Whatever stands in a YAML file, reading it gives plain data or a mistake with a place."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from snslint import yamlfile
from snslint.errors import Problem, UserError

PIECES = [
    "a", "b: c", "key:", "- ", "  ", "\t", "\n", "\r\n", "\u2028", "\x85", "[", "]", "{", "}", ",", ": ", " #x", "#", "\"", "'", "\\",
    "|", ">-", "&a", "*a", "!t", "!!int 1", "? ", "---", "...", "%YAML 1.1", "@", "`", "<<: ", "~", "\x00", "\ufeff", "\ud800", "𠮷",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join)


def is_plain(data: yamlfile.Data) -> bool:
    if isinstance(data, dict):
        return all(type(key) is str and is_plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(is_plain, data))
    return data is None or type(data) is str


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_any_text_is_read_or_refused(loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "_LOADER", getattr(yaml, loader, yaml.SafeLoader))

    @given(TEXTS)
    @settings(max_examples=300, deadline=None)
    def reads(text: str) -> None:
        found: tuple[Problem, ...] = ()
        data: yamlfile.Data = None
        try:
            read = yamlfile.parse(text, "x.yaml")
            data, found = read.data, tuple(read.cut_comments())
        except UserError as error:
            found = error.problems
        lines = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))
        assert is_plain(data)
        assert all(1 <= one.line <= lines and one.column >= 1 and one.message for one in found)

    reads()
