"""The words by which a clause speaks of a family, and how much they say."""

from __future__ import annotations

from collections.abc import Mapping

from snslint.municipalities.importing.sections import Section

# How much a cue counts in a section of that kind.
WEIGHT: Mapping[Section, float] = {
    "prohibition": 1.0,
    "principle": 0.8,
    "plain": 0.8,
    "permission": 0.25,
    "account": 0.25,
    "trouble": 0.2,
    "purpose": 0.1,
    "annex": 0.1,
}


ANYWHERE = ("conversation/direct-message", "length", "short-url")
"""Families whose words mean the same in any section, definitions among them."""

# (family or rule, cue, weight). Of a guideline, the clause that says most takes the family.
CUES: tuple[tuple[str, str, float], ...] = (
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
