"""Input that is made to exhaust or to hang: each has a stated answer within bounds."""

from __future__ import annotations

import json
import os
import tracemalloc
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path

import openpyxl
import pytest

from snslint import drafts
from snslint.drafts import xlsx
from snslint.drafts.file import MAX_FILE
from snslint.drafts.records import NO_POSTS
from snslint.errors import Problem
from snslint.model import Draft

TOO_BIG = "が大きすぎます（10MBまで）。分けて保存してください。"


def told(path: Path) -> list[str]:
    found = list(drafts.read(str(path)))
    assert all(isinstance(one, Problem) for one in found)
    return [str(one).removeprefix(f"{path}:").strip() for one in found]


@pytest.mark.parametrize("suffix", [".txt", ".json", ".yaml", ".xlsx"])
def test_a_file_that_is_read_whole_has_a_limit(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"x" * (MAX_FILE + 1))
    assert told(path) == [f"ファイル{TOO_BIG}"]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_line_has_a_limit_and_is_named(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    head = "本文\n" if suffix == ".csv" else '{"text": "1"}\n'
    path.write_bytes(head.encode() + b"x" * (MAX_FILE + 1))
    assert str(list(drafts.read(str(path)))[-1]) == f"{path}:2: 1行{TOO_BIG}"


def test_a_quoted_cell_that_never_ends_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('本文\n"' + ("x" * 99 + "\n") * (MAX_FILE // 100))
    assert told(path) == [f"2: 1行{TOO_BIG}"]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_memory_does_not_grow_with_the_number_of_posts(tmp_path: Path, suffix: str) -> None:
    line = json.dumps({"text": "お知らせ" * 50}) + "\n" if suffix == ".jsonl" else "お知らせ" * 50 + "\n"
    path = tmp_path / f"a{suffix}"
    with path.open("w", encoding="utf-8") as file:
        file.write("本文\n" if suffix == ".csv" else "")
        file.writelines(line for _ in range(15_000))
    reader = drafts.read(str(path))
    next(reader)
    tracemalloc.start()
    count = sum(isinstance(one, Draft) for one in reader)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 14_999
    assert peak < 2_000_000 < path.stat().st_size


@pytest.mark.parametrize(
    ("suffix", "written", "expected"),
    [
        (".json", "[" * 100_000, "1:1: 入れ子が深すぎます（64段まで）。"),
        (".json", "[" * 200 + "]" * 200, "1:66: 入れ子が深すぎます（64段まで）。"),
        (".jsonl", '{"a":' * 100_000, "1:1: 入れ子が深すぎます（64段まで）。"),
        (".yaml", "[" * 100_000, "1:66: 入れ子が深すぎます（64段まで）。"),
        (".md", "---\na: " + "{" * 100_000 + "\n---\nx", "2:68: 入れ子が深すぎます（64段まで）。"),
    ],
)
def test_nesting_has_a_limit(tmp_path: Path, suffix: str, written: str, expected: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(written)
    assert told(path) == [expected]


def test_references_and_tags_of_yaml_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: &a [x, x]\nb: &b [*a, *a]\ntext: !!python/object/apply:os.system [id]\n")
    (first, *_) = list(drafts.read(str(path)))
    assert isinstance(first, Problem)
    assert first.line == 1


@pytest.mark.parametrize(
    ("suffix", "written"),
    [
        (".json", "[" + '{"txt": 1},\n' * 30_000 + "{}]"),
        (".jsonl", "x\n" * 30_000),
        (".yaml", "- x\n" * 30_000),
        (".csv", "本文\n" + "x,y\n" * 30_000),
    ],
)
def test_a_file_full_of_mistakes_is_left_after_a_thousand(tmp_path: Path, suffix: str, written: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(written, encoding="utf-8")
    found = [one for one in drafts.read(str(path)) if isinstance(one, Problem)]
    message = "間違いが1,000件を超えたので、このファイルの残りは読みませんでした。"
    assert (len(found), found[-1]) == (1001, Problem(message, str(path)))


def test_of_one_record_a_hundred_mistakes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{" + ",".join(f'"k{number}": 1' for number in range(10_000)) + "}")
    assert len(told(path)) == 100


def test_a_message_repeats_only_the_beginning_of_a_key_and_no_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"\x1b[2J" + "k" * 1_000_000: 1}))
    keys = "id、meta、municipality、platform、text"
    assert told(path) == [f"1:2: キー「?[2J{'k' * 36}…」はありません。使えるもの: {keys}"]


@pytest.mark.parametrize(
    ("suffix", "written", "expected"),
    [
        (
            ".json",
            "[" + "1," * 600_000 + "1]",
            "1:1000000: 値が多すぎます（500,000個まで）。1行に1件の「.jsonl」で保存してください。",
        ),
        (".yaml", "- a\n" * 300_000, "200000:3: 値が多すぎます（200,000個まで）。ファイルを分けてください。"),
        (".yaml", "\n" * 3_000_001, "YAMLのファイルが大きすぎます（3MBまで）。分けて保存してください。"),
        (
            ".md",
            "---\n" + "\n" * 3_000_001 + "---\nx",
            "1:1: 先頭の記録が大きすぎます（3MBまで）。分けて保存してください。",
        ),
        (".csv", "本文\n" + "," * 300, None),
        (
            ".csv",
            "本文\n" + "," * 300 + "x",
            "2:257: 列が多すぎます（256列まで）。要らない列を消してください。",
        ),
        (".txt", "\n" * 9_000_000, "9000001:1: 投稿文がありません。本文を書いてください。"),
    ],
)
def test_what_would_take_memory_or_time_is_refused(
    tmp_path: Path, suffix: str, written: str, expected: str | None
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(written, encoding="utf-8")
    assert told(path)[0] == (expected or NO_POSTS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    message = "ふつうのファイルではありません（パイプや装置など）。ファイルに保存してください。"
    assert told(tmp_path / "a.txt") == [message]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null"])
def test_a_device_is_not_read(device: str) -> None:
    message = "ふつうのファイルではありません（パイプや装置など）。ファイルに保存してください。"
    assert told(Path(device)) == [message]


def test_a_file_without_the_right_to_read_it_is_told(
    tmp_path: Path, powerless: AbstractContextManager[None]
) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    path.chmod(0)
    with powerless:
        assert told(path) == ["ファイルを読む権限がありません。アクセス権を確かめてください。"]


def test_a_path_may_hold_a_line_break_or_bytes_that_are_no_characters(tmp_path: Path) -> None:
    for name in ("a\nb.txt", os.fsdecode(b"\xff.txt")):
        path = tmp_path / name
        path.write_text("本文", encoding="utf-8")
        (found,) = drafts.read(str(path))
        assert isinstance(found, Draft)


class TestWorkbooks:
    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"\0" * (xlsx.MAX_UNPACKED + 1))
        assert told(path) == ["中身が大きすぎます（展開して50MBまで）。分けて保存してください。"]

    def test_a_bomb_that_lies_about_its_size_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", b" " * 30_000_000)
        data = path.read_bytes()
        size = (30_000_000).to_bytes(4, "little")
        path.write_bytes(data.replace(size, (100).to_bytes(4, "little")))
        assert told(path) == ["Excelのブックとして読めません。Excelで開いて「.xlsx」で保存し直してください。"]

    def test_many_parts_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(xlsx.MAX_PARTS + 1):
                archive.writestr(str(number), b"")
        assert told(path) == ["中身が大きすぎます（展開して50MBまで）。分けて保存してください。"]

    def test_a_stated_size_of_a_sheet_is_not_believed(self, tmp_path: Path) -> None:
        path = _patched(
            tmp_path,
            b"<dimension",
            b'<dimension ref="A1:XFD1048576"/><!--',
            b"<sheetViews",
            b"--><sheetViews",
        )
        (found,) = drafts.read(str(path))
        assert isinstance(found, Draft)

    def test_a_row_far_below_is_beyond_the_limit_of_rows(self, tmp_path: Path) -> None:
        path = _patched(tmp_path, b'<row r="2">', b'<row r="1000000">', b'r="A2"', b'r="A1000000"')
        assert told(path)[0] == "Sheet: 行が多すぎます（100,000行まで）。ここから後の行を読めません。"

    def test_entities_that_multiply_are_refused(self, tmp_path: Path) -> None:
        entities = b'<!ENTITY a "' + b"x" * 100 + b'">' + b"".join(
            b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (i + 1, *[i] * 10) for i in range(97, 107)
        )  # fmt: skip
        path = _patched(
            tmp_path,
            b"<worksheet",
            b"<!DOCTYPE x [" + entities + b"]><worksheet",
            b"<sheetViews>",
            b"&k;<sheetViews>",
        )
        assert told(path)[0].endswith("として読めません。Excelで開いて「.xlsx」で保存し直してください。")

    def test_a_workbook_with_a_password_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
        message = "古い形式かパスワード付きのブックです。パスワードなしの「.xlsx」で保存し直してください。"
        assert told(path) == [message]


def _patched(folder: Path, *replacements: bytes) -> Path:
    """A workbook with one post, the pieces of its sheet replaced in pairs."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["本文"])
    book.active.append(["お知らせ"])
    book.save(folder / "whole.xlsx")
    with zipfile.ZipFile(folder / "whole.xlsx") as whole, zipfile.ZipFile(folder / "a.xlsx", "w") as patched:
        for part in whole.namelist():
            data = whole.read(part)
            if part == "xl/worksheets/sheet1.xml":
                for old, new in zip(replacements[::2], replacements[1::2], strict=True):
                    assert old in data
                    data = data.replace(old, new)
            patched.writestr(part, data)
    return folder / "a.xlsx"
