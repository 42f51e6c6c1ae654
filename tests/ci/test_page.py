"""The page for the section head's approval, from a draft with six findings to a real browser and to paper."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

DRAFT = """\
---
id: 2026-12-15-oshirase
author: 産業観光課 秋山
reviewers: [総務課 海野]
publish_at: 2026-12-15 09:00
---

【お知らせ】年末のみなと朝市

12月20日（土）は、漁港で朝市を開きます。
お問い合わせは、担当の佐藤健一さんの携帯 090-1234-5678 まで。
会場の地図はこちらです。 https://bit.ly/onjuku-asaichi
駅前の道路が通れなくなるらしいです。
次の選挙では、みんなで自民党を応援しましょう。
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    subprocess.run(
        [
            *(sys.executable, "-m", "snslint", "check", "draft.md", "-m", "onjuku", "-p", "x"),
            *("--today", "2026-11-21", "--format", "html", "-o", "page.html"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=120,
    )
    return folder / "page.html"


def browse(page: Path, *flags: str) -> None:
    """Open the page in the browser; its console must stay silent."""
    assert CHROMIUM is not None
    fixed = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync --hide-scrollbars --enable-logging=stderr"
    command = [CHROMIUM, *fixed.split(), f"--user-data-dir={page.parent / 'profile'}", *flags, page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert [line for line in done.stderr.splitlines() if ":CONSOLE" in line] == []


def test_the_draft_has_six_findings_or_more(page: Path) -> None:
    counted = re.search(r"指摘（(\d+)件）", page.read_text(encoding="utf-8"))
    assert counted is not None
    assert int(counted[1]) >= 6


@pytest.mark.parametrize(("name", "width", "height"), [("desktop", 1280, 1800), ("phone", 390, 3200)])
def test_the_page_is_a_picture_of_the_window_s_size(page: Path, name: str, width: int, height: int) -> None:
    picture = page.with_name(f"{name}.png")
    browse(page, f"--window-size={width},{height}", f"--screenshot={picture}")
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == (width, height)


def test_the_page_is_printed_on_a4_with_all_that_is_to_be_signed(page: Path) -> None:
    paper = page.with_name("paper.pdf")
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", paper.read_bytes())
    assert {tuple(round(float(number)) for number in box.split()) for box in boxes} == {(0, 0, 595, 842)}
    assert len(boxes) <= 2
    reader = shutil.which("pdftotext")
    if reader:
        text = subprocess.run([reader, paper, "-"], capture_output=True, check=True).stdout.decode()
        assert all(words in text for words in ("090-1234-5678", "5(10)", "秋山", "海野", "指摘（"))
