"""An imported guideline as a municipality file, with 「確認:」 wherever a person has to look."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from snslint.municipalities.importing import Imported
from snslint.municipalities.importing.propose import Proposal

HEAD = """\
# ガイドラインの文書から作ったファイルです。「確認:」の行を確かめ、確かめた行は消してください。
# 条項ごとの扱いは次のどれか一つです。
#   checks: [分野]     ルールで点検する          sign_off: {…}     公開前の承認・確認を求める
#   remind: "確認文"   人が確かめる（点検と併用可）  reference: "理由"  点検しない
"""


def to_yaml(imported: Imported) -> str:
    """The text of a file that loads as it is."""
    lines = [HEAD.rstrip(), *_about(imported), "", "clauses:"]
    for proposal in imported.proposals:
        lines += _clause(proposal)
    if imported.outline.remainder:
        lines += [
            "",
            "# 条項にしなかった行（表題・目次・ページ番号など）。条項が混じっていないか確かめてください。",
        ]
        lines += [
            f"#   {one.line}行目（{one.reason}）: {_escaped(one.text)}" for one in imported.outline.remainder
        ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """`text` as a YAML string on one line."""
    return _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(text: str) -> str:
    """Without the characters that YAML does not take as they are."""
    return _NOT_YAML.sub(lambda found: f"\\U{ord(found[0]):08X}", text)


_NOT_YAML = re.compile(
    "[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def _about(imported: Imported) -> Iterator[str]:
    if not imported.name:
        yield "# 確認: 自治体の名前を書いてください。"
    yield f"name: {quoted(imported.name or '自治体名')}"
    yield "guideline:"
    if not imported.title:
        yield "  # 確認: 文書の題名を書いてください。"
    yield f"  title: {quoted(imported.title or 'ガイドライン')}"
    if imported.enacted:
        yield f'  enacted: "{imported.enacted}"'
    else:
        yield '  # enacted: "2026-04-01"   # 施行日'
    if imported.revised:
        yield f'  revised: "{imported.revised}"'
    yield '  # publisher: "広報課"'
    yield '  # url: "https://…"'
    yield f'  sha256: "{imported.sha256}"   # 読み込んだ文書。改正に気づくため'
    yield ""
    yield "own:   # 自治体のもの。個人情報や外部サイトと取り違えないために使います"
    yield '  domains: []      # 公式サイト。例: ["town.example.lg.jp"]'
    yield '  area_codes: []   # 市外局番。例: ["0470"]'
    yield "  places: []       # 地名・施設・駅"
    yield "  sections: []     # 課・室・支所"


def _clause(proposal: Proposal) -> Iterator[str]:
    entry = proposal.entry
    yield f"  - id: {quoted(entry.id)}"
    if entry.title or not entry.text:
        yield f"    title: {quoted(entry.title or entry.id)}"
    if "\n" in entry.text and not _needs_quotes(entry.text):
        yield "    text: |-"
        yield from (f"      {line}" for line in entry.text.split("\n"))
    elif entry.text:
        yield f"    text: {quoted(entry.text)}"
    if proposal.applies_to == "comment":
        yield "    for: comment"
    if proposal.force != "must" and (proposal.checks or proposal.sign_off):
        yield f"    force: {proposal.force}"
    if proposal.unsure:
        yield f"    # 確認: {proposal.unsure}（確かさ {proposal.confidence:.2f}）"
    yield from _fate(proposal)


def _fate(proposal: Proposal) -> Iterator[str]:
    if proposal.checks:
        yield f"    checks: [{', '.join(_check(what, quote, proposal.entry.text) for what, quote in proposal.checks)}]"
    if proposal.sign_off is not None:
        asked = ", ".join(f"{key}: {value}" for key, value in proposal.sign_off.items())
        yield f"    sign_off: {{{asked}}}"
    if proposal.remind:
        yield f"    remind: {quoted(proposal.remind)}"
    if proposal.reference:
        yield f"    reference: {quoted(proposal.reference)}"


def _check(what: str, quote: str, text: str) -> str:
    """The family alone where the whole clause is short enough to be quoted."""
    if not quote or quote == text or len(text) <= 60:
        return what
    return f"{{what: {what}, quote: {quoted(quote)}}}"


def _needs_quotes(text: str) -> bool:
    return any(line != line.strip() or not line or not line.isprintable() for line in text.split("\n"))
