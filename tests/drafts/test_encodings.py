"""What a file is encoded in: found, or told where it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snslint import drafts
from snslint.drafts.places import Plain
from snslint.errors import Problem
from snslint.model import Draft

TEXT = "御宿町からのお知らせです。\r\n明日は「秋祭り」を開きます。\r\nﾐﾅｻﾏ、ぜひお越しください。"


def read(path: Path) -> list[Draft | Problem]:
    return list(drafts.read(str(path)))


@pytest.mark.parametrize(
    ("encoding", "bom", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("cp932", b"", "cp932"),
    ],
)
def test_each_encoding_is_found_and_named(tmp_path: Path, encoding: str, bom: bytes, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bom + TEXT.encode(encoding))
    assert read(path) == [Draft(TEXT, Plain(str(path), 1, name))]


KANA = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3093), min_size=1)
KANJI = st.sampled_from(["御宿町", "美祢市", "白井市", "栃木県", "～①㈱髙", "（表）", "ｱｲｳ"])


@given(
    text=st.lists(st.one_of(KANA, KANJI), min_size=3).map("".join),
    encoding=st.sampled_from(["cp932", "utf-8", "utf-16"]),
)
def test_the_verdict_does_not_depend_on_the_encoding(
    tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str
) -> None:
    path = tmp_path_factory.mktemp("encoding") / "a.jsonl"
    path.write_bytes(f'{{"text": "{text}"}}\r\n'.encode(encoding))
    (draft,) = read(path)
    assert isinstance(draft, Draft)
    assert draft.text == text


SAVE = "UTF-8で保存し直してください。"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (
            b"ok\n\x82\xff\n",
            2,
            f"先頭から4バイト目（0x82）をUTF-8でもShift_JIS（CP932）でも読めません。{SAVE}",
        ),
        (
            "一行目です\n二行".encode() + b"\xff\n" + "三行目です".encode(),
            2,
            f"先頭から23バイト目（0xFF）をUTF-8として読めません。{SAVE}",
        ),
        (
            "途中で切れた文章".encode()[:-1],
            1,
            f"先頭から22バイト目（0xE7）をUTF-8として読めません。{SAVE}",
        ),
        (
            b"\xff\xfe" + "あ\nい\n".encode("utf-16-le") + b"\x00\xdc",
            3,
            f"先頭から11バイト目（0x00）をUTF-16として読めません。{SAVE}",
        ),
        (
            b"\xfe\xff" + "上上\n".encode("utf-16-be") + b"\xdc\x00\x00a",
            2,
            f"先頭から9バイト目（0xDC）をUTF-16として読めません。{SAVE}",
        ),
        (TEXT.encode("utf-32"), 0, f"文字コードがUTF-32です。{SAVE}"),
        (TEXT.replace("ﾐﾅｻﾏ", "").encode("euc-jp"), 0, f"文字コードがEUC-JPのようです。{SAVE}"),
        (
            TEXT.replace("ﾐﾅｻﾏ", "").encode("iso-2022-jp"),
            0,
            f"文字コードがISO-2022-JP（JIS）のようです。{SAVE}",
        ),
        (
            "NUL".encode("utf-16-le"),
            1,
            "投稿文にNUL文字（U+0000）があります。UTF-16か、文章でないファイルかもしれません。"
            "UTF-8の文章として保存し直してください。",
        ),
    ],
    ids=["neither", "one byte", "cut short", "UTF-16LE", "UTF-16BE", "UTF-32", "EUC-JP", "JIS", "no BOM"],
)
@pytest.mark.parametrize("suffix", [".txt"])
def test_what_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, suffix: str, data: bytes, line: int, message: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    assert read(path) == [Problem(message, str(path), line, 1 if "NUL" in message else 0)]


@pytest.mark.parametrize("chunk", ["a", "あ"])
def test_a_broken_byte_far_into_a_streamed_file_is_counted_right(tmp_path: Path, chunk: str) -> None:
    path = tmp_path / "a.jsonl"
    line = f'{{"text": "{chunk * 333}"}}\n'.encode()
    path.write_bytes(line * 5000 + b"\xff")
    offset = len(line) * 5000
    as_what = "UTF-8でもShift_JIS（CP932）でも" if chunk == "a" else "UTF-8として"
    message = f"先頭から{offset + 1:,}バイト目（0xFF）を{as_what}読めません。{SAVE}"
    assert read(path) == [Problem(message, str(path), 5001)]
