"""No finding's words in a report that leaves the office."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snslint import formats
from snslint.errors import Problem
from snslint.formats._masking import mask, masked
from snslint.model import Location, Quote, Report, Span

Write = Callable[..., str]
Make = Callable[..., Report]

CORPUS = Path(__file__).parents[2] / "benchmarks" / "corpora" / "dev.jsonl"
FOR_CI = [name for name in formats.names() if formats.get(name).masked_by_default]


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("090-1234-5678", "090-****-****"),
        ("佐藤太郎", "佐***"),
        ("０９０ー１２３４ー５６７８", "０９０ー****ー****"),
        ("(0470)33-1111", "(0470)**-****"),
        ("〇九〇　一二三四　五六七八", "〇九〇　****　****"),
        ("1234 5678 9012", "**** **** ****"),
        ("09012345678", "***********"),
        ("0120-", "****-"),
        ("taro@example.jp", "t**************"),
        ("死", "*"),
        ("久保1187番地2\r\nの方", "久********\r\n**"),
        ("", ""),
    ],
)
def test_a_mask_keeps_a_beginning_and_the_shape(words: str, hidden: str) -> None:
    assert mask(words) == hidden


@settings(deadline=None)
@given(st.text(min_size=1))
def test_a_mask_is_as_long_as_the_words_and_is_not_them(words: str) -> None:
    hidden = mask(words)
    assert len(hidden) == len(words)
    assert words not in hidden or "*" in words or not re.search(r"[^\W_]", words)


@given(st.one_of(st.text(), st.text(alphabet="0１9-ー*(（ 佐a\n", max_size=14)))
def test_what_is_masked_already_stays_as_it_is(words: str) -> None:
    assert mask(mask(words)) == mask(words)


def test_places_words_and_what_is_said_of_them_stay_together(report: Make) -> None:
    whole = report("連絡は«佐藤花子»（«090-1234-5678»）まで。", notes=("「佐藤花子」が2回あります。",))
    hidden = masked(whole)
    assert isinstance(hidden, Report)
    assert hidden.draft.text == "連絡は佐***（090-****-****）まで。"
    assert [each.span for each in hidden.findings] == [each.span for each in whole.findings]
    assert [each.message for each in hidden.findings] == [
        "「佐***」は伝聞です。",
        "「090-****-****」は伝聞です。",
    ]
    assert hidden.notes == ("「佐***」が2回あります。",)


def test_places_in_the_file_are_those_of_the_text_as_written(report: Make) -> None:
    class Escaped:
        """A source whose columns depend on the characters of the text, as in JSON."""

        path = "posts.jsonl"

        def locate(self, text: str, offset: int) -> Location:
            return Location(self.path, 1, len(json.dumps(text[:offset])))

    whole = report("«佐藤花子»です。")
    hidden = masked(replace(whole, draft=replace(whole.draft, source=Escaped())))
    assert isinstance(hidden, Report)
    assert hidden.draft.source.locate(hidden.draft.text, 4).column == len(json.dumps("佐藤花子"))


def test_a_folded_form_and_a_part_in_quotes_are_hidden_too(report: Make) -> None:
    whole = report("«０９０－１２３４－５６７８の佐藤さん»")
    said = replace(
        whole.findings[0], message="「090-1234-5678の佐藤さん」の「佐藤」は氏名です。「承諾」を得てください。"
    )
    hidden = masked(replace(whole, findings=(said,)))
    assert isinstance(hidden, Report)
    assert hidden.findings[0].message == "「0*****************」の「佐*」は氏名です。「承諾」を得てください。"


def test_findings_that_overlap_show_one_beginning(report: Make) -> None:
    whole = report("«久保1番地の渡会キヨさん»です。")
    inner = replace(whole.findings[0], span=Span(6, 12))
    hidden = masked(replace(whole, findings=(*whole.findings, inner)))
    assert hidden.draft.text == "久***********です。"  # type: ignore[union-attr]  # a report stays a report


def test_the_line_of_a_broken_file_is_not_shown(problem: Problem) -> None:
    assert masked(problem) == replace(problem, excerpt="")


def test_the_formats_for_ci_mask_unless_asked_and_the_others_only_if_asked() -> None:
    assert FOR_CI == ["checkstyle", "github", "gitlab", "junit", "rdjson", "sarif"]


def corpus_reports(make: Make) -> list[Report]:
    """A finding for each labelled span, repeated in the message, under a clause without words."""
    reports = []
    for number, line in enumerate(CORPUS.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        marked = record["text"]
        for label in record["labels"]:
            if label["span"] and "«" not in label["span"]:
                marked = marked.replace(label["span"], f"«{label['span']}»", 1)
        if marked.count("«") != marked.count("»") or re.search("«[^»]*«", marked):
            continue  # labels that overlap
        post = make(marked, path="posts.jsonl", id=str(number), reminders=())
        reports.append(
            replace(post, findings=tuple(replace(each, clause=Quote("0", "")) for each in post.findings))
        )
    return reports


@pytest.mark.parametrize("name", [*FOR_CI, "text"])
def test_no_words_of_a_finding_are_in_a_masked_report_of_the_corpus(
    name: str, write: Write, report: Make
) -> None:
    reports = corpus_reports(report)
    words = {
        each.draft.text[finding.span.start : finding.span.end]
        for each in reports
        for finding in each.findings
    }
    assert len(words) > 200
    open_report = write(name, *reports, rules={}, width=1000)
    hidden_report = write(name, *reports, rules={}, width=1000, redact=True)
    said_anyway = write(name, report("«»"), rules={}, width=1000)
    told = [each for each in words if each in hidden_report and each not in said_anyway]
    assert told == []
    plain = [each for each in words if each.isprintable() and not set(each) & set('"<>&%')]
    assert [each for each in plain if each not in open_report] == []
