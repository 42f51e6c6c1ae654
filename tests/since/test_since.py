"""Only what changed since a revision, asked of real Git."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from snslint import drafts
from snslint.errors import Problem, UserError
from snslint.since import Since, since

Git = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "広報")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "koho@example.com")
    folder = tmp_path / "投稿 予定"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")
    write("a.txt", "一件目")
    write("b.md", "---\nid: b\n---\n二件目")
    write("posts.jsonl", lines("1", "2", "3"))
    commit()
    return folder


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode())


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "x")


def lines(*texts: str) -> str:
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


def changed(since: Since) -> dict[str, list[str]]:
    """The texts of the posts that changed, by file."""
    paths = [path for path in drafts.find(["."]) if isinstance(path, str) and since.changed(path)]
    return {
        path: [
            one.message if isinstance(one, Problem) else one.text
            for one in since.posts(path, drafts.read(path))
        ]
        for path in paths
    }


def test_nothing_changed(repository: Path) -> None:
    assert changed(since("HEAD", repository)) == {}


def test_of_a_changed_file_only_the_changed_posts_count(repository: Path) -> None:
    write("posts.jsonl", lines("0", "3", "2", "二", "1"))
    assert changed(since("HEAD", repository)) == {"posts.jsonl": ["0", "二"]}


def test_a_post_that_comes_once_more_is_new(repository: Path) -> None:
    write("posts.jsonl", lines("1", "1", "2", "3"))
    assert changed(since("HEAD", repository)) == {"posts.jsonl": ["1"]}


def test_a_change_of_what_stands_beside_the_text_counts(repository: Path) -> None:
    write("b.md", "---\nid: b\nauthor: 田中\n---\n二件目")
    assert changed(since("HEAD", repository)) == {"b.md": ["二件目"]}


def test_committed_staged_and_new_files_count(repository: Path) -> None:
    write("a.txt", "一件目を直す")
    commit()
    write("staged.txt", "三件目")
    git("add", "staged.txt")
    write("新しい フォルダ/new\tname.txt", "四件目")
    assert changed(since("HEAD~1", repository)) == {
        "a.txt": ["一件目を直す"],
        "staged.txt": ["三件目"],
        str(Path("新しい フォルダ/new\tname.txt")): ["四件目"],
    }


def test_a_file_that_only_moved_has_no_changed_posts(repository: Path) -> None:
    git("mv", "posts.jsonl", "moved.jsonl")
    assert changed(since("HEAD", repository)) == {"moved.jsonl": []}


def test_a_deleted_file_is_nothing_to_check(repository: Path) -> None:
    Path("a.txt").unlink()
    assert changed(since("HEAD", repository)) == {}


def test_line_ends_alone_are_no_change(repository: Path) -> None:
    write("b.md", "---\r\nid: b\r\n---\r\n二件目\r\n")
    assert changed(since("HEAD", repository)) == {"b.md": []}


def test_a_broken_line_is_told_all_the_same(repository: Path) -> None:
    write("posts.jsonl", lines("1", "2", "3") + "{")
    assert changed(since("HEAD", repository)) == {
        "posts.jsonl": [
            'JSONとして読めません。キーを引用符「"」で囲んで書いてください（最後の「,」は不要です）。'
        ]
    }


def test_what_others_did_on_the_branch_meanwhile_does_not_count(repository: Path) -> None:
    git("checkout", "-q", "-b", "draft")
    write("c.txt", "三件目")
    commit()
    git("checkout", "-q", "main")
    write("a.txt", "ほかの人の変更")
    commit()
    git("checkout", "-q", "draft")
    assert changed(since("main", repository)) == {"c.txt": ["三件目"]}


def test_a_revision_without_common_history_is_compared_itself(repository: Path) -> None:
    git("checkout", "-q", "--orphan", "other")
    write("c.txt", "三件目")
    commit()
    assert changed(since("main", repository)) == {"c.txt": ["三件目"]}


def test_a_file_outside_the_repository_always_counts(repository: Path, tmp_path: Path) -> None:
    assert since("HEAD", repository).changed(str(tmp_path / "a.txt"))


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "HEAD:a.txt", ""])
def test_an_unknown_revision_is_told(repository: Path, revision: str) -> None:
    with pytest.raises(UserError) as raised:
        since(revision, repository)
    message = f"Gitに「{revision}」という版がありません。名前を確かめ、CIでは履歴をすべて取得してください。"
    assert raised.value.problems == (Problem(message),)
    assert git("status", "--short") == ""


def test_a_folder_without_git_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        since("HEAD", tmp_path)
    assert str(raised.value).startswith(f"{tmp_path}: Gitで前の版を調べられません（")


def test_a_machine_without_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UserError) as raised:
        since("HEAD", repository)
    message = "--since を使うには Git が要ります。Git を入れるか、--since なしで点検してください。"
    assert raised.value.problems == (Problem(message),)
