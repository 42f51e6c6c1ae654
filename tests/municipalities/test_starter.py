"""A new municipality file passes at once."""

from __future__ import annotations

from pathlib import Path

from snslint.bundled import municipalities_folder
from snslint.municipalities import load
from snslint.municipalities.starter import starter


def test_a_new_file_loads_and_says_what_was_asked(tmp_path: Path) -> None:
    text = starter("架空町", '架空町 "SNS" 指針', domains=["town.kaku.lg.jp"], area_codes=["0470", "04"])
    (tmp_path / "kaku.yaml").write_text(text, encoding="utf-8")
    made = load("kaku", [tmp_path])
    assert (made.name, made.guideline.title) == ("架空町", '架空町 "SNS" 指針')
    assert (made.own.domains, made.own.area_codes) == (("town.kaku.lg.jp",), ("0470", "04"))
    assert [check.what for clause in made.clauses for check in clause.checks] == [
        "personal-data",
        "rumour",
        "defamation",
        "accuracy",
    ]


def test_a_new_file_may_add_to_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        starter("", "", domains=["a.example"], extends="onjuku"), encoding="utf-8"
    )
    made = load("own", [municipalities_folder(), tmp_path])
    assert made.name == "御宿町"
    assert made.own.domains == ("town.onjuku.chiba.jp", "a.example")


def test_the_commented_lines_are_right_once_their_marks_are_gone(tmp_path: Path) -> None:
    text = starter("架空町", "指針")
    lines = [line.removeprefix("# ") if line.startswith(("# rules", "#   rumour", "# words", "#   event")) else line
             for line in text.splitlines()]  # fmt: skip
    told = "\n".join(lines).replace("\n#   ", "\n  ").replace("\n  # ", "\n  ").replace("○○○○", "架空太郎")
    wanted = (
        told.replace("  checks: [分野]", "#")
        .replace("  sign_off: {…}", "#")
        .replace("https://…", "https://a.example/")
    )
    (tmp_path / "kaku.yaml").write_text(
        "\n".join(
            line
            for line in wanted.splitlines()
            if not line.startswith(("#", '  remind: "確認', '  reference: "理'))
        ),
        encoding="utf-8",
    )
    made = load("kaku", [tmp_path])
    assert made.own.head == "架空太郎"
    assert made.guideline.enacted == "2026-04-01"
    assert made.words == {"event": ("○○まつり",)}
    assert list(made.rules) == ["rumour/hearsay"]
