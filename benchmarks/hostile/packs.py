"""Packs and settings from a colleague, or from a pull request of a stranger: data, never code."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.hostile.case import CHECK, Case, Run

TITLE = "設定とルール集"

_RULE = """\
title: 試し
severity: error
message: "「{match}」です。"
why: "理由です。"
suggest: "書き換えてください。"
find: [FIND]
examples: {bad: ["«らしい»です。"], good: ["晴れです。"]}
"""
_DEEP = "入れ子が深すぎます"


def _files(files: Mapping[str, str | bytes | Callable[[], bytes]], *arguments: str) -> Callable[[Path], Run]:
    def make(folder: Path) -> Run:
        (folder / "a.txt").write_text(
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! 晴れです。", encoding="utf-8"
        )
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            content = data() if callable(data) else data
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Run((*CHECK, "a.txt", *arguments), after=_ran_code)

    return make


def _ran_code(folder: Path) -> str | None:
    return "code of a pack was run" if any(folder.rglob("pwned")) else None


def _settings(
    text: str | bytes, *arguments: str, **others: str | bytes | Callable[[], bytes]
) -> Callable[[Path], Run]:
    return _files({"snslint.yaml": text, **{k.replace("__", "/"): v for k, v in others.items()}}, *arguments)


def _pack(find: str) -> Callable[[Path], Run]:
    rule = _RULE.replace("FIND", find)
    return _files({"snslint.yaml": "packs: [pack]\n", "pack/rules/rumour/own.yaml": rule})


def _pack_file(name: str, text: str) -> Callable[[Path], Run]:
    return _files({"snslint.yaml": "packs: [pack]\n", f"pack/{name}": text})


def _special(name: str, settings: str) -> Callable[[Path], Run]:
    def make(folder: Path) -> Run:
        (folder / "a.txt").write_text("晴れです。", encoding="utf-8")
        (folder / "snslint.yaml").write_text(settings, encoding="utf-8")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / name)
        return Run((*CHECK, "a.txt"))

    return make


def _fifo_settings(folder: Path) -> Run:
    (folder / "a.txt").write_text("晴れです。", encoding="utf-8")
    os.mkfifo(folder / "own.yaml")
    return Run((*CHECK, "a.txt", "--config", "own.yaml"))


CASES = (
    Case("深い入れ子の設定", _settings("exclude: " + "[" * 50_000), (2,), _DEEP),
    Case("2 MB の設定", _settings("#" * 2_000_000), (2,), "大きすぎます"),
    Case("UTF-8 でない設定", _settings(b"municipality: \xff\xfe"), (2,), "UTF-8"),
    Case("設定に !!python のタグ", _settings('packs: !!python/object/apply:os.system ["touch pwned"]\n'), (2,), "型の指定は使えません"),
    Case("設定が名前付きパイプ", _fifo_settings, (2,), "ふつうのファイル"),
    Case("ルール集のフォルダーがない", _settings("packs: [nowhere]\n"), (2,), "nowhere"),
    Case("ルール集がファイル", _settings("packs: [a.txt]\n"), (2,), "a.txt"),
    Case("ルール集が /", _settings("packs: [/]\n"), (2,), "rules/"),
    Case("ルールが名前付きパイプ", _special("pack/rules/rumour/own.yaml", "packs: [pack]\n"), (2,), "own.yaml"),
    Case("ルールに !!python のタグ", _pack('{regex: !!python/object/apply:os.system ["touch pwned"]}'), (2,), "型の指定は使えません"),
    Case("ルールに Python のファイル", _pack_file("rules/rumour/own.py", "open('pwned', 'w')"), (2,), "このフォルダーにルール"),
    Case("指数的に増える正規表現 (a+)+$", _pack('{regex: "らしい|(a+)+$"}'), (2,), "正規表現"),
    Case("指数的に増える正規表現 (a|a)*b", _pack('{regex: "らしい|(?:a|a|aa)*b"}'), (2,), "終わらなくなる"),
    Case("3乗の正規表現", _pack('{regex: "らしい|(?:.*.*.*)(?:x.*y.*z)!!"}'), (0, 2), "件"),
    Case("壊れた正規表現", _pack('{regex: "らしい|(["}'), (2,), "正規表現"),
    Case("空に当てはまる正規表現", _pack('{regex: "(?:らしい)?"}'), (0,), "投稿 1件"),
    Case("10億回の繰り返し (a{9999}){9999}", _pack('{regex: "らしい|(?:a{9999}){9999}"}'), (2,), "正規表現"),
    Case("無い検出器 ../../os", _pack('{detector: "../../os"}'), (2,), "検出器"),
    Case("言葉の書き出しが輪になる語彙", _files({
        "snslint.yaml": "packs: [pack]\n",
        "pack/rules/lexicon/one.yaml": 'title: 一\nwords: [$two]\nsource: "x"\n',
        "pack/rules/lexicon/two.yaml": 'title: 二\nwords: [$one]\nsource: "x"\n',
        "pack/rules/rumour/own.yaml": _RULE.replace("FIND", "{words: [$one, らしい]}"),
    }), (2,), "自分自身を含んでいます"),
    Case("2つずつ取り込む語彙を60段（たどり方は 2の60乗）", _files({
        "snslint.yaml": "packs: [pack]\n",
        **{f"pack/rules/lexicon/c{n}.yaml": f'title: 段\nwords: [$c{n + 1}, $d{n + 1}]\nsource: "x"\n' for n in range(60)},
        **{f"pack/rules/lexicon/d{n}.yaml": f'title: 段\nwords: [$c{n + 1}, $d{n + 1}]\nsource: "x"\n' for n in range(60)},
        "pack/rules/lexicon/c60.yaml": 'title: 底\nwords: [うわさ]\nsource: "x"\n',
        "pack/rules/lexicon/d60.yaml": 'title: 底\nwords: [うわさ]\nsource: "x"\n',
        "pack/rules/rumour/own.yaml": _RULE.replace("FIND", "{words: [$c0, らしい]}"),
    }), (0,), "投稿 1件"),
    Case("3,000段の文脈", _files({
        "snslint.yaml": "packs: [pack]\n",
        **{
            f"pack/rules/contexts/c{n}.yaml": f"title: 段\nfind: [{{context: c{n + 1}}}]\nexamples: {{in: [あ], out: [い]}}\n"
            for n in range(3_000)
        },
        "pack/rules/rumour/own.yaml": _RULE.replace("FIND", "{words: [らしい]}"),
    }), (2,), "深すぎます"),
    Case("自治体が自分自身を引き継ぐ", _files({
        "snslint.yaml": "packs: [pack]\n", "pack/municipalities/loop.yaml": "extends: loop\n",
    }, "-m", "loop"), (2,), "loop"),
    Case("自治体の名前が ../../etc/passwd", _settings("", "-m", "../../../../etc/passwd"), (2,), "ありません"),
    Case("文の書式から中を覗く {match.__class__}", _pack_file(
        "rules/rumour/own.yaml",
        _RULE.replace("FIND", '{regex: "らしい"}').replace("{match}", "{match.__class__.__mro__}"),
    ), (2,), "own.yaml"),
    Case("25万語の語彙", _pack_file(
        "rules/lexicon/big.yaml", "title: 大\nsource: x\nwords:\n" + "  - 語\n" * 250_000,
    ), (2,), "値が多すぎます"),
    Case("baseline が壊れた JSON", _settings("baseline: b.json\n", **{"b.json": "{" * 10_000}), (2,), "b.json"),
    Case("baseline が名前付きパイプ", _special("b.json", "baseline: b.json\n"), (2,), "b.json"),
    Case("embargo が名前付きパイプ", _special("e.yaml", "embargo: e.yaml\n"), (2,), "e.yaml"),
    Case("allow が /dev/zero", _settings("allow: /dev/zero\n"), (2,), "/dev/zero"),
    Case("embargo が /dev/zero", _settings("embargo: /dev/zero\n"), (2,), "/dev/zero"),
    Case("allow が 100 MB", _settings("allow: b.yaml\n", **{"b.yaml": lambda: b"# x\n" * 25_000_000}), (2,), "b.yaml"),
)  # fmt: skip
