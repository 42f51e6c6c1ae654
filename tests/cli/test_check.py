"""`snslint check` as its users run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]

CLEAN = "町民文化祭は12月6日（日）に公民館で開きます。\n"
RUMOUR = "駅前で火事があったらしいです。\n"


@pytest.fixture
def run(snslint: Run) -> Run:
    """The program, under the short name that these tests use."""
    return snslint


def test_a_clean_draft_is_one_calm_line_with_the_reminders(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(CLEAN, encoding="utf-8")
    done = run("check", "draft.txt", "-m", "onjuku", "-p", "x")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "指摘はありません" in done.stdout.decode()
    assert "□ 写真" in done.stdout.decode()


def test_a_finding_fails_and_the_fail_level_can_be_raised(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(RUMOUR, encoding="utf-8")
    assert run("check", "draft.txt", "-m", "onjuku").returncode == 1
    assert run("check", "draft.txt", "-m", "onjuku", "--fail-on", "error").returncode == 0


def test_the_settings_above_the_draft_hold_and_flags_win(run: Run, tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").write_text("municipality: mine\n", encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "draft.txt").write_text(RUMOUR, encoding="utf-8")
    assert "第4-4(4)エ" in run("check", "drafts/draft.txt").stdout.decode()
    assert "5(9)" in run("check", "drafts/draft.txt", "-m", "onjuku").stdout.decode()


def test_stdin_is_a_draft(run: Run) -> None:
    done = run("check", "-", "-m", "onjuku", "--format", "json", stdin=RUMOUR.encode())
    assert json.loads(done.stdout)["summary"] == {
        "posts": 1,
        "error": 0,
        "warning": 1,
        "info": 0,
        "problems": 0,
    }


def test_a_file_that_cannot_be_read_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x81\xff\xfe\xfa broken")
    (tmp_path / "b.txt").write_text(RUMOUR, encoding="utf-8")
    done = run("check", ".", "-m", "onjuku", "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert [problem["path"] for problem in report["problems"]] == ["a.txt"]
    assert [(post["path"], len(post["findings"])) for post in report["posts"]] == [("b.txt", 1)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.txt"], "ファイルがありません"),
        (["draft.txt", "-m", "onjuk"], "「onjuku」ではありませんか"),
        (["draft.txt", "-p", "facebok"], "「facebook」ではありませんか"),
        (["draft.txt", "--format", "jsn"], "「json」ではありませんか"),
        (["draft.txt", "--fail-on", "eror"], "「error」ではありませんか"),
        (["draft.txt", "--kind", "comments"], "「comment」ではありませんか"),
        (["draft.txt", "--platfrom", "x"], "「--platform」ではありませんか"),
        (["draft.txt", "--today", "きのう"], "--today"),
        (["empty.txt"], "空です"),
        (["folder"], "投稿文のファイルがありません"),
        (["*.nothing"], "当てはまる投稿文のファイルがありません"),
        (["front.md"], "front.md:2:1"),
        ([], "を指定してください"),
    ],
)
def test_bad_input_is_told_in_japanese_with_status_2(
    run: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "draft.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "front.md").write_text("---\nauther: 田中\n---\n本文です。\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    done = run("check", *arguments, *([] if "-m" in arguments else ["-m", "onjuku"]))
    output = (done.stdout + done.stderr).decode()
    assert done.returncode == 2
    assert said in output.replace("\n  ", "")
    assert "Traceback" not in output


def test_broken_settings_are_told_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").write_text("municipalty: onjuku\n", encoding="utf-8")
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(CLEAN, encoding="utf-8")
    done = run("check", ".")
    assert done.returncode == 2
    said = done.stdout.decode().replace("\n  ", "")  # a long path wraps the line
    assert said.count("「municipality」ではありませんか") == 1


def test_several_formats_are_written_at_once_and_files_are_the_owners_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(RUMOUR, encoding="utf-8")
    done = run("check", "draft.txt", "-m", "onjuku", "--format", "json", "-o", "r.json", "--format", "text")
    assert "らしい" in done.stdout.decode()
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["summary"]["warning"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.txt", "r.json"]
    if os.name == "posix":
        assert (tmp_path / "r.json").stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(RUMOUR, encoding="utf-8")
    done = run("check", "draft.txt", "-m", "onjuku", "--format", "json", "-o", "nowhere/r.json")
    assert done.returncode == 2
    assert "書き込めません" in done.stderr.decode()


def test_several_processes_report_the_same_in_the_same_order(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": str(n), "text": RUMOUR if n % 3 else CLEAN}, ensure_ascii=False) for n in range(200)
    ]
    (tmp_path / "posts.jsonl").write_text(
        "\n".join([*lines[:100], "{broken", *lines[100:]]), encoding="utf-8"
    )
    one, two = (
        run("check", "posts.jsonl", "-m", "onjuku", "--format", "json", "--jobs", jobs) for jobs in "12"
    )
    assert (one.returncode, one.stdout) == (two.returncode, two.stdout)
    assert one.returncode == 2


def test_the_baseline_hides_a_known_finding_once(run: Run, tmp_path: Path) -> None:
    from snslint import Linter, baseline

    report = Linter("onjuku").check(RUMOUR.strip())
    (tmp_path / "known.json").write_text(baseline.dump(baseline.create([report])), encoding="utf-8")
    (tmp_path / "draft.txt").write_text(RUMOUR, encoding="utf-8")
    assert run("check", "draft.txt", "-m", "onjuku", "--baseline", "known.json").returncode == 0
    (tmp_path / "second.txt").write_text(RUMOUR, encoding="utf-8")
    assert run("check", ".", "-m", "onjuku", "--baseline", "known.json").returncode == 1


def test_words_are_hidden_in_ci_unless_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("連絡は山田さんの携帯090-1234-5678へ。\n", encoding="utf-8")
    assert b"090-1234-5678" not in run("check", "draft.txt", "-m", "onjuku", CI="true").stdout
    assert b"090-1234-5678" in run("check", "draft.txt", "-m", "onjuku", "--no-redact", CI="true").stdout


def test_a_console_that_cannot_show_a_character_does_not_end_the_run(run: Run) -> None:
    done = run(
        "check",
        "-",
        "-m",
        "onjuku",
        stdin="🎆があるらしい—です。".encode(),
        PYTHONUTF8="0",
        PYTHONIOENCODING="cp932",
    )
    assert done.returncode in (0, 1)
    assert b"\\U0001f386" in done.stdout


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": f"{n} {RUMOUR}"}, ensure_ascii=False) for n in range(400))
    (tmp_path / "posts.jsonl").write_text(lines, encoding="utf-8")
    command = f"{sys.executable} -m snslint check posts.jsonl -m onjuku | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.stderr == b""
