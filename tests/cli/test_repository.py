"""A repository of a thousand scheduled posts, as CI checks it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Snslint = Callable[..., subprocess.CompletedProcess[bytes]]
Git = Callable[..., str]

WORDS = "090-1234-5678"
KNOWN = f"落とし物の持ち主の方は、佐藤さんの携帯 {WORDS} へ。"
ALLOWED = "会場の地図は、こちらです。 https://bit.ly/onjuku-fuyu"
NEW = "迷子の件は、鈴木さんの携帯 080-9876-5432 へ。"


def post(text: str) -> str:
    return json.dumps({"text": text}, ensure_ascii=False) + "\n"


@pytest.fixture
def repository(tmp_path: Path, git: Git, snslint: Snslint) -> Path:
    """A thousand posts: one whose finding is known from before, one whose finding is allowed."""
    lines = [post(f"{number}番目のお知らせです。") for number in range(1000)]
    lines[10], lines[20] = post(KNOWN), post(ALLOWED)
    (tmp_path / "posts.jsonl").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "snslint.yaml").write_text(
        "municipality: onjuku\nbaseline: known.json\nallow: allow.yaml\n", encoding="utf-8"
    )
    allowed = {"rule": "short-url/shortener", "words": "https://bit.ly/onjuku-fuyu"}
    (tmp_path / "allow.yaml").write_text(
        json.dumps([{**allowed, "reason": "共催のため", "by": "課長 山田"}], ensure_ascii=False),
        encoding="utf-8",
    )
    assert snslint("baseline", "create", ".").returncode == 0
    git("init", "-q", "-b", "main")
    commit(git)
    return tmp_path


def commit(git: Git) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "x")


def annotated(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [line for line in done.stdout.decode().splitlines() if line.startswith("::")]


@pytest.mark.parametrize("since", [(), ("--since", "main")])
def test_a_new_violation_fails_with_an_annotation_on_its_line(
    repository: Path, git: Git, snslint: Snslint, since: tuple[str, ...]
) -> None:
    assert snslint("check", ".", "--format", "github", CI="true").returncode == 0
    git("switch", "-q", "-c", "new")
    path = repository / "posts.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[500] = post(NEW)
    lines[0:0] = [post("先頭に増えたお知らせです。"), lines.pop(10)]  # what is known has moved
    path.write_text("".join(lines), encoding="utf-8")
    commit(git)
    done = snslint("check", ".", *since, "--format", "github", CI="true")
    found = annotated(done)
    assert done.returncode == 1
    assert found
    assert all(line.partition(" ")[2].startswith("file=posts.jsonl,line=502,") for line in found)
    column = len('{"text": "') + NEW.index("080") + 1
    assert any(f",line=502,col={column}," in line and "personal-data/mobile-phone" in line for line in found)
    assert "9876" not in done.stdout.decode()


def test_what_did_not_change_is_not_checked(repository: Path, snslint: Snslint) -> None:
    done = snslint("check", ".", "--since", "HEAD", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["summary"]["posts"]) == (0, 0)


def test_an_allowed_finding_passes_until_its_last_day(repository: Path, snslint: Snslint) -> None:
    entry = "- {rule: short-url/shortener, words: https://bit.ly/onjuku-fuyu, reason: 共催, by: 課長 山田, until: 2026-11-21}"
    (repository / "allow.yaml").write_text(entry, encoding="utf-8")
    for day, status in (("2026-11-21", 0), ("2026-11-22", 1)):
        assert snslint("check", ".", "--today", day).returncode == status


def test_an_unknown_revision_is_told_once(repository: Path, snslint: Snslint) -> None:
    (repository / "a.txt").write_text("お知らせ", encoding="utf-8")
    done = snslint("check", ".", "--since", "nothing", "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout)["problems"])) == (2, 1)


def test_an_unused_entry_of_the_side_file_is_told_where_all_drafts_are_checked(
    repository: Path, snslint: Snslint
) -> None:
    lines = (repository / "posts.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    lines[20] = post("お知らせです。")
    (repository / "posts.jsonl").write_text("".join(lines), encoding="utf-8")
    assert snslint("check", "posts.jsonl").returncode == 0
    assert snslint("check", ".", "--since", "HEAD").returncode == 0
    done = snslint("check", ".", "--format", "json")
    (problem,) = json.loads(done.stdout)["problems"]
    assert (done.returncode, problem["path"], problem["line"]) == (2, str(repository / "allow.yaml"), 1)
