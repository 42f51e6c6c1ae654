"""When the guideline changes, the file that quotes it cannot pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from snslint.model import Municipality
from snslint.municipalities import load
from snslint.municipalities.importing import import_guideline
from snslint.municipalities.importing.writing import to_yaml
from snslint.municipalities.verify import Drift, Words, difference, in_brackets, verify

DOCUMENT = """\
架空町SNS指針
1 目的
この指針は、町のSNSの決まりを定める。
2 禁止事項
次の情報を発信してはならない。
(1) 個人情報
(2) 単なる噂を助長するもの
(3) 公序良俗に反するもの
3 承認
課長の承認を得て発信する。
"""


@pytest.fixture
def town(tmp_path: Path) -> Municipality:
    (tmp_path / "town.yaml").write_text(to_yaml(import_guideline(DOCUMENT)), encoding="utf-8")
    return load("town", [tmp_path])


def test_the_document_itself_passes(town: Municipality) -> None:
    assert not verify(town, DOCUMENT)


def test_spaces_and_line_breaks_do_not_count(town: Municipality) -> None:
    assert not verify(town, DOCUMENT.replace("\n", "\r\n\r\n").replace("(1) ", "  (1)　"))


def test_changed_words_are_shown(town: Municipality) -> None:
    drift = verify(town, DOCUMENT.replace("単なる噂を助長するもの", "根拠のない噂や未確認の情報"))
    [changed] = drift.changed
    assert drift == Drift(changed=(changed,))
    assert (changed.was, changed.now) == ("2(2)", "2(2)")
    assert in_brackets(changed.words) == "[-単なる-]{+根拠のない+}噂[-を助長するもの-]{+や未確認の情報+}"


def test_a_clause_that_went_moves_the_numbers_of_those_below(town: Municipality) -> None:
    drift = verify(town, DOCUMENT.replace("(2) 単なる噂を助長するもの\n(3)", "(2)"))
    assert drift == Drift(
        renumbered=(("2(3)", "2(2)"),), gone=tuple(c for c in town.clauses if c.id == "2(2)")
    )


def test_a_clause_that_went_is_told_though_its_words_stand_elsewhere(town: Municipality) -> None:
    document = DOCUMENT.replace("(3) 公序良俗に反するもの\n", "").replace("決まりを", "個人情報の決まりを")
    drift = verify(town, document.replace("(1) 個人情報\n(2)", "(1)"))
    assert [clause.id for clause in drift.gone] == ["2(1)", "2(3)"]


def test_a_clause_that_came_is_listed(town: Municipality) -> None:
    drift = verify(town, DOCUMENT.replace("3 承認", "(4) 他人の著作物\n3 承認"))
    assert [(one.id, one.text) for one in drift.new] == [("2(4)", "他人の著作物")]
    assert drift == Drift(new=drift.new)


def test_a_clause_both_moved_and_changed_is_recognised(town: Municipality) -> None:
    moved = DOCUMENT.replace(
        "3 承認\n課長の承認を得て発信する。\n", "3 題名\n略\n4 承認\n課長の承認を得てから発信する。\n"
    )
    drift = verify(town, moved)
    told = "承認課長の承認を得て"
    assert [(one.was, one.now) for one in drift.changed] == [("3", "4")]
    assert "".join(word.text for word in drift.changed[0].words if word.change != "new").startswith(told)
    assert [one.id for one in drift.new] == ["3"]


def test_differences_are_told_by_words() -> None:
    assert difference("課長の承認を得る。", "部長の承認を得る。") == (
        Words("gone", "課長"),
        Words("new", "部長"),
        Words("same", "の承認を得る。"),
    )


@pytest.mark.parametrize("name", ["mine", "onjuku", "shiroi", "tochigi"])
def test_the_shipped_files_say_what_their_guidelines_say(name: str, data: Path) -> None:
    text = (data / "guidelines" / f"{name}.txt").read_text(encoding="utf-8")
    assert verify(load(name), text) == Drift()
