"""A rule of one's own, written as YAML, over one text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from snslint import rules
from snslint.document import Document
from snslint.lint import TextSource, evaluate
from snslint.matchers.search import Search
from snslint.model import Draft

HEAD = """
title: "試し"
severity: warning
message: "「{match}」です。"
why: "試すため。"
suggest: "直してください。"
examples: {bad: ["«雨»"], good: ["晴れ"]}
"""


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., Sequence[str]]:
    """What a rule written as YAML underlines in a text; other files of the pack by name."""

    def find(rule: str, text: str, extra: Mapping[str, str] | None = None) -> Sequence[str]:
        for name, content in {"rumour/one": HEAD + rule, **(extra or {})}.items():
            path = tmp_path / "rules" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        library = rules.load([tmp_path / "rules"])
        document = Document(Draft(text, TextSource()), today=dt.date(2026, 11, 21))
        search = Search(document, library.index())
        spans = (
            document.span(match.start, match.end) for match in evaluate.matches(library.rules[0], search)
        )
        return [text[span.start : span.end] for span in spans]

    return find
