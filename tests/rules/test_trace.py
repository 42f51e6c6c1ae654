"""`snslint rules try` tells cue by cue why a rule spoke of a draft, or what held it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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


def tried(
    pack: Pack, snslint: Run, rule: str, text: str, context: str = CONTEXT, examples: str = EXAMPLES
) -> tuple[int, list[str]]:
    """The status, and the lines about the first post."""
    folder = pack(
        {
            "rules/rumour/one.yaml": HEAD + rule + examples,
            "rules/contexts/remark.yaml": context,
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


def test_what_is_found_outside_the_parts_looked_in_is_told(pack: Pack, snslint: Run) -> None:
    status, lines = tried(
        pack, snslint, "find: [{words: [うわさ話]}]\nonly: [quotation, hashtag]\n", "うわさ話らしい。"
    )
    assert status == 0
    assert lines == [
        "find 6行目 words: [うわさ話]: 1か所",
        "  「うわさ話」（1行1字目）",
        "    → 引用・ハッシュタグの外なので（only）、指摘になりません。",
        "結果: 指摘 0件",
    ]


@pytest.mark.parametrize(
    ("reach", "told"),
    [
        ("", "同じ文"),
        (", within: near", "隣の文まで"),
        (", within: post", "投稿全体"),
        (", within: 0", "0語以内"),
        (", side: before", "同じ文、前"),
        (", side: after, within: near", "隣の文まで、後"),
    ],
)
def test_how_far_and_on_which_side_a_condition_looks_is_told(
    reach: str, told: str, pack: Pack, snslint: Run
) -> None:
    rule = f"find: [{{words: [うわさ話]}}]\nunless: [{{words: [注意]{reach}}}]\n"
    _, lines = tried(pack, snslint, rule, "うわさ話らしい。")
    assert lines[2] == f"    unless 7行目 words: [注意]（{told}）: なし"


def test_of_many_places_out_of_reach_three_are_told_and_the_others_counted(pack: Pack, snslint: Run) -> None:
    rule = "find: [{words: [うわさ話]}]\nneeds: [{words: [雨]}]\n"
    _, lines = tried(pack, snslint, rule, "うわさ話だ。\n雨と雨と雨と雨と雨。")
    assert lines[2] == (
        "    needs 7行目 words: [雨]（同じ文）: 届く範囲になし"
        "（離れた所に 「雨」（2行1字目）、「雨」（2行3字目）、「雨」（2行5字目） ほか2か所）"
    )


def test_a_context_in_find_that_is_cleared_everywhere_is_told_with_each_of_its_places(
    pack: Pack, snslint: Run
) -> None:
    _, lines = tried(pack, snslint, "find: [{context: remark}]\n", "備考と備考。発表。")
    assert lines == [
        "find 6行目 context: remark: 見つかりません",
        "  「備考」（1行1字目） は文脈の unless 3行目 words: [発表] の 「発表」（1行7字目） で打ち消されています",
        "  「備考」（1行4字目） は文脈の unless 3行目 words: [発表] の 「発表」（1行7字目） で打ち消されています",
        "結果: 指摘 0件",
    ]


def test_the_lines_of_a_context_that_found_nothing_are_passed_over(pack: Pack, snslint: Run) -> None:
    context = CONTEXT.replace(
        "find: [{words: [備考]}]\nunless: [{words: [発表], within: post}]",
        "find: [{words: [注記]}, {words: [備考]}]\n"
        "unless: [{words: [訂正], within: post}, {words: [発表], within: post}]",
    )
    held = tried(pack, snslint, RULE, "備考: うわさ話らしい。", context)
    assert held[1][4] == "      文脈の find 2行目 words: [備考]: 「備考」（1行1字目）"
    cleared = tried(pack, snslint, RULE, "備考: うわさ話らしい。発表です。", context)
    assert cleared[1][4] == (
        "      「備考」（1行1字目） は文脈の unless 3行目 words: [発表] の 「発表」（1行13字目） で打ち消されています"
    )


def test_evidence_that_reaches_its_threshold_is_told_with_what_may_still_clear_it(
    pack: Pack, snslint: Run
) -> None:
    rule = EVIDENCE + "unless:\n  - {words: [訂正]}\n"
    examples = EXAMPLES.replace("«うわさ話»らしい。", "«うわさ話らしい。»")
    assert tried(pack, snslint, rule, "うわさ話らしい。", examples=examples) == (
        1,
        [
            "文「うわさ話らしい。」",
            "  +0.60 10行目 words: [うわさ話]: 「うわさ話」（1行1字目）",
            "  +0.50 11行目 words: [らしい]: 「らしい」（1行5字目）",
            "  合計 1.10（threshold 1.00）→ 届きます",
            "  unless 15行目 words: [訂正]（同じ文）: なし",
            "  -0.40 12行目 words: [発表]: なし",
            "  -1.00 13行目 words: [注意]: なし",
            "結果: 指摘 1件　「うわさ話らしい。」（1行1字目）",
        ],
    )


def test_evidence_without_a_cue_that_speaks_for_it_is_told_with_what_it_did_not_count(
    pack: Pack, snslint: Run
) -> None:
    examples = EXAMPLES.replace("«うわさ話»らしい。", "«うわさ話らしい。»")
    assert tried(pack, snslint, EVIDENCE, "発表です。", examples=examples) == (
        0,
        [
            "重みが正の手がかりは、1つもありません。",
            "  +0.60 10行目 words: [うわさ話]: なし",
            "  +0.50 11行目 words: [らしい]: なし",
            "  -0.40 12行目 words: [発表]: 数えません（「発表」（1行1字目））",
            "  -1.00 13行目 words: [注意]: なし",
            "結果: 指摘 0件",
        ],
    )


def test_fitted_cues_are_told_heaviest_first_with_their_sum(pack: Pack, snslint: Run) -> None:
    rule = """\
