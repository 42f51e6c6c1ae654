"""Rules, lexicon classes and contexts as people write them: strict types that never leave this package.

Everything that can be said of a file without its neighbours is checked here; what needs them, in `compiler`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from snslint.document import Part
from snslint.errors import unknown
from snslint.families import FAMILIES
from snslint.matchers.tokens import repeats

Severity = Literal["error", "warning", "info"]
Text = Annotated[str, Field(min_length=1)]
Words = Annotated[list[Text], Field(min_length=1)]
OneOrMore = Text | Annotated[list[Text], Field(min_length=1)]

_SHORT = 60  # characters of a matcher that a message shows
MATCHERS = ("words", "tokens", "regex", "detector", "context")


class Written(BaseModel):
    """What all written forms share: an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenToken(Written):
    """What one token of a pattern must be."""

    surface: OneOrMore | None = Field(default=None, description="書かれたとおりの語")
    lemma: OneOrMore | None = Field(default=None, description="辞書の見出し語（`snslint tokens` で分かる）")
    pos: OneOrMore | None = Field(default=None, description="品詞。例: 名詞-固有名詞-人名")
    form: OneOrMore | None = Field(default=None, description="活用形。例: 連用形")


class WrittenElement(WrittenToken):
    """One place of a token pattern."""

    words: Words | None = Field(default=None, description="この場所から始まる語。$名前 は語のまとまり")
    not_: WrittenToken | None = Field(default=None, alias="not", description="この場所に来てはいけない語")
    op: str = Field(default="", alias="OP", description="繰り返し: ?（なくてもよい）・*・+・{2}・{1,3}")

    @field_validator("op")
    @classmethod
    def _known_operator(cls, value: str) -> str:
        try:
            repeats(value)
        except ValueError:
            raise ValueError(
                f"「{value}」という繰り返しはありません。使えるもの: ?、*、+、{{2}}、{{1,3}}"
            ) from None
        return value

    @model_validator(mode="after")
    def _words_stand_alone(self) -> WrittenElement:
        if self.words and any((self.surface, self.lemma, self.pos, self.form, self.not_)):
            raise ValueError("words: は、surface・lemma・pos・form・not と同じ場所には書けません。")
        return self


