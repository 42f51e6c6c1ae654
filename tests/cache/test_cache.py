"""The cache gives back what was built, and is harmless whatever stands in its folder."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from snslint import cache
from snslint.cache import Cache

BUILT = {"words": [["警報", 1.5, None]], "body": {"一": "改\n行", "二": "\ud800"}}


class Builder:
    """Builds `BUILT`, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Mapping[str, Any]:
        self.times += 1
        return BUILT


def test_what_was_built_is_read_the_second_time(tmp_path: Path) -> None:
    build = Builder()
    assert Cache(tmp_path / "new").get("rules", "key", build) == BUILT
    again = Cache(tmp_path / "new").get("rules", "key", build)
    assert (dict(again), len(again), build.times) == (BUILT, 2, 1)


def test_each_key_and_name_has_its_own(tmp_path: Path) -> None:
    build = Builder()
    for name, key in (("rules", "a"), ("rules", "b"), ("settings", "a"), ("rules", "a")):
        Cache(tmp_path).get(name, key, build)
    assert build.times == 3


def test_another_key_with_the_same_file_name_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = Builder()
    Cache(tmp_path).get("rules", "a", build)
    (file,) = tmp_path.iterdir()
    Cache(tmp_path).get("rules", "b", build)
    (other,) = set(tmp_path.iterdir()) - {file}
    other.replace(file)
    assert Cache(tmp_path).get("rules", "a", build) == BUILT
    assert build.times == 3


def test_another_version_of_the_program_builds_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Builder()
    Cache(tmp_path).get("rules", "a", build)
    monkeypatch.setattr(cache, "__version__", "0.0.0+other")
    Cache(tmp_path).get("rules", "a", build)
    assert build.times == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"1.5", b"2.5"),
        lambda data: b"\xff\xfe" + data,
        lambda data: b"00000000\n",
        lambda data: cache._checksum(b"[]\n") + b"[]\n",
        lambda data: cache._checksum(b"[" * 100_000 + b"\n") + b"[" * 100_000 + b"\n",
    ],
)
def test_a_broken_file_is_built_anew(tmp_path: Path, spoil: Any) -> None:
    build = Builder()
    Cache(tmp_path).get("rules", "key", build)
    (file,) = tmp_path.iterdir()
    file.write_bytes(spoil(file.read_bytes()))
    for _ in range(2):
        assert Cache(tmp_path).get("rules", "key", build) == BUILT
    assert build.times == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with a name")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    build = Builder()
    Cache(tmp_path).get("rules", "key", build)
    (file,) = tmp_path.iterdir()
    file.unlink()
    os.mkfifo(file)
    assert Cache(tmp_path).get("rules", "key", build) == BUILT


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="a system without owners of files")
def test_a_file_of_somebody_else_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Builder()
    Cache(tmp_path).get("rules", "key", build)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    Cache(tmp_path).get("rules", "key", build)
    assert build.times == 2


def test_a_place_that_cannot_be_written_is_only_slow(tmp_path: Path) -> None:
    build = Builder()
    (tmp_path / "file").touch()
    for _ in range(2):
        assert Cache(tmp_path / "file").get("rules", "key", build) == BUILT
    assert build.times == 2


def test_what_was_written_last_is_kept(tmp_path: Path) -> None:
    build = Builder()
    for number in range(cache.KEPT + 5):
        Cache(tmp_path).get("settings", "other", build)
        Cache(tmp_path).get("rules", str(number), build)
        for age, file in enumerate(sorted(tmp_path.iterdir(), key=lambda file: -file.stat().st_mtime_ns), 1):
            os.utime(file, ns=(10**18 - age * 10**9,) * 2)
    assert len(list(tmp_path.glob("rules-*.json"))) == cache.KEPT
    assert len(list(tmp_path.glob("settings-*.json"))) == 1
    build.times = 0
    Cache(tmp_path).get("rules", str(cache.KEPT + 4), build)
    Cache(tmp_path).get("rules", "0", build)
    assert build.times == 1


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_it_is_its_owners_alone(tmp_path: Path) -> None:
    Cache(tmp_path / "new").get("rules", "key", Builder())
    (file,) = (tmp_path / "new").iterdir()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new", file)] == [0o700, 0o600]
