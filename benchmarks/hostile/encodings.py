"""Bytes that are no text, characters that are no characters, and formats that are cut short or built to multiply."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

from benchmarks.hostile.case import ALL_READ, CHECK, Case, Run, written

TITLE = "文字コードと壊れた形式"

_RUMOUR = "駅前で火事があったらしいです。"
_JIS = "ISO-2022-JP"
_DEEP = "入れ子が深すぎます"
_BROKEN_BOOK = "Excelのブックとして読めません"
_UNPACKED = "中身が大きすぎます"
_NOISE = random.Random(8).randbytes(200_000)


def _entities() -> str:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "{"x" * 100}">{levels}]><x>&e11;</x>'


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _book(folder: Path) -> Run:
    with (
        zipfile.ZipFile(folder / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(60):
            part.write(bytes(1_000_000))
    return Run((*CHECK, "a.xlsx"))


def _entity_book(folder: Path) -> Run:
    (folder / "a.xlsx").write_bytes(
        _zip({name: _entities().encode() for name in ("[Content_Types].xml", "xl/workbook.xml")})
    )
    return Run((*CHECK, "a.xlsx"))


def _aliases() -> str:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(["a0: &a0 [x]", *levels, "text: *a11\n"])


def _json(**record: object) -> str:
    return json.dumps(record, ensure_ascii=False)


CASES = (
    written("NUL を含む下書き", "a.txt", "駅前で\0火事があったらしいです。", 2, "NUL文字"),
    written("JSON の片割れのサロゲート", "a.jsonl", '{"text": "火事\\ud800があったらしいです。"}', 2, "片方だけのサロゲート"),
    written("片割れのサロゲートだけのID", "a.jsonl", '{"id": "\\udfff", "text": "晴れです。"}', 0, ALL_READ, "--format", "text"),
    written("でたらめな 200 KB を .txt", "a.txt", _NOISE, 2, "読めません"),
    written("でたらめな 200 KB を .jsonl", "a.jsonl", _NOISE, 2, "読めません"),
    written("でたらめな 200 KB を .csv", "a.csv", _NOISE, 2, "読めません"),
    written("でたらめな 200 KB を .yaml", "a.yaml", _NOISE, 2, "読めません"),
    written("でたらめな 200 KB を .xlsx", "a.xlsx", _NOISE, 2, _BROKEN_BOOK),
    written("UTF-8 の途中に壊れたバイト", "a.txt", _RUMOUR.encode() + b"\xff" + _RUMOUR.encode(), 2, "バイト目"),
    written("冗長な UTF-8（0xC0 0xAF）", "a.txt", b"\xc0\xaf../etc/passwd", 0, "CP932"),
    written("途中で切れた UTF-16", "a.txt", _RUMOUR.encode("utf-16")[:-1], 2, "UTF-16"),
    written("UTF-32", "a.txt", _RUMOUR.encode("utf-32"), 2, "UTF-32"),
    written("ISO-2022-JP", "a.txt", _RUMOUR.encode("iso2022_jp"), 2, _JIS),
    written("EUC-JP", "a.txt", _RUMOUR.encode("euc_jp") * 5, 2, "EUC-JP"),
    written("BOM だけ", "a.txt", b"\xef\xbb\xbf", 2, "空です"),
    written("BOM が1万個", "a.txt", "\ufeff" * 10_000 + _RUMOUR, 1, ALL_READ),
    written("深い入れ子の JSON（10万段）", "a.json", "[" * 100_000, 2, _DEEP),
    written("深い入れ子の YAML（5万段。libyaml が落ちる）", "a.yaml", "[" * 50_000, 2, _DEEP),
    written("深い入れ子の YAML（字下げ 2,000段）", "a.yaml", "".join(f"{' ' * n}a:\n" for n in range(2_000)), 2, _DEEP),
    written("深い入れ子の前書き", "a.md", "---\nextra: " + "{a: " * 50_000 + "\n---\n本文", 2, _DEEP),
    written("YAML の参照の爆弾", "a.yaml", _aliases(), 2, "参照は使えません"),
    written("!!python のタグ", "a.yaml", 'text: !!python/object/apply:os.system ["touch pwned"]\n', 2, "型の指定は使えません"),
    written("YAML の !!binary", "a.yaml", "text: !!binary aGVsbG8=\n", 2, "型の指定は使えません"),
    written("YAML の << の併合", "a.yaml", "text: a\n<<: {id: b}\n", 2, "<<"),
    written("YAML の鍵が並び", "a.yaml", "? [a, b]\n: c\ntext: x\n", 2, "キー"),
    written("YAML の文書が2つ", "a.yaml", "text: a\n---\ntext: b\n", 2, "文書は1つだけ"),
    written("値が30万個の YAML", "a.yaml", lambda: "- a\n" * 300_000, 2, "値が多すぎます"),
    written("値が60万個の JSON", "a.json", lambda: "[" + "1," * 600_000 + "1]", 2, "値が多すぎます"),
    written("1万桁の整数", "a.jsonl", '{"id": ' + "9" * 10_000 + ', "text": "晴れです。"}', 2, "a.jsonl:1"),
    written("NaN と無限大", "a.jsonl", '{"id": NaN, "text": Infinity}', 2, "a.jsonl:1"),
    written("1e999999 の数", "a.jsonl", '{"id": 1e999999, "text": "晴れです。"}', 2, "a.jsonl:1"),
    written("同じ鍵が2つの JSON", "a.jsonl", '{"text": "a", "text": "b"}', 2, "2"),
    written("本文が数・真偽・null", "a.jsonl", '{"text": 1}\n{"text": true}\n{"text": null}\n', 2, "a.jsonl:3"),
    written("JSON でない3万行", "a.jsonl", "x\n" * 30_000, 2, "1,000件を超えた"),
    written("閉じない前書き", "a.md", "---\nid: a\n本文", 2, "閉じ"),
    written("9,999年の公開日時", "a.jsonl", _json(text="明日は12月31日（金）です。", meta={"publish_at": "9999-12-31T23:59:59-12:00"}), 0, ALL_READ),
    written("1年1月1日の公開日時", "a.jsonl", _json(text="昨日は晴れました。", meta={"publish_at": "0001-01-01T00:00:00+14:00"}), 0, ALL_READ),
    written("0年13月の公開日時", "a.jsonl", _json(text="晴れです。", meta={"publish_at": "0000-13-45"}), 2, "publish_at"),
    written("閉じない引用符の CSV（9 MB）", "a.csv", lambda: '本文\n"' + "あ" * 3_000_000, 2, "a.csv"),
    written("10万列の CSV", "a.csv", "本文\n" + "x," * 100_000, 2, "列が多すぎます"),
    written("NUL を含む CSV", "a.csv", "本文\n火事が\0あったらしいです。\n", 2, "NUL文字"),
    written("式に見える投稿の番号を CSV に出す", "a.jsonl", _json(id="=cmd|' /C calc'!A0", text=_RUMOUR), 1, "'=cmd", "--format", "csv"),
    Case("展開すると 60 MB の .xlsx", _book, (2,), _UNPACKED),
    Case("実体参照の爆弾の .xlsx", _entity_book, (2,), _BROKEN_BOOK),
    written("途中で切れた .xlsx", "a.xlsx", _zip({"a": _NOISE})[:90_000], 2, _BROKEN_BOOK),
    written("鍵のかかった古い .xlsx", "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, 2, "パスワード"),
    written("PNG を .md と名づける", "a.md", b"\x89PNG\r\n\x1a\n" + _NOISE[:5000], 2, "読めません"),
    written("端末の制御文字（題を変える・画面を消す）", "a.txt", "\x1b]0;pwned\x07\x1b[2J火事があったらしいです。", 1, ALL_READ),
    written("</script> を含む投稿を HTML に", "a.txt", "<script>alert(1)</script>があったらしいです。", 1, "&lt;script&gt;", "--format", "html"),
)  # fmt: skip
