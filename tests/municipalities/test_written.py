"""A municipality file says one thing, or every mistake in it is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from snslint.bundled import municipalities_folder
from snslint.errors import UserError
from snslint.model import Check, Clause, Force, Guideline, Municipality, Own, Severity, SignOff
from snslint.municipalities import capped, load, names

WHOLE = """\
name: "架空町"
guideline: {title: "架空町SNS指針", publisher: "広報課", enacted: "2024-04-01", url: "https://example.lg.jp/"}
own:
  domains: ["town.kaku.example.lg.jp"]
  area_codes: ["0123"]
  places: ["架空港"]
  head: "架空太郎"
clauses:
  - id: "1"
    title: "目的"
    reference: "目的を述べたもの。"
  - id: "2(1)"
    text: "個人情報を出さない。噂を広めない。"
    force: principle
    quote: "個人情報を出さない。"
    checks:
      - personal-data
      - {what: rumour/hearsay, quote: "噂を広めない。", severity: info}
    hints: [defamation]
    remind: "写り込みはありませんか。"
    never_allow: yes
  - id: "2(2)"
    text: "課長の決裁を受ける。"
    sign_off: {approved_by: section-head, reviewers: 2, publish_at: true}
  - id: "3"
    text: "なりすましを削除する。"
    for: comment
    remind: "なりすましではありませんか。"
rules:
  rumour/unverified: {severity: off, reason: "町では使わない言い方のため"}
  politics/vote: {severity: warning, reason: "試行中"}
words:
  event: ["架空まつり"]
"""


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def mistakes(folder: Path, text: str) -> list[str]:
    write(folder, "kaku", text)
    with pytest.raises(UserError) as caught:
        load("kaku", [municipalities_folder(), folder])
    return [str(problem).removeprefix(f"{folder}/kaku.yaml:") for problem in caught.value.problems]


def with_clauses(clauses: str) -> str:
    return f'name: "架空町"\nguideline: {{title: "指針"}}\nclauses:\n{clauses}'


def test_a_file_becomes_a_municipality(tmp_path: Path) -> None:
    write(tmp_path, "kaku", WHOLE)
    assert load("kaku", [tmp_path]) == Municipality(
        id="kaku",
        name="架空町",
        guideline=Guideline("架空町SNS指針", "広報課", "2024-04-01", "", "https://example.lg.jp/", ""),
        own=Own(("town.kaku.example.lg.jp",), (), ("0123",), ("架空港",), (), (), "架空太郎"),
        clauses=(
            Clause("1", "", "目的", reference="目的を述べたもの。"),
            Clause(
                "2(1)",
                "個人情報を出さない。噂を広めない。",
                force="principle",
                checks=(
                    Check("personal-data", "個人情報を出さない。"),
                    Check("rumour/hearsay", "噂を広めない。", Severity.INFO),
                ),
                hints=("defamation",),
                remind="写り込みはありませんか。",
                never_allow=True,
            ),
            Clause(
                "2(2)",
                "課長の決裁を受ける。",
                checks=(Check("approval", "課長の決裁を受ける。"),),
                sign_off=SignOff("section-head", reviewers=2, publish_at=True),
            ),
            Clause(
                "3", "なりすましを削除する。", applies_to=("comment",), remind="なりすましではありませんか。"
            ),
        ),
        rules={"rumour/unverified": None, "politics/vote": Severity.WARNING},
        words={"event": ("架空まつり",)},
    )


def test_an_own_file_adds_to_the_one_it_extends(tmp_path: Path) -> None:
    pack = """\
extends: onjuku
own: {places: ["架空港"], head: "架空太郎"}
clauses:
  - {id: "5(12)", text: "差し替えた条項", remind: "確かめましたか。"}
  - {id: "12", text: "足した条項", reference: "町の内規。"}
