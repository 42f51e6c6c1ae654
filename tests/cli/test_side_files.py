"""Baselines, stamps, allowances and registers of subjects, on the command line."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Snslint = Callable[..., subprocess.CompletedProcess[bytes]]

RUMOUR = "駅前で火事があったらしいです。"
PHONE = "連絡は山田さんの携帯090-1234-5678へ。"


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").write_text("municipality: onjuku\nbaseline: known.json\n", encoding="utf-8")
    (tmp_path / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    (tmp_path / "a.txt").write_text(RUMOUR, encoding="utf-8")


def notes(snslint: Snslint, path: str) -> list[str]:
    """The notes on the one post of a file, without that on lengths."""
    (post,) = json.loads(snslint("check", path, "--format", "json").stdout)["posts"]
    return [note for note in post["notes"] if "--platform" not in note]


def test_a_baseline_that_is_created_hides_all_and_holds_no_words(snslint: Snslint, tmp_path: Path) -> None:
    (tmp_path / "known.json").unlink()
    assert snslint("baseline", "create", ".").stderr.decode() == (
        f"{tmp_path / 'known.json'} に、今ある指摘 1件を記録しました。\n"
    )
    assert snslint("check", ".").returncode == 0
    written = (tmp_path / "known.json").read_text(encoding="utf-8")
    assert not any(word in written for word in ("駅前", "火事", "らしい"))
    if os.name == "posix":  # colleagues read it in a shared folder
        assert (tmp_path / "known.json").stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    now = os.umask(0o022)
    os.umask(now)
    return now


def test_a_baseline_is_pruned_of_what_is_gone_and_takes_in_nothing_new(
    snslint: Snslint, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text(PHONE, encoding="utf-8")
    snslint("baseline", "create", ".", "-o", "known.json")
    (tmp_path / "a.txt").write_text("お知らせです。", encoding="utf-8")
    (tmp_path / "c.txt").write_text("明日は断水するらしいです。", encoding="utf-8")
    done = snslint("baseline", "prune", ".", "-o", "known.json")
    assert (done.returncode, "もうない指摘 1件" in done.stderr.decode()) == (0, True)
    report = json.loads(snslint("check", ".", "--format", "json").stdout)
    assert [(post["path"], bool(post["findings"])) for post in report["posts"]] == [
        ("a.txt", False),
        ("b.txt", False),
        ("c.txt", True),
    ]


@pytest.mark.parametrize("command", ["create", "prune"])
def test_a_baseline_is_left_as_it_was_where_a_draft_cannot_be_checked(
    snslint: Snslint, tmp_path: Path, command: str
) -> None:
    snslint("baseline", "create", ".")
    before = (tmp_path / "known.json").read_bytes()
    (tmp_path / "b.md").write_text("---\nautor: x\n---\ny", encoding="utf-8")
    done = snslint("baseline", command, ".")
    assert (done.returncode, (tmp_path / "known.json").read_bytes()) == (2, before)
    assert "b.md:2:1" in done.stderr.decode()


def test_a_baseline_needs_a_file(snslint: Snslint, tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").write_text("municipality: onjuku\n", encoding="utf-8")
    done = snslint("baseline", "create", ".")
    assert (done.returncode, "-o known.json" in done.stderr.decode()) == (2, True)


def test_a_stamp_is_shown_until_the_text_changes(snslint: Snslint, tmp_path: Path) -> None:
    done = snslint("stamp", "a.txt", "--by", "総務課 佐藤")
    assert (done.returncode, done.stderr.decode()) == (
        0,
        "a.txt: 点検を記録しました（重大 0件、注意 1件）。\n",
    )
    (note,) = notes(snslint, "a.txt")
    assert note.startswith("総務課 佐藤が20")
    assert note.endswith("、重大 0件、注意 1件）。")
    (tmp_path / "a.txt").write_text(RUMOUR + "!", encoding="utf-8")
    (note,) = notes(snslint, "a.txt")
    assert note.endswith("に点検したあと、本文が変わりました。もう一度点検してください。")


def test_a_stamp_names_the_rules_that_were_used(snslint: Snslint, tmp_path: Path) -> None:
    rules = tmp_path / "own" / "municipalities"
    rules.mkdir(parents=True)
    snslint("stamp", "a.txt", "--by", "佐藤")
    (rules / "mura.yaml").write_text("extends: onjuku\nname: 村\n", encoding="utf-8")
    (tmp_path / "snslint.yaml").write_text("municipality: onjuku\npacks: [own]\n", encoding="utf-8")
    snslint("stamp", "a.txt", "--by", "佐藤")
    lines = (tmp_path / ".snslint-stamps.jsonl").read_text(encoding="utf-8").splitlines()
    assert len({json.loads(line)["pack"] for line in lines}) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.txt", "--by", " "], "所属と氏名"),
        (["-", "--by", "佐藤"], "標準入力"),
        (["a.txt"], "--by"),
        (["b.md", "--by", "佐藤"], "b.md:2:1"),
    ],
)
def test_what_cannot_be_stamped_is_told(
    snslint: Snslint, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "b.md").write_text("---\nautor: x\n---\ny", encoding="utf-8")
    done = snslint("stamp", *arguments)
    assert (done.returncode, said in done.stderr.decode()) == (2, True)
    assert not (tmp_path / ".snslint-stamps.jsonl").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("setting", "name", "written"),
    [
        ("allow", "allow.yaml", "- {rule: rumour/hearsay}\n"),
        ("baseline", "known.json", "{}"),
        ("embargo", "embargo.yaml", "- {subject: 人事}\n"),
        ("", ".snslint-stamps.jsonl", "{}\n"),
    ],
)
def test_a_broken_side_file_is_told_once_and_every_draft_is_checked(
    snslint: Snslint, tmp_path: Path, setting: str, name: str, written: str, jobs: str
) -> None:
    (tmp_path / "known.json").unlink()
    settings = f"municipality: onjuku\n{f'{setting}: {name}' if setting else ''}\n"
    (tmp_path / "snslint.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / name).write_text(written, encoding="utf-8")
    (tmp_path / "b.txt").write_text(RUMOUR, encoding="utf-8")
    done = snslint("check", ".", "--format", "json", "--jobs", jobs)
    report = json.loads(done.stdout)
    places = [(problem["path"], problem["message"]) for problem in report["problems"]]
    assert done.returncode == 2
    assert places
    assert {Path(path).name for path, _ in places} == {name}
    assert len(places) == len(set(places))
    assert [bool(post["findings"]) for post in report["posts"]] == [True, True]
