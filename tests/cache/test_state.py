"""The state of a folder changes with its YAML files, and is not told while it may still change unseen."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from snslint.packfile import digest, state


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rules, five seconds after it was written."""
    rules = tmp_path / "rules"
    (rules / "rumour").mkdir(parents=True)
    (rules / "rumour" / "hearsay.yaml").write_text("a: b\n")
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 5_000_000_000)
    return rules


def test_it_stays_as_long_as_nothing_changes(folder: Path) -> None:
    (folder / "notes.txt").write_text("x")
    before = state([folder])
    (folder / "notes.txt").write_text("other")
    assert before is not None
    assert state([folder]) == before


def test_it_changes_with_a_file_even_if_size_and_date_stay(folder: Path) -> None:
    path = folder / "rumour" / "hearsay.yaml"
    before, found = state([folder]), path.stat()
    path.write_text("a: c\n")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert state([folder]) not in (before, None)


@pytest.mark.parametrize("name", ["new.yaml", "rumour/new.yaml", "rumour/deep/new.yml"])
def test_it_changes_with_a_new_file_wherever_it_is(folder: Path, name: str) -> None:
    before = state([folder])
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    assert state([folder]) not in (before, None)


def test_it_is_not_told_of_a_file_that_has_just_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    (folder / "rumour" / "hearsay.yaml").write_text("a: c\n")
    assert state([folder]) is None


def test_it_is_not_told_of_a_folder_that_is_not_there(folder: Path) -> None:
    assert state([folder / "none"]) is None


def test_a_circle_of_links_ends(folder: Path) -> None:
    (folder / "rumour" / "round").symlink_to(folder)
    assert state([folder]) is not None


def test_a_folder_without_files_and_a_file_that_cannot_be_read_count_too(
    folder: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert state([folder, empty]) != state([folder])
    digests = [digest([folder]), digest([folder, empty])]
    os.mkfifo(folder / "rumour" / "pipe.yaml")
    digests.append(digest([folder]))
    assert len(set(digests)) == 3
