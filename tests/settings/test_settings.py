"""snslint.yaml: found upwards, read by hand, every mistake at its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from snslint import settings
from snslint.errors import UserError
from snslint.model import Severity
from snslint.settings import Settings

KEYS = (
    "allow、approval、baseline、columns、embargo、exclude、fail_on、jobs、kind、limits、municipality、packs、"
    "platform、redact、x_premium"
)
COLUMN_KEYS = (
    "approved_at、approved_by、author、consent、credits、delegated_by、extra、id、municipality、platform、"
    "publish_at、reviewers、text"
)


def load(folder: Path, written: str) -> Settings:
    path = folder / settings.NAME
    path.write_text(written, encoding="utf-8")
    return settings.load(path)


def mistakes(folder: Path, written: str) -> list[str]:
    with pytest.raises(UserError) as raised:
        load(folder, written)
    return [str(problem).removeprefix(f"{folder / settings.NAME}:") for problem in raised.value.problems]


def test_every_setting_is_read(tmp_path: Path) -> None:
    written = """
municipality: onjuku
platform: [x, line]
packs: [./snslint-pack, ../shared]
kind: comment
fail_on: error
approval: required
columns: {お知らせ文: text, 備考: extra}
limits: {x: 260}
x_premium: yes
redact: false
jobs: 2
allow: allow.yaml
baseline: .snslint/baseline.json
embargo: embargo.yaml
exclude: [README.md, archive]
"""
    assert load(tmp_path, written) == Settings(
        path=tmp_path / "snslint.yaml",
        municipality="onjuku",
        platforms=("x", "line"),
        packs=(tmp_path / "snslint-pack", tmp_path.parent / "shared"),
        kind="comment",
        fail_on=Severity.ERROR,
        approval="required",
        columns={"お知らせ文": "text", "備考": "extra"},
        limits={"x": 260},
        x_premium=True,
        redact=False,
        jobs=2,
        allow=tmp_path / "allow.yaml",
        baseline=tmp_path / ".snslint" / "baseline.json",
        embargo=tmp_path / "embargo.yaml",
        exclude=("README.md", "archive"),
    )


@pytest.mark.parametrize("written", ["", "# nothing\n", "municipality:\nplatform:\n"])
def test_what_is_not_said_has_its_usual_value(tmp_path: Path, written: str) -> None:
    assert load(tmp_path, written) == Settings(tmp_path / "snslint.yaml")


def test_the_starter_loads(tmp_path: Path) -> None:
    assert load(tmp_path, settings.starter("mine")) == Settings(
        tmp_path / "snslint.yaml", municipality="mine", platforms=("x",), exclude=("README.md",)
    )


def test_every_line_that_the_starter_comments_out_loads_too(tmp_path: Path) -> None:
    lines = settings.starter().splitlines()
    shown = {key.split(":")[0] for key in KEYS.split("、")}
    used = [line.removeprefix("# ") for line in lines if _is_setting(line.removeprefix("# "), shown)]
    load(tmp_path, "\n".join(used))
    assert {line.split(":")[0] for line in used if not line.startswith(" ")} == shown


def _is_setting(line: str, keys: set[str]) -> bool:
    return line.split(":")[0] in keys or (line.startswith("  ") and not line.startswith("   "))


def test_the_nearest_file_above_counts(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "snslint.yaml").touch()
    assert settings.find_settings(deep / "draft.txt") == tmp_path / "snslint.yaml"
    (tmp_path / "a" / "snslint.yaml").touch()
    assert settings.find_settings(deep) == tmp_path / "a" / "snslint.yaml"


def test_files_that_are_named_or_excluded_are_no_drafts(tmp_path: Path) -> None:
    found = load(tmp_path, "exclude: [README.md, old/2025, '*.bak.*', .]\nallow: allow[1].yaml\npacks: pack")
    names = (
        "README.md",
        "a/README.md",
        "old/2025",
        "x.bak.txt",
        "allow[1].yaml",
        "pack",
        "2025",
        "allow1.yaml",
        "a",
    )
    assert [name for name in names if found.leaves_out(tmp_path / name)] == list(names[:6])


def test_a_relative_path_may_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(tmp_path, "allow: allow.yaml").leaves_out(Path("allow.yaml"))


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    written = """\
municipality: [onjuku]
platfrom: x
fail_on: eror
kind: tweet
approval: "yes"
columns: {備考: extr, 本文: [text]}
limits: {x: 0, line: many}
exclude: [a, [b]]
jobs: two
redact: maybe
x_premium: {}
packs: {a: b}
"""
    assert mistakes(tmp_path, written) == [
        "1:15: 文字列を1つ書いてください。",
        f"2:1: 設定「platfrom」はありません。「platform」ではありませんか。使えるもの: {KEYS}",
        "3:10: 値「eror」はありません。「error」ではありませんか。使えるもの: error、info、warning",
        "4:7: 値「tweet」はありません。使えるもの: comment、post",
        "5:11: 値「yes」はありません。使えるもの: required、when-named",
        f"6:15: 値「extr」はありません。「extra」ではありませんか。使えるもの: {COLUMN_KEYS}",
        "6:25: 文字列を1つ書いてください。",
        "7:13: 1以上の整数を書いてください。",
        "7:22: 1以上の整数を書いてください。",
        "8:14: 文字列を1つ書いてください。",
        "9:7: 1以上の整数を書いてください。",
        "10:9: 値「maybe」はありません。使えるもの: false、no、true、yes、いいえ、はい",
        "11:12: 文字列を1つ書いてください。",
        "12:8: 文字列を1つ書いてください。",
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("- a", "1:1: 「キー: 値」の形で書いてください。"),
        ("columns: x", "1:10: 「キー: 値」の組を書いてください。"),
        (
            "jobs: 1\njobs: 2",
            "2:1: キー「jobs」が2回書かれています（1行目と2行目）。1つにまとめてください。",
        ),
    ],
)
def test_what_is_no_setting_is_told(tmp_path: Path, written: str, expected: str) -> None:
    assert mistakes(tmp_path, written) == [expected]


def test_settings_in_another_encoding_are_told(tmp_path: Path) -> None:
    path = tmp_path / "snslint.yaml"
    path.write_bytes("# 設定\nmunicipality: onjuku".encode("cp932"))
    with pytest.raises(UserError) as raised:
        settings.load(path)
    assert str(raised.value) == f"{path}:1: 文字コードがUTF-8ではありません。UTF-8で保存し直してください。"


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").write_bytes(b"\xef\xbb\xbfmunicipality: onjuku\r\n")
    assert settings.load(tmp_path / "snslint.yaml").municipality == "onjuku"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing.yaml", "設定ファイルがありません。名前と場所を確かめてください。"),
        (".", "設定ファイルではありません。ふつうのファイルを指定してください。"),
    ],
)
def test_settings_that_cannot_be_read_are_told(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UserError) as raised:
        settings.load(tmp_path / name)
    assert str(raised.value) == f"{tmp_path / name}: {message}"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no such file here")
def test_settings_that_the_system_refuses_to_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").symlink_to("/proc/self/mem")
    with pytest.raises(UserError) as raised:
        settings.load(tmp_path / "snslint.yaml")
    assert (
        str(raised.value) == f"{tmp_path / 'snslint.yaml'}: 設定ファイルを読めません（Input/output error）。"
    )


def test_a_folder_tree_without_settings_has_none() -> None:
    assert settings.find_settings(Path(Path.cwd().anchor)) is None


def test_settings_of_a_megabyte_and_more_are_refused(tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").write_bytes(b"#" * (settings.MAX_BYTES + 1))
    with pytest.raises(UserError) as raised:
        settings.load(tmp_path / "snslint.yaml")
    assert str(raised.value) == f"{tmp_path / 'snslint.yaml'}: 設定ファイルが大きすぎます（1MBまで）。"


def test_reading_drafts_and_settings_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "snslint.yaml").write_text(settings.starter(), encoding="utf-8")
    (tmp_path / "a.txt").write_text("本文", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from snslint import drafts, settings\n"
        "print(len(list(drafts.read('a.txt')))); print('yaml' in sys.modules)\n"
        "settings.load(Path('snslint.yaml'))\n"
        "print([name for name in ('pydantic', 'openpyxl', 'rich', 'typer') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["1", "False", "[]"]


def test_answers_kept_for_folders_above_are_the_answers(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "snslint.yaml").write_text("")
    known: dict[str, Path | None] = {}
    for path in (inner, inner / "c.txt", tmp_path / "d.txt", inner / "e", tmp_path / "a", tmp_path):
        assert settings.find_settings(path, known) == settings.find_settings(path)
    assert known[str(tmp_path / "a")] == tmp_path / "a" / "snslint.yaml"
