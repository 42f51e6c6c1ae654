"""What each clause of a guideline is probably about: a family or another fate, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from snslint.model import Force, Kind
from snslint.municipalities.importing.cues import ANYWHERE, CUES, WEIGHT
from snslint.municipalities.importing.markers import number
from snslint.municipalities.importing.outline import Entry
from snslint.municipalities.importing.sections import Section, kind_of, section_of
from snslint.values import dataclass

SURE = 0.6
"""From this confidence on, a person need not look again."""

PROPOSED = 0.3
_LONG = 0.7  # what a long clause says by the way

_NOT_WRITING = re.compile(
    r"アカウントを(?:取得|開設)|登録情報|届出|依頼|運用方針を定め|場合には、その旨|必要に応じ返信"
)
_APPROVAL = re.compile(
    r"承認|決裁|[0-9０-９二三]\s*人以上の確認|複数(?:人|名|の職員)(?:による|で|の)?(?:確認|チェック)|ダブルチェック|上司の確認"
)
_PUBLISHING = re.compile(r"発信|投稿|掲載|配信|公開|原稿")
_LIMIT = re.compile(r"以内|少ない|まで|上限|制限|最大")
_OTHER = re.compile(r"^その他|前(?:各)?号に(?:掲げる|準ずる)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one clause is probably for. `checks` are families (or rules) with the words that speak of them.

    `unsure` says in Japanese what a person has to look at; it is empty where nothing is doubtful.
    """

    entry: Entry
    applies_to: Kind
    force: Force
    checks: tuple[tuple[str, str], ...] = ()
    sign_off: Mapping[str, str] | None = None
    remind: str = ""
    reference: str = ""
    confidence: float = 1.0
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class _Scored:
    family: str
    quote: str
    score: float


def propose(entries: Sequence[Entry]) -> tuple[Proposal, ...]:
    """One proposal for each clause: every family goes to the clause that speaks of it most plainly."""
    known = {entry.id: entry for entry in entries}
    parents = {entry.parent for entry in entries}
    sections = {entry.id: section_of(entry, known) for entry in entries}
    kinds: dict[str, Kind] = {entry.id: kind_of(entry, known) for entry in entries}
    scored = {entry.id: _scores(entry, sections[entry.id], kinds[entry.id]) for entry in entries}
    best: dict[tuple[Kind, str], float] = {}
    for entry in entries:
        for one in scored[entry.id]:
            key = (kinds[entry.id], one.family)
            best[key] = max(best.get(key, PROPOSED), one.score)
    taken: dict[tuple[Kind, str], str] = {}
    for entry in entries:  # of equals, the first
        for one in scored[entry.id]:
            if one.score >= best[kinds[entry.id], one.family]:
                taken.setdefault((kinds[entry.id], one.family), entry.id)
    return tuple(
        _proposal(entry, kinds[entry.id], sections[entry.id], scored[entry.id], taken, entry.id in parents)
        for entry in entries
    )


def _scores(entry: Entry, section: Section, kind: Kind) -> list[_Scored]:
    """The families that the clause speaks of, with the sentence that does and how plainly."""
    text = entry.text or entry.title
    found: dict[str, _Scored] = {}
    if _OTHER.match(text) and re.search(r"不適切|適当でない|認め", text):
        return []
    for family, cue, weight in CUES:
        hit = re.search(cue, text)
        quote = _sentence(entry.text, hit.start()) if hit and entry.text else ""
        if hit is None or _NOT_WRITING.search(quote) or (family == "length" and not _LIMIT.search(quote)):
            continue
        score = weight * _weight(family, section) * (_LONG if len(text) > 200 else 1.0)
        if family not in found or found[family].score < score:
            found[family] = _Scored(family, quote, score)
    if kind == "post" and (approval := _approval(entry, section)):
        found["approval"] = approval
    return [found[family] for family in sorted(found)]


def _weight(family: str, section: Section) -> float:
    if family in ANYWHERE:
        return 1.0
    if family in ("conversation", "external-source"):  # rules of use, also where an account is set up
        return {"permission": 0.4, "account": 0.8}.get(section, WEIGHT[section])
    return WEIGHT[section]


