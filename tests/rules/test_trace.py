"""`snslint rules try` tells cue by cue why a rule spoke of a draft, or what held it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

HEAD = """\
title: "試し"
severity: warning
message: "試しです。"
why: "試すため。"
suggest: "直してください。"
"""
EXAMPLES = 'examples: {bad: ["«うわさ話»らしい。"], good: ["晴れ。"]}\n'
RULE = """\
find:
  - {words: [うわさ話]}
  - {words: [風説]}
needs:
  - {words: [らしい], within: 8}
unless:
  - {context: remark}
skip: [hashtag]
"""
CONTEXT = """\
title: "備考"
find: [{words: [備考]}]
unless: [{words: [発表], within: post}]
examples: {in: ["備考です。"], out: ["本文。"]}
"""
EVIDENCE = """\
evidence:
  threshold: 1.0
  underline: sentence
  cues:
    - {words: [うわさ話], weight: 0.6}
    - {words: [らしい], weight: 0.5}
    - {words: [発表], within: post, weight: -0.4}
    - {words: [注意], weight: -1}
"""

Pack = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]


def tried(pack: Pack, snslint: Run, rule: str, text: str) -> tuple[int, list[str]]:
    """The status, and the lines about the first post."""
    folder = pack(
        {
            "rules/rumour/one.yaml": HEAD + rule + EXAMPLES,
            "rules/contexts/remark.yaml": CONTEXT,
            "draft.txt": text,
        }
    )
    (folder.parent / "snslint.yaml").write_text("packs: [pack]\nmunicipality: onjuku\n", encoding="utf-8")
    status, out, err = snslint("rules", "try", "rumour/one", "pack/draft.txt")
    assert err == ""
    assert out.splitlines()[:4] == [
        "rumour/one — 試し（pack/rules/rumour/one.yaml）",
        "",
        "pack/draft.txt",
        "御宿町 5(9)、強さ warning",
    ]
    return status, out.splitlines()[4:]


def test_what_is_found_is_told_with_what_it_needed(pack: Pack, snslint: Run) -> None:
    assert tried(pack, snslint, RULE, "うわさ話らしい。") == (
        1,
        [
            "find 7行目 words: [うわさ話]: 1か所",
            "  「うわさ話」（1行1字目）",
            "    needs 10行目 words: [らしい]（8語以内）: あり 「らしい」（1行5字目）",
            "    unless 12行目 context: remark（同じ文）: なし",
            "    → 指摘になります。",
            "find 8行目 words: [風説]: 見つかりません",
            "結果: 指摘 1件　「うわさ話」（1行1字目）",
        ],
    )


def test_what_is_needed_and_stands_too_far_off_is_told(pack: Pack, snslint: Run) -> None:
    text = "うわさ話です。きょうは朝から良い天気で、海も山もとても静か。明日は雨らしい。"
    status, lines = tried(pack, snslint, RULE, text)
    assert status == 0
    assert lines[2:4] == [
        "    needs 10行目 words: [らしい]（8語以内）: 届く範囲になし（離れた所に 「らしい」（1行35字目））",
        "    → needs: が1つもないので、指摘になりません。",
    ]


def test_a_context_that_holds_back_is_told_with_the_line_of_its_own_file(pack: Pack, snslint: Run) -> None:
    status, lines = tried(pack, snslint, RULE, "備考: うわさ話らしい。")
    assert status == 0
    assert lines[3:6] == [
        "    unless 12行目 context: remark（同じ文）: あり 「備考」（1行1字目）",
        "      文脈の find 2行目 words: [備考]: 「備考」（1行1字目）",
        "    → unless: があるので、指摘になりません。",
    ]


def test_a_context_that_is_cleared_itself_is_told(pack: Pack, snslint: Run) -> None:
    status, lines = tried(pack, snslint, RULE, "備考: うわさ話らしい。発表です。")
    assert status == 1
    assert lines[3:6] == [
        "    unless 12行目 context: remark（同じ文）: なし",
        "      「備考」（1行1字目） は文脈の unless 3行目 words: [発表] の 「発表」（1行13字目） で打ち消されています",
        "    → 指摘になります。",
    ]


def test_parts_of_a_post_that_are_skipped_are_told(pack: Pack, snslint: Run) -> None:
    status, lines = tried(pack, snslint, RULE, "#うわさ話 らしい。")
    assert status == 0
    assert lines[2] == "    → ハッシュタグの中なので（skip）、指摘になりません。"


def test_evidence_is_added_up_sentence_by_sentence(pack: Pack, snslint: Run) -> None:
    rule = EVIDENCE
    examples = EXAMPLES.replace("«うわさ話»らしい。", "«うわさ話らしい。»")
    folder = pack(
        {"rules/rumour/one.yaml": HEAD + rule + examples, "draft.txt": "うわさ話らしい。\n発表です。"}
    )
    (folder.parent / "snslint.yaml").write_text("packs: [pack]\nmunicipality: onjuku\n", encoding="utf-8")
    status, out, _ = snslint("rules", "try", "rumour/one", "pack/draft.txt")
    assert status == 0
    assert out.splitlines()[4:] == [
        "文「うわさ話らしい。」",
        "  +0.60 10行目 words: [うわさ話]: 「うわさ話」（1行1字目）",
        "  +0.50 11行目 words: [らしい]: 「らしい」（1行5字目）",
        "  -0.40 12行目 words: [発表]: 「発表」（2行1字目）",
        "  合計 0.70（threshold 1.00）→ 届きません",
        "  -1.00 13行目 words: [注意]: なし",
        "結果: 指摘 0件",
    ]


def test_a_rule_that_the_municipality_does_not_use_is_told(pack: Pack, snslint: Run) -> None:
    folder = pack({"draft.txt": "晴れ。"})
    status, out, _ = snslint("rules", "try", "advocacy/demand", str(folder / "draft.txt"), "-m", "shiroi")
    assert status == 0
    assert "白井市では使われないルールです（条項がないか、off です）。" in out


def test_an_unknown_rule_is_told_with_those_of_its_family(pack: Pack, snslint: Run) -> None:
    folder = pack({"draft.txt": "晴れ。"})
    status, out, err = snslint("rules", "try", "length/over-limt", str(folder / "draft.txt"))
    assert (status, out) == (2, "")
    assert err == (
        "ルール「length/over-limt」はありません。「length/over-limit」ではありませんか。使えるもの: length/over-limit\n"
    )
