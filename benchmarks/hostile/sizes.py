"""Input that is made to exhaust memory or time by its mere size or repetition."""

from __future__ import annotations

from pathlib import Path

from benchmarks.hostile.case import CHECK, Case, Run, big, repeated, written

TITLE = "大きさと繰り返し"

_TOO_LONG = "長すぎます"
_TOO_BIG = "大きすぎます"


def _draft(folder: Path) -> Run:
    big(folder / "a.txt", b"", "お知らせです。\n".encode() * 5, 1_000_000)
    return Run((*CHECK, "a.txt"))


def _endless_line(folder: Path) -> Run:
    big(folder / "a.jsonl", b'{"text": "', b"x" * 1000, 100_000)
    return Run((*CHECK, "a.jsonl"))


def _jsonl() -> Run:
    return Run((*CHECK, "a.jsonl", "--format", "jsonl"), within='"$@" | tail -n 1; exit "${PIPESTATUS[0]}"')


def _million(folder: Path) -> Run:
    big(folder / "a.jsonl", b"", '{"text": "本日は晴れです。"}\n'.encode(), 1_000_000)
    return _jsonl()


def _hundred_megabytes_of_posts(folder: Path) -> Run:
    text = "町民文化祭は十二月六日に公民館で開きます。どなたもお越しください。" * 10
    line = f'{{"text": "{text}"}}\n'.encode()
    big(folder / "a.jsonl", b"", line, 100_000_000 // len(line) + 1000)
    return _jsonl()


def _many_files(folder: Path) -> Run:
    for number in range(2_000):
        (folder / f"{number:05}.txt").write_text("本日は晴れです。", encoding="utf-8")
    return Run((*CHECK, "."))


CASES = (
    Case("100 MB の下書き1件", _draft, (2,), _TOO_BIG),
    Case("改行のない 100 MB の JSONL", _endless_line, (2,), _TOO_BIG),
    Case("100 MB の JSONL（10万件近い投稿）", _hundred_megabytes_of_posts, (0,), '"posts"', posts=98_000),
    Case("短い投稿100万件の JSONL", _million, (0,), '"posts"', posts=1_000_000),
    Case("2,000個のファイル", _many_files, (0,), "2000件"),
    written("1行 10 MB（改行なし）の下書き", "a.txt", lambda: "あ" * 3_333_333, 2, _TOO_LONG),
    written("改行だけ 9 MB", "a.txt", lambda: "\n" * 9_000_000, 2, "投稿文がありません"),
    written("空のファイル", "a.txt", "", 2, "空です"),
    written("100,001字の投稿", "a.txt", "あ" * 100_001, 2, _TOO_LONG),
    repeated("@ を10万個", "@"),
    repeated("( を10万個", "("),
    repeated("「 を10万個", "「"),
    repeated("# を10万個", "#", "-p", "x"),
    repeated("#あ を5万個", "#あ", "-p", "x"),
    repeated("数字を10万個", "1"),
    repeated("漢数字を10万個", "一"),
    repeated("- を10万個", "-"),
    repeated(". を10万個", "."),
    repeated("a. を5万個（終わらない網の名前）", "a."),
    repeated("a@ を5万個", "a@"),
    repeated("http:// を1万個", "http://", "-p", "x"),
    repeated("改行と文字", "あ\n"),
    repeated("空白を10万個", " x"),
    repeated("全角の空白を10万個", "　あ"),
    repeated("カタカナ10万字（切れ目なし）", "カナ"),
    repeated("漢字10万字（切れ目なし）", "国"),
    repeated("ひらがな10万字（句点なし）", "あいう"),
    repeated("090- の繰り返し", "090-"),
    repeated("電話番号6,000個", "090-1234-5678、"),
    repeated("日付2万個", "12月31日(月)"),
    repeated("氏名2万個", "山田太郎さん、"),
    repeated("住所1万個", "千葉県夷隅郡御宿町須賀1-2-3 "),
    repeated("伝聞1万個", "火事があったらしいです。"),
    repeated("罵りの言葉2万個", "死ねバカ"),
    repeated("罵りの言葉2万個をHTMLで", "死ねバカ", "--format", "html", says="</html>"),
    repeated("罵りの言葉2万個をSARIFで", "死ねバカ", "--format", "sarif", says="columnKind"),
    repeated("結合文字の塔", "が\u0301\u0323\u0300"),
    written("1字に結合文字99,999個", "a.txt", "か" + "\u0301" * 99_998, 0, "指摘はありません"),
    repeated("絵文字を ZWJ でつなぎ続ける", "👩\u200d", "-p", "x"),
    repeated("地域記号（旗）10万個", "🇯", "-p", "x"),
    repeated("双方向制御の入れ子", "\u202e\u2066"),
    repeated("見えない文字10万個", "\u200b"),
    repeated("CR だけの改行", "あ\r"),
)
