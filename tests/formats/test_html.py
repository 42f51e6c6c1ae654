"""The page for the section head's approval."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from snslint.errors import Problem
from snslint.formats.html import Piece, pieces
from snslint.model import Length, Meta, Report, Severity, Span

Write = Callable[..., str]
Make = Callable[..., Report]

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """The page as elements and text; refuses a page whose elements do not close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(attribute))]


def signed(post: Report) -> Report:
    meta = Meta(
        author="広報係 木村",
        reviewers=("田中", "鈴木"),
        approved_by="課長補佐 林",
        approved_at=dt.datetime(2026, 11, 20, 17, 5),
        delegated_by="課長",
        publish_at=dt.datetime(2026, 11, 24, 9, 0),
        consent=("渡会キヨさん",),
        credits=("写真: 広報係",),
    )
    return replace(post, draft=replace(post.draft, meta=meta))


def six(make: Make) -> Report:
    """A post with six findings, one about the whole, two that overlap, one over two lines; too long for X."""
    post = make(
        "«»«落とし物»のお礼\n役場まで歩いて届けてくださった方が«いるらしい»です。«連絡は 090-1234-5678» まで。"
        "«明日は\n断水する»そうです\u202e。👨‍👩‍👧#御宿町 https://www.town.onjuku.chiba.jp/",
        length=(
            Length("x", 300, 280, "weighted", True, cut=70),
            Length("facebook", 85, 63206, "utf-16", False),
        ),
    )
    outer = replace(post.findings[3], span=Span(20, 70), severity=Severity.INFO)
    findings = (post.findings[0], post.findings[1], outer, *post.findings[2:])
    graver = (replace(each, severity=Severity.ERROR) if n == 4 else each for n, each in enumerate(findings))
    return signed(replace(post, findings=tuple(graver)))


def test_the_post_is_cut_where_findings_begin_and_end_and_where_it_no_longer_fits(report: Make) -> None:
    post = report("明日«断水»\r\n«する\u200b»らしい", length=(Length("x", 9, 8, "weighted", True, cut=9),))
    assert list(pieces(post)) == [
        Piece("明日"),
        Piece("断水", begins=(1,), marked="warning"),
        Piece("\n"),
        Piece("する", begins=(2,), marked="warning"),
        Piece("U+200B", marked="warning", hidden=True),
        Piece("", cut=("X",)),
        Piece("らしい", beyond=True),
    ]


def test_words_of_two_findings_look_like_the_graver(report: Make) -> None:
    post = report("«断水する»らしい")
    inner = replace(post.findings[0], span=Span(2, 4), severity=Severity.ERROR)
    assert list(pieces(replace(post, findings=(*post.findings, inner)))) == [
        Piece("断水", begins=(1,), marked="warning"),
        Piece("する", begins=(2,), marked="error"),
        Piece("らしい"),
    ]


def test_an_empty_post_has_no_pieces(report: Make) -> None:
    assert list(pieces(report("«»"))) == []


def test_the_page_tells_all_that_the_section_head_needs(write: Write, report: Make) -> None:
    text = Page(write("html", six(report), today=dt.date(2026, 11, 21))).text
    told = re.sub(r"\s+", " ", text)
    for words in (
        "確認日: 2026年11月21日（土） snslint 1.2.3",
        "自治体御宿町",
        "投稿予定2026年11月24日（火） 09:00",
        "本人の承諾渡会キヨさん",
        "出典・権利者写真: 広報係",
        "指摘（6件）",
        "「いるらしい」は伝聞です。",
        "御宿町ソーシャルメディア活用ガイドライン 5(9)虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの",
        "書き換え 「いるらしい」を消してください。",
        "X 300/280 文字(半角に換算)20超えています",
        "Facebook 85/63,206",
        "Xに入るのはここまで",
        "写真の権利者の許諾を得ましたか。 （5(5)）",
        "広報係 木村 年 月 日",
        "田中、鈴木",
        "課長補佐 林（課長の代決）2026年11月20日（金） 17:05",
    ):
        assert words in told


def test_the_page_is_one_file_without_scripts_or_anything_from_elsewhere(write: Write, report: Make) -> None:
    page = Page(write("html", six(report)))
    tags = {tag for tag, _ in page.elements}
    assert tags & {"script", "img", "link", "iframe", "object"} == set()
    assert page.values("src") == []
    assert [href for href in page.values("href") if not href.startswith("#")] == []
    assert [name for _, attrs in page.elements for name in attrs if name.startswith("on")] == []


