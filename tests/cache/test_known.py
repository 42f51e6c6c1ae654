"""What is known of words and expressions spares asking again, and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import pytest

from snslint.cache import Cache
from snslint.errors import UserError
from snslint.matchers import words
from snslint.rules import checks, compiler, known, load, sources
from snslint.rules.known import Known
from snslint.rules.sources import RuleFile

RULE = """
title: "関係者の話"
severity: warning
message: "「{match}」は、{who}の話です。"
why: "出どころの分からない話は、事実として受け取られます。"
suggest: "発表元の名前を書いてください。"
find:
  - {regex: "(?<who>関係者|消息筋)によると"}
unless:
  - {words: ["発表しました", "お知らせ"]}
  - {detector: phone-number}
examples: {bad: ["«関係者によると»、増えます。"], good: ["町の発表です。"]}
"""
FUNCTIONS = ((compiler, "_phrase"), (compiler, "_literals"), (compiler, "_groups"), (checks, "never_cut"), (checks, "broken_regex"))  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "rules" / "rumour" / "insider.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULE, encoding="utf-8")
    return tmp_path / "rules"


@pytest.fixture
def nothing_can_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in FUNCTIONS:

        def fail(of: str) -> NoReturn:
            raise AssertionError(of)

        fail.__name__ = name
        monkeypatch.setattr(module, name, fail)


def files(folder: Path) -> list[RuleFile]:
    return sources.read([folder])


def learned(folder: Path) -> tuple[dict[str, object], Known]:
    first = Known()
    compiled = compiler.compile_library(files(folder), first)
    return compiled, Known(json.loads(json.dumps(first.plain())))


def test_it_learns_all_that_takes_long(folder: Path) -> None:
    _, second = learned(folder)
    compiler.compile_library(files(folder), second)
    assert {name: list(found) for name, found in second.plain().items()} == {
        "_phrase": ["発表しました", "お知らせ"],
        "broken_regex": ["(?<who>関係者|消息筋)によると"],
        "_groups": ["(?<who>関係者|消息筋)によると"],
        "_literals": ["(?<who>関係者|消息筋)によると", *_triggers()],
    }


def _triggers() -> list[str]:
    from snslint.detectors import phone_number

    return [phone_number.TRIGGER]


def test_a_library_of_what_is_known_is_the_same_and_asks_nothing(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    compiled, second = learned(folder)
    request.getfixturevalue("nothing_can_be_found_out")
    assert compiler.compile_library(files(folder), second) == compiled


def test_a_change_of_one_word_asks_for_that_word_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache")
    load([folder], cache)
    asked: list[str] = []

    def analyse(word: str) -> words.Phrase:
        asked.append(word)
        return words.analyse(word)

    monkeypatch.setattr("snslint.rules.compiler.analyse", analyse)
    path = folder / "rumour" / "insider.yaml"
    path.write_text(RULE.replace("お知らせ", "公表"), encoding="utf-8")
    load([folder], cache)
    path.write_text(RULE.replace("増えます", "減ります"), encoding="utf-8")
    load([folder], cache)
    assert asked == ["公表"]


def test_without_a_cache_a_process_remembers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_here", {})
    asked: list[str] = []

    def analyse(word: str) -> words.Phrase:
        asked.append(word)
        return words.analyse(word)

    monkeypatch.setattr("snslint.rules.compiler.analyse", analyse)
    first = load([folder])
    assert asked == ["発表しました", "お知らせ"]
    assert load([folder]) == first
    assert asked == ["発表しました", "お知らせ"]


def test_of_a_library_with_a_mistake_nothing_is_kept(folder: Path, tmp_path: Path) -> None:
    path = folder / "rumour" / "insider.yaml"
    path.write_text(RULE.replace("関係者|", "(関+)+|"), encoding="utf-8")
    with pytest.raises(UserError):
        load([folder], Cache(tmp_path / "cache"))
    assert list(tmp_path.glob("cache/known-*")) == []


def test_other_code_asks_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = known.key()
    (tmp_path / "words.py").write_text("# otherwise\n")
    monkeypatch.setattr(words, "__file__", str(tmp_path / "words.py"))
    assert known.key() != before


def test_too_much_to_keep_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_MOST", 3)
    some = Known({"of": {"a": 1, "b": 2}})

    def of(text: str) -> int:
        return len(text)

    assert [some(of, "a"), some(of, "ccc")] == [1, 3]
    assert some.plain() == {"of": {"a": 1, "b": 2, "ccc": 3}}
    some(of, "dddd")
    assert some.plain() == {"of": {"a": 1, "ccc": 3, "dddd": 4}}
