"""The shipped municipality files hold the guidelines whole and say what checks each clause."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from snslint.errors import UserError
from snslint.families import FAMILIES
from snslint.model import Clause, Municipality
from snslint.municipalities import compile_municipality, load, municipality, names, path_of
from snslint.yamlfile import read

SHIPPED = ("mine", "onjuku", "shiroi", "tochigi")

# Lines of the documents that are no clause: the title, dates of issue, forms, site navigation.
FURNITURE = {
    "onjuku": {1, 105},
    "mine": {3, *range(162, 199)},
    "shiroi": {3, 5, 7},
    "tochigi": {1, 3, 5, 7, *range(137, 158)},
}


@pytest.fixture(params=SHIPPED)
def shipped(request: pytest.FixtureRequest) -> Municipality:
    return load(request.param)


@pytest.fixture
def guideline(shipped: Municipality, data: Path) -> Path:
    return data / "guidelines" / f"{shipped.id}.txt"


def bare(text: str) -> str:
    """`text` without spaces, line breaks and a list's leading hyphens."""
    return re.sub(r"\s+", "", re.sub(r"(?m)^\s*- ", "", text))


def test_four_municipalities_are_shipped() -> None:
    assert names() == list(SHIPPED)


def test_every_clause_stands_word_for_word_in_the_guideline(shipped: Municipality, guideline: Path) -> None:
    document = bare(guideline.read_text(encoding="utf-8"))
    absent = [c.id for c in shipped.clauses if bare(c.text) not in document or bare(c.title) not in document]
    assert absent == []


def test_every_line_of_the_guideline_is_in_a_clause(shipped: Municipality, guideline: Path) -> None:
    told = "\n".join(bare(words) for clause in shipped.clauses for words in (clause.title, clause.text))
    number = re.compile(r"(第\d+\.|別記\d|[(（][0-9ア-ン]+[)）]|\d+|[①-⑳]|※\d|¹|[ア-キ](?= ))?\s*")
    lost = [
        n
        for n, line in enumerate(guideline.read_text(encoding="utf-8").split("\n"), start=1)
        if n not in FURNITURE[shipped.id]
        and bare(line) not in told
        and bare(number.sub("", line.strip().removeprefix("- "), count=1)) not in told
    ]
    assert lost == []


def test_the_guideline_is_the_document_that_was_read(shipped: Municipality, guideline: Path) -> None:
    assert hashlib.sha256(guideline.read_bytes()).hexdigest() == shipped.guideline.sha256


def test_a_municipality_survives_the_cache(shipped: Municipality) -> None:
    plain = compile_municipality(read(path_of(shipped.id)))
    assert municipality(json.loads(json.dumps(plain))) == shipped


def test_what_a_finding_quotes_is_part_of_its_clause(shipped: Municipality) -> None:
    assert [c.id for c in shipped.clauses for check in c.checks if check.quote not in c.text] == []


def families(name: str, kind: str = "post") -> dict[str, str]:
    clauses = [clause for clause in load(name).clauses if kind in clause.applies_to]
    return {check.what: clause.id for clause in clauses for check in clause.checks}


def test_onjuku_checks_all_families_but_advocacy_and_conversation() -> None:
    assert families("onjuku") == {
        "accuracy": "4(3)",
        "confidential": "5(1)",
        "unreleased": "5(1)",
        "illegal": "5(2)",
        "defamation": "5(3)",
        "politics": "5(4)",
        "religion": "5(4)",
        "ip-rights": "5(5)",
        "commercial": "5(6)",
        "discrimination": "5(7)",
        "public-order": "5(8)",
        "rumour": "5(9)",
        "personal-data": "5(10)",
        "security": "5(11)",
        "short-url": "6(3)",
        "approval": "8(1)",
        "external-source": "8(4)",
        "length": "※2",
    }


def test_mine_checks_its_own_posts_and_its_users_comments() -> None:
    assert families("mine") == {
        "external-source": "第4-2(4)",
        "conversation": "第4-2(5)",
        "confidential": "第4-4(1)",
        "unreleased": "第4-4(1)",
        "personal-data": "第4-4(2)",
        "ip-rights": "第4-4(2)",
        "accuracy": "第4-4(3)",
        "discrimination": "第4-4(4)ア",
        "politics": "第4-4(4)イ",
        "religion": "第4-4(4)イ",
        "illegal": "第4-4(4)ウ",
        "rumour": "第4-4(4)エ",
        "advocacy": "第4-4(4)オ",
        "public-order": "第4-4(4)カ",
        "approval": "第4-6",
    }
    assert families("mine", "comment") == {
        "defamation": "第4-5(1)",
        "discrimination": "第4-5(2)",
        "politics": "第4-5(3)",
        "religion": "第4-5(3)",
        "illegal": "第4-5(4)",
        "rumour": "第4-5(5)",
        "advocacy": "第4-5(6)",
        "ip-rights": "第4-5(7)",
        "personal-data": "第4-5(8)",
        "security": "第4-5(10)",
        "public-order": "第4-5(11)",
    }


def test_shiroi_allows_no_replies_and_no_direct_messages() -> None:
    assert families("shiroi") == {
        "approval": "2(3)②",
        "conversation": "2(3)④",
        "conversation/direct-message": "2(3)⑤",
        "accuracy": "3(4)",
        "defamation": "3(6)①",
        "discrimination": "3(6)②",
        "politics": "3(6)③",
        "illegal": "3(6)④",
        "confidential": "3(6)⑤",
        "personal-data": "3(6)⑥",
        "ip-rights": "3(6)⑥",
        "security": "3(6)⑦",
        "unreleased": "3(6)⑧",
        "rumour": "3(6)⑨",
        "public-order": "3(6)⑩",
        "length": "注1",
    }


def test_tochigi_checks_what_its_guideline_speaks_of() -> None:
    assert families("tochigi") == {
        "confidential": "3(2)",
        "personal-data": "3(3)",
        "ip-rights": "3(3)",
        "approval": "5(2)",
        "unreleased": "5(3)",
        "external-source": "6(2)",
        "accuracy": "6(2)",
    }


def test_every_family_is_checked_by_some_guideline() -> None:
    assert {what.split("/")[0] for name in SHIPPED for what in families(name)} == set(FAMILIES)


def test_what_mine_leaves_to_a_person_in_comments() -> None:
    def for_people(clause: Clause) -> bool:
        return "comment" in clause.applies_to and clause.remind is not None

    assert [clause.id for clause in load("mine").clauses if for_people(clause)] == [
        "第4-5(9)",
        "第4-5(12)",
        "第4-5(13)",
    ]


def test_an_unknown_municipality_names_the_nearest() -> None:
    with pytest.raises(UserError) as caught:
        load("onjyuku")
    assert str(caught.value) == (
        "自治体「onjyuku」はありません。「onjuku」ではありませんか。使えるもの: mine、onjuku、shiroi、tochigi"
    )