rules: {rumour/hearsay: {severity: info, reason: "試行中"}}
"""
    write(tmp_path, "onjuku", pack)
    shipped, own = load("onjuku"), load("onjuku", [municipalities_folder(), tmp_path])
    assert own.name == "御宿町"
    assert own.guideline == shipped.guideline
    assert own.own.head == "架空太郎"
    assert own.own.places == (*shipped.own.places, "架空港")
    assert [clause.id for clause in own.clauses] == [*(clause.id for clause in shipped.clauses), "12"]
    assert {clause.id for clause in own.clauses} - {clause.id for clause in shipped.clauses} == {"12"}
    assert [c.text for c in own.clauses if c.id == "5(12)"] == ["差し替えた条項"]
    assert own.rules == {"rumour/hearsay": Severity.INFO}


def test_names_of_all_folders_are_known(tmp_path: Path) -> None:
    write(tmp_path, "架空町", WHOLE)
    assert names([municipalities_folder(), tmp_path]) == ["mine", "onjuku", "shiroi", "tochigi", "架空町"]


def test_a_file_that_extends_nothing_known_or_itself_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "extends: onjyuku\n") == [
        "1:10: 土台にする自治体「onjyuku」はありません。「onjuku」ではありませんか。"
        "使えるもの: kaku、mine、onjuku、shiroi、tochigi"
    ]
    assert mistakes(tmp_path, "extends: kaku\n") == ["1:10: 自分自身を土台にしています。"]


def test_a_clause_that_claims_what_the_base_claims_is_told(tmp_path: Path) -> None:
    text = 'extends: onjuku\nclauses:\n  - {id: "12", text: "噂", checks: [rumour]}\n'
    message = "「rumour」は「5(9)」でも点検しています。どちらか1つの条項にしてください。"
    assert mistakes(tmp_path, text) == [f"3:36: {message}"]


def test_without_a_base_the_three_main_keys_are_needed(tmp_path: Path) -> None:
    hint = "（ほかの自治体を土台にするなら「extends」）"
    assert mistakes(tmp_path, "own: {}\n") == [
        f"1:1: キー「{key}」が必要です{hint}。" for key in ("name", "guideline", "clauses")
    ]


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        (
            '  - {id: "1", text: a, checks: [rumor]}\n  - {id: "2", text: b, checks: [hearsay/x]}\n',
            ["4:33: 分野「rumor」はありません。「rumour」ではありませんか。",
             "5:33: 分野「hearsay」はありません。"],
        ),
        (
            '  - {id: "1", text: a, checks: [rumour/]}\n',
            ["4:33: 「rumour/」はルールの名前ではありません。「分野/ルール」の形で書いてください。"],
        ),
        (
            '  - {id: "1", text: a, reference: b}\n  - {id: "1", text: c, reference: d}\n',
            ["5:10: 番号「1」は4行目にもあります。番号は1つずつにしてください。"],
        ),
        (
            '  - {id: "1", text: a}\n',
            ["4:10: 「1」の扱いがありません。checks（点検）、sign_off（承認）、remind（人が確かめる）、"
             "reference（点検しない理由）のどれかを書いてください。"],
        ),
        (
            '  - {id: "1", text: a, checks: [rumour], reference: b}\n',
            ["4:5: 「1」の扱いがchecksとreferenceの両方になっています。1つにしてください。"],
        ),
        (
            '  - {id: "1", text: a, remind: c, reference: b}\n',
            ["4:46: 「1」にはremindがあるので、reference は書けません。"],
        ),
        ('  - {id: "1", reference: b}\n', ["4:5: 「1」に text（条文）か title（見出し）が必要です。"]),
        (
            '  - {id: "1", text: a, checks: [{what: rumour, quote: b}]}\n'
            '  - {id: "2", text: a, quote: c, remind: d}\n',
            ["4:55: quote が「1」の text にありません。条文の一部をそのまま書いてください。",
             "5:31: quote が「2」の text にありません。条文の一部をそのまま書いてください。"],
        ),
        (
            '  - {id: "1", text: a, checks: [rumour, rumour]}\n  - {id: "2", text: b, checks: [rumour]}\n'
            '  - {id: "3", text: b, for: comment, checks: [rumour]}\n',
            ["4:41: 「rumour」が2回書かれています。",
             "5:33: 「rumour」は「1」でも点検しています。どちらか1つの条項にしてください。"],
        ),
        (
            '  - {id: "1", text: a, checks: [rumour]}\n  - {id: "2", text: b, hints: [rumour]}\n',
            ["5:32: 「rumour」は「1」で点検しているので、hints には要りません。"],
        ),
        (
            '  - id: "1"\n    text: 投稿は #御宿町 を付ける\n    reference: b\n',
            ["5:11: 「 #」から後はコメントとして捨てられます。"
             "文の一部なら、全体を引用符「\"」で囲んでください。"],
        ),
    ],
)  # fmt: skip
def test_mistakes_in_clauses_are_told(tmp_path: Path, clauses: str, expected: list[str]) -> None:
    found = mistakes(tmp_path, with_clauses(clauses))
    assert [message.partition("使えるもの")[0] for message in found] == expected


def test_mistakes_elsewhere_are_told_all_at_once(tmp_path: Path) -> None:
    clause = '  - {id: "1", text: a, reference: b}\n'
    own = 'own: {domains: ["https://a.jp/"], area_codes: [470], palces: ["港"]}\n'
    rules = "rules:\n  hearsay: {severity: of, reason: c}\n"
    assert mistakes(tmp_path, with_clauses(clause) + own + rules) == [
        "5:17: 「https://a.jp/」はドメインではありません。「town.example.lg.jp」の形で書いてください。",
        "5:48: 「470」は市外局番ではありません。「0470」の形で書いてください。",
        "5:54: キー「palces」はありません。「places」ではありませんか。"
        "使えるもの: accounts、area_codes、domains、head、names、places、sections",
        "7:3: 「hearsay」はルールの名前ではありません。「分野/ルール」の形で書いてください。",
        "7:23: 値「of」はありません。「off」ではありませんか。使えるもの: error、info、off、warning",
    ]


@pytest.mark.parametrize(
    ("severity", "force", "expected"),
    [
        (Severity.ERROR, "must", Severity.ERROR),
        (Severity.ERROR, "principle", Severity.WARNING),
        (Severity.ERROR, "care", Severity.WARNING),
        (Severity.INFO, "care", Severity.INFO),
    ],
)
def test_only_a_clause_that_says_must_makes_an_error(
    severity: Severity, force: Force, expected: Severity
) -> None:
    assert capped(severity, Clause("1", "a", force=force)) is expected
