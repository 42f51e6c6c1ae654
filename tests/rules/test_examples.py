"""`snslint rules test`: each way in which an example fails has its name, and the marks can be mended in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = """\
title: "試し"
severity: warning
message: "「{match}」です。"
why: "試すため。"
suggest: "直してください。"
find: [{words: [うわさ話]}]
"""

Pack = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]
ONE = "rules/rumour/one.yaml"


def test_examples_that_come_out_as_written_pass(pack: Pack, snslint: Run) -> None:
    pack({ONE: HEAD + 'examples: {bad: ["«うわさ話»です。"], good: ["発表です。"]}\n'})
    assert snslint("rules", "test", "pack") == (0, "例 2件、合わないもの 0件\n", "")


@pytest.mark.parametrize(
    ("examples", "answer"),
    [
        ('bad: ["«発表»です。"], good: ["晴れ。"]', "見落とし: 指摘が出るはずの例ですが、出ません。"),
        (
            'bad: ["«うわさ話»。"], good: ["うわさ話です。"]',
            "余計な指摘: 指摘が出てはいけない例です。出たもの: 「うわさ話」",
        ),
        (
            'bad: ["«うわさ»話です。"], good: ["晴れ。"]',
            "場所違い: 指摘の場所が違います。出たもの: 「うわさ話」",
        ),
        (
            'bad: ["«うわさ話»とうわさ話。"], good: ["晴れ。"]',
            "余計な指摘: 印のない所にも指摘が出ます。出たもの: 「うわさ話」、「うわさ話」",
        ),
        (
            'bad: ["«うわさ話»と«発表»。"], good: ["晴れ。"]',
            "見落とし: 印のある所の一部に指摘が出ません。出たもの: 「うわさ話」",
        ),
        (
            'bad: [{text: "«うわさ話»です。", municipality: onjuku, clause: "5(8)"}], good: ["晴れ。"]',
            "条項違い: 条項は「5(9)」です（例では「5(8)」）。",
        ),
        (
            'bad: [{text: "«うわさ話»です。", municipality: onjuku, severity: error}], good: ["晴れ。"]',
            "強さ違い: 強さは warning です（例では error）。",
        ),
        (
            'bad: [{text: "«うわさ話»です。", severity: info}], good: ["晴れ。"]',
            "強さ違い: 強さは warning です（例では info）。",
        ),
        (
            'bad: ["«うわさ話»です。"], good: ["晴れ。"], todo: ["«うわさ話»だ。"]',
            "直った例: 後で直す例（todo）が合うようになりました。bad か good に移してください。",
        ),
    ],
)
def test_an_example_that_fails_is_named(examples: str, answer: str, pack: Pack, snslint: Run) -> None:
    pack({ONE: f"{HEAD}examples: {{{examples}}}\n"})
    status, out, err = snslint("rules", "test", "pack")
    assert (status, err) == (1, "")
    assert out.splitlines()[0].partition(": ")[2] == answer
    assert out.splitlines()[0].startswith(f"pack/{ONE}:7:")


def test_clause_and_severity_that_are_right_pass(pack: Pack, snslint: Run) -> None:
    example = '{text: "«うわさ話»です。", municipality: onjuku, clause: "5(9)", severity: warning}'
    pack({ONE: f'{HEAD}examples: {{bad: [{example}], good: ["晴れ。"]}}\n'})
    assert snslint("rules", "test", "pack") == (0, "例 2件、合わないもの 0件\n", "")


def test_examples_for_later_are_counted_and_fail_nothing(pack: Pack, snslint: Run) -> None:
    pack({ONE: HEAD + 'examples: {bad: ["«うわさ話»。"], good: ["晴れ。"], todo: ["«風説»です。"]}\n'})
    assert snslint("rules", "test", "pack") == (0, "例 2件、合わないもの 0件、後で直す例 1件\n", "")


def test_unknown_names_in_an_example_are_told_at_their_place(pack: Pack, snslint: Run) -> None:
    bad = '[{text: "«うわさ話»", municipality: onjyuku}, {text: "«うわさ話»", clause: "5(9)"}]'
    pack({ONE: f'{HEAD}examples:\n  bad: {bad}\n  good: [{{text: "晴れ。", platform: mixi}}]\n'})
    status, out, err = snslint("rules", "test", "pack")
    told = [line.removeprefix(f"{Path.cwd()}/") for line in err.splitlines() if not line.startswith(" ")]
    assert (status, out) == (2, "")
    assert [line.partition("使えるもの")[0] for line in told] == [
        f"pack/{ONE}:8:40: 自治体「onjyuku」はありません。「onjuku」ではありませんか。",
        f"pack/{ONE}:8:75: clause: を書くときは、municipality: も書いてください。",
        f"pack/{ONE}:9:34: 投稿先「mixi」はありません。",
    ]


def test_a_misspelt_key_of_an_examples_metadata_is_told(pack: Pack, snslint: Run) -> None:
    bad = '{text: "«うわさ話»", meta: {autor: 山田}}'
    pack({ONE: f'{HEAD}examples: {{bad: [{bad}], good: ["晴れ。"]}}\n'})
    status, _, err = snslint("rules", "test", "pack")
    assert status == 2
    assert f"{ONE}:7:42: キー「autor」はありません。「author」ではありませんか。" in err


def test_cues_that_no_example_shows_are_listed(pack: Pack, snslint: Run) -> None:
    rule = HEAD + "unless:\n  - {words: [注意]}\n  - {context: remark}\n"
    context = 'title: "印"\nfind: [{words: [備考]}, {regex: "注記"}]\nexamples: {in: ["備考です。"], out: ["本文。"]}\n'
    pack(
        {
            ONE: rule + 'examples: {bad: ["«うわさ話»です。"], good: ["うわさ話に注意。"]}\n',
            "rules/contexts/remark.yaml": context,
        }
    )
    assert snslint("rules", "test", "pack", "--coverage") == (
        0,
        f"pack/rules/contexts/remark.yaml:2:23: 例なし: この手がかりの出てくる例がありません。\n"
        "    regex: 注記\n"
        f"pack/{ONE}:9:5: 例なし: この手がかりの出てくる例がありません。\n"
        "    context: remark\n"
        "例 4件、合わないもの 0件、例に出てこない手がかり 2件\n",
        "",
    )


BEFORE = """\
# うわさ  (見出し)
examples:
  bad:
    - "きのう、うわ«さ話»を聞いた。"   # 二重引用符
    - '«うわさ»話は''本当''か。'
    - うわさ話 だ«と思う»
    - {text: "「\\u3046わさ話」«を»聞く\\
        人の話。", today: "2026-01-01"}
    - |
      一行目。
      うわさ«話»です。
  good: [ "晴れ。" ]
"""
AFTER = """\
# うわさ  (見出し)
examples:
  bad:
    - "きのう、«うわさ話»を聞いた。"   # 二重引用符
    - '«うわさ話»は''本当''か。'
    - «うわさ話» だと思う
    - {text: "「«\\u3046わさ話»」を聞く\\
        人の話。", today: "2026-01-01"}
    - |
      一行目。
      «うわさ話»です。
  good: [ "晴れ。" ]
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_are_mended_and_nothing_else_is_touched(
    line_end: str, mark: str, pack: Pack, snslint: Run
) -> None:
    file = pack({}) / ONE
    file.parent.mkdir(parents=True)
    file.write_bytes((mark + HEAD + BEFORE).replace("\n", line_end).encode())
    assert snslint("rules", "test", "pack", "--update") == (
        0,
        "«» を書き直した例 5件\n例 6件、合わないもの 0件\n",
        "",
    )
    assert file.read_bytes().decode() == (mark + HEAD + AFTER).replace("\n", line_end)


def test_what_is_missed_or_noisy_is_not_mended_away(pack: Pack, snslint: Run) -> None:
    text = HEAD + 'examples: {bad: ["«発表»です。"], good: ["うわさ話です。"]}\n'
    file = pack({ONE: text}) / ONE
    status, out, _ = snslint("rules", "test", "pack", "--update")
    assert (status, out.splitlines()[-1]) == (1, "例 2件、合わないもの 2件（見落とし 1件、余計な指摘 1件）")
    assert file.read_text(encoding="utf-8") == text


def test_one_file_can_be_tested_alone(pack: Pack, snslint: Run) -> None:
    good = HEAD + 'examples: {bad: ["«うわさ話»です。"], good: ["晴れ。"]}\n'
    wrong = HEAD + 'examples: {bad: ["«発表»です。"], good: ["晴れ。"]}\n'
    pack({ONE: good, "rules/rumour/two.yaml": wrong})
    assert snslint("rules", "test", f"pack/{ONE}")[0] == 0
    assert snslint("rules", "test", "pack/rules/rumour/two.yaml")[0] == 1


def test_a_path_that_holds_no_rules_is_told(pack: Pack, snslint: Run) -> None:
    folder = pack({})
    folder.mkdir()
    message = "ルール集か、その rules/ フォルダーの中のファイルを指定してください。"
    assert snslint("rules", "test", "pack") == (2, "", f"{folder}: {message}\n")
    assert snslint("rules", "test", "none") == (2, "", "none: 見つかりません。\n")


def test_the_examples_of_all_shipped_rules_come_out_right(snslint: Run) -> None:
    status, out, err = snslint("rules", "test")
    assert (status, err) == (0, ""), out
