"""What each clause of a guideline is probably about: a family or another fate, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from snslint.model import Force, Kind
from snslint.municipalities.importing.markers import number
from snslint.municipalities.importing.outline import Entry

SURE = 0.6
"""From this confidence on, a person need not look again."""

PROPOSED = 0.3

Section = Literal["prohibition", "principle", "permission", "account", "trouble", "purpose", "annex", "plain"]

# How much a cue counts in a section of that kind.
_WEIGHT: Mapping[Section, float] = {
    "prohibition": 1.0,
    "principle": 0.8,
    "plain": 0.8,
    "permission": 0.25,
    "account": 0.25,
    "trouble": 0.2,
    "purpose": 0.1,
    "annex": 0.1,
}

# By the heading of a clause or of one above it, the nearest first.
_SECTIONS: tuple[tuple[Section, str], ...] = (
    ("prohibition", r"禁止|遵守事項|してはならない|しないこと|不適切"),
    ("principle", r"原則|留意|心構え|心得|責務"),
    (
        "purpose",
        r"目的|趣旨|はじめに|定義|用語|適用|対象|特性|メリット|(?:ガイドライン|方針|要綱)について$|補足|その他$|委任|雑則",
    ),
    ("annex", r"附\s*則|別\s*(?:記|表|紙|添)|様式"),
    ("trouble", r"トラブル|リスク|炎上|成りすまし|なりすまし|乗っ取り|訂正|対処|事故|苦情"),
    (
        "account",
        r"アカウント(?:の|運用ポ)|開設|開始|廃止|閉鎖|手続|体制|主体|管理|登録|届出|パスワード|セキュリティ対策|端末|検証|評価",
    ),
    ("principle", r"遵守|運用|投稿|発信|利用"),
)
_PROHIBITING = re.compile(
    r"(?:発信|掲載|投稿|配信|公開|書き込み|記載|利用|送信|行為を)(?:を|は|も)?(?:し|行っ|行わ|おこなわ)?(?:ては|ない|なら|ないこと|てはいけ)|"
    r"禁止(?:する|事項|とする|される|します)?|してはな|しないこと|ないものとする|行わない|避ける|控え|遠慮|できない|"
    r"(?:予告なく|該当する).{0,25}(?:削除|非表示)|(?:削除|非表示に)(?:する|でき|します|することが)"
)
_PERMITTING = re.compile(
    r"次の(?:情報|とおり|内容)|適当なもの|情報の種類|発信(?:する)?情報の内容|掲載(?:する)?(?:内容|情報)|とおりとする"
)

_COMMENTS = re.compile(
    r"(?:利用者|ユーザー|閲覧者|フォロワー|第三者|参加者)(?:による|から|の|が).{0,12}(?:書き?込み|コメント|投稿|禁止|行為|遵守)|"
    r"(?:書き?込み|コメント|投稿).{0,25}(?:削除|非表示|ブロック)|(?:削除|非表示|ブロック).{0,15}(?:書き?込み|コメント)|コメントの取扱"
)

# (family, cue, weight). The best clause of a guideline takes the family.
_CUES: tuple[tuple[str, str, float], ...] = (
    ("accuracy", r"正確(?:な情報|に|を期|かつ)", 1.0),
    ("accuracy", r"正確|誤解を(?:招|与|生)", 0.5),
    ("advocacy", r"社会問題|特定の主(?:義|張)|主義(?:又は|・|や|、)主張|意見の分かれる", 1.0),
    ("commercial", r"営利|広告|宣伝|勧誘|営業(?:活動|目的)|商(?:業|用)目的|販売", 1.0),
    ("confidential", r"機密|秘密|守秘|非公開|職務上知り得た", 1.0),
    ("confidential", r"地方公務員法|服務", 0.45),
    ("conversation", r"(?:返信|回答|フォロー|コメント等?へ).{0,12}(?:しない|行わない|いたしません|しません|行いません)", 1.0),
    ("conversation/direct-message", r"ダイレクトメッセージ|ＤＭ|DM", 1.0),
    ("defamation", r"誹謗|中傷|侮辱|名誉(?:を|毀損|棄損|き損)|不敬|罵", 1.0),
    ("discrimination", r"差別", 1.0),
    ("discrimination", r"人種|基本的人権|人権", 0.4),
    ("external-source", r"(?:以外の者|他者|他人|他の(?:利用者|ユーザー|者)|第三者|民間|外部).{0,25}(?:引用|シェア|共有|リンク|リツイート|リポスト|転載)", 1.0),
    ("illegal", r"違法|犯罪|法(?:律|令)(?:等|など)?に(?:違反|反)|法令違反", 1.0),
    ("ip-rights", r"著作権|肖像権|商標権|知的(?:所有権|財産)", 1.0),
    ("length", r"[0-9０-９]{2,4}\s*(?:文字|字)", 1.0),
    ("personal-data", r"個人情報|プライバシー", 1.0),
    ("politics", r"政治|選挙|政党|公職の候補", 1.0),
    ("public-order", r"公序良俗|公の秩序|善良の風俗|善良な風俗|わいせつ|猥褻|暴力|残虐|卑わい", 1.0),
    ("religion", r"宗教|信仰|布教", 1.0),
    ("rumour", r"噂|うわさ|デマ|虚偽|事実(?:と異|に反|無根|誤認)|根拠のない|不確か", 1.0),
    ("security", r"不正アクセス|セキュリティを脅|有害な?プログラム|ウイルス|ウィルス|マルウェア|誤動作", 1.0),
    ("short-url", r"URL\s*短縮|短縮\s*(?:URL|ＵＲＬ|アドレス)|ＵＲＬ短縮", 1.0),
    ("unreleased", r"(?:公式に)?(?:発表|公表|公開|告知)(?:さ?れる)?(?:の)?前|未(?:公表|発表|公開|決定)|意思(?:形成|決定)過程|内定", 1.0),
    ("unreleased", r"公表時[間期]|解禁|公表の時[間期]", 0.8),
    ("unreleased", r"機密|秘密|地方公務員法|服務", 0.4),
)  # fmt: skip

_NOT_WRITING = re.compile(
    r"アカウントを(?:取得|開設)|登録情報|届出|依頼|運用方針を定め|場合には、その旨|必要に応じ返信"
)
_APPROVAL = re.compile(
    r"承認|決裁|[0-9０-９二三]\s*人以上の確認|複数(?:人|名|の職員)(?:による|で|の)?(?:確認|チェック)|ダブルチェック|上司の確認"
)
_PUBLISHING = re.compile(r"発信|投稿|掲載|配信|公開|原稿")
_OTHER = re.compile(r"^その他|前(?:各)?号に(?:掲げる|準ずる)")
_MAIN_SENTENCE = re.compile(r"[^。\n]*[。]?\n?")


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
    sections = {entry.id: _section(entry, known) for entry in entries}
    kinds: dict[str, Kind] = {entry.id: _kind(entry, known) for entry in entries}
    scored = {entry.id: _scores(entry, sections[entry.id], kinds[entry.id]) for entry in entries}
    best: dict[tuple[Kind, str], float] = {}
    for entry in entries:
        for one in scored[entry.id]:
            key = (kinds[entry.id], one.family)
            best[key] = max(best.get(key, 0), one.score)
    taken: dict[tuple[Kind, str], str] = {}
    proposals = []
    for entry in entries:
        kind = kinds[entry.id]
        chosen = []
        for one in scored[entry.id]:
            key = (kind, one.family)
            if one.score >= max(PROPOSED, best[key]) and taken.setdefault(key, entry.id) == entry.id:
                chosen.append(one)
        proposals.append(
            _proposal(entry, kind, sections[entry.id], chosen, scored[entry.id], taken, entry.id in parents)
        )
    return tuple(proposals)


def _above(entry: Entry, known: Mapping[str, Entry]) -> list[Entry]:
    chain = []
    parent = entry.parent
    while parent is not None:
        chain.append(known[parent])
        parent = known[parent].parent
    return chain


def _section(entry: Entry, known: Mapping[str, Entry]) -> Section:
    if entry.style == "preface":
        return "purpose"
    if entry.style == "annex":
        return "annex"
    for above in _above(entry, known)[:1]:
        if _PROHIBITING.search(above.text or above.title) or re.search(_SECTIONS[0][1], above.title):
            return "prohibition"
        if re.search(_SECTIONS[1][1], above.title):
            return "principle"
        if _PERMITTING.search(above.text or above.title) or re.search(r"(?:発信|投稿|配信)内容", above.title):
            return "permission"
    for one in (entry, *_above(entry, known)):
        for section, pattern in _SECTIONS:
            if one.title and re.search(pattern, one.title):
                return section
    return "prohibition" if _PROHIBITING.search(entry.text) else "plain"


def _kind(entry: Entry, known: Mapping[str, Entry]) -> Kind:
    for above in _above(entry, known):
        if _COMMENTS.search(f"{above.title} {above.text}"):
            return "comment"
    return "post"


def _scores(entry: Entry, section: Section, kind: Kind) -> list[_Scored]:
    """The families that the clause speaks of, with the sentence that does and how plainly."""
    text = entry.text or entry.title
    found: dict[str, _Scored] = {}
    if _OTHER.match(text) and re.search(r"不適切|適当でない|認め", text):
        return []
    for family, cue, weight in _CUES:
        if not (hit := re.search(cue, text)):
            continue
        quote = _sentence(entry.text, hit.start()) if entry.text else ""
        if _NOT_WRITING.search(quote):
            continue
        by_section = (
            1.0 if family in ("length", "short-url", "conversation/direct-message") else _WEIGHT[section]
        )
        if family == "length" and not re.search(r"以内|少ない|まで|上限|制限|最大", quote):
            continue
        if family in ("external-source", "conversation"):
            by_section = {"permission": 0.4, "account": 0.8}.get(section, by_section)
        score = weight * by_section * (0.7 if len(text) > 200 else 1.0)
        if family not in found or found[family].score < score:
            found[family] = _Scored(family, quote, score)
    if kind == "post" and (approval := _approval(entry, section)):
        found["approval"] = approval
    return [found[family] for family in sorted(found)]


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
    chosen: Sequence[_Scored],
    scored: Sequence[_Scored],
    taken: Mapping[tuple[Kind, str], str],
    has_children: bool,
) -> Proposal:
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
                        unsure=doubt or "機械では点検できない条文と見て、確認文にしました。")  # fmt: skip
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
    if re.search(r"・?いつ」?(?:発信|投稿)|いつ」", text):
        asked["publish_at"] = "true"
    if re.search(r"ただし.{0,30}長が(?:認め|任せ|委任)", text):
        asked["delegated_by"] = "true"
    if "公式見解" in text:
        asked["only"] = "official-view"
    return asked
