"""A run over many drafts searches a post that has not changed only once, and nobody can tell from the report."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from snslint.cli import checker, results
from snslint.cli.checker import Checker, Choices, Task
from snslint.drafts.places import Plain
from snslint.lint import Linter
from snslint.model import Draft, Meta, Report
from snslint.settings import Settings

Snslint = Callable[..., subprocess.CompletedProcess[bytes]]

TODAY = dt.date(2026, 11, 21)
DRAFT = Draft("図書館は12月1日（火）から開きます。", Plain("a.txt"), municipality="onjuku", platforms=("x",))
POSTS = 40


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache without results; what other tests have compiled is there."""
    shared = Path(os.environ["SNSLINT_CACHE_DIR"])
    if shared.is_dir():
        shutil.copytree(shared, tmp_path / "cache", ignore=shutil.ignore_patterns("results-*", ".*"))
    monkeypatch.setenv("SNSLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def posts(folder: Path) -> None:
    records = [{"id": str(n), "text": f"{n}番目の断水のお知らせです。"} for n in range(POSTS)]
    records[30]["text"] = "駅前で火事があったらしいです。"
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    (folder / "posts.jsonl").write_text("\n".join(lines), encoding="utf-8")


def check(snslint: Snslint, *more: str) -> bytes:
    return snslint("check", "posts.jsonl", "-m", "onjuku", "-p", "x", "--format", "json", *more).stdout


def test_the_second_report_is_the_same_and_the_file_holds_no_word_of_a_post(
    snslint: Snslint, tmp_path: Path, cache: Path
) -> None:
    posts(tmp_path)
    first = check(snslint)
    (file,) = cache.glob("results-*.json")
    stored = json.loads(file.read_text(encoding="utf-8").partition("\n")[2])["clean"]
    assert len(stored) == POSTS - checker.SEARCHED - 1  # not the one with a finding
    assert not any(word in json.dumps(stored, ensure_ascii=False) for word in ("番目", "断水", "らしい"))
    assert [check(snslint), check(snslint, "--jobs", "2")] == [first, first]


@pytest.mark.parametrize("written", [b"", b"0\n{}", b"\xff\xfe"])
def test_a_broken_file_counts_as_empty(snslint: Snslint, tmp_path: Path, cache: Path, written: bytes) -> None:
    posts(tmp_path)
    first = check(snslint)
    (file,) = cache.glob("results-*.json")
    file.write_bytes(written)
    assert check(snslint) == first


def test_a_rule_that_changed_searches_every_post_again(snslint: Snslint, tmp_path: Path, cache: Path) -> None:
    posts(tmp_path)
    rules = tmp_path / "own" / "rules" / "rumour"
    rules.mkdir(parents=True)
    (tmp_path / "snslint.yaml").write_text("packs: [own]\n", encoding="utf-8")
    for word, expected in (("給水車", 1), ("断水", POSTS)):
        (rules / "word.yaml").write_text(
            f'title: 語\nseverity: warning\nmessage: "「{{match}}」です。"\nwhy: "例です。"\nsuggest: "直してください。"\n'
            f'find:\n  - {{words: [{word}]}}\nexamples: {{bad: ["«{word}»です。"], good: ["お知らせです。"]}}\n',
            encoding="utf-8",
        )
        report = json.loads(check(snslint))
        assert report["problems"] == []
        assert sum(bool(post["findings"]) for post in report["posts"]) == expected


def test_a_post_that_is_known_to_be_clean_is_not_searched(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings()
    tasks = [Task(replace(DRAFT, text=f"{n} {DRAFT.text}"), settings) for n in range(POSTS)]
    first = Checker(Choices(today=TODAY))
    reports = []
    for task in tasks:
        (report,) = first.check(task)
        reports.append(report)
        first.remember(task, report)  # type: ignore[arg-type]  # it is a report: nothing is wrong here
    first.save()
    searched: list[Draft] = []
    search = Linter.check

    def seen(self: Linter, draft: Draft) -> Report:
        searched.append(draft)
        return search(self, draft)

    monkeypatch.setattr(Linter, "check", seen)
    second = Checker(Choices(today=TODAY))
    assert [second.check(task) for task in tasks] == [[report] for report in reports]
    assert searched == [task.draft for task in tasks[: checker.SEARCHED]]


@pytest.mark.parametrize(
    "other",
    [
        replace(DRAFT, text=DRAFT.text + "!"),
        replace(DRAFT, municipality="mine"),
        replace(DRAFT, platforms=()),
        replace(DRAFT, meta=Meta(author="総務課 佐藤")),
    ],
)
def test_whatever_a_finding_may_depend_on_is_part_of_the_key(other: Draft) -> None:
    assert results.key(other, ()) != results.key(DRAFT, ())
    assert results.key(DRAFT, (TODAY,)) != results.key(DRAFT, (None,))
    assert results.key(replace(DRAFT, source=Plain("b.txt"), id="b"), ()) == results.key(DRAFT, ())