evidence:
  threshold: 1.0
  underline: sentence
  grams: |
    0.9 text うわさ
    2.5 0.3 lemmas らしい
    -0.3 text 晴れ
    7 text 風説
"""
    examples = EXAMPLES.replace("«うわさ話»らしい。", "«うわさ話らしい。»")
    _, lines = tried(pack, snslint, rule, "うわさ話らしい。晴れ。", examples=examples)
    assert lines[:-1] == [
        "見本から求めた手がかり 3件、重みの合計 6.33（投稿全体といちばん重い文の合計。長さで割り引いてあります。threshold 1.00）",
        "  投稿で +2.50、文で +0.30 「らしい」",
        "  投稿で +0.90、文で +0.00 「うわさ」",
        "  投稿で -0.30、文で +0.00 「晴れ」",
    ]


def test_what_other_families_add_is_told_beside_the_sum(pack: Pack, snslint: Run) -> None:
    rule = "evidence: {threshold: 1, underline: sentence, beside: {politics: 1}, grams: [{text: うわさ, weight: 0.9}]}\n"
    examples = EXAMPLES.replace("«うわさ話»らしい。", "«うわさ話らしい。»")
    _, lines = tried(pack, snslint, rule, "うわさ話らしい。", examples=examples)
    assert "重みの合計 1.64、ほかの分野の手がかりから +0.00（" in lines[0]


def test_a_finding_about_the_post_as_a_whole_is_told_as_such(pack: Pack, snslint: Run) -> None:
    text = "---\nauthor: 広報課\n---\nうわさ話らしい。"
    _, lines = tried(pack, snslint, "find: [{detector: sign-off}]\n", text)
    assert lines == [
        "find 6行目 detector: sign-off: 1か所",
        "  （投稿全体）",
        "    → 指摘になります。",
        "結果: 指摘 1件　（投稿全体）",
    ]


@pytest.mark.parametrize(
    ("matcher", "told"),
    [
        ("{detector: phone-number, kind: free}", "detector: phone-number（free）"),
        ("{detector: phone-number, kind: [free, mobile]}", "detector: phone-number（free、mobile）"),
        ("{tokens: [{words: [風説, 噂]}, {}]}", "tokens: [風説、噂] [何でも]"),
        ('{regex: "' + "あ" * 60 + 'い"}', "regex: " + "あ" * 59 + "…"),
    ],
)
def test_a_matcher_is_named_on_one_line(matcher: str, told: str, pack: Pack, snslint: Run) -> None:
    _, lines = tried(pack, snslint, f"find: [{matcher}]\n", "晴れ。")
    assert lines == [f"find 6行目 {told}: 見つかりません", "結果: 指摘 0件"]
