"""Asking only the rules that may find something finds the same as asking all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snslint.document import Document
from snslint.lint import Linter, TextSource, evaluate
from snslint.matchers.search import Search
from snslint.model import Draft

CORPORA = sorted((Path(__file__).parents[2] / "benchmarks" / "corpora").glob("*.jsonl"))
WORDS = [
    "町長",
    "選挙",
    "反対",
    "らしい",
    "090-1234-5678",
    "佐藤さん",
    "病気",
    "部外秘",
    "内定",
    "未定",
    "https://bit.ly/x",
    "11月23日（火）",
    "バカ",
    "。",
    "が",
    "を",
    "です",
]


def both(linter: Linter, text: str) -> tuple[list[object], list[object]]:
    import datetime as dt

    plan = linter.plan("onjuku")
    document = Document(Draft(text, TextSource()), today=dt.date(2026, 11, 21), own=plan.municipality.own)
    fast, slow = Search(document, plan.index), Search(document, plan.index)
    return (
        [(a.rule.id, m) for a in plan.dispatch.candidates(fast) for m in evaluate.matches(a.rule, fast)],
        [(a.rule.id, m) for a in plan.rules for m in evaluate.matches(a.rule, slow)],
    )


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.stem)
def test_over_the_corpora(linter: Linter, corpus: Path) -> None:
    for line in corpus.read_text(encoding="utf-8").splitlines():
        fast, slow = both(linter, json.loads(line)["text"])
        assert fast == slow


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=15).map("".join))
def test_over_made_texts(linter: Linter, text: str) -> None:
    fast, slow = both(linter, text)
    assert fast == slow
