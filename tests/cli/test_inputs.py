"""One folder with every way to write a draft, some of it broken; and a repository as CI checks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from snslint import formats

WORDS = "090-1234-5678"
TEXT = f"落とし物の持ち主の方は、佐藤さんの携帯 {WORDS} へ。"


def snslint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "snslint", *arguments],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=120,
    )


@pytest.fixture
def every_input(tmp_path: Path) -> Path:
    written = {
        "a.txt": f"{TEXT}\r\n".encode("cp932"),
        "b.md": f"---\nid: b\n---\n\nお知らせ\n{TEXT}\n".encode(),
        "c.jsonl": (json.dumps({"id": "c1", "text": TEXT}, ensure_ascii=False) + "\n").encode("utf-16"),
        "d.json": json.dumps([{"text": "改行\n" + TEXT}]).encode(),
        "e.yaml": f"- text: |\n    行\n    {TEXT}\n".encode(),
        "f.csv": f'番号,本文,メモ\r\n1,"行\r\n{TEXT}",m\r\n'.encode("utf-8-sig"),
        "g.tsv": f"本文\t番号\n{TEXT}\t3\n".encode(),
        "y-broken.md": b"---\nautor: x\n---\ny",
        "z-unreadable.txt": b"x\xff",
        "snslint.yaml": "municipality: onjuku\ncolumns: {メモ: extra}\n".encode(),
    }
    for name, data in written.items():
        (tmp_path / name).write_bytes(data)
    book = openpyxl.Workbook()
    sheet = book.create_sheet("12月")
    sheet.append(["番号", "本文"])
    sheet.append([1, f"行\n{TEXT}"])
    book.save(tmp_path / "h.xlsx")
    return tmp_path


def test_each_post_is_reported_at_its_place_and_each_broken_file_is_named(every_input: Path) -> None:
    done = snslint(every_input, "check", ".", "--format", "json")
    report = json.loads(done.stdout)
    column = TEXT.index(WORDS) + 1
    found = [
        tuple(finding["at"].get(name) for name in ("path", "line", "column", "sheet", "cell"))
        for post in report["posts"]
        for finding in post["findings"]
        if finding["rule"] == "personal-data/mobile-phone"
    ]
    assert found == [
        ("a.txt", 1, column, None, None),
        ("b.md", 6, column, None, None),
        ("c.jsonl", 1, len('{"id": "c1", "text": "') + column, None, None),
        ("d.json", 1, len(json.dumps("改行\n" + TEXT.split(WORDS)[0])) + len('[{"text": '), None, None),
        ("e.yaml", 3, 4 + column, None, None),
        ("f.csv", 3, column, None, "B2"),
        ("g.tsv", 2, column, None, "A2"),
        ("h.xlsx", 2, column, "12月", "B2"),
    ]
    broken = [(problem["path"], problem["line"], problem["column"]) for problem in report["problems"]]
    assert broken == [("y-broken.md", 2, 1), ("z-unreadable.txt", 1, None)]
    assert done.returncode == 2


@pytest.mark.parametrize("name", formats.names())
def test_every_format_names_the_broken_files_and_ends_with_2(every_input: Path, name: str) -> None:
    done = snslint(every_input, "check", ".", "--format", name)
    said = (done.stdout + done.stderr).decode("utf-8-sig")
    assert done.returncode == 2
    assert all(path in said for path in ("a.txt", "h.xlsx", "y-broken.md", "z-unreadable.txt"))


class TestRepository:
    """A thousand scheduled posts, as CI meets them."""

    @pytest.fixture
    def repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        for name in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{name}_NAME", "広報")
            monkeypatch.setenv(f"GIT_{name}_EMAIL", "koho@example.com")
        lines = [post(f"{number}番目のお知らせです。") for number in range(1000)]
        lines[10] = post(TEXT)
        (tmp_path / "posts.jsonl").write_text("".join(lines), encoding="utf-8")
        (tmp_path / "snslint.yaml").write_text(
            "municipality: onjuku\nbaseline: known.json\n", encoding="utf-8"
        )
        (tmp_path / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
        git(tmp_path, "init", "-q", "-b", "main")
        self.commit(tmp_path)
        return tmp_path

    @staticmethod
    def commit(folder: Path) -> None:
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "x")

    def test_a_new_violation_fails_with_an_annotation_on_its_line(self, repository: Path) -> None:
        path = repository / "posts.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[500] = post(TEXT)
        lines.insert(0, post("先頭に増えたお知らせです。"))
        path.write_text("".join(lines), encoding="utf-8")
        self.commit(repository)
        done = snslint(repository, "check", ".", "--since", "HEAD~1", "--format", "github")
        annotations = [line for line in done.stdout.decode().splitlines() if line.startswith("::")]
        assert done.returncode == 1
        assert annotations
        assert all(line.partition(" ")[2].startswith("file=posts.jsonl,line=502,") for line in annotations)
        assert WORDS not in done.stdout.decode()

    def test_an_allowed_finding_passes_until_its_last_day(self, repository: Path) -> None:
        text = "明日は断水するらしいです。"
        (found,) = json.loads(report_of(repository, text))["posts"][0]["findings"]
        allowed = {"rule": found["rule"], "words": found["match"], "reason": "台詞のため", "by": "課長 山田"}
        allowed["until"] = "2026-11-21"
        path = repository / "posts.jsonl"
        path.write_text(json.dumps({"text": text, "meta": {"allow": [allowed]}}), encoding="utf-8")
        for day, status in (("2026-11-21", 0), ("2026-11-22", 1)):
            assert snslint(repository, "check", ".", "--since", "HEAD", "--today", day).returncode == status

    def test_an_unknown_revision_is_told_once(self, repository: Path) -> None:
        (repository / "a.txt").write_text("お知らせ", encoding="utf-8")
        done = snslint(repository, "check", ".", "--since", "nothing", "--format", "json")
        assert (done.returncode, len(json.loads(done.stdout)["problems"])) == (2, 1)

    def test_an_unused_entry_of_the_side_file_is_told_where_all_drafts_are_checked(
        self, repository: Path
    ) -> None:
        (repository / "snslint.yaml").write_text(
            "municipality: onjuku\nallow: allow.yaml\n", encoding="utf-8"
        )
        entry = "- {rule: rumour/hearsay, words: らしい, reason: 曲名, by: 課長 山田}\n"
        (repository / "allow.yaml").write_text(entry, encoding="utf-8")
        (repository / "a.txt").write_text("お知らせ", encoding="utf-8")
        assert snslint(repository, "check", "a.txt").returncode == 0
        assert snslint(repository, "check", ".", "--since", "HEAD").returncode == 0
        for name in ("posts.jsonl", "known.json"):
            (repository / name).unlink()
        done = snslint(repository, "check", ".", "--format", "json")
        (problem,) = json.loads(done.stdout)["problems"]
        assert (done.returncode, problem["path"], problem["line"]) == (2, str(repository / "allow.yaml"), 1)

    def test_what_did_not_change_is_not_checked(self, repository: Path) -> None:
        done = snslint(repository, "check", ".", "--since", "HEAD", "--format", "json")
        assert (done.returncode, json.loads(done.stdout)["summary"]["posts"]) == (0, 0)


def report_of(folder: Path, text: str) -> bytes:
    (folder / "draft.txt").write_text(text, encoding="utf-8")
    done = snslint(folder, "check", "draft.txt", "--format", "json")
    (folder / "draft.txt").unlink()
    return done.stdout


def post(text: str) -> str:
    return json.dumps({"text": text}, ensure_ascii=False) + "\n"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
