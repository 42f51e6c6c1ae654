"""Two guidelines stand side by side, family by family."""

from __future__ import annotations

from snslint.model import Check, Clause, Guideline, Municipality, Own
from snslint.municipalities import load
from snslint.municipalities.compare import Pair, Side, compare


def town(name: str, *clauses: Clause) -> Municipality:
    return Municipality(name, name, Guideline("指針"), Own(), clauses)


def test_families_of_either_side_are_paired_with_their_clauses() -> None:
    rumour = Clause("1", "噂。伝聞。", checks=(Check("rumour", "噂。"), Check("rumour/hearsay", "伝聞。")))
    law = Clause("2", "法令を守る。", hints=("illegal",))
    comments = Clause("9", "噂", applies_to=("comment",), checks=(Check("rumour", "噂"),))
    assert compare(town("a", rumour, law), town("b", comments)) == (
        Pair("illegal", (Side(law, "法令を守る。", hint=True),), ()),
        Pair("rumour", (Side(rumour, "噂。"), Side(rumour, "伝聞。")), (Side(comments, "噂"),)),
    )


def test_what_onjuku_and_shiroi_do_not_share() -> None:
    pairs = compare(load("onjuku"), load("shiroi"))
    assert [pair.family for pair in pairs if not pair.right] == [
        "commercial",
        "external-source",
        "religion",
        "short-url",
    ]
    assert [pair.family for pair in pairs if not pair.left] == ["conversation"]