class WrittenMatcher(Written):
    """One way to find something: exactly one of words, tokens, regex, detector and context."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [name]} for name in MATCHERS]})

    words: Words | None = Field(
        default=None, description="探す語。活用や漢字・かなの違いは問わない。$名前 は語のまとまり"
    )
    whole: bool = Field(default=False, description="前後に名詞が続くものを除くか（words と一緒に）")
    form: Literal["as-written"] | None = Field(
        default=None, description="as-written: 書いたとおりの形だけを探す（words と一緒に）"
    )
    tokens: Annotated[list[WrittenElement], Field(min_length=1)] | None = Field(
        default=None, description="語の並び。1つの { } が1語"
    )
    regex: Text | None = Field(default=None, description="正規表現。ほかの書き方で足りないときだけ使う")
    detector: Text | None = Field(default=None, description="プログラムで探すもの。例: phone-number")
    kind: OneOrMore | None = Field(default=None, description="detector の種類。例: mobile")
    context: Text | None = Field(default=None, description="文脈の名前（rules/contexts/ のファイル名）")

    @model_validator(mode="after")
    def _exactly_one(self) -> WrittenMatcher:
        given = [name for name in MATCHERS if getattr(self, name) is not None]
        if len(given) != 1:
            found = "何も書かれていません" if not given else " と ".join(given) + " が一緒に書かれています"
            raise ValueError(f"{'・'.join(MATCHERS)} のうち一つだけを書いてください（{found}）。")
        if (self.whole or self.form) and self.words is None:
            raise ValueError("whole: と form: は words: と一緒にだけ使えます。")
        if self.kind is not None and self.detector is None:
            raise ValueError("kind: は detector: と一緒にだけ使えます。")
        return self

    def short(self) -> str:
        """The matcher on one line, cut where it is long: enough to know it by."""
        name = next(name for name in MATCHERS if getattr(self, name) is not None)
        match name:
            case "words":
                told = f"[{'、'.join(self.words or ())}]"
            case "tokens":
                told = " ".join(map(_short_element, self.tokens or ()))
            case _:
                told = str(getattr(self, name))
        if self.kind is not None:
            told += f"（{self.kind if isinstance(self.kind, str) else '、'.join(self.kind)}）"
        return f"{name}: {told if len(told) <= _SHORT else told[: _SHORT - 1] + '…'}"


def _short_element(element: WrittenElement) -> str:
    if element.words:
        told = "、".join(element.words)
    else:
        values = [getattr(element, name) for name in ("surface", "lemma", "pos", "form")]
        told = " ".join(v if isinstance(v, str) else "、".join(v) for v in values if v) or "何でも"
    return f"[{told}]{element.op}"


class WrittenCondition(WrittenMatcher):
    """A matcher and how far it may stand from the match."""

    within: Literal["sentence", "near", "post"] | Annotated[int, Field(ge=0, le=200)] = Field(
        default="sentence",
        description="どこまで離れていてよいか: sentence（同じ文）・near（隣の文まで）・post（投稿全体）・語の数",
    )
    side: Literal["before", "after"] | None = Field(
        default=None, description="見つかった所より前（before）か後（after）か"
    )


class WrittenCue(WrittenMatcher):
    """A matcher that weighs for or against a finding."""

    within: Literal["sentence", "near", "post"] = Field(
        default="sentence", description="数える範囲: sentence（同じ文）・near（隣の文まで）・post（投稿全体）"
    )
    weight: Annotated[float, Field(ge=-10, le=10)] = Field(description="重み。負の数なら、指摘を出にくくする")


GRAMS = ("text", "lemmas", "class", "context")
"""The keys of which a fitted cue has one."""


class WrittenGram(Written):
    """A fitted cue and what it weighs: a run of characters or of lemmas, a word class, or a context."""

    text: Text | None = Field(default=None, description="文字の並び")
    lemmas: Text | None = Field(default=None, description="見出し語の並び（空白区切り）")
    class_: Text | None = Field(
        default=None, alias="class", description="語のまとまりの名前（rules/lexicon/ のファイル名）"
    )
    context: Text | None = Field(default=None, description="文脈の名前（rules/contexts/ のファイル名）")
    weight: Annotated[float, Field(ge=-100, le=100)] = Field(description="投稿全体での重み")
    in_sentence: Annotated[float, Field(ge=-100, le=100)] = Field(
        default=0.0, description="文の中での重み（いちばん重い文の合計が、投稿全体の合計に加わる）"
    )

    @model_validator(mode="after")
    def _exactly_one(self) -> WrittenGram:
        if len([each for each in (self.text, self.lemmas, self.class_, self.context) if each]) != 1:
            raise ValueError(f"{'・'.join(GRAMS)} のうち一つだけを書いてください。")
        return self


def _gram_lines(written: Any) -> Any:
    """Fitted cues that are written a line each, as mappings; whatever else is written, as it is."""
    if not isinstance(written, str):
        return written
    cues: list[dict[str, str]] = []
    for number, line in enumerate(written.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cue = _GRAM_LINE.fullmatch(line.strip())
        if cue is None:
            raise ValueError(
                f"{number}行目「{line.strip()}」は「重み 文での重み 種類 言葉」と書いてください"
                f"（種類は {'・'.join(GRAMS)}、例: 0.52 0.20 lemmas 未だ 公表。文での重みは省けます）。"
            )
        in_post, in_sentence, kind, what = cue.groups("0")
        cues.append({kind: what, "weight": in_post, "in_sentence": in_sentence})
    return cues


_NUMBER = r"-?\d+(?:\.\d+)?"
_GRAM_LINE = re.compile(rf"({_NUMBER})(?:\s+({_NUMBER}))?\s+({'|'.join(GRAMS)})\s+(\S.*)")


class WrittenEvidence(Written):
    """Cues whose weights add up; written by hand (`cues`) or fitted to labelled drafts (`grams`)."""

    threshold: Annotated[float, Field(gt=0, le=100)] = Field(
        description="重みの合計がこの数に届くと指摘になる"
    )
    underline: Literal["cue", "sentence", "passage"] = Field(
        default="cue", description="下線を引く所: cue（手がかり）・sentence（文）・passage（続く文も）"
    )
    cues: Annotated[list[WrittenCue], Field(min_length=1)] | None = Field(
        default=None, description="手がかりの一覧"
    )
    grams: (
        Annotated[
            list[WrittenGram],
            Field(min_length=1),
            BeforeValidator(_gram_lines, json_schema_input_type=str | list[WrittenGram]),
        ]
        | None
    ) = Field(
        default=None,
        description="見本から機械的に求めた手がかり。一覧か、1行に1つの「重み 文での重み 種類 言葉」",
    )
    harmless: Annotated[float, Field(ge=-100, le=100)] | None = Field(
        default=None,
        description="grams の重みの合計がこの数より小さい投稿では、yields のルールの指摘を参考に下げる",
    )

    beside: dict[str, Annotated[float, Field(ge=-100, le=100)]] = Field(
        default_factory=dict,
        description="ほかの分野の learned.yaml の合計が、その harmless を1超えるごとに足す数（grams と一緒に使う）",
    )

    @field_validator("beside")
    @classmethod
    def _families(cls, beside: dict[str, float]) -> dict[str, float]:
        for name in beside:
            if name not in FAMILIES:
                raise ValueError(unknown("分野", name, FAMILIES))
        return beside

    @model_validator(mode="after")
    def _cues_or_grams(self) -> WrittenEvidence:
        if (self.cues is None) == (self.grams is None):
            raise ValueError("cues: か grams: のどちらか一つを書いてください。")
        if self.harmless is not None and (self.grams is None or self.harmless >= self.threshold):
            raise ValueError("harmless: は、grams: と一緒に、threshold: より小さい数で書いてください。")
        if self.beside and self.grams is None:
            raise ValueError("beside: は、grams: と一緒に書いてください。")
        return self


class WrittenEmbargo(Written):
    """An entry of an embargo register, as an example needs it."""

    subject: Text = Field(description="件名")
    words: Words = Field(description="それと分かる言葉")
    release: dt.datetime = Field(description="公表する日時")


class WrittenExample(Written):
    """An example with what a rule must know besides the text."""

    text: str = Field(description="投稿文。指摘される所を «» で囲む")
    municipality: str | None = Field(default=None, description="どの自治体の投稿か。例: onjuku")
    platform: str | None = Field(default=None, description="投稿先。例: x")
    today: dt.date | None = Field(default=None, description="基準にする日（なければ 2026-11-21）")
    kind: Literal["post", "comment"] = Field(
        default="post", description="post（投稿）・comment（利用者の書き込み）"
    )
    clause: str | None = Field(default=None, description="指摘に示される条項の番号")
    severity: Severity | None = Field(default=None, description="指摘の強さ")
    meta: dict[str, Any] = Field(default_factory=dict, description="担当者、承認者、投稿日時など")
    embargo: list[WrittenEmbargo] = Field(default_factory=list, description="公表前の事項")


Examples = list[Text | WrittenExample]


class WrittenExamples(Written):
    """A rule's own tests. `todo` are known misses, counted and not failed."""

    bad: Examples = Field(default_factory=list, description="指摘の出る例。出る所を «» で囲む")
    good: Examples = Field(default_factory=list, description="指摘の出ない例")
    todo: Examples = Field(default_factory=list, description="まだ正しく扱えない例。数えるだけ")


