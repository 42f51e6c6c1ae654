"""What a text must hold for an expression to match: never wrong, and telling where it can be."""

from __future__ import annotations

import json

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from snslint import bundled
from snslint.lint import marks
from snslint.matchers import Regex
from snslint.rules import Library, compiler, from_plain, literals, sources


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("まだ(?:公表|発表)(?:前|して)", [[{"まだ公表前", "まだ公表して", "まだ発表前", "まだ発表して"}]]),
        ("(?<a>090|080)-?\\d+", [[{"080", "090"}]]),
        ("[はが]、?", [[{"は", "が"}]]),
        ("LINE", [[{"line"}]]),
        ("(?:あ.*い|うえ)おか", [[{"おか"}]]),
        ("(?:胸|尻)(?:を|が)[^。]*(?:拝む|拝め)", [[{"拝む", "拝め"}, {"胸を", "胸が", "尻を", "尻が"}]]),
        ("公表|(?:発表[^。]*予定)", [[{"公表"}], [{"予定"}, {"発表"}]]),
        ("(?:x|y)?", None),
        ("\\p{Han}+", None),
        ("\\p{Han}+課[ :]", [[{"課 ", "課:"}]]),
        (".", None),
        ("(?!ab)c", [[{"c"}]]),
        ("(?:ab){2}", [[{"ab"}]]),
        ("[[:alpha:]]+課", None),
    ],
)
def test_required(source: str, expected: list[list[set[str]]] | None) -> None:
    found = literals.required(source)
    assert (found and [list(map(set, row)) for row in found]) == expected


def holds(rows: literals.Rows, text: str) -> bool:
    return any(all(any(each in text for each in strings) for strings in row) for row in rows)


PARTS = st.sampled_from(
    [
        "あ",
        "い",
        "う",
        "[あい]",
        "(?:あ|いう)",
        "(?:い)?",
        "(?:う)+",
        "あ*",
        ".",
        "(?=い)",
        "(?<!う)",
        "(?:あい|.)",
    ]
)


@given(st.lists(PARTS, min_size=1, max_size=6).map("".join), st.text(alphabet="あいうえ", max_size=8))
def test_a_text_that_matches_holds_what_is_required(source: str, text: str) -> None:
    required = literals.required(source)
    if required is not None and regex.search(source, text):
        assert holds(required, text)


@pytest.fixture(scope="module")
def library() -> Library:
    files = sources.read([bundled.rules_folder()])
    return from_plain(json.loads(json.dumps(compiler.compile_library(files))))


def test_it_holds_for_every_expression_of_the_library_over_all_examples(library: Library) -> None:
    files = [
        file for file in sources.read([bundled.rules_folder()]) if file.folder not in ("lexicon", "contexts")
    ]
    written = (compiler.parse_rule(file)[0].examples for file in files)
    texts = [each if isinstance(each, str) else each.text for e in written for each in (*e.bad, *e.good)]
    plain = [marks.unmark(text)[0] for text in texts]
    for expression in library.regexes():
        assert isinstance(expression, Regex)
        if expression.literals is not None:
            compiled = regex.compile(expression.source)
            for text in plain:
                if compiled.search(text):
                    assert holds(expression.literals, text.lower()), (expression.source, text)
