"""The quick way finds what the plain one finds: every rule asked, everything looked for everywhere."""

from __future__ import annotations

import datetime as dt
import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snslint import bundled, rules
from snslint.document import Document
from snslint.lint import TextSource, evaluate
from snslint.lint.dispatch import Dispatch
from snslint.matchers import Condition, Matcher, Regex, compiled
from snslint.matchers.search import Index, Search
from snslint.matchers.tokens import Element, Pattern
from snslint.matchers.words import Hit, Phrase, dictionary_forms, lower, outermost
from snslint.model import Draft, Match, Own
from snslint.rules import Library, Rule

CORPORA = sorted((Path(__file__).parents[2] / "benchmarks" / "corpora").glob("*.jsonl"))
WORDS = [
    "町長", "選挙", "反対", "らしい", "090-1234-5678", "佐藤さん", "佐藤", "翔太", "病気", "部外秘", "内定", "未定",
    "https://bit.ly/x", "11月23日（火）", "バカ", "。", "、", "\n", "が", "を", "です", "である", "で", "ある", "だ", "「", "」", " ",
    "まだ", "公表", "していません", "来年度", "予定", "うちの", "隣の", "入院", "逮捕", "消える", "死ね", "#タグ", "@abc",
]  # fmt: skip


class Everything(set[int]):
    """The numbers of all matchers."""

    def __contains__(self, number: object) -> bool:
        return True


class PlainSearch(Search):
    """The same search without a short cut: nothing left out, and each thing looked for at every place."""

    met = Everything()

    def __init__(self, document: Document, index: Index, buckets: Mapping[str, Sequence[Phrase]]) -> None:
        super().__init__(document, index)
        self._buckets = buckets

    @cached_property
    def _word_hits(self) -> Mapping[str, Sequence[Hit]]:
        return plain_hits(self._buckets, self.document)

    def _find(self, matcher: Matcher) -> Iterator[Match]:
        if isinstance(matcher, Regex):
            for found in compiled(matcher.source).finditer(self.document.text):
                names = {name: words for name, words in found.groupdict().items() if words is not None}
                start, end = found.span("match") if "match" in names else found.span()
                if end > start:
                    names.pop("match", None)
                    yield Match(start, end, names=names)
        elif isinstance(matcher, Pattern):
            yield from (Match(start, end) for start, end in self._pattern(matcher))
        else:
            yield from super()._find(matcher)

    def _pattern(self, pattern: Pattern) -> Iterable[tuple[int, int]]:
        tokens, sentences = self.document.tokens, self.document.sentences
        sentence_of = [
            bisect_right(sentences, (token.start, len(self.document.text) + 1)) for token in tokens
        ]
        places = []
        for start, token in enumerate(tokens):
            last = bisect_right(sentence_of, sentence_of[start])
            reached = {start}
            for element in pattern.elements:
                reached = {end for at in reached for end in self._ends(element, at, min(last, start + 200))}
            if reached and max(reached) > start:
                places.append((token.start, tokens[max(reached) - 1].end))
        return outermost(places)

    def _ends(self, element: Element, at: int, last: int) -> set[int]:
        ends, frontier = {at} if element.least == 0 else set(), {at}
        for times in range(1, element.most + 1):
            frontier = {end for one in frontier for end in self._step(element, one) if end <= last}
            if not frontier:
                break
            ends |= frontier if times >= element.least else set()
        return ends

    def _step(self, element: Element, at: int) -> set[int]:
        tokens = self.document.tokens
        if at == len(tokens):
            return set()
        if element.words is None:
            return {at + 1} if element.accepts(self.document.cut.morphemes[at]) else set()
        return {
            1 + max(number for number, token in enumerate(tokens) if token.start < match.end)
            for match in self.matches(element.words)
            if at == max(number for number, token in enumerate(tokens) if token.start <= match.start)
        }

    def _around(self, condition: Condition, found: Match) -> Iterable[Match]:
        margin = (
            {"sentence": 0, "near": 1}.get(condition.within) if isinstance(condition.within, str) else None
        )
        first, last = self.sentences_of(found)
        for other in self.matches(condition.matcher):
            from_, to = self.sentences_of(other)
            if margin is None or (from_ <= last + margin and to >= first - margin):
                yield other