class WrittenRule(Written):
    """One file of `rules/<family>/`."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["find"]}, {"required": ["evidence"]}]}
    )

    title: Text = Field(description="短い題")
    severity: Severity = Field(description="強さ: error（誤り）・warning（注意）・info（参考）")
    message: Text = Field(description="指摘の文。{match} は見つかった言葉")
    why: Text = Field(description="なぜいけないか。1文で")
    suggest: Text = Field(description="どう書けばよいか")
    find: Annotated[list[WrittenMatcher], Field(min_length=1)] | None = Field(
        default=None, description="探すもの。どれか1つでも見つかればよい"
    )
    evidence: WrittenEvidence | None = Field(
        default=None, description="find の代わりに、手がかりの重みを足し合わせる"
    )
    needs: list[WrittenCondition] = Field(
        default_factory=list, description="近くになければならないもの。どれか1つ"
    )
    unless: list[WrittenCondition] = Field(
        default_factory=list, description="近くにあってはならないもの。1つでもあれば指摘しない"
    )
    skip: list[Part] = Field(default_factory=list, description="find が見ない部分")
    only: list[Part] = Field(default_factory=list, description="find が見るのはこの部分だけ")
    once: bool = Field(default=False, description="1つの投稿に指摘は1つだけにするか")
    yields: bool = Field(
        default=False,
        description="投稿全体の言い回しが問題のない投稿に近い（harmless）とき、指摘を参考に下げるか",
    )
    fitted: dict[str, Any] = Field(default_factory=dict, description="重みを求めた見本と、その成績")
    examples: WrittenExamples = Field(default_factory=WrittenExamples, description="例。ルールの試験になる")

    @model_validator(mode="after")
    def _find_or_evidence(self) -> WrittenRule:
        if (self.find is None) == (self.evidence is None):
            raise ValueError("find: か evidence: のどちらか一つを書いてください。")
        if self.evidence is not None and self.needs:
            raise ValueError(
                "evidence: のルールに needs: は書けません。手がかりに重み(weight)を付けてください。"
            )
        return self


class WrittenClass(Written):
    """One file of `rules/lexicon/`: words that many rules speak of by one name."""

    title: Text = Field(description="短い題")
    words: Words = Field(description="語。$名前 で、ほかのまとまりを含められる")
    source: str = Field(default="", description="語を集めた元")


class WrittenContextExamples(Written):
    """Sentences in which a context stands, and sentences in which it only seems to."""

    in_: Annotated[list[Text], Field(min_length=1)] = Field(alias="in", description="この文脈に当たる例")
    out: Annotated[list[Text], Field(min_length=1)] = Field(description="当たりそうで当たらない例")


class WrittenContext(Written):
    """One file of `rules/contexts/`."""

    title: Text = Field(description="短い題")
    find: Annotated[list[WrittenMatcher], Field(min_length=1)] = Field(
        description="この文脈を示すもの。どれか1つ"
    )
    unless: list[WrittenCondition] = Field(default_factory=list, description="あれば、この文脈ではない")
    examples: WrittenContextExamples = Field(description="例。文脈の試験になる")
