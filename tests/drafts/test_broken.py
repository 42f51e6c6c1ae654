"""Files that are broken: each is told in one sentence, at its place, and stops nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint import drafts
from snslint.errors import Problem
from snslint.model import Draft

NO_POSTS = (
    "本文の列がないか、投稿の行がありません。列の名前の行に「本文」を入れてください"
    "（ほかの名前は snslint.yaml の columns に書けます）。"
)
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


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "a.txt") == ["ファイルがありません。名前と場所を確かめてください。"]


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
