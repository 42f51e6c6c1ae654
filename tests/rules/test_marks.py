"""The «» of examples are moved in the file, or left as they are where that cannot be done safely."""

from __future__ import annotations

import pytest

from snslint.errors import Problem
from snslint.lint.marks import Range, mark, move, unmark
from snslint.yamlfile import Loc

BY_HAND = "この例の «» は自動では直せません。手で直してください。"


def test_marks_are_read_and_written_alike() -> None:
    assert unmark("«雨»と«風»です。") == ("雨と風です。", [(0, 1), (2, 3)])
    assert mark("雨と風です。", [(0, 1), (2, 3)]) == "«雨»と«風»です。"


def test_a_finding_about_the_post_as_a_whole_gets_no_marks() -> None:
    assert mark("雨です。", [(0, 0)]) == "雨です。"
    moved = move('bad: ["«雨»です。"]\n'.encode(), "x.yaml", {("bad", 0): [(0, 0)]})
    assert moved == ('bad: ["雨です。"]\n'.encode(), [])


@pytest.mark.parametrize(
    ("text", "loc", "problem"),
    [
        ("bad: [雨]\n", ("bad",), Problem(BY_HAND, "x.yaml", 1, 6, "bad: [雨]")),
        ("bad: [雨]\n", ("good", 0), Problem(BY_HAND, "x.yaml", 1, 1, "bad: [雨]")),
        ('bad:\n  - "雨と\n\n    «風»"\n', ("bad", 0), Problem(BY_HAND, "x.yaml", 2, 5, '  - "雨と')),
    ],
)
def test_what_cannot_be_moved_is_told_and_the_file_left_as_it_was(
    text: str, loc: Loc, problem: Problem
) -> None:
    wanted: dict[Loc, list[Range]] = {loc: [(0, 1)]}
    assert move(text.encode(), "x.yaml", wanted) == (text.encode(), [problem])


def test_an_example_that_cannot_be_moved_holds_no_other_back() -> None:
    text = 'bad:\n  - "雨と\n\n    «風»"\n  - 雨と«風»\n'
    changed, problems = move(text.encode(), "x.yaml", {("bad", 0): [(0, 1)], ("bad", 1): [(0, 1)]})
    assert changed.decode() == text.replace("雨と«風»", "«雨»と風")
    assert problems == [Problem(BY_HAND, "x.yaml", 2, 5, '  - "雨と')]
