"""Fitted cues: runs of characters and of lemmas, added up like any other cue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from snslint.errors import UserError
from snslint.lint import Linter, evaluate
from snslint.model import Finding, Kind, Severity

RULE = """
evidence:
  threshold: 1.0
  grams:
    - {text: "内緒", weight: 0.5}
    - {text: "🤫", weight: 0.3}
    - {lemmas: "未だ 公表", weight: 0.6}
    - {lemmas: "注意", weight: -0.8}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("まだ公表していません。内緒です。", ["まだ公表していません。内緒です。"]),
        ("いまだ公開せず、ナイショ。🤫", []),
        ("晴れ。内緒の話🤫です。まだ公表前。", ["内緒の話🤫です。まだ公表前。"]),
        ("まだ公表していません。内緒です。注意です。", []),
        ("内緒です。内緒です。内緒です。", []),
        ("まだ公表していません。" + "晴れです。" * 40 + "内緒です。", []),
        (
            "内緒、注意。まだ公表、注意。🤫、注意。",
            ["まだ公表、注意。"],
        ),  # each sentence alone weighs less than nothing
    ],
)
def test_grams_add_up_over_the_post_by_its_length(
    found: Callable[..., Sequence[str]], text: str, expected: list[str]
) -> None:
    assert found(RULE, text) == expected


def test_a_fitted_class_or_context_counts_wherever_in_the_post_it_stands(
    found: Callable[..., Sequence[str]],
) -> None:
    rule = """
evidence:
  threshold: 1.0
  grams:
    - {lemmas: "内緒", weight: 0.5}
    - {class: "illness", weight: 0.6}
    - {context: "warning", weight: -0.7}
"""
    pack = {
        "lexicon/illness": "title: 病気\nwords: [花粉症]\n",
        "contexts/warning": "title: 注意\nfind: [{words: [注意]}]\nexamples: {in: [ご注意を。], out: [晴れです。]}\n",
    }
    assert found(rule, "花粉症です。内緒です。", pack) == ["花粉症です。内緒です。"]
    assert found(rule, "花粉症です。晴れです。内緒です。", pack) == ["花粉症です。"]
    assert found(rule, "内緒です。", pack) == []
    assert found(rule, "花粉症です。内緒です。ご注意ください。", pack) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["先", "先に", "内緒で先に", "内緒", "、と", "よう", "と言う"], ["先", "内緒", "と言う"]),
        (["町", "村", "市", "県", "国"], ["町", "村", "市", "県"]),
        (["、", "😊"], ["、", "😊"]),
    ],
)
def test_a_message_names_the_cues_that_tell_a_reader_something(words: list[str], expected: list[str]) -> None:
    assert evaluate._telling(words) == expected


IN_SENTENCE = """
evidence:
  threshold: 2.3
  harmless: 0.5
  grams: |
    0.2 0.5 lemmas 内緒
    0.1 0.4 class illness
    0.5 context warning
    -0.1 -0.6 lemmas 公表
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # by the length of 30: (.2 + .1) / √.3 = .55; of 20, in one sentence: (.5 + .4) / √.2 = 2.01, in two 1.12
        ("花粉症、内緒です。晴れです。", ["花粉症、内緒です。"]),
        ("花粉症です。内緒です。", []),
        ("花粉症、内緒です。公表です。", ["花粉症、内緒です。"]),
        ("花粉症、内緒、公表です。", []),
        # A longer sentence must hold more.
        ("きょうはとてもよいお天気に恵まれた一日となりましたから、花粉症、内緒です。あすも晴れ。", []),
        # The context is no more than of the post.
        (
            "きょうはとてもよいお天気に恵まれた一日となりましたから、花粉症、内緒です。ご注意を。",
            ["きょうはとてもよいお天気に恵まれた一日となりましたから、花粉症、内緒です。ご注意を。"],
        ),
    ],
)
def test_the_heaviest_sentence_counts_beside_the_post(
    found: Callable[..., Sequence[str]], text: str, expected: list[str]
) -> None:
    pack = {
        "lexicon/illness": "title: 病気\nwords: [$allergy]\n",
        "lexicon/allergy": "title: アレルギー\nwords: [花粉症]\n",
        "contexts/warning": "title: 注意\nfind: [{words: [注意]}]\nexamples: {in: [ご注意を。], out: [晴れです。]}\n",
    }
    assert found(IN_SENTENCE, text, pack) == expected


LINES = """
evidence:
  threshold: 1.0
  grams: |
    # 重み 文での重み 種類 言葉
    0.5 0.0 text 内緒
    0.3 text 🤫

    0.6 lemmas 未だ 公表
    -0.8 lemmas 注意
