"""`snslint municipality` on the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from snslint.cli import main
from snslint.municipalities import load

FIXTURES = Path(__file__).parent / "fixtures"

DOCUMENT = "架空町SNS指針\n1 目的\n決まりを定める。\n2 禁止事項\n(1) 個人情報\n(2) 単なる噂\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["municipality", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_the_shipped_municipalities_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "onjuku   御宿町  御宿町ソーシャルメディア活用ガイドライン（条項 57件）"
    )


def test_a_document_becomes_a_file_that_its_document_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    pack = Path("取り込み 済み/municipalities")
    document = Path("指針.txt")
    document.write_bytes(DOCUMENT.encode("cp932"))
    Path("snslint.yaml").write_text(f'packs: ["{pack.parent}"]\n', encoding="utf-8")
    assert run("import", str(document), "-o", str(pack / "town.yaml")) == 0
    assert capsys.readouterr().err == (
        f"{pack / 'town.yaml'}: 条項 4件（点検 2件、確認の要るもの 0件）、条項にしなかった行 1行\n"
    )
    assert load("town", [pack]).name == "架空町"
    assert run("verify", "town", str(document)) == 0
    assert capsys.readouterr().out == "架空町: 条項 4件は、すべて文書のとおりです。\n"


def test_drift_is_told_word_by_word_and_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("guideline.txt").write_text(DOCUMENT, encoding="utf-8")
    Path("snslint.yaml").write_text("packs: [pack]\n", encoding="utf-8")
    assert run("import", "guideline.txt", "-o", "pack/municipalities/town.yaml") == 0
    changed = DOCUMENT.replace("(1) 個人情報\n(2) 単なる噂", "(1) 単なる噂やデマ\n(2) 広告\n(3) 差別")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(changed.encode())))
    capsys.readouterr()
    assert run("verify", "town", "-") == 1
    assert capsys.readouterr().out.splitlines() == [
        "変わった条項 2(2) → 2(1): 単なる噂{+やデマ+}",
        "なくなった条項 2(1): 個人情報",
        "新しい条項 2(2)（6行目）: 広告",
        "新しい条項 2(3)（7行目）: 差別",
    ]


def test_two_guidelines_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "mine", "onjuku") == 0
    told = capsys.readouterr().out
    assert (
        "差別（discrimination）\n  美祢市  第4-4(4)ア 人種、思想、信条等の差別または差別を助長させるもの\n"
        in told
    )
    assert "短縮URL（short-url）\n  美祢市  条項なし\n  御宿町  6(3) URL短縮サービスは" in told


def test_a_new_file_is_written_once_and_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "kaku", "--name", "架空町", "--title", "指針", "--domain", "town.kaku.lg.jp") == 0
    path = Path("snslint-pack/municipalities/kaku.yaml")
    assert capsys.readouterr().out == (
        f"{path} を作りました。\n使うには、snslint.yaml に packs: [snslint-pack] と書いてください。\n"
    )
    assert load("kaku", [path.parent]).own.domains == ("town.kaku.lg.jp",)
    assert run("new", "kaku", "--name", "架空町", "--title", "指針") == 2
    assert capsys.readouterr().err == f"{path}: すでにあります。別の名前で書き出してください。\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "kaku"], "自治体の名前を --name で指定してください。"),
        (["new", "kaku", "--name", "a", "--title", "b", "--domain", "https://a.jp"],
         "「https://a.jp」はドメインではありません。「town.example.lg.jp」の形で書いてください。"),
        (["new", "kaku", "--extends", "onjyuku"],
         "土台にする自治体「onjyuku」はありません。「onjuku」ではありませんか。使えるもの: mine、onjuku、shiroi、tochigi"),
        (["import", "none.txt"], "none.txt: ファイルを開けません。"),
        (["import", "a.pdf"], "a.pdf: PDFやWordの文書は読めません。テキスト（.txt）で保存してください。"),
        (["import", "odd.txt"], "odd.txt: 文字コードが分かりません。UTF-8で保存し直してください。"),
        (["import", "empty.txt"], "empty.txt: 番号や見出しのある条項が見つかりません。"),
        (["verify", "onjyuku", "a.txt"],
         "自治体「onjyuku」はありません。「onjuku」ではありませんか。使えるもの: mine、onjuku、shiroi、tochigi"),
    ],
)  # fmt: skip
def test_wrong_input_is_told(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.pdf").write_bytes(b"%PDF-1.7")
    Path("odd.txt").write_bytes(b"\x81\xff\xfe\x00")
    Path("empty.txt").write_text("", encoding="utf-8")
    assert run(*arguments) == 2
    assert message in capsys.readouterr().err
