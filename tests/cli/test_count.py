"""`snslint count`, run as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from snslint.cli import main


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    """Exit status, stdout and stderr."""
    with pytest.raises(SystemExit) as exit_:
        main(["count", *arguments])
    return exit_.value.code, *capsys.readouterr()


def post(folder: Path, text: str) -> str:
    path = folder / "post.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_short_post_on_one_service(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = post(tmp_path, "花火です🎆 https://a.jp/b #夏")
    assert run([path, "-p", "x"], capsys) == (
        0,
        f"{path}\n"
        "  投稿先          数えた長さ  上限  残り\n"
        "  X       38文字(半角に換算)   280   242\n"
        "  URL 1、絵文字 1、ハッシュタグ 1\n"
        "    URL: https://a.jp/b\n"
        "    絵文字: 🎆\n"
        "    ハッシュタグ: #夏\n"
        "\n",
        "",
    )


def test_post_over_the_limit_shows_the_cut_and_a_way_to_divide_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = post(tmp_path, "あ" * 99 + "。" + "い" * 59 + "。")
    status, out, _ = run([path, "-p", "x"], capsys)
    assert (status, out.splitlines()[2:]) == (
        1,
        [
            "  X       320文字(半角に換算)   280  40超過",
            "  URL 0、絵文字 0、ハッシュタグ 0",
            f"  X: ここで切れます「{'い' * 12}|{'い' * 12}」",
            "  X: 分け方の案(2件)",
            "    [1/2] 200文字(半角に換算)",
            f"      {'あ' * 99}。",
            "    [2/2] 120文字(半角に換算)",
            f"      {'い' * 59}。",
            "",
        ],
    )


def test_bubbles_are_proposed_where_one_does_not_hold_the_post(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = post(tmp_path, ("あ" * 299 + "。") * 2)
    status, out, _ = run([path, "-p", "line"], capsys)
    assert (status, out.splitlines()[4::2]) == (
        0,
        ["  LINE公式アカウント: 分け方の案(2件)", f"      {'あ' * 299}。", f"      {'あ' * 299}。"],
    )


def test_table_names_every_service(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run([post(tmp_path, "こんにちは")], capsys)
    assert [line.split("  ")[1] for line in out.splitlines()[2:13]] == [
        "ブログ",
        "Bluesky",
        "Facebook",
        "Instagram",
        "LINE公式アカウント",
        "LINE Messaging API",
        "note",
        "Threads",
        "TikTok",
        "X",
        "YouTube",
    ]


def test_own_limit_and_paying_account_come_from_the_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "snslint.yaml"
    settings.write_text("x_premium: true\nlimits:\n  instagram: 100\n", encoding="utf-8")
    path = post(tmp_path, "あ" * 200)
    status, out, _ = run([path, "--config", str(settings), "-p", "x", "-p", "instagram"], capsys)
    assert (status, out.splitlines()[2:4]) == (
        1,
        [
            "  X          400文字(半角に換算)  25,000   24,600",
            "  Instagram              200文字     100  100超過",
        ],
    )


def test_unknown_service_is_told_with_those_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run([post(tmp_path, "あ"), "-p", "instgram"], capsys)
    assert (status, out, err.split("。")[:2]) == (
        2,
        "",
        ["投稿先「instgram」はありません", "「instagram」ではありませんか"],
    )


def test_file_that_is_not_there_is_told_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = post(tmp_path, "あ")
    status, out, err = run([str(tmp_path / "none.txt"), path, "-p", "x"], capsys)
    assert (status, out.splitlines()[0], "none.txt" in err) == (2, path, True)
