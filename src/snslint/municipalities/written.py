"""The form in which people write a municipality file. Imported only to compile one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from snslint.errors import unknown
from snslint.families import FAMILIES
from snslint.model import Force, Kind, Severity


def _family(name: str) -> str:
    if name not in FAMILIES:
        raise ValueError(unknown("分野", name, FAMILIES))
    return name


def _rule(name: str) -> str:
    family, slash, rule = name.partition("/")
    if not slash or not rule:
        raise ValueError(f"「{name}」はルールの名前ではありません。「分野/ルール」の形で書いてください。")
    _family(family)
    return name


def _family_or_rule(name: str) -> str:
    return _rule(name) if "/" in name else _family(name)


def _domain(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name):
        raise ValueError(f"「{name}」はドメインではありません。「town.example.lg.jp」の形で書いてください。")
    return name


def _area_code(code: str) -> str:
    if not re.fullmatch(r"0\d{1,4}", code):
        raise ValueError(f"「{code}」は市外局番ではありません。「0470」の形で書いてください。")
    return code


_ANY_FAMILY = f"({'|'.join(FAMILIES)})"


def _schema(**words: str | list[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **words})


# The schema is for editors, which complete and mark words; the validators say what is wrong in Japanese.
Family = Annotated[str, AfterValidator(_family), _schema(enum=list(FAMILIES))]
Rule = Annotated[str, AfterValidator(_rule), _schema(pattern=f"^{_ANY_FAMILY}/.+$")]
FamilyOrRule = Annotated[str, AfterValidator(_family_or_rule), _schema(pattern=f"^{_ANY_FAMILY}(/.+)?$")]
Domain = Annotated[str, AfterValidator(_domain), _schema(examples=["town.example.lg.jp"])]
AreaCode = Annotated[str, AfterValidator(_area_code), _schema(examples=["0470"])]
Text = Annotated[str, Field(min_length=1)]


class Written(BaseModel):
    """A mapping in which a key that is not known is a mistake."""

    model_config = ConfigDict(extra="forbid")


class WrittenGuideline(Written):
    """The document that the clauses are quoted from."""

    title: Text = Field(description="ガイドラインの題名")
    publisher: str = Field(default="", description="担当課")
    enacted: dt.date | None = Field(default=None, description="施行日・制定日・公開日")
    revised: dt.date | None = Field(default=None, description="最後に改正した日")
    url: str = Field(default="", description="ガイドラインを載せているページ")
    sha256: str = Field(
        default="", pattern=r"^([0-9a-f]{64})?$", description="ガイドラインの本文ファイルのSHA-256"
    )


class WrittenOwn(Written):
    """What belongs to the municipality: never private, never foreign."""

    domains: list[Domain] = Field(default=[], description="公式サイトのドメイン")
    accounts: list[Text] = Field(default=[], description="公式アカウント（@から）")
    area_codes: list[AreaCode] = Field(default=[], description="市外局番")
    places: list[Text] = Field(default=[], description="地名・施設・駅・催しの会場")
    sections: list[Text] = Field(default=[], description="課・室・支所などの組織")
    names: list[Text] = Field(default=[], description="マスコットなど、公に知られた名前")
    head: Text | None = Field(default=None, description="首長の氏名")


class WrittenCheck(Written):
    """A family or a rule that the clause is checked by."""

    what: FamilyOrRule = Field(description="分野（rumour）またはルール（rumour/hearsay）")
    quote: Text | None = Field(
        default=None, description="指摘に示す部分。条文の一部をそのまま（既定は条文全体）"
    )
    severity: Severity | None = Field(default=None, description="この条項での強さ（既定はルールのとおり）")


class WrittenSignOff(Written):
    """What must be known of a post before it may be published."""

    approved_by: Literal["anyone", "section-head"] | None = Field(
        default=None, description="誰の承認が要るか"
    )
    reviewers: int = Field(default=0, ge=0, description="書いた人のほかに何人の確認があれば承認に代わるか")
    author: bool = Field(default=False, description="書いた人の名前が要るか")
    publish_at: bool = Field(default=False, description="投稿日時が要るか")
    delegated_by: bool = Field(default=False, description="所属長が任せた記録が承認に代わるか")
    only: Literal["official-view"] | None = Field(
        default=None, description="公式見解を述べる投稿だけに求めるか"
    )


class WrittenClause(Written):
    """One clause: checked, signed off, a reminder, or reference with the reason why."""

    id: Text = Field(description="印刷された番号をつないだもの。例: 5(10)、第4-4(4)ア")
    title: str = Field(default="", description="見出し")
    text: str = Field(default="", description="条文。一字一句そのまま")
    quote: Text | None = Field(
        default=None, description="指摘に示す部分。条文の一部をそのまま（既定は条文全体）"
    )
    force: Force = Field(
        default="must", description="must（してはならない）・principle（原則）・care（留意・慎重に）"
    )
    applies_to: Kind = Field(
        default="post", alias="for", description="post（投稿）・comment（利用者の書き込み）"
    )
    checks: list[FamilyOrRule | WrittenCheck] = Field(
        default=[], description="この条項で点検する分野・ルール"
    )
    hints: list[Family] = Field(
        default=[], description="一般的にだけ触れている分野。参考（info）として知らせる"
    )
    sign_off: WrittenSignOff | None = Field(default=None, description="公開前に求める確認・承認")
    remind: Text | None = Field(default=None, description="人だけが判断できることの確認文")
    reference: Text | None = Field(default=None, description="点検しない理由")
    never_allow: bool = Field(default=False, description="この条項の指摘は、理由を付けても許可できないか")


class WrittenRuleChange(Written):
    """What a municipality changes in a rule."""

    severity: Literal["error", "warning", "info", "off"] = Field(description="強さ。off は使わない")
    reason: Text = Field(description="変える理由")


class WrittenMunicipality(Written):
    """One municipality: its guideline clause by clause, and what each clause is checked by."""

    extends: Text | None = Field(default=None, description="土台にする自治体ファイルの名前")
    name: Text | None = Field(default=None, description="自治体の名前")
    guideline: WrittenGuideline | None = Field(default=None, description="条文の出典")
    own: WrittenOwn = Field(default_factory=WrittenOwn, description="自治体のもの")
    clauses: list[WrittenClause] = Field(default=[], description="条項。すべてを順に")
    rules: dict[Rule, WrittenRuleChange] = Field(default={}, description="ルールの強さの変更")
    words: dict[Text, list[Text]] = Field(default={}, description="語のまとまり（rules/lexicon）に足す語")