"""


def test_cues_may_be_written_a_line_each(found: Callable[..., Sequence[str]]) -> None:
    text = "まだ公表していません。内緒です。"
    assert found(LINES, text) == found(RULE, text) == [text]
    assert found(LINES, text + "注意です。") == []


@pytest.mark.parametrize("line", ["内緒", "0.5 lemma 内緒", "0,5 lemmas 内緒", "0.5 lemmas"])
def test_a_line_that_is_no_cue_is_told_with_its_words(found: Callable[..., Sequence[str]], line: str) -> None:
    with pytest.raises(UserError) as caught:
        found(LINES + f"    {line}\n", "")
    assert f"7行目「{line}」は「重み 文での重み 種類 言葉」と書いてください" in str(caught.value)


GOSSIP = """title: 内緒の話
severity: {severity}
message: 内緒の話です。
why: w
suggest: s
yields: {yields}
find: [{{words: [内緒]}}]
examples: {{bad: [«内緒»です。], good: [公表済みです。]}}
"""
FITTED = """title: 言い回し
severity: warning
message: m
why: w
suggest: s
evidence:
  threshold: 5
  harmless: {harmless}
  grams: |
    0.5 lemmas 内緒
    -2 lemmas 晴れ
"""
INNOCENT = "今日は晴れ。内緒です。"


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Writes YAML files by their paths below the folder, without their ending."""
    for name, content in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


@pytest.fixture
def gossip(tmp_path: Path) -> Callable[..., Finding]:
    """What a rule and the fitted cues of its family say of an innocent post."""

    def find(
        *, severity: str = "warning", yields: str = "true", harmless: str = "-1", kind: Kind = "post"
    ) -> Finding:
        files = {
            "rules/rumour/secret": GOSSIP.format(severity=severity, yields=yields),
            "rules/rumour/learned": FITTED.format(harmless=harmless),
            "municipalities/umibe": "name: 海辺町\nguideline: {title: 指針}\n"
            'clauses: [{id: "1", text: 噂を広めない。, checks: [rumour]}, {id: "2", text: 噂を広めない。, checks: [rumour], for: comment}]\n',
        }
        write(tmp_path, files)
        (finding,) = Linter("umibe", packs=[tmp_path], alone=True, kind=kind).check(INNOCENT).findings
        return finding

    return find


@pytest.mark.parametrize("severity", ["warning", "error"])
def test_a_finding_that_yields_is_a_hint_in_a_post_that_looks_harmless(
    gossip: Callable[..., Finding], severity: str
) -> None:
    finding = gossip(severity=severity)
    assert finding.severity is Severity.INFO
    assert finding.message == (
        "内緒の話です。（投稿全体の言い回しは、問題のない投稿に近いものです。念のためお確かめください。）"
    )


@pytest.mark.parametrize(
    ("changed", "severity"),
    [
        ({"yields": "false"}, Severity.WARNING),
        ({"yields": "false", "severity": "error"}, Severity.ERROR),
        ({"harmless": "-3"}, Severity.WARNING),
        ({"kind": "comment"}, Severity.WARNING),
    ],
)
def test_a_finding_stands_that_does_not_yield_or_whose_post_is_no_post_that_looks_harmless(
    gossip: Callable[..., Finding], changed: dict[str, Any], severity: Severity
) -> None:
    finding = gossip(**changed)
    assert (finding.severity, finding.message) == (severity, "内緒の話です。")


LEARNED = """title: 言い回し
severity: warning
message: m
why: w
suggest: s
evidence: {evidence}
"""


@pytest.mark.parametrize(
    ("text", "beside", "expected"),
    [
        # by the length of 30 and of 20, in the post and in a sentence: 0.5 / √.3 = .91 of either family
        ("内緒、晴れ。", "", []),
        ("内緒、晴れ。", "unreleased: 1", ["rumour/learned"]),  # .91 + 1 x (.91 - .5)
        ("内緒、晴れ。", "unreleased: 0.5", ["rumour/learned"]),  # .91 + .5 x (.91 - .5) = 1.12
        ("内緒、晴れ。", "unreleased: 0.2", []),  # .91 + .2 x (.91 - .5) = .99
        ("内緒、曇り。", "unreleased: 1", []),  # what is less than `harmless` counts nothing
        ("内緒、晴れ、雨。", "unreleased: -9", []),
        ("内緒、雨。", "unreleased: -9", ["rumour/learned"]),
        ("内緒、晴れ。", "politics: 9", []),  # there is no such rule
    ],
)
def test_what_speaks_of_another_family_counts_beside_the_own_cues(
    tmp_path: Path, text: str, beside: str, expected: list[str]
) -> None:
    own = f"{{threshold: 1, beside: {{{beside}}}, grams: [{{lemmas: 内緒, weight: 0.5}}, {{lemmas: 雨, weight: 1}}]}}"
    other = "{threshold: 5, harmless: 0.5, grams: [{lemmas: 晴れ, weight: 0.5}, {lemmas: 曇り, weight: -1}]}"
    files = {
        "rules/rumour/learned": LEARNED.format(evidence=own),
        "rules/unreleased/learned": LEARNED.format(evidence=other),
        "municipalities/umibe": "name: 海辺町\nguideline: {title: 指針}\n"
        'clauses: [{id: "1", text: 先走らない。, checks: [rumour, unreleased]}]\n',
    }
    write(tmp_path, files)
    findings = Linter("umibe", packs=[tmp_path], alone=True).check(text).findings
    assert [finding.rule for finding in findings] == expected
