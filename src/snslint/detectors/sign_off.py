"""What a post's metadata lacks of the sign-off that its municipality's guideline asks for.

The match is the post as a whole. Kinds: `always`, `official-view` where the guideline asks it only of posts that state the
office's view. Names for the message: `missing`, what is lacking, in plain Japanese. A post without any key for author,
reviewers or approver carries no sign-off data and is judged only where it is required of every post; a key that is left
blank is a form that nobody has filled in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from snslint.expressions import expression

from ..document import JAPAN, Document
from ..model import Match, Meta, SignOff, Span
from ..text import fold
from ..tokenizer import tokenize

KINDS: tuple[str, ...] = ("always", "official-view")
NAMES: tuple[str, ...] = ("missing",)
TRIGGER = ""

_PENDING = expression(
    r"未(?:定|承認|決裁|確認|了|済|取得|記入|入力|着手)|予定|待ち|(?:承認|決裁|確認)まち"
    r"|(?:確認|決裁|承認|申請|依頼|協議|回覧|調整|検討|起案|作成)中|事後|後日|後ほど|追って|[(\[]仮[)\]]|(?<![^\s:/(])未(?![^\s/)])|却下|差し?戻|不承認|否認|保留"
)
_NOTHING = expression(
    r"未|なし|無し?|ナシ|不[明在要]|匿名|中の人|自動投稿|システム|bot|空欄?|仮|TBD|N/?A|TODO|pending|none|null|[-―ーー/?○〇◯×xX*\s.・…]+",
    re.IGNORECASE,
)
_HEAD = expression(
    r"(?:[課室局部館所園校署院町市村区]|センター|所属|教育|消防)長(?!公?室|会|補佐)|次長|知事|(?:会計|上下水道|病院事業)管理者"
    r"|(?:管理|統括|政策)監|[課室局所]の長"
)
_BELOW_HEAD = expression(
    r"係長|主[査任事幹務]|補佐|代理|班長|副[課室局部館所園]長|担当者|技[師士]|書記|[元前旧](?:\S{0,8})[課室局部]長"
)

_UNIT = expression(
    r"\A.*(?:[課係室局班]|センター|チーム|グループ|担当|委員会|本部|支所|役[場所]|広報|当直|宿直|[都道府県]庁|職員|スタッフ|一同|窓口)"
    r"(?![長者])"
)
_UNIT_OR_NAME = expression(r"[部場園村市町区院会館校所署]\Z")  # 総務部, but 服部; 保育園, but 大園
_TITLE = expression(r".*(?:[課係室局部館所園校班署院次区]長|センター長|参事|[市町村]長|知事)\Z")
_RANK = expression(
    r"(?:主[査任事幹務]|課長補佐|[課係]長代理|技[師士]|書記|作成者?|起案者?|投稿者?|担当者|さん|様|氏|\d+)"
)
_BREAK = expression(r"[\s・/、,::|]+")
_NOTE = expression(r"\([^)]*\)")


def find(document: Document) -> Iterator[Match]:
    """Yield one match for the whole post where a sign-off is asked for and something of it is lacking."""
    asked, meta = document.sign_off, document.draft.meta
    if asked is None or not (document.sign_off_required or _names_anybody(meta)):
        return
    if missing := [*_missing(asked, meta)]:
        yield Match(0, 0, asked.only or "always", {"missing": "、".join(missing)}, Span(0, 0))


def _names_anybody(meta: Meta) -> bool:
    """Whether anybody was to be named for the post; a time of publication alone is no sign-off data."""
    return meta.author is not None or bool(meta.reviewers) or meta.approved_by is not None


def _missing(asked: SignOff, meta: Meta) -> Iterator[str]:
    """What is lacking, each as a short noun phrase."""
    if asked.author and not person(meta.author or ""):
        given = _quoted(meta.author)
        yield f"作成者の氏名{f'（{given}は個人の名前ではありません）' if given else ''}"
    if asked.publish_at and meta.publish_at is None:
        yield "投稿する日時"
    if not asked.approved_by or (asked.delegated_by and is_head(meta.delegated_by or "")):
        return
    why_not = _why_no_approval(asked, meta)
    if why_not is None or (asked.reviewers and len(_reviewers(meta)) >= asked.reviewers):
        return
    approval = "所属長の承認" if asked.approved_by == "section-head" else "承認者"
    if asked.reviewers:
        approval = f"作成者以外の{asked.reviewers}人の確認か{approval}"
    yield f"{approval}{f'（{why_not}）' if why_not else ''}"


def _why_no_approval(asked: SignOff, meta: Meta) -> str | None:
    """Why `approved_by` is no approval, "" where there is none, None where it is one."""
    given = fold(meta.approved_by or "").text.strip()
    if not given:
        return ""
    if not counts(given):
        return f"{_quoted(given)}は承認とみなせません"
    if asked.approved_by == "section-head" and not is_head(given):
        return f"{_quoted(given)}は課長などの所属長ではありません"
    if meta.approved_at and meta.publish_at and _in_japan(meta.approved_at) > _in_japan(meta.publish_at):
        return "承認の日時が投稿の日時より後です"
    return None


def _reviewers(meta: Meta) -> list[tuple[str, str]]:
    """The different people who have reviewed the post, the author not counted."""
    found: list[tuple[str, str]] = []
    author = person(meta.author or "")
    for reviewer in meta.reviewers:
        who = person(reviewer) if counts(reviewer) else None
        if who and not any(_same(who, other) for other in [author, *found] if other):
            found.append(who)
    return found


def counts(given: str) -> bool:
    """Whether the words name somebody, and are no placeholder such as 未 or 確認中."""
    given = fold(given).text.strip()
    bare = given.strip("()[]「」【】 ")
    return bool(bare) and not _NOTHING.fullmatch(bare) and not _PENDING.search(given)


def is_head(given: str) -> bool:
    """Whether the words name the head of a section or somebody above: 課長, not 係長 or 課長補佐."""
    given = fold(given).text
    posts = given.split("兼")  # 「主幹兼総務課長」
    return counts(given) and any(_HEAD.search(post) and not _BELOW_HEAD.search(post) for post in posts)


def person(given: str) -> tuple[str, str] | None:
    """Section ("" where none is written) and name of the person, None where only a section or nobody is named."""
    given = fold(given).text.strip()
    if not counts(given):
        return None
    section = ""
    names: list[str] = []
    titles: list[str] = []
    for piece in _BREAK.split(_NOTE.sub(" ", given)):
        unit = _UNIT.match(piece)
        rest = _RANK.sub("", piece[unit.end() :] if unit else piece)
        if _TITLE.fullmatch(rest):
            titles.append(rest)
        elif not unit and _UNIT_OR_NAME.search(piece) and not _is_name(piece):
            section += piece
        else:
            section += unit.group() if unit else ""
            names += [rest] if rest else []
    noted = [
        note.strip("()") for note in _NOTE.findall(given) if _is_name(note.strip("()"))
    ]  # 「総務課(田中)」
    name = " ".join(names or titles or noted)
    return ("" if section.startswith("同") else section, name) if name else None


def _is_name(word: str) -> bool:
    tokens = tokenize(word)
    return bool(tokens) and all(token.pos.startswith("名詞-固有名詞-人名") for token in tokens)


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two signatures are one person's: no two different sections, and the same name or surname alone."""
    if one[0] and other[0] and one[0] != other[0]:
        return False
    names, others = one[1].split(), other[1].split()
    return names == others or (names[0] == others[0] and 1 in (len(names), len(others)))


def _in_japan(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=JAPAN)


def _quoted(given: str | None) -> str:
    return f"「{given}」" if given else ""
