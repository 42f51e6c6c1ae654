"""The map of a guideline accounts for every clause, and names what nobody looks after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snslint.coverage import Coverage, Covered, cover
from snslint.families import FAMILIES
from snslint.model import Check, Clause, Guideline, Municipality, Own, Severity
from snslint.municipalities import load

CHECKED = Clause("1", "噂", checks=(Check("rumour", "噂"),))
NARROW = Clause("2", "伝聞", checks=(Check("rumour/hearsay", "伝聞"),))
REMINDED = Clause("3", "写真", remind="写り込みはありませんか。")
HINTED = Clause("4", "法令", hints=("illegal",))
KEPT = Clause("5", "目的", reference="目的を述べたもの。")
FORGOTTEN = Clause("6", "忘れた条項")
CLASSES = ("event", "illness")
RULES = ("illegal/drugs", "rumour/gossip", "rumour/hearsay")


def town(*clauses: Clause, **changes: Severity | None) -> Municipality:
    rules = {name.replace("_", "/"): severity for name, severity in changes.items()}
    return Municipality("kaku", "架空町", Guideline("指針"), Own(), clauses, rules)


def test_each_clause_has_its_fate_and_the_narrower_clause_takes_the_rule() -> None:
    municipality = town(CHECKED, NARROW, REMINDED, HINTED, KEPT)
    assert cover(municipality, RULES, CLASSES) == Coverage(
        municipality,
        (
            Covered(CHECKED, "checked", ("rumour/gossip",)),
            Covered(NARROW, "checked", ("rumour/hearsay",)),
            Covered(REMINDED, "reminder"),
            Covered(HINTED, "hint"),
            Covered(KEPT, "reference"),
        ),
        gaps=(),
        silent=tuple(family for family in FAMILIES if family not in ("illegal", "rumour")),
    )


def test_a_clause_about_comments_takes_no_rule_from_one_about_posts() -> None:
    comments = replace(CHECKED, id="7", applies_to=("comment",))
    covered = {one.clause.id: one.rules for one in cover(town(NARROW, comments), RULES, CLASSES).clauses}
    assert covered == {"2": ("rumour/hearsay",), "7": ("rumour/gossip", "rumour/hearsay")}


@pytest.mark.parametrize(
    ("municipality", "gaps"),
    [
        (town(FORGOTTEN), ("「6」の扱いが決まっていません。",)),
        (
            town(replace(CHECKED, checks=(Check("religion", "噂"),), hints=("politics",))),
            ("「1」: 分野「religion」のルールがありません。", "「1」: 分野「politics」のルールがありません。"),
        ),
        (
            town(replace(CHECKED, checks=(Check("rumour/hearsey", "噂"),))),
            ("「1」: ルール「rumour/hearsey」はありません。「rumour/hearsay」ではありませんか。"
             "使えるもの: rumour/gossip、rumour/hearsay",
             "「1」を点検するルールが1つもありません。"),
        ),
        (town(NARROW, rumour_hearsay=None), ("「2」を点検するルールが1つもありません。",)),
        (
            town(KEPT, rumour_gosip=Severity.INFO),
            ("rules: ルール「rumour/gosip」はありません。「rumour/gossip」ではありませんか。"
             "使えるもの: rumour/gossip、rumour/hearsay",),
        ),
        (
            replace(town(KEPT), words={"illness": ("かぜ",), "evnt": ("まつり",)}),
            ("words: ルールの使う語のまとまり「evnt」はありません。「event」ではありませんか。使えるもの: event、illness",),
        ),
    ],
)  # fmt: skip
def test_gaps_are_told(municipality: Municipality, gaps: tuple[str, ...]) -> None:
    assert cover(municipality, RULES, CLASSES).gaps == gaps


@pytest.mark.parametrize("name", ["mine", "onjuku", "shiroi", "tochigi"])
def test_no_clause_of_a_shipped_guideline_is_unaccounted_for(name: str) -> None:
    assert [one.clause.id for one in cover(load(name), (), ()).clauses if one.fate is None] == []