def _approval(entry: Entry, section: Section) -> _Scored | None:
    for hit in _APPROVAL.finditer(entry.text):
        quote = _sentence(entry.text, hit.start())
        if not _PUBLISHING.search(quote) or re.search(r"取得|開設|登録|届|依頼|廃止|提出", quote):
            continue
        weight = 0.9 if section not in ("account", "trouble", "purpose", "annex") else 0.6
        return _Scored("approval", quote, weight)
    return None


def _sentence(text: str, at: int) -> str:
    """The sentence or line of `text` in which the offset stands."""
    start = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
    ends = [end for end in (text.find("。", at) + 1, text.find("\n", at)) if end > 0]
    return text[start : min(ends, default=len(text))].strip()


def _proposal(
    entry: Entry,
    kind: Kind,
    section: Section,
    scored: Sequence[_Scored],
    taken: Mapping[tuple[Kind, str], str],
    has_children: bool,
) -> Proposal:
    chosen = [one for one in scored if taken.get((kind, one.family)) == entry.id]
    force = _force("".join(one.quote for one in chosen) or entry.text)
    doubt = "" if entry.sure else "番号の並びが続いていません。"
    if sign_off := next((one for one in chosen if one.family == "approval"), None):
        return Proposal(
            entry,
            kind,
            force,
            checks=tuple((one.family, one.quote) for one in chosen if one.family != "approval"),
            sign_off=_sign_off(entry.text),
            confidence=sign_off.score,
            unsure=doubt or "誰の承認が要るかを確かめてください。",
        )
    if chosen:
        confidence = min(one.score for one in chosen)
        weak = [one.family for one in chosen if one.score < SURE]
        if weak and not doubt:
            doubt = f"{'、'.join(weak)} は言葉の手がかりが弱いものです。"
        checks = tuple((one.family, one.quote) for one in chosen)
        return Proposal(entry, kind, force, checks=checks, confidence=confidence, unsure=doubt)
    if section == "prohibition" and not has_children and not entry.title and not scored:
        return Proposal(entry, kind, force, remind=_question(entry, kind), confidence=0.4,
                        unsure=doubt or "機械では点検できない条項と見て、確認文にしました。")  # fmt: skip
    elsewhere = [name for one in scored if (name := taken.get((kind, one.family))) and name != entry.id]
    reason = f"「{elsewhere[0]}」で点検する。" if elsewhere and entry.text else _REASONS[section]
    if has_children and not entry.text:
        reason = "見出しであり、各号を個別に扱う。"
    return Proposal(
        entry, kind, force, reference=reason, confidence=0.8 if not elsewhere else 0.5, unsure=doubt
    )


_REASONS: Mapping[Section, str] = {
    "prohibition": "見出しであり、各号を個別に扱う。",
    "principle": "心構えや手続を定めたもので、投稿の文面からは判断できない。",
    "plain": "投稿の文面からは判断できない。",
    "permission": "発信してよい情報を挙げたもので、禁止を定めない。",
    "account": "アカウントの手続や管理を定めたもので、投稿の内容に関わらない。",
    "trouble": "問題が起きた後の対応を定めたもので、公開前の投稿では判断できない。",
    "purpose": "目的・定義・範囲などを述べたもので、投稿の内容を直接には定めない。",
    "annex": "附則・別記であり、投稿の内容を定めない。",
}


def _force(text: str) -> Force:
    if "原則" in text:
        return "principle"
    return "care" if re.search(r"留意|慎重|十分(?:に)?注意", text) else "must"


def _question(entry: Entry, kind: Kind) -> str:
    what = entry.text.rstrip("。").replace("\n", "")
    subject = "書き込み" if kind == "comment" else "投稿"
    return f"{subject}が次に当たらないか確かめましたか: {what}"


def _sign_off(text: str) -> dict[str, str]:
    asked: dict[str, str] = {}
    if re.search(r"(?:所属|担当)?(?:課|室|局|部|所属|所)長", text):
        asked["approved_by"] = "section-head"
    else:
        asked["approved_by"] = "anyone"
    if people := re.search(r"([0-9０-９二三])\s*人以上の確認", text):
        asked["reviewers"] = str(number(people[1]))
    if re.search(r"誰が|(?:担当者|書き手).{0,15}明確", text):
        asked["author"] = "true"
    if re.search(r"いつ」", text):
        asked["publish_at"] = "true"
    if re.search(r"ただし.{0,30}長が(?:認め|任せ|委任)", text):
        asked["delegated_by"] = "true"
    if "公式見解" in text:
        asked["only"] = "official-view"
    return asked
