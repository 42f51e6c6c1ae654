"""The words that more than one format has for the same things."""

from __future__ import annotations

from typing import assert_never

from ..model import Draft, Finding, Length, Severity
from . import Context, Tally


def severity(value: Severity) -> str:
    """The severity in one Japanese word."""
    match value:
        case Severity.ERROR:
            return "重大"
        case Severity.WARNING:
            return "注意"
        case Severity.INFO:
            return "参考"
        case _:
            assert_never(value)


def post(draft: Draft) -> str:
    """Where a post is, for readers: `posts.jsonl:12（p-12）`, `表.xlsx シート1!B3`, or the path alone."""
    at = draft.source.locate(draft.text, 0)
    place = at.path
    if at.cell:
        place += f" {at.sheet}!{at.cell}" if at.sheet else f" {at.cell}"
    elif draft.id is not None:
        place += f":{at.line}"
    return f"{place}（{draft.id}）" if draft.id is not None else place


def length(value: Length, context: Context) -> str:
    """`X 131/280`, `X 300/280（20超過）` or `Facebook 85字`."""
    name = context.platform(value.platform)
    if value.limit is None:
        return f"{name} {value.count}字"
    over = f"（{value.count - value.limit}超過）" if value.over else ""
    return f"{name} {value.count}/{value.limit}{over}"


def title(finding: Finding, context: Context) -> str:
    """The title of the finding's rule, or its id where the rule is not known."""
    rule = context.rules.get(finding.rule)
    return rule.title if rule else finding.rule


def counts(tally: Tally) -> str:
    """`投稿 3件（重大 1件、注意 0件、参考 0件）`, and how many could not be read."""
    found = "、".join(f"{severity(each)} {tally.findings[each]}件" for each in Severity)
    unread = f"、読めないもの {tally.problems}件" if tally.problems else ""
    return f"投稿 {tally.posts}件（{found}{unread}）"