def test_numbers_lead_from_the_words_to_the_finding_and_back(write: Write, report: Make) -> None:
    page = Page(write("html", six(report), six(report)))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in page.values("href")} <= set(ids)
    assert sum(href.startswith("#p2-f") for href in page.values("href")) == 5


def test_every_box_has_a_label_and_every_section_a_name(write: Write, report: Make) -> None:
    written = write("html", six(report))
    page = Page(written)
    boxes = sum(tag == "input" for tag, _ in page.elements)
    assert boxes == len(re.findall('<label><input type="checkbox"><span>写真', written)) == 1
    assert all(attrs.get("aria-label") for tag, attrs in page.elements if tag == "section")
    assert [tag for tag, _ in page.elements if tag in ("h1", "h2", "main")] == ["h1", "main", "h2"]
    assert dict(page.elements[0][1]) == {"lang": "ja"}


def test_no_text_of_a_draft_or_file_becomes_markup_or_turns_the_page(write: Write, report: Make) -> None:
    nasty = "<script>alert(1)</script>&amp;\u202e\x1b\"'{{ 7*7 }}"
    post = report(f"{nasty}«{nasty}»", path=nasty, id=nasty, notes=(nasty,))
    named = replace(post, draft=replace(post.draft, meta=Meta(author=nasty, reviewers=(nasty,))))
    written = write("html", named, Problem(nasty, nasty, 1, 1, nasty))
    assert "script" not in {tag for tag, _ in Page(written).elements}
    assert not {"\u202e", "\x1b"} & set(written)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in written
    assert "{{ 7*7 }}" in written


def test_a_clean_post_and_a_broken_file_are_there_too(write: Write, report: Make, problem: Problem) -> None:
    text = re.sub(r"\s+", " ", Page(write("html", report("お祭り"), problem)).text)
    assert "指摘はありません。" in text
    assert "調べられませんでした broken.md:3:1 「---」の行がありません。 author: 佐藤" in text
    assert "投稿 1件に指摘はありません。入力の誤りが 1件あります。" in text


def test_a_masked_page_says_so_and_shows_no_words(write: Write, report: Make) -> None:
    written = write("html", report("連絡は«090-1234-5678»まで"), redact=True)
    assert "指摘の言葉は伏せてあります。" in written
    assert "1234-5678" not in written


# --- in a real browser ----------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr",
)  # fmt: skip

in_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def browse(page: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Open the page; its console must stay silent."""
    assert CHROMIUM is not None
    profile = page.parent / "profile"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert [line for line in run.stderr.splitlines() if ":CONSOLE" in line] == []
    return run


def saved(folder: Path, written: str) -> Path:
    page = folder / "page.html"
    page.write_text(written, encoding="utf-8", newline="")
    return page


@pytest.mark.browser
@in_browser
@pytest.mark.parametrize(("width", "height"), [(1200, 1600), (390, 844)])
def test_the_page_can_be_looked_at(
    tmp_path: Path, write: Write, report: Make, width: int, height: int
) -> None:
    picture = tmp_path / "page.png"
    page = saved(tmp_path, write("html", six(report)))
    browse(page, f"--window-size={width},{height}", f"--screenshot={picture}")
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.browser
@in_browser
@pytest.mark.parametrize("width", [1200, 600, 320])
def test_nothing_is_wider_than_the_window(tmp_path: Path, write: Write, report: Make, width: int) -> None:
    wide = report("長" * 50 + "https://example.jp/" + "a" * 300, path="b" * 200)
    written = write("html", six(report), wide)
    framed = html.escape(re.sub("<meta http-equiv[^>]*>", "", written))
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<!DOCTYPE html><iframe srcdoc="{framed}" width="{width}" height="900" '
        'onload="document.title = this.contentDocument.documentElement.scrollWidth"></iframe>',
        encoding="utf-8",
    )
    assert f"<title>{width}</title>" in browse(outer, "--dump-dom").stdout


@pytest.mark.browser
@in_browser
def test_each_post_is_printed_on_paper_of_its_own(tmp_path: Path, write: Write, report: Make) -> None:
    paper = tmp_path / "page.pdf"
    page = saved(tmp_path, write("html", *(report(f"«{name}»") for name in ("断水", "中止", "延期"))))
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    written = paper.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", written)) == 3
    assert {
        tuple(map(round, map(float, box.split())))
        for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", written)
    } == {(0, 0, 595, 842)}
