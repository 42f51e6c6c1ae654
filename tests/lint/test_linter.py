"""The public API: a text in, a report out, under the clause of its municipality."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snslint import Linter
from snslint.document import Document
from snslint.errors import UserError
from snslint.lint import TextSource
from snslint.model import Draft, Quote, Severity, Span

RUMOUR = "駅前の店で火事があったらしいです。"


def test_a_finding_quotes_the_clause_of_the_municipality(linter: Linter) -> None:
    finding = next(f for f in linter.check(RUMOUR, platform="x").findings if f.family == "rumour")
    assert finding.clause == Quote("5(9)", "虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの")
    assert "らしい" in RUMOUR[finding.span.start : finding.span.end]
    assert finding.suggestion


def test_a_family_without_a_clause_is_silent(linter: Linter) -> None:
    draft = Draft(RUMOUR, TextSource(), municipality="tochigi")
    assert [
        f for f in linter.check(draft).findings if f.family == "rumour" and f.severity is not Severity.INFO
    ] == []


def test_a_clause_of_care_makes_no_error(linter: Linter) -> None:
    draft = Draft(
        "市長は090-1234-5678の佐藤健一さん(72歳)の病気を知っています。", TextSource(), municipality="mine"
    )
    severities = {f.severity for f in linter.check(draft).findings if f.clause.id == "第4-4(2)"}
    assert Severity.ERROR not in severities
    assert severities


def test_a_guideline_that_says_nothing_of_comments_is_told_so() -> None:
    report = Linter("tochigi", kind="comment").check(RUMOUR)
    assert report.findings == ()
    assert report.notes[0] == (
        "栃木県のガイドラインに利用者のコメントの内容を定めた条項がないため、何も調べていません。"
    )


def test_comments_are_checked_by_their_own_clauses() -> None:
    report = Linter("mine", kind="comment").check(RUMOUR)
    assert {finding.clause.id for finding in report.findings} == {"第4-5(5)"}
    assert {reminder.clause.id for reminder in report.reminders} == {"第4-5(9)", "第4-5(12)", "第4-5(13)"}


def test_length_is_told_for_each_platform_once(linter: Linter) -> None:
    report = linter.check("あ" * 150, platform=["x", "facebook"])
    assert [(length.platform, length.count, length.over) for length in report.length] == [
        ("x", 300, True),
        ("facebook", 150, False),
    ]
    (finding,) = (f for f in report.findings if f.family == "length")
    assert (finding.span, finding.clause.id) == (Span(140, 150), "※2")


def test_where_no_clause_speaks_of_length_it_is_a_note(linter: Linter) -> None:
    report = linter.check(Draft("あ" * 150, TextSource(), municipality="mine", platforms=("x",)))
    assert [f for f in report.findings if f.family == "length"] == []
    assert report.length[0].over
    assert any("上限を超えています" in note for note in report.notes)


def test_without_a_platform_the_report_says_that_length_was_not_checked(linter: Linter) -> None:
    assert any("文字数は調べていません" in note for note in linter.check("お知らせです。").notes)


def test_an_unknown_municipality_names_the_nearest() -> None:
    with pytest.raises(
        UserError, match="「onjuku」ではありませんか。使えるもの: mine、onjuku、shiroi、tochigi"
    ):
        Linter("onjyuku")


def test_no_municipality_says_how_to_choose_one() -> None:
    with pytest.raises(UserError, match="snslint init"):
        Linter().check("お知らせです。")


def test_an_unknown_platform_names_the_nearest(linter: Linter) -> None:
    with pytest.raises(UserError, match="「facebook」ではありませんか"):
        linter.check("お知らせです。", platform="facebok")


def test_reports_pickle_so_that_they_can_pass_between_processes(linter: Linter) -> None:
    report = linter.check(RUMOUR, platform="x")
    assert pickle.loads(pickle.dumps(report)) == report


def test_many_drafts_keep_their_order(linter: Linter) -> None:
    texts = [f"{number}番目のお知らせです。" for number in range(5)]
    assert [report.draft.text for report in linter.check_many(texts)] == texts


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.characters(codec="utf-16-be")
        | st.sampled_from("町長らしい090-1234\n「」。火（）さん\u200b①㈱"),
        max_size=120,
    )
)
def test_spans_are_valid_and_the_same_text_has_the_same_report(linter: Linter, text: str) -> None:
    report = linter.check(text, platform="x")
    assert all(0 <= f.span.start <= f.span.end <= len(text) for f in report.findings)
    assert linter.check(text, platform="x") == report


def test_a_cached_library_finds_the_same(tmp_path: Path) -> None:
    from snslint.cache import Cache

    today = dt.date(2026, 11, 21)
    cold, warm, plain = (
        Linter("onjuku", today=today, cache=cache) for cache in (Cache(tmp_path), Cache(tmp_path), None)
    )
    assert cold.check(RUMOUR) == warm.check(RUMOUR) == plain.check(RUMOUR)
    names = {path.name.split("-")[0] for path in tmp_path.iterdir()}
    assert names == {"files", "known", "municipality", "rules"}


def test_a_broken_cache_is_made_anew(tmp_path: Path) -> None:
    from snslint.cache import Cache

    Linter("onjuku", cache=Cache(tmp_path))
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-10])
    assert Linter("onjuku", today=dt.date(2026, 11, 21), cache=Cache(tmp_path)).check(RUMOUR).findings


def test_what_a_rule_says_goes_before_what_learned_cues_say_of_the_same_words() -> None:
    from dataclasses import replace

    from snslint.lint import _without_echoes
    from snslint.model import Finding

    document = Document(
        Draft("うわさ話が広まっています。未定。ほかの文も続きます。", TextSource()),
        today=dt.date(2026, 11, 21),
    )
    rule = Finding(Span(3, 5), "rumour/gossip", "rumour", Severity.WARNING, Quote("5(9)", "…"), "m", "s")
    learned = replace(rule, span=Span(0, 16), rule="rumour/learned")
    mostly_other = replace(learned, span=Span(0, 26))
    apart = replace(learned, span=Span(13, 16))
    other = replace(learned, rule="religion/learned", family="religion")
    assert _without_echoes([learned, rule], document) == (rule,)
    assert _without_echoes([mostly_other, rule], document) == (rule, replace(learned, span=Span(13, 26)))
    assert _without_echoes([apart, rule, other], document) == (other, rule, apart)


def test_a_hashtag_that_will_not_link_is_told_without_its_words(linter: Linter) -> None:
    notes = linter.check("お祭り#御宿町 #2026 #海の日", platform="x").notes
    assert notes == (
        "1行目の4文字目のハッシュタグは、前の文字とくっついているため、リンクになりません（前に空白を入れてください）。",
        "1行目の9文字目のハッシュタグは、数字だけのため、リンクになりません（文字を入れてください）。",
    )


def test_hashtags_with_the_same_fault_share_one_note(linter: Linter) -> None:
    notes = linter.check("晴れ。\n" + "#海 #2026 " * 1000, platform="x").notes
    assert notes == (
        "2行目の4文字目のハッシュタグなど1000個は、数字だけのため、リンクになりません（文字を入れてください）。",
    )