def plain_hits(buckets: Mapping[str, Sequence[Phrase]], document: Document) -> dict[str, list[Hit]]:
    """Each phrase sought by itself in the text and in the row of dictionary forms."""
    text, tokens = lower(document.text), document.tokens
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    row, pieces = plain_row(document)
    found: dict[str, dict[tuple[int, int], bool]] = {}
    for bucket, phrases in buckets.items():
        there = found.setdefault(bucket, {})
        for phrase in phrases:
            for at in everywhere(phrase.surface, text):
                if at in starts and at + len(phrase.surface) in ends:
                    there[at, at + len(phrase.surface)] = True
            for lemma, reading in phrase.forms:
                for at in everywhere(lemma, row):
                    inside = [piece for piece in pieces if at <= piece[0] < at + len(lemma)]
                    if (
                        inside
                        and (inside[0][0], sum(inside[-1][:2])) == (at, at + len(lemma))
                        and "".join(piece[2] for piece in inside) == reading
                    ):
                        there.setdefault((inside[0][3], inside[-1][4]), False)
    return {
        bucket: [Hit(*place, written) for place, written in sorted(places.items())]
        for bucket, places in found.items()
        if places
    }


def plain_row(document: Document) -> tuple[str, list[tuple[int, int, str, int, int]]]:
    """The dictionary forms in a row; where each stands and how long it is, its reading, and where its words stand."""
    row, pieces = "", list[tuple[int, int, str, int, int]]()
    tokens = document.tokens
    for number, (token, (lemma, reading)) in enumerate(zip(tokens, dictionary_forms(tokens), strict=True)):
        if not lemma:  # ある of である
            pieces[-1] = (*pieces[-1][:4], token.end)
            continue
        if number and "\n" in document.text[tokens[number - 1].end : token.start]:
            row += "\n"
        pieces.append((len(row), len(lemma), reading, token.start, token.end))
        row += lemma
    return row, pieces


def everywhere(part: str, whole: str) -> Iterator[int]:
    """Wherever the part stands, over itself too."""
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)


class Both:
    """All rules, asked the quick way and the plain one."""

    def __init__(self) -> None:
        self.library: Library = rules.load([bundled.rules_folder()])
        self.index = self.library.index()
        self.dispatch: Dispatch[Rule] = Dispatch(
            ((rule, rule) for rule in self.library.rules), self.index, self.library.contexts.__getitem__
        )
        self.learned = {rule.family: rule.evidence for rule in self.library.rules if rule.learned}

    def matches(self, text: str) -> tuple[list[tuple[str, Match]], list[tuple[str, Match]]]:
        """What either finds in the text."""
        own = Own(places=("浜",), names=("佐藤太郎",))
        document = Document(Draft(text, TextSource()), today=dt.date(2026, 11, 21), own=own)
        quick = Search(document, self.index)
        plain = PlainSearch(document, self.index, self.library.buckets)
        totals = self.dispatch.fitted.of(quick)
        sums = {
            family: evaluate.fitted_sum(evaluate.fitted_cues(evidence, plain), document).total
            for family, evidence in self.learned.items()
            if evidence
        }
        return (
            [
                (rule.id, match)
                for rule in self.dispatch.candidates(totals)
                for match in evaluate.matches(rule, quick, totals.beside(rule))
            ],
            [
                (rule.id, match)
                for rule in self.library.rules
                for match in evaluate.matches(rule, plain, self.beside(rule, sums))
            ],
        )

    def beside(self, rule: Rule, sums: Mapping[str, float]) -> float:
        """What the other families' sums add to the rule's."""
        added = 0.0
        for family, weight in rule.evidence.beside.items() if rule.evidence else ():
            other = self.learned[family]
            if other and other.harmless is not None:
                added += weight * max(sums[family] - other.harmless, 0.0)
        return added


@pytest.fixture(scope="module")
def both() -> Both:
    return Both()


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.stem)
def test_over_the_corpora(both: Both, corpus: Path) -> None:
    lines = corpus.read_text(encoding="utf-8").splitlines()
    step = 1 if "SNSLINT_EVERY_POST" in os.environ else 10 if corpus.stem.startswith("dev") else 100
    for line in lines[::step]:  # the plain search takes a tenth of a second
        quick, plain = both.matches(json.loads(line)["text"])
        assert quick == plain


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_over_made_texts(both: Both, text: str) -> None:
    quick, plain = both.matches(text)
    assert quick == plain
