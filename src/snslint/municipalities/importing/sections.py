"""What kind of section a clause stands in, and whether it speaks of the office's posts or of users' comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from snslint.model import Kind
from snslint.municipalities.importing.outline import Entry

Section = Literal["prohibition", "principle", "permission", "account", "trouble", "purpose", "annex", "plain"]

# What a heading says of all below it; the first that is found counts.
_HEADINGS: Mapping[Section, str] = {
    "prohibition": r"禁止|遵守事項|してはならない|しないこと|不適切",
    "principle": r"原則|留意|心構え|心得|責務",
    "purpose": r"目的|趣旨|はじめに|定義|用語|適用|対象|特性|メリット|(?:ガイドライン|方針|要綱)について$|補足|その他$|委任|雑則",
    "annex": r"附\s*則|別\s*(?:記|表|紙|添)|様式",
    "trouble": r"トラブル|リスク|炎上|成りすまし|なりすまし|乗っ取り|訂正|対処|事故|苦情",
    "account": r"アカウント(?:の|運用ポ)|開設|開始|廃止|閉鎖|手続|体制|主体|管理|登録|届出|パスワード|セキュリティ対策|端末|検証|評価",
}  # fmt: skip
_ABOUT_WRITING = r"遵守|運用|投稿|発信|利用"
_CONTENTS = r"(?:発信|投稿|配信)内容"
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


def section_of(entry: Entry, known: Mapping[str, Entry]) -> Section:
    """The kind of section, by the clause just above, then by the nearest heading that tells."""
    if entry.style == "preface":
        return "purpose"
    if entry.style == "annex":
        return "annex"
    if entry.parent is not None and (section := _announced(known[entry.parent])):
        return section
    for one in (entry, *_above(entry, known)):
        for name, pattern in _HEADINGS.items():
            if re.search(pattern, one.title):
                return name
        if re.search(_ABOUT_WRITING, one.title):
            return "principle"
    return "prohibition" if _PROHIBITING.search(entry.text) else "plain"


def kind_of(entry: Entry, known: Mapping[str, Entry]) -> Kind:
    """Comments, where a clause above speaks of deleting what users write."""
    about_users = any(_COMMENTS.search(f"{above.title} {above.text}") for above in _above(entry, known))
    return "comment" if about_users else "post"


def _announced(above: Entry) -> Section | None:
    """What a clause says of the list below it."""
    told = above.text or above.title
    if _PROHIBITING.search(told) or re.search(_HEADINGS["prohibition"], above.title):
        return "prohibition"
    if re.search(_HEADINGS["principle"], above.title):
        return "principle"
    return "permission" if _PERMITTING.search(told) or re.search(_CONTENTS, above.title) else None


def _above(entry: Entry, known: Mapping[str, Entry]) -> Iterator[Entry]:
    while entry.parent is not None:
        entry = known[entry.parent]
        yield entry
