"""A library that was kept between runs says and finds what one made anew does."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from snslint import bundled
from snslint.cache import Cache, Entries
from snslint.document import Document
from snslint.lint import Linter, TextSource, marks
from snslint.lint.dispatch import Dispatch
from snslint.matchers.search import Search
from snslint.model import Draft
from snslint.rules import Library, compiler, from_plain, sources, stored

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return compiler.compile_library(sources.read([bundled.rules_folder()]))


@pytest.fixture(scope="module")
def made(plain: dict[str, Any]) -> Library:
    return from_plain(plain)


@pytest.fixture(scope="module")
def kept(plain: dict[str, Any], made: Library) -> Library:
    folders = [bundled.rules_folder()]
    entries = stored.entries(copy.deepcopy(plain), folders)
    lines = [json.dumps(entry, ensure_ascii=False).encode() for entry in entries.values()]
    return stored.library(Entries(list(entries), [*map(len, lines)], b"".join(lines)), folders)


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    files = [
        file for file in sources.read([bundled.rules_folder()]) if file.folder not in ("lexicon", "contexts")
    ]
    examples = [compiler.parse_rule(file)[0].examples for file in files]
    texts = [
        each if isinstance(each, str) else each.text for e in examples for each in (*e.bad[:1], *e.good[:1])
    ]
    return [Draft(marks.unmark(text)[0], TextSource()) for text in texts]


def test_it_says_the_same_of_rules_contexts_and_phrases(made: Library, kept: Library) -> None:
    assert len(made.rules) > 100
    names = [field.name for field in dataclasses.fields(made.rules[0])]
    told = [name for name in names if name not in ("find", "evidence", "needs", "unless", "hope", "_make")]
    for one, other in zip(made.rules, kept.rules, strict=True):
        assert [getattr(one, name) for name in told] == [getattr(other, name) for name in told]
    assert dict(kept.buckets) == made.buckets
    assert list(kept.contexts) == list(made.contexts)
    assert list(map(type, kept.matchers())) == list(map(type, made.matchers()))


def test_the_same_rules_are_asked_of_every_example(made: Library, kept: Library, drafts: list[Draft]) -> None:
    asked = []
    for library in (made, kept):
        index = library.index()
        dispatch = Dispatch(((rule, rule.id) for rule in library.rules), index, library.contexts.__getitem__)
        documents = (Document(draft, today=TODAY) for draft in drafts)
        asked.append(
            [dispatch.candidates(dispatch.fitted.of(Search(document, index))) for document in documents]
        )
    assert asked[0] == asked[1]
    assert max(map(len, asked[0])) > 3


def test_the_same_is_found_in_every_example(tmp_path: Path, drafts: list[Draft]) -> None:
    cold, warm = (Linter("onjuku", today=TODAY, cache=Cache(tmp_path)) for _ in range(2))
    assert list(map(cold.check, drafts)) == list(map(warm.check, drafts))


def test_a_rule_is_made_once_something_is_asked_of_it(kept: Library) -> None:
    rule = next(iter(kept.rules))
    again = pickle.loads(pickle.dumps(dataclasses.replace(rule, title="別の題")))
    assert (again.title, again.id, again.why) == ("別の題", rule.id, rule.why)
    assert rule == dataclasses.replace(again, title=rule.title)
    with pytest.raises(AttributeError):
        rule.other  # type: ignore[attr-defined]  # noqa: B018


def test_there_is_no_context_or_bucket_of_another_name(kept: Library) -> None:
    for names in (kept.contexts, kept.buckets):
        assert "nothing" not in names
        assert len(names) == len(list(names))
