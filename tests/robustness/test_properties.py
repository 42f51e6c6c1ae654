"""Whatever the file, `check` ends with 0, 1 or 2 and a valid report; the same text gets the same verdict in any coat."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snslint import cli, drafts

EXAMPLES = int(os.environ.get("SNSLINT_EXAMPLES", "0"))
"""How many examples a property runs; 0 is the short run of the suite."""

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))

PIECES = [
    "火事があったらしいです。", "山田太郎さん", "090-1234-5678", "０９０ー", "12月31日（月）", "死ね", "バカ", "「", "」", "（", "@a", "#タグ",
    "https://example.com/?q=1", "\n", "\r\n", "\r", "\t", " ", "\u3000", "\u200b", "\u202e", "か\u3099", "ｶﾞ", "👩\u200d👧", "髙", "①", "…",
    "---\n", "id: a\n", "text: ", '"', "'", ",", "{", "}", "[", "]", ":", "- ", "\\", "\\u3042", "!!python/x ", "&a ", "*a", "本文", "\ufeff", "\0",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=20).map("".join)
FILES = st.one_of(st.binary(max_size=200), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
SOBER = st.lists(st.sampled_from([*PIECES[:14], "お知らせです。", "\n"]), min_size=1, max_size=12).map(
    "".join
)


def check(path: Path, *options: str) -> tuple[int, str]:
    output = io.StringIO()
    with contextlib.redirect_stdout(output), pytest.raises(SystemExit) as ended:
        cli.main(["check", str(path), "-m", "onjuku", "--today", "2026-11-21", "--format", "json", *options])
    assert isinstance(ended.value.code, int)
    return ended.value.code, output.getvalue()


def examples(short: int) -> settings:
    return settings(
        max_examples=EXAMPLES or short, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_for_any_bytes(name: str) -> None:
    @given(FILES)
    @examples(150)
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()


def test_any_files_end_with_a_known_status_and_a_valid_report_twice_the_same(tmp_path: Path) -> None:
    @given(st.lists(st.tuples(st.sampled_from(drafts.suffixes()), FILES), min_size=1, max_size=12))
    @examples(12)
    def ends(files: list[tuple[str, bytes]]) -> None:
        with fresh(tmp_path) as folder:
            for number, (suffix, data) in enumerate(files):
                (folder / f"{number}{suffix}").write_bytes(data)
            status, output = check(folder, "-p", "x")
            assert check(folder, "-p", "x") == (status, output)
        report = json.loads(output)
        jsonschema.validate(report, SCHEMA)
        assert status in (0, 1, 2)
        assert (status == 2) == bool(report["problems"])
        assert all(0 <= one["start"] <= one["end"] for post in report["posts"] for one in post["findings"])
        named = {one["path"] for key in ("posts", "problems") for one in report[key]}
        assert named == {str(folder / f"{number}{suffix}") for number, (suffix, _) in enumerate(files)}

    ends()


def test_the_verdict_is_the_same_whatever_the_line_ends_the_mark_and_the_encoding(tmp_path: Path) -> None:
    @given(SOBER)
    @examples(12)
    def same(text: str) -> None:
        text = f"お知らせです。{text}ここまで。"
        coats = [
            text.encode(), text.replace("\n", "\r\n").encode(), text.replace("\n", "\r").encode(),
            text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("cp932"),
        ]  # fmt: skip
        with fresh(tmp_path) as folder:
            for number, data in enumerate(coats):
                (folder / f"{number}.txt").write_bytes(data)
            _, output = check(folder)
        verdicts = [
            [
                (one["rule"], one["line"], one["column"], "".join(one["match"].split()))
                for one in post["findings"]
            ]
            for post in json.loads(output)["posts"]
        ]
        assert verdicts == [verdicts[0]] * len(coats)

    same()


@contextlib.contextmanager
def fresh(above: Path) -> Iterator[Path]:
    folder = above / "drafts"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)
