"""YAML is read as strings, and every mistake in it says where it stands."""

from __future__ import annotations

import pytest
import yaml

from snslint import yamlfile
from snslint.errors import Problem, UserError

QUOTE = '引用符「"」で囲んでください。'


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers: the C one is absent from some installations."""
    if request.param == "python":
        monkeypatch.setattr(yamlfile, "_LOADER", yaml.SafeLoader)


def problems(text: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        yamlfile.parse(text, "x.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_numbers_times_and_words_stay_as_they_are_written() -> None:
    text = 'time: 1:30\ncode: 0470\nanswer: no\nday: 2026-11-21\nlist: [~, null, ""]\nempty:\n'
    assert yamlfile.parse(text, "x.yaml").data == {
        "time": "1:30",
        "code": "0470",
        "answer": "no",
        "day": "2026-11-21",
        "list": ["~", "null", ""],
        "empty": None,
    }


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter() -> None:
    assert yamlfile.parse("\ufeffa: b\r\nc: d\r\n", "x.yaml").data == {"a": "b", "c": "d"}


def test_equal_keys_are_refused_and_both_places_named() -> None:
    assert problems("title: あ\nmessage: い\ntitle: う\nx: {y: 1, y: 2}\n") == [
        "x.yaml:3:1: キー「title」が2回書かれています（1行目と3行目）。1つにまとめてください。",
        "x.yaml:4:11: キー「y」が2回書かれています（4行目）。1つにまとめてください。",
    ]


def test_references_tags_and_keys_that_are_no_text_are_all_told_at_once() -> None:
    reference = f"「&」と「*」による参照は使えません。値の一部なら、{QUOTE}"
    assert problems("a: &x b\nc: *x\nd: !!python/name:os.system e\nf: {{match}: g}\n") == [
        f"x.yaml:1:4: {reference}",
        f"x.yaml:2:4: {reference}",
        f"x.yaml:3:4: 「!」による型の指定は使えません。値の一部なら、{QUOTE}",
        f"x.yaml:4:5: キーは文字列で書いてください。値が「{{」や「[」で始まる文なら、{QUOTE}",
    ]


def test_a_second_document_is_refused() -> None:
    assert problems("---\na: b\n---\nc: d\n") == [
        "x.yaml:3:1: 文書は1つだけ書いてください（「---」の後に2つ目があります）。"
    ]


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_nesting_is_bounded_before_it_can_hurt(text: str) -> None:
    [problem] = problems(text)
    assert problem.endswith(": 入れ子が深すぎます（64段まで）。")


def test_an_alias_bomb_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert len(problems(bomb)) == 8 + 14


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: @お知らせ", f"x.yaml:1:4: 「@」で始まる値は、{QUOTE}"),
        ("a:\n\tb: 1", "x.yaml:2:1: タブは使えません。半角の空白で字下げしてください。"),
        ("a: b: c", f"x.yaml:1:5: 「: 」が余分か、字下げがずれています。値に「: 」を含むときは{QUOTE}"),
        ("a: {match}は危険です", "x.yaml:1:11: 字下げがずれているか、引用符が閉じた後に文字が続いています。"),
        ("a: '朝市' です", "x.yaml:1:9: 字下げがずれているか、引用符が閉じた後に文字が続いています。"),
        ('a: "\\d+"', "x.yaml:1:5: 引用符「\"」の中の「\\」は「\\\\」と書いてください。"),
        (
            "a: |お知らせ\n",
            "x.yaml:1:5: 「|」か「>」の後には改行だけを書いてください。値が「|」か「>」で始まる文なら"
            + QUOTE,
        ),
        ("a: あ\x07い", "x.yaml:1:5: 使えない文字（U+0007）があります。"),
    ],
)  # fmt: skip
def test_broken_syntax_is_told_in_japanese_at_its_place(text: str, expected: str) -> None:
    [problem] = problems(text)
    place, _, message = expected.partition(": ")
    assert problem.partition(": ")[2] == message
    assert problem.partition(": ")[0].rsplit(":", 1)[0] == place.rsplit(":", 1)[0]


def test_what_is_never_closed_is_told_where_the_text_ends() -> None:
    assert problems("a: [x,\n  y\n\n\n")[0].startswith("x.yaml:2:4: ")


def test_a_mistake_shows_its_line_and_counts_code_points() -> None:
    with pytest.raises(UserError) as caught:
        yamlfile.parse("𠮷野: {a: 1, a: 2}\n", "x.yaml")
    message = "キー「a」が2回書かれています（1行目）。1つにまとめてください。"
    assert caught.value.problems == (Problem(message, "x.yaml", 1, 12, "𠮷野: {a: 1, a: 2}"),)


def test_lines_are_counted_from_where_the_yaml_begins_in_its_file() -> None:
    front_matter = yamlfile.parse("author: 田中\nplatform: x\n", "draft.md", first_line=2)
    assert front_matter.problem(("platform",), "?").place == "draft.md:3:11"


def test_a_problem_falls_on_the_key_the_value_or_the_nearest_parent_there_is() -> None:
    read = yamlfile.parse("find:\n  - words: [病気]\n", "x.yaml")
    assert read.problem(("find", 0, "words", 0), "?").place == "x.yaml:2:13"
    assert read.problem(("find", 0, "words"), "?", key=True).place == "x.yaml:2:5"
    assert read.problem(("find", 0, "whole"), "?", key=True).place == "x.yaml:2:5"
    assert read.problem(("find", 7, "regex"), "?").place == "x.yaml:2:3"


def test_a_comment_that_cuts_an_unquoted_value_short_is_told_where_asked() -> None:
    read = yamlfile.parse(
        'severity: error # 強い\nexamples:\n  bad:\n    - お祭り #御宿町\n    - "花火" # 良い例\n    - #夏\n',
        "x.yaml",
    )
    message = '「 #」から後はコメントとして捨てられます。文の一部なら、全体を引用符「"」で囲んでください。'
    assert [str(problem) for problem in read.cut_comments(("examples",), ("message",))] == [
        f"x.yaml:4:7: {message}",
        f"x.yaml:6:6: {message}",
    ]
    assert len(read.cut_comments()) == 3
