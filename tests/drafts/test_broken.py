"""Files that are broken: each is told in one sentence, at its place, and stops nothing else."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint import drafts
from snslint.drafts import meta
from snslint.drafts.file import MAX_FILE
from snslint.drafts.records import NO_POSTS
from snslint.errors import Problem
from snslint.model import Draft, Meta

NONE_AT_ALL = "投稿が1件もありません。投稿文を書いてから、もう一度お試しください。"
EXTRA = "snslint.yaml の columns に「{0}: extra」のように書いてください（extra は点検に使わない列）。"


def told(path: Path) -> list[str]:
    """The problems as `line:column: message`, and the texts of the posts that could be read all the same."""
    return [
        one.text if isinstance(one, Draft) else str(one).removeprefix(f"{path}:").strip()
        for one in drafts.read(str(path))
    ]


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("a.txt", "", ["ファイルが空です。投稿文を書いてから、もう一度お試しください。"]),
        ("a.md", " \n\n", ["3:1: 投稿文がありません。本文を書いてください。"]),
        ("a.md", "---\nid: a\n---\n", ["2:1: 投稿文がありません。本文を書いてください。"]),
        ("a.md", "---\nid: a\n本文", ["1:1: 先頭の「---」に対する、閉じの「---」の行がありません。"]),
        ("a.md", "---\n- a\n---\nx", ["2:1: 「キー: 値」の組を書いてください。"]),
        ("a.md", "---\nid: a\nid: b\n---\nx", ["3:1: キー「id」が2回書かれています（2行目と3行目）。1つにまとめてください。"]),
        ("a.jsonl", "\n\n", [NONE_AT_ALL]),
        ("a.jsonl", "", [NONE_AT_ALL]),
        (
            "a.jsonl",
            '{"text": "1"}\n{"text": "2"\n{"text": "3"}\n',
            ["1", "2:13: JSONとして読めません。値の後に「,」か、閉じのかっこがありません。", "3"],
        ),
        ("a.jsonl", '{"text": "1", "text": "2"}', ["1:15: キー「text」が2回書かれています。1つにまとめてください。"]),
        ("a.jsonl", '{text: "1"}', ["1:2: JSONとして読めません。キーを引用符「\"」で囲んで書いてください（最後の「,」は不要です）。"]),
        ("a.jsonl", '{"text" "1"}', ["1:9: JSONとして読めません。キーの後に「:」がありません。"]),
        ("a.jsonl", '{"text": "1}', ["1:10: JSONとして読めません。引用符「\"」が閉じていません。"]),
        (
            "a.jsonl",
            '{"text": "\t"}',
            ["1:11: JSONとして読めません。文字列の中に改行やタブなどの制御文字があります。\\n や \\t と書いてください。"],
        ),
        ("a.jsonl", '{"text": "\\u12"}', ["1:12: JSONとして読めません。「\\u」の後には16進数を4桁書いてください。"]),
        (
            "a.jsonl",
            '{"text": "C:\\Users"}',
            ["1:13: JSONとして読めません。「\\」の使い方が違います。「\\」そのものは「\\\\」と書いてください。"],
        ),
        ("a.jsonl", '{"text": "1"} x', ["1:15: JSONとして読めません。閉じた後に余分な文字があります。"]),
        ("a.json", "{\n  'text': 1}", ["2:3: JSONとして読めません。キーを引用符「\"」で囲んで書いてください（最後の「,」は不要です）。"]),
        ("a.json", "", ["1:1: JSONとして読めません。値がありません。文字列なら引用符「\"」で囲んでください。"]),
        ("a.json", "[]", [NONE_AT_ALL]),
        ("a.json", '["a", {"text": "1"}]', ["1:2: 投稿を「キー: 値」の組で書いてください（text が本文です）。", "1"]),
        ("a.json", '{"id": %s}' % ("1" * 5000), ["1:1: 数の桁が多すぎます。"]),
        ("a.yaml", "", [NONE_AT_ALL]),
        ("a.yaml", "text: x\ntxt: y", ["2:1: キー「txt」はありません。「text」ではありませんか。使えるもの: id、meta、municipality、platform、text"]),
        ("a.yaml", "text: |\n  あ\n - b", None),
        ("a.csv", "", [NO_POSTS]),
        ("a.csv", "番号,日付\n1,2\n", [NO_POSTS]),
        ("a.csv", "本文\n", [NO_POSTS]),
        (
            "a.csv",
            '本文,承認\n"a"b,1\nc,2\n',
            [
                f"1:4: B1: 列「承認」の意味が分かりません。「承認者」ではありませんか。{EXTRA.format('承認')}",
                "2:2: A2: 閉じの引用符「\"」の後に文字があります。引用符そのものは「\"\"」と書いてください。",
                "c",
            ],
        ),
        ("a.csv", '本文\na\n"b\nc\n', ["a", "3: 引用符「\"」が閉じていません。ここから後の行を読めません。"]),
        ("a.csv", "本文\na,b\n", ["2:3: B2: 名前のない列に値があります。列がずれていないか確かめてください。", "a"]),
        (
            "a.csv",
            "本文,投稿文\na,b\n",
            ["2:3: B2: 「text」の列が2つあり、両方に値があります。1つにしてください。", "a"],
        ),
        ("a.tsv", "番号\t本文\n1\t\n", ["2:1: A2: 投稿文がありません。本文を書いてください。"]),
        ("a.xlsx", "PK", ["Excelのブックとして読めません。Excelで開いて「.xlsx」で保存し直してください。"]),
        ("a.docx", "x", ["「.docx」の文書は読めません。「書式なし（.txt）」で保存し直してください。"]),
        ("a.xls", "x", ["「.xls」の表は読めません。「.xlsx」か「.csv」で保存し直してください。"]),
        (
            "a.txtt",
            "x",
            [
                "読める形式のうち「.txtt」はありません。「.txt」ではありませんか。使えるもの: "
                ".csv、.json、.jsonl、.markdown、.md、.ndjson、.tsv、.txt、.xlsm、.xlsx、.yaml、.yml"
            ],
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_told(tmp_path: Path, name: str, written: str, expected: list[str] | None) -> None:
    path = tmp_path / name
    path.write_bytes(written.encode())
    if expected is None:
        assert all(isinstance(one, Problem) and one.line for one in drafts.read(str(path)))
    else:
        assert told(path) == expected


KEYS = st.sampled_from([*meta.KEYS, "rule", "words", "reason", "by", "until", "x", "本文"])
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=6)),
    max_leaves=20,
)


@given(value=VALUES, suffix=st.sampled_from([".json", ".jsonl", ".yaml", ".md"]))
def test_no_value_breaks_the_reading_of_records(
    tmp_path_factory: pytest.TempPathFactory, value: object, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("value") / f"a{suffix}"
    written = json.dumps(value)
    path.write_text(f"---\n{written}\n---\n本文" if suffix == ".md" else written, encoding="utf-8")
    lines = 4 if suffix == ".md" else 1
    for one in drafts.read(str(path)):
        place = one.source.locate(one.text, 0) if isinstance(one, Draft) else one
        assert 0 <= place.line <= lines


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "a.txt") == ["ファイルがありません。名前と場所を確かめてください。"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no such file here")
@pytest.mark.parametrize(
    ("target", "why"), [("/proc/self/mem", "Input/output error"), ("a.txt", "Too many levels")]
)
def test_what_the_system_refuses_to_read_is_told(tmp_path: Path, target: str, why: str) -> None:
    (tmp_path / "a.txt").symlink_to(target)
    (message,) = told(tmp_path / "a.txt")
    assert message.startswith(f"ファイルを読めません（{why}")
    assert message.endswith("）。ファイルの状態を確かめてください。")


def test_too_much_on_stdin_is_told() -> None:
    found = list(drafts.read("-", stdin=io.BytesIO(b"x" * (MAX_FILE + 1))))
    assert found == [Problem("標準入力が大きすぎます（10MBまで）。分けて保存してください。", "-")]


def test_a_file_without_suffix_is_told(tmp_path: Path) -> None:
    (tmp_path / "draft").touch()
    (message,) = told(tmp_path / "draft")
    assert message == f"拡張子がありません。{'、'.join(drafts.suffixes())} のどれかを付けてください。"


def test_names_of_columns_may_stand_below_ten_rows_and_no_lower(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("表題\n" * 10 + "本文\nx", encoding="utf-8")
    assert told(path) == ["x"]
    path.write_text("表題\n" * 11 + "本文\nx", encoding="utf-8")
    assert told(path) == [NO_POSTS]


def test_a_column_without_a_meaning_for_the_check_is_kept_as_extra(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("本文,備考\nx,急ぎ", encoding="utf-8")
    (found,) = drafts.read(str(path), columns={"備考": "extra"})
    assert isinstance(found, Draft)
    assert found.meta == Meta(extra={"備考": "急ぎ"})


class TestWorkbooks:
    def test_without_openpyxl_the_way_out_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "a.xlsx").touch()
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        message = (
            "Excelのブックを読むには openpyxl が要ります。snslint[xlsx] を入れるか、CSVで保存してください。"
        )
        assert told(tmp_path / "a.xlsx") == [message]

    def test_a_workbook_without_a_column_of_texts_is_told(self, tmp_path: Path) -> None:
        openpyxl.Workbook().save(tmp_path / "a.xlsx")
        assert told(tmp_path / "a.xlsx") == [NO_POSTS]

    def test_a_mistake_names_sheet_and_cell_and_numbers_are_read_as_shown(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.create_sheet("12月")
        sheet.append(["番号", "本文", "投稿日時", "備考"])
        sheet.append([1.0, "x", dt.datetime(2026, 12, 1, 9), None])
        sheet.append([2.5, "y", "来週", None])
        book.save(tmp_path / "a.xlsx")
        unknown, first, wrong = drafts.read(str(tmp_path / "a.xlsx"))
        assert isinstance(first, Draft)
        assert (first.id, first.meta.publish_at) == ("1", dt.datetime(2026, 12, 1, 9))
        assert str(unknown).startswith(f"{tmp_path / 'a.xlsx'}: 12月!D1: 列「備考」の意味が分かりません。")
        assert str(wrong).startswith(f"{tmp_path / 'a.xlsx'}: 12月!C3: 「来週」を「publish_at」の日時として")

    def test_a_sheet_that_is_broken_does_not_stop_the_others(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        for name in ("一", "二"):
            book.create_sheet(name).append(["本文"])
            book[name].append([name])
        book.save(tmp_path / "whole.xlsx")
        with (
            zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
            zipfile.ZipFile(tmp_path / "a.xlsx", "w") as broken,
        ):
            for part in whole.namelist():
                data = whole.read(part)
                broken.writestr(
                    part, data.replace(b"</row>", b"<", 1) if part.endswith("sheet2.xml") else data
                )
        message = "一: Excelのブックとして読めません。Excelで開いて「.xlsx」で保存し直してください。"
        assert told(tmp_path / "a.xlsx") == [message, "二"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert told(tmp_path) == ["フォルダです。中のファイルを指定してください。"]


@pytest.mark.parametrize("suffix", sorted(drafts.suffixes()))
@given(data=st.binary(max_size=300))
def test_no_bytes_break_a_reader(tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / f"a{suffix}"
    path.write_bytes(data)
    found = list(drafts.read(str(path)))
    assert found
    assert all(isinstance(one, Draft | Problem) for one in found)


@pytest.mark.parametrize("suffix", [".md", ".jsonl", ".json", ".yaml", ".csv", ".tsv"])
@given(written=st.text(st.sampled_from("-\n\r\t ,:{}[]\"'\\|>#&*!textidあ0u\x85"), max_size=60))
def test_no_text_breaks_a_reader(tmp_path_factory: pytest.TempPathFactory, suffix: str, written: str) -> None:
    path = tmp_path_factory.mktemp("text") / f"a{suffix}"
    head = {".md": "---\n", ".csv": "本文,text,id\n", ".tsv": "本文\tid\n", ".yaml": "text: "}.get(suffix, "")
    path.write_bytes((head + written).encode())
    for one in drafts.read(str(path)):
        if isinstance(one, Draft):
            lines = (head + written).count("\n") + (head + written).count("\r") + 1
            places = [one.source.locate(one.text, offset) for offset in range(len(one.text) + 1)]
            assert all(1 <= place.line <= lines and place.column >= 1 for place in places)
