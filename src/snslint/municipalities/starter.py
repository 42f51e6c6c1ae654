"""A commented municipality file to begin with."""

from __future__ import annotations

from collections.abc import Sequence

from snslint.municipalities.importing.writing import quoted


def starter(
    name: str,
    title: str,
    *,
    domains: Sequence[str] = (),
    area_codes: Sequence[str] = (),
    extends: str | None = None,
) -> str:
    """The text of a file that passes at once: for the office `name` with the guideline `title`.

    With `extends`, a file that adds to that municipality instead of standing alone.
    """
    own = _OWN.format(domains=_listed(domains), area_codes=_listed(area_codes))
    if extends is not None:
        return f"{_EXTENDS.format(extends=extends)}{own}{_CHANGES}"
    return f"{_ALONE.format(name=quoted(name), title=quoted(title))}{own}{_CLAUSES}{_CHANGES}"


def _listed(values: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, values))}]"


_EXTENDS = """\
# {extends} に、自分たちのものを足すファイルです。
extends: {extends}
"""

_ALONE = """\
# 自治体のファイルです。書き方は snslint explain の見本と docs/packs/ をご覧ください。
name: {name}
guideline:
  title: {title}
  # publisher: "広報課"
  # enacted: "2026-04-01"   # 施行日
  # url: "https://…"
"""

_OWN = """\
own:   # 自治体のもの。個人情報や外部のサイトと取り違えないために使います
  domains: {domains}      # 公式サイト。例: ["town.example.lg.jp"]
  area_codes: {area_codes}   # 市外局番。例: ["0470"]
  places: []       # 地名・施設・駅
  sections: []     # 課・室・支所
  names: []        # マスコットなど、公に知られた名前
  # head: "○○○○"   # 首長の氏名
"""

_CLAUSES = """\
# 条項。どの条項も、次のどれか一つの扱いにします。
#   checks: [分野]      ルールで点検する
#   sign_off: {…}      公開前の承認・確認を求める。例: {approved_by: section-head}
#   remind: "確認文"    人が確かめる（checks と一緒にも書けます）
#   reference: "理由"   点検しない
# 文書からまとめて作るには: snslint municipality import guideline.txt
clauses:
  - id: "1"
    text: "本人の承諾なく個人情報を開示しないこと。"
    checks: [personal-data]
    remind: "写真に、個人が分かるものが写り込んでいませんか。"
  - id: "2"
    text: "噂や確かめていない情報を発信しないこと。"
    checks: [rumour]
  - id: "3"
    text: "特定の個人・団体等を誹謗中傷しないこと。"
    checks: [defamation]
  - id: "4"
    text: "発信する情報の正確さに留意すること。"
    force: care   # 留意・慎重に は care、原則として は principle。どちらも「注意」までになります
    checks: [accuracy]
"""

_CHANGES = """\
# ルールの強さを変えるとき（error・warning・info・off）。理由を必ず書きます
# rules:
#   rumour/hearsay: {severity: info, reason: "試行期間のため"}
# 語のまとまり（rules/lexicon）に言葉を足すとき
# words:
#   event: ["○○まつり"]
"""
