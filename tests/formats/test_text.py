"""The report in the terminal."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len

from snslint.errors import Problem
from snslint.model import Length, Location, Quote, Reminder, Report, Severity

Write = Callable[..., str]
Make = Callable[..., Report]


def test_a_finding_is_underlined_with_its_clause_and_what_to_write_instead(
    write: Write, report: Make
) -> None:
    assert write("text", report("明日は断水する«らしい»です。")) == (
        "■ draft.txt（御宿町、X）\n"
        "\n"
        "  【注意】伝聞のまま終わる文（rumour/hearsay）\n"
        "      1行目 | 明日は断水するらしいです。\n"
        "            |               ^^^^^^\n"
        "    指摘      「らしい」は伝聞です。\n"
        "    条文      御宿町 5(9)「虚偽や事実と異なる内容及び単なる噂や噂を助長させるも\n"
        "              の」\n"
        "    書き換え  「らしい」を消してください。\n"
        "\n"
        "  文字数    X 26/280 文字(半角に換算)\n"
        "\n"
        "人の目で確かめてください（御宿町）\n"
        "  □ 写真の権利者の許諾を得ましたか。（5(5)）\n"
        "\n"
        "投稿 1件のうち 1件に指摘があります（重大 0件、注意 1件、参考 0件）。\n"
    )


def test_findings_that_say_the_same_share_clause_and_advice(write: Write, report: Make) -> None:
    post = report("«断水»らしい。\n«中止»らしい。")
    alike = tuple(replace(each, suggestion="確かめてください。") for each in post.findings)
    assert write("text", replace(post, findings=alike)).splitlines()[2:12] == [
        "  【注意】伝聞のまま終わる文（rumour/hearsay）",
        "      1行目 | 断水らしい。",
        "            | ^^^^",
        "    指摘      「断水」は伝聞です。",
        "      2行目 | 中止らしい。",
        "            | ^^^^",
        "    指摘      「中止」は伝聞です。",
        "    条文      御宿町 5(9)「虚偽や事実と異なる内容及び単なる噂や噂を助長させるも",
        "              の」",
        "    書き換え  確かめてください。",
    ]


def test_a_clean_draft_is_one_calm_line_and_the_reminders(write: Write, report: Make) -> None:
    assert write("text", report("お祭りです。")) == (
        "○ draft.txt（御宿町、X 26/280）: 指摘はありません。\n"
        "\n"
        "人の目で確かめてください（御宿町）\n"
        "  □ 写真の権利者の許諾を得ましたか。（5(5)）\n"
        "\n"
        "投稿 1件に指摘はありません。\n"
    )


def test_a_clean_line_that_is_too_long_leaves_out_the_lengths(write: Write, report: Make) -> None:
    line = write("text", report("あ", path="d" * 40)).splitlines()[0]
    assert line == f"○ {'d' * 40}（御宿町）: 指摘はありません。"


@pytest.mark.parametrize(
    ("at", "label"),
    [
        (Location("posts.jsonl", 12, 10), "posts.jsonl:12 p-1"),
        (Location("draft.md", 9, 1), "draft.md p-1"),
        (Location("表.xlsx", 3, 1, "十一月", "B3"), "表.xlsx 十一月!B3 p-1"),
        (Location("表.csv", 3, 1, None, "B3"), "表.csv B3 p-1"),
    ],
)
def test_a_post_is_named_by_where_it_begins(write: Write, report: Make, at: Location, label: str) -> None:
    class There:
        path = at.path

        def locate(self, text: str, offset: int) -> Location:
            return at

    post = report("«らしい»", id="p-1")
    shown = write("text", replace(post, draft=replace(post.draft, source=There())))
    assert shown.splitlines()[0] == f"■ {label}（御宿町、X）"


def test_clean_posts_of_one_file_share_a_line(write: Write, report: Make) -> None:
    posts = [report("お祭りです。", path="posts.jsonl", id=f"p-{n}", reminders=()) for n in range(3)]
    assert (
        write("text", *posts).splitlines()[0] == "○ posts.jsonl（p-0 から p-2 まで、3件）: 指摘はありません。"
    )


def test_a_note_does_not_make_a_clean_post_longer_than_it_is(write: Write, report: Make) -> None:
    posts = [
        report("あ", path="posts.jsonl", id=f"p-{n}", reminders=(), notes=("短いです。",)) for n in range(3)
    ]
    assert write("text", *posts).splitlines()[:3] == [
        "○ posts.jsonl（p-0 から p-2 まで、3件）: 指摘はありません。",
        "  ※ 短いです。",
        "",
    ]


def test_reminders_come_once_and_say_for_which_posts_they_are(write: Write, report: Make) -> None:
    rare = Reminder(Quote("6(1)", "…"), "別の職員も読みましたか。")
    usual = report("お祭りです。").reminders
    posts = [
        report("お祭りです。", id=f"p-{n}", reminders=(*usual, rare) if n < 5 else usual) for n in range(6)
    ]
    assert write("text", *posts).splitlines()[2:5] == [
        "人の目で確かめてください（御宿町）",
        "  □ 写真の権利者の許諾を得ましたか。（5(5)）",
        "  □ 別の職員も読みましたか。（6(1)）［p-0、p-1、p-2 ほか2件］",
    ]


def test_a_problem_is_shown_with_its_place_and_line(write: Write, problem: Problem) -> None:
    assert write("text", problem) == (
        "× broken.md:3:1: 「---」の行がありません。\n"
        "    | author: 佐藤\n"
        "\n"
        "調べた投稿はありません。入力の誤りが 1件あります。\n"
    )


def test_notes_and_a_post_that_is_too_long_are_no_clean_post(write: Write, report: Make) -> None:
    long = Length("x", 300, 280, "weighted", True, cut=3)
    shown = write(
        "text", report("お祭りです。", length=(long,), notes=("CP932 として読みました。",), reminders=())
    )
    assert shown == (
        "■ draft.txt（御宿町、X）\n"
        "\n"
        "  言葉についての指摘はありません。\n"
        "  文字数    X 300/280 文字(半角に換算)。20超えています\n"
        "            「…お祭り」までしか入りません。\n"
        "  ※ CP932 として読みました。\n"
        "\n"
        "投稿 1件に指摘はありません。\n"
    )


@pytest.mark.parametrize(
    "before",
    [
        "",
        "半角",
        "ｶﾞｯﾂ",
        "ﾊﾟｰﾃｨｰ",
        "👨‍👩‍👧と",
        "🇯🇵🇺🇸",
        "❤️1️⃣",
        "👍🏽",
        "か\u3099き",
        "葛󠄀城市",
        "ÀÉ…①",
        "𠮷野",
        "🫨",
        "①〜※",
    ],
)
def test_the_underline_stands_exactly_below_the_words(write: Write, report: Make, before: str) -> None:
    lines = write("text", report(f"{before}«断水👨‍👩‍👧»です")).splitlines()
    shown, under = (line.split(" | ")[1] for line in lines[3:5])
    assert (under.index("^"), under.count("^")) == (cell_len(before), cell_len("断水👨‍👩‍👧"))
    assert shown == f"{before}断水👨‍👩‍👧です"


def test_a_long_line_is_cut_around_the_words(write: Write, report: Make) -> None:
    lines = write("text", report("あ" * 50 + "«断水»" + "い" * 50)).splitlines()
    assert lines[3:5] == [
        "      1行目 | …" + "あ" * 12 + "断水" + "い" * 18 + "…",
        "            | " + " " * 25 + "^^^^",
    ]


def test_a_finding_over_two_lines_is_underlined_on_both(write: Write, report: Make) -> None:
    lines = write("text", report("一行目。«断水\r\n\r\nします»。\n")).splitlines()
    assert lines[3:7] == [
        "      1行目 | 一行目。断水",
        "            |         ^^^^",
        "      3行目 | します。",
        "            | ^^^^^^",
    ]


def test_a_very_long_finding_is_shown_by_its_beginning_and_end(write: Write, report: Make) -> None:
    lines = write("text", report("«始" + "あ" * 400 + "終»")).splitlines()
    assert [line.split("| ")[1] for line in lines[3:8]] == [
        "始" + "あ" * 32,
        "^" * 66,
        "…",
        "あ" * 5 + "終",
        "^" * 12,
    ]


def test_a_finding_about_the_whole_post_says_so(write: Write, report: Make) -> None:
    assert write("text", report("«»お祭りです。")).splitlines()[3] == "    投稿全体"


HOSTILE = "\x1b[31m赤\x07\u202e逆\u2066\u200b\ufeff\x9b\x7f\ud83d\u2028\x00\tタブ\x85"


def test_nothing_of_a_draft_can_steer_the_terminal(write: Write, report: Make) -> None:
    shown = write(
        "text",
        report(f"{HOSTILE}«{HOSTILE}»", path=f"{HOSTILE}.txt", id=HOSTILE, notes=(HOSTILE,)),
        Problem(HOSTILE, HOSTILE, 1, 1, HOSTILE),
        width=400,
    )
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e\u2066\ufeff\ud800-\udfff]", shown) == []
    assert "<U+001B>[31m赤<U+0007><U+202E>逆<U+2066><U+200B><U+FEFF><U+009B><U+007F><U+D83D>" in shown


def test_no_line_is_wider_than_the_terminal(write: Write, report: Make) -> None:
    post = report(
        "あ" * 60 + "«断水するらしい»" + "い" * 60,
        path="とても長い名前のフォルダー/" * 5 + "draft.txt",
        notes=("投稿先が決まっていないので、長さを確かめていません。" * 3,),
    )
    for width in (40, 80):
        assert max(cell_len(line) for line in write("text", post, width=width).splitlines()) <= width


def test_lines_do_not_begin_with_a_full_stop_or_end_with_an_opening_bracket(
    write: Write, report: Make
) -> None:
    for length in range(20, 60):
        note = "あ" * length + "「ア」ップ。" * 8
        lines = write("text", report("", notes=(note,)), width=60).splitlines()
        assert not [line for line in lines if line.strip()[:1] in tuple("。」ッ") or line[-1:] == "「"]


def test_the_words_of_a_latin_name_stay_whole(write: Write, report: Make) -> None:
    shown = write("text", report("", notes=("文" * 30 + "https://example.jp/a-b-c を見ました",)), width=80)
    assert "https://example.jp/a-b-c" in shown


def test_verbose_says_why(write: Write, report: Make) -> None:
    assert "    理由      伝聞でも事実として受け取られます。\n" in write(
        "text", report("«らしい»"), verbose=True
    )


@pytest.mark.parametrize(("severity", "mark"), [(Severity.ERROR, "【重大】"), (Severity.INFO, "【参考】")])
def test_each_severity_has_its_mark(write: Write, report: Make, severity: Severity, mark: str) -> None:
    post = report("«らしい»")
    finding = replace(post.findings[0], severity=severity)
    assert write("text", replace(post, findings=(finding,))).splitlines()[2].startswith(f"  {mark}")


def test_colour_changes_nothing_but_colour(write: Write, report: Make) -> None:
    posts = [report("明日は断水する«らしい»です。"), report("お祭りです。")]
    coloured = write("text", *posts, colour=True)
    assert "\x1b[1;33m【注意】\x1b[0m" in coloured
    bare = "\n".join(line.rstrip(" ") for line in re.sub("\x1b\\[[0-9;]*m", "", coloured).split("\n"))
    assert bare == write("text", *posts)


def test_plain_text_imports_neither_rich_nor_json() -> None:
    code = (
        "import sys; from snslint import formats; f = formats.get('text');"
        "''.join(f.write([], formats.Context('1')));"
        "print(sorted({'rich', 'json', 'jinja2', 'regex', 'pydantic', 'fugashi'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
