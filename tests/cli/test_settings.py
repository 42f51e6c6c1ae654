"""What snslint.yaml asks for holds wherever the command line is silent."""

from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

Snslint = Callable[..., subprocess.CompletedProcess[bytes]]

PHONE = "090-1234-5678"


@pytest.fixture(autouse=True)
def _draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"連絡は山田さんの携帯{PHONE}へ。\n", encoding="utf-8")


def settings(folder: Path, more: str) -> None:
    (folder / "snslint.yaml").write_text(f"municipality: onjuku\n{more}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("setting", "flags", "shown"),
    [
        ("", ["--format", "json"], True),
        ("redact: true", ["--format", "json"], False),
        ("redact: true", ["--format", "json", "--no-redact"], True),
        ("", ["--format", "gitlab"], False),
        ("redact: false", ["--format", "gitlab"], True),
        ("redact: false", ["--format", "gitlab", "--redact"], False),
        ("redact: true", ["--format", "text"], False),
    ],
)
def test_words_are_hidden_as_the_settings_say(
    snslint: Snslint, tmp_path: Path, setting: str, flags: list[str], shown: bool
) -> None:
    settings(tmp_path, setting)
    assert (PHONE in snslint("check", "a.txt", *flags).stdout.decode()) is shown


def test_a_folder_below_that_hides_words_is_heeded(snslint: Snslint, tmp_path: Path) -> None:
    settings(tmp_path, "")
    (tmp_path / "b").mkdir()
    settings(tmp_path / "b", "redact: true")
    (tmp_path / "b" / "b.txt").write_text(f"連絡は鈴木さんの携帯{PHONE}へ。\n", encoding="utf-8")
    shown = {
        post["path"]: [each["match"] for each in post["findings"]]
        for post in json.loads(snslint("check", ".", "--format", "json").stdout)["posts"]
    }
    assert PHONE in shown["a.txt"]
    assert "090-****-****" in shown["b/b.txt"]
    assert PHONE not in shown["b/b.txt"]


@pytest.mark.parametrize(
    ("level", "status", "failures"), [("info", 1, 1), ("warning", 1, 1), ("error", 0, 0)]
)
def test_the_fail_level_of_the_settings_holds_for_status_and_report(
    snslint: Snslint, tmp_path: Path, level: str, status: int, failures: int
) -> None:
    (tmp_path / "a.txt").write_text("駅前で火事があったらしいです。", encoding="utf-8")
    settings(tmp_path, f"fail_on: {level}")
    done = snslint("check", "a.txt", "--format", "junit")
    assert done.returncode == status
    assert ET.fromstring(done.stdout)[0].get("failures") == str(failures)


def test_the_number_of_processes_may_stand_in_the_settings(snslint: Snslint, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": "らしいです。"}, ensure_ascii=False) for n in range(130)]
    (tmp_path / "a.txt").unlink()
    (tmp_path / "posts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    settings(tmp_path, "jobs: 2")
    two = snslint("check", ".", "--format", "json")
    one = snslint("check", ".", "--format", "json", "--jobs", "1")
    assert [post["id"] for post in json.loads(two.stdout)["posts"]] == [str(n) for n in range(130)]
    assert two.stdout == one.stdout


@pytest.mark.parametrize(
    ("setting", "place", "said"),
    [
        ("platform: facebok", (2, 11), "「facebook」ではありませんか"),
        ("platform: [x, lin]", (2, 15), "「line」ではありませんか"),
        ("limits: {treads: 100}", (2, 18), "「threads」ではありませんか"),
    ],
)
def test_an_unknown_service_is_told_once_where_it_stands_with_the_nearest(
    snslint: Snslint, tmp_path: Path, setting: str, place: tuple[int, int], said: str
) -> None:
    settings(tmp_path, setting)
    (tmp_path / "b.txt").write_text("お知らせです。", encoding="utf-8")
    done = snslint("check", ".", "--format", "json")
    (problem,) = json.loads(done.stdout)["problems"]
    assert done.returncode == 2
    assert (problem["path"], problem["line"], problem["column"]) == (str(tmp_path / "snslint.yaml"), *place)
    assert said in problem["message"]


def test_an_unknown_municipality_is_told_once(snslint: Snslint, tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").write_text("municipality: onjuk\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("お知らせです。", encoding="utf-8")
    done = snslint("check", ".", "--format", "json")
    (problem,) = json.loads(done.stdout)["problems"]
    assert (done.returncode, "「onjuku」ではありませんか" in problem["message"]) == (2, True)


def test_a_report_in_the_folder_of_drafts_is_not_read_as_one(snslint: Snslint, tmp_path: Path) -> None:
    settings(tmp_path, "")
    arguments = ("check", ".", "--format", "json", "-o", "report.json")
    assert [snslint(*arguments).returncode for _ in range(2)] == [1, 1]


@pytest.mark.parametrize("name", ["text", "json", "jsonl", "csv", "html"])
def test_a_file_that_is_not_utf_8_is_named_with_its_encoding_once(
    snslint: Snslint, tmp_path: Path, name: str
) -> None:
    settings(tmp_path, "")
    (tmp_path / "a.txt").write_text("お知らせです。\n", encoding="utf-8-sig")
    (tmp_path / "b.csv").write_text("本文\nお知らせです。\nお祭りです。\n", encoding="cp932")
    (tmp_path / "c.jsonl").write_text('{"text": "お知らせ"}\n', encoding="utf-16")
    said = snslint("check", ".", "--format", name).stdout.decode()
    assert said.count("文字コードは Shift_JIS（CP932）として読みました。") == 1
    assert said.count("文字コードは UTF-16 として読みました。") == 1
    assert said.count("文字コードは") == 2
