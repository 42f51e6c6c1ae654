"""The `words` matcher: phrases found on token borders, however they are inflected or written.

A phrase is looked for in two streams: the folded text itself, and the row of the tokens' dictionary forms. Token
lists are not compared, because a phrase is often cut otherwise inside a sentence than alone; a hit counts where both
its ends stand on token borders.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from snslint.document import Document
from snslint.matchers.table import Table, table
from snslint.text import fold
from snslint.tokenizer import Kept, Morpheme, Token, cut
from snslint.values import dataclass

# In how many surroundings a phrase is analysed: the tokenizer reads an inflected or short word by its neighbours.
_CARRIERS = ("{}", "{}。", "その{}が", "と{}")

_DA = "だ", "ダ"
_COPULAS = {("です", "デス"): _DA}


class Phrase(NamedTuple):
    """A phrase ready to be looked for: its folded lower-case surface, and its dictionary forms with readings."""

    surface: str
    forms: tuple[tuple[str, str], ...]


class Hit(NamedTuple):
    """A phrase found at a folded range. `written`: it stands there as written, not only by its dictionary form."""

    start: int
    end: int
    written: bool


def analyse(phrase: str) -> Phrase:
    """The phrase with every row of dictionary forms that the tokenizer reads it as."""
    surface = fold(phrase).text
    rows: dict[tuple[tuple[str, str], ...], None] = {}  # most phrases are read alike wherever they stand
    for carrier in _CARRIERS:
        before, _, _after = carrier.partition("{}")
        morphemes, starts, ends = cut(carrier.format(surface))
        if len(before) in starts and len(before) + len(surface) in ends:
            first, last = starts.index(len(before)), ends.index(len(before) + len(surface))
            rows[tuple(dictionary_forms(morphemes[first : last + 1]))] = None
    forms = dict.fromkeys(
        ("".join(lemma for lemma, _ in row), "".join(reading for _, reading in row))
        for each in rows
        for row in _plain_and_polite(each)
    )
    return Phrase(lower(surface), tuple(form for form in forms if form[0]))


_MASU, _NOT, _TA = ("ます", "マス"), ("ず", "ズ"), ("た", "タ")
_POLITE = {
    # A longer row stands before those that it begins with.
    (("ない", "ナイ"), _TA): (_MASU, _NOT, _DA, _TA),  # 決まらなかった、決まりませんでした
    (("無い", "ナイ"), _TA): (("有る", "アル"), _MASU, _NOT, _DA, _TA),
    (("ない", "ナイ"),): (_MASU, _NOT),
    (("無い", "ナイ"),): (("有る", "アル"), _MASU, _NOT),
    (_TA,): (_MASU, _TA),
}
"""What ends a plain phrase, and what ends it where the writer is polite."""

_OTHER_STYLE = (
    *sorted(((polite, plain) for plain, polite in _POLITE.items()), key=lambda pair: -len(pair[0])),
    *_POLITE.items(),
)


def _plain_and_polite(row: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    """The row of dictionary forms as it is, and as it would be in the other style."""
    yield row
    for ending, other in _OTHER_STYLE:
        before = row[: -len(ending)]
        if tuple(row[-len(ending) :]) == ending and before and before[-1] not in (_DA, _MASU):
            yield (*before, *other)
            return


def dictionary_forms(tokens: Sequence[Token | Morpheme]) -> list[tuple[str, str]]:
    """For each token its dictionary form and reading; だ, です and である are one."""
    forms: list[tuple[str, str]] = []
    for token in tokens:
        forms.append(("", "") if forms and _has_no_form(token, forms[-1]) else dictionary_form(token))
    return forms


def dictionary_form(token: Token | Morpheme) -> tuple[str, str]:
    """The dictionary form and reading, wherever the token stands."""
    form = lower(token.word), token.reading
    return _COPULAS.get(form, form)


def _has_no_form(token: Token | Morpheme, before: tuple[str, str]) -> bool:
    """Whether it is the second half of である, which as a whole is だ."""
    return token.lemma == "有る" and before == _DA and token.pos.startswith("動詞")


def lower(text: str) -> str:
    """Lower case without a change of length."""
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


class _Beginning(NamedTuple):
    """What a word can be the beginning of: which buckets it is a phrase of by itself, and which phrases it begins.

    written: by its surface. form, inflected: its dictionary form with reading, and by that. lengths: of longer phrases that
    begin with the surface. after_surface, after_form: the characters that go on with it in longer phrases.
    """

    form: tuple[str, str]
    is_aru: bool
    begins: bool
    written: tuple[str, ...]
    inflected: tuple[str, ...]
    lengths: tuple[int, ...]
    after_surface: frozenset[str]
    after_form: frozenset[str]


class Phrases(NamedTuple):
    """All phrases of a library. Buckets are told by their numbers.

    surfaces: for each surface its buckets. forms: for each row of dictionary forms and each reading of it its buckets.
    """

    buckets: Sequence[str]
    surfaces: Table[Sequence[int]]
    forms: Table[Mapping[str, Sequence[int]]]


def phrases(buckets: Mapping[str, Iterable[Phrase]]) -> Phrases:
    """The phrases of some buckets."""
    return added(Phrases(list(buckets), table({}), table({})), buckets)


def added(known: Phrases, buckets: Mapping[str, Iterable[Phrase]]) -> Phrases:
    """Phrases with more of them in some of their buckets."""
    numbers = {bucket: number for number, bucket in enumerate(known.buckets)}
    surfaces = {surface: set(there) for surface, there in known.surfaces.items()}
    forms = {
        lemma: {reading: set(there) for reading, there in readings.items()}
        for lemma, readings in known.forms.items()
    }
    for bucket, more in buckets.items():
        for phrase in more:
            surfaces.setdefault(phrase.surface, set()).add(numbers[bucket])
            for lemma, reading in phrase.forms:
                forms.setdefault(lemma, {}).setdefault(reading, set()).add(numbers[bucket])
    return Phrases(
        known.buckets,
        table({surface: sorted(there) for surface, there in surfaces.items()}),
        table(
            {
                lemma: {reading: sorted(there) for reading, there in readings.items()}
                for lemma, readings in forms.items()
            }
        ),
    )


class WordIndex:
    """All phrases of a library; each belongs to one or more named buckets.

    No automaton: it would come upon many phrases off the borders of tokens. What a morpheme can begin is looked up once,
    among the phrases, and kept; nearly all begin nothing. Only from the others on is the text compared.
    """

    def __init__(self, phrases: Phrases) -> None:
        self._buckets, self._surfaces, self._forms = phrases
        self._beginnings = Kept(self._beginning)
        self._written = Kept(self._buckets_of)
        self._readings = Kept(self._readings_of)

    def _buckets_of(self, surface: str) -> tuple[str, ...]:
        return self._names(self._surfaces.get(surface, ()))

    def _readings_of(self, lemma: str) -> Mapping[str, tuple[str, ...]] | None:
        """The buckets for each reading of a row of dictionary forms; None where no phrase begins so."""
        if lemma in self._forms:
            return {reading: self._names(numbers) for reading, numbers in self._forms[lemma].items()}
        return {} if any(self._forms.longer(lemma)) else None

    def _names(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._buckets[number] for number in numbers)

    def find(self, document: Document) -> dict[str, list[Hit]]:
        """The hits of every bucket that has one, in order of their start."""
        found: dict[str, dict[tuple[int, int], bool]] = {}
        text = lower(document.text) + "\0"
        morphemes, starts, ends = document.cut
        beginnings = [self._beginnings[morpheme] for morpheme in morphemes]
        for number, beginning in enumerate(beginnings):
            if not beginning.begins:
                continue
            start, end = starts[number], ends[number]
            for bucket in beginning.written:
                found.setdefault(bucket, {})[start, end] = True
            if text[end] in beginning.after_surface:
                for length in beginning.lengths:
                    buckets = self._written[text[start : start + length]]
                    if buckets and _is_among(ends, start + length):
                        for bucket in buckets:
                            found.setdefault(bucket, {})[start, start + length] = True
            next_form = beginnings[number + 1].form[0] if number + 1 < len(beginnings) else "\n"
            if next_form[0] in beginning.after_form or beginning.form == _DA or beginning.is_aru:
                for last, inflected in self._inflected(document, beginnings, number):
                    for bucket in inflected:
                        found.setdefault(bucket, {}).setdefault((start, ends[last]), False)
            else:
                for bucket in beginning.inflected:
                    found.setdefault(bucket, {}).setdefault((start, end), False)
        return {
            bucket: [Hit(*place, written) for place, written in sorted(places.items())]
            for bucket, places in found.items()
        }

    def _beginning(self, morpheme: Morpheme) -> _Beginning:
        surface, form = lower(morpheme.surface), dictionary_form(morpheme)
        longer = list(self._surfaces.longer(surface))
        longer_forms = list(self._forms.longer(form[0]))
        written = self._buckets_of(surface)
        inflected = (self._readings_of(form[0]) or {}).get(form[1], ())
        return _Beginning(
            form,
            _has_no_form(morpheme, _DA),
            bool(written or inflected or longer or longer_forms),
            written,
            inflected,
            tuple(sorted(set(map(len, longer)))),
            frozenset(phrase[len(surface)] for phrase in longer),
            frozenset(phrase[len(form[0])] for phrase in longer_forms),
        )

    def _inflected(
        self, document: Document, beginnings: Sequence[_Beginning], first: int
    ) -> Iterator[tuple[int, Iterable[str]]]:
        """The last token and the buckets of every phrase whose dictionary forms stand from the token `first` on."""
        morphemes, starts, ends = document.cut
        if first and _has_no_form(morphemes[first], beginnings[first - 1].form):
            return
        last, form = first, beginnings[first].form
        lemma, reading = form
        buckets: Iterable[str] = beginnings[first].inflected
        while True:
            following = last + 1
            if following < len(morphemes) and _has_no_form(morphemes[following], form):
                following += 1
            if buckets:
                yield following - 1, buckets
            if following == len(morphemes) or "\n" in document.text[ends[last] : starts[following]]:
                return  # a phrase does not run over a line break
            last, form = following, beginnings[following].form
            lemma, reading = lemma + form[0], reading + form[1]
            readings = self._readings[lemma]
            if readings is None:
                return
            buckets = readings.get(reading, ())


def _is_among(ascending: Sequence[int], number: int) -> bool:
    at = bisect_left(ascending, number)
    return at < len(ascending) and ascending[at] == number


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases of some buckets. whole: no noun directly before or after. as_written: not by dictionary form."""

    buckets: tuple[str, ...]
    whole: bool = False
    as_written: bool = False

    def pick(self, found: Mapping[str, Sequence[Hit]], document: Document) -> list[tuple[int, int]]:
        """The ranges, in order and none inside another, that these words were found at."""
        places = {
            (hit.start, hit.end)
            for bucket in self.buckets
            for hit in found.get(bucket, ())
            if (hit.written or not self.as_written) and (not self.whole or _stands_alone(hit, document))
        }
        return outermost(places)


def outermost(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges that stand in no other, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _stands_alone(hit: Hit, document: Document) -> bool:
    """Whether no noun touches the hit."""
    morphemes, starts, ends = document.cut
    before = document.token_at(hit.start) - 1
    after = document.token_at(hit.end - 1) + 1
    return not (
        (before >= 0 and ends[before] == hit.start and morphemes[before].pos.startswith("名詞"))
        or (after < len(starts) and starts[after] == hit.end and morphemes[after].pos.startswith("名詞"))
    )
