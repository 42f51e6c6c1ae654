"""Which files are meant by what stands on the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from snslint import drafts
from snslint.errors import Problem

READABLE = ".csv、.json、.jsonl、.markdown、.md、.ndjson、.tsv、.txt、.xlsm、.xlsx、.yaml、.yml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "posts/b.md",
        "posts/a.TXT",
        "posts/12月/c.jsonl",
        "posts/12月/~$c.xlsx",
        "posts/.git/config.txt",
        "posts/.hidden.txt",
        "posts/snslint.yaml",
        "posts/README.md",
        "posts/photo.jpg",
        "empty/photo.jpg",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str, skip: Callable[[Path], bool] = lambda _: False) -> list[str | Problem]:
    return [Path(one).as_posix() if isinstance(one, str) else one for one in drafts.find(paths, skip=skip)]


def test_a_folder_stands_for_its_drafts_in_order(folder: Path) -> None:
    assert found("posts") == ["posts/12月/c.jsonl", "posts/README.md", "posts/a.TXT", "posts/b.md"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("posts/*.md", ["posts/README.md", "posts/b.md"]),
        ("posts/**/*.jsonl", ["posts/12月/c.jsonl"]),
        ("**/[ab].*", ["posts/a.TXT", "posts/b.md"]),
        ("**/[!ab].*", ["posts/12月/c.jsonl"]),
        ("posts/??月", ["posts/12月/c.jsonl"]),
        ("p*/b.m?", ["posts/b.md"]),
        ("posts/**", ["posts/12月/c.jsonl", "posts/README.md", "posts/a.TXT", "posts/b.md"]),
    ],
)
def test_a_glob_stands_for_the_drafts_it_matches(folder: Path, pattern: str, expected: list[str]) -> None:
    assert found(pattern) == expected


@pytest.mark.parametrize("name", ["README.md", "12月", "a.TXT"])
def test_what_is_to_be_skipped_is_left_out(folder: Path, name: str) -> None:
    assert len(found("posts", skip=lambda path: path.name == name)) == len(found("posts")) - 1


def test_a_file_named_itself_is_always_meant(folder: Path) -> None:
    assert found("posts/.hidden.txt", "posts/photo.jpg", skip=lambda _: True) == [
        "posts/.hidden.txt",
        "posts/photo.jpg",
    ]


def test_a_file_that_is_named_twice_is_found_once(folder: Path) -> None:
    assert found("posts/b.md", "./posts/b.md", "posts/*.md") == ["posts/b.md", "posts/README.md"]


def test_a_name_with_glob_characters_may_be_a_file(folder: Path) -> None:
    (folder / "[1]*.txt").write_text("x")
    assert found("[1]*.txt") == ["[1]*.txt"]


def test_stdin_is_found_as_it_is(folder: Path) -> None:
    assert found("-") == ["-"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("empty", f"フォルダの中に投稿文のファイルがありません（読めるもの: {READABLE}）。"),
        ("posts/*.yaml", "当てはまる投稿文のファイルがありません。"),
        ("nowhere/*.txt", "当てはまる投稿文のファイルがありません。"),
        (
            "posts/bb.md",
            "ファイルがありません。名前と場所を確かめてください。「b.md」ではありませんか。",
        ),
        ("nowhere/a.txt", "ファイルがありません。名前と場所を確かめてください。"),
        ("a\0b.txt", "ファイルがありません。名前と場所を確かめてください。"),
    ],
)
def test_a_path_that_matches_nothing_is_a_mistake(folder: Path, path: str, message: str) -> None:
    assert found(path) == [Problem(message, path)]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
class TestLinks:
    def test_a_loop_of_links_ends(self, folder: Path) -> None:
        (folder / "posts" / "12月" / "up").symlink_to(folder / "posts")
        (folder / "posts" / "self").symlink_to("self")
        assert found("posts") == ["posts/12月/c.jsonl", "posts/README.md", "posts/a.TXT", "posts/b.md"]

    def test_a_link_to_a_draft_of_the_folder_is_a_draft(self, folder: Path) -> None:
        (folder / "posts" / "z.md").symlink_to("b.md")
        assert found("posts/z*", "posts/z.md") == ["posts/z.md"]

    @pytest.mark.parametrize("target", ["outside", "outside/a.txt"])
    def test_a_link_out_of_the_folder_is_told_and_not_followed(self, folder: Path, target: str) -> None:
        (folder / "outside").mkdir()
        (folder / "outside" / "a.txt").write_text("x")
        (folder / "posts" / "z.txt").symlink_to(folder / target)
        message = "フォルダの外を指すリンクです。たどらずに飛ばしました。直接指定してください。"
        assert found("posts")[-1] == Problem(message, str(Path("posts/z.txt")))

    def test_a_link_to_nothing_is_found_so_that_reading_tells_it(self, folder: Path) -> None:
        (folder / "posts" / "z.txt").symlink_to("nothing.txt")
        assert found("posts")[-1] == "posts/z.txt"


def test_a_closed_folder_is_told_and_the_others_go_on(
    folder: Path, powerless: AbstractContextManager[None]
) -> None:
    (folder / "posts" / "12月").chmod(0)
    with powerless:
        assert found("posts")[:2] == [
            Problem("フォルダを読む権限がありません。アクセス権を確かめてください。", "posts/12月"),
            "posts/README.md",
        ]


def test_folders_may_be_nested_deeper_than_python_recurses(folder: Path) -> None:
    (folder / "deep").mkdir()
    os.chdir(folder / "deep")
    for _ in range(1100):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text("x")
    os.chdir(folder)
    try:
        assert found("deep") == ["deep/" + "d/" * 1100 + "a.txt"]
    finally:  # the clean-up of pytest does recurse
        os.chdir("deep/" + "d/" * 1100)
        Path("a.txt").unlink()
        for _ in range(1100):
            os.chdir("..")
            Path("d").rmdir()
        os.chdir(folder)
