"""The words that more than one format has for the same things."""

from __future__ import annotations

from typing import assert_never

from .. import platforms
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
    """Where a post is, for readers: `posts.jsonl:12 p-12`, `表.xlsx シート1!B3 p-12`, or `draft.md`.

    A text that begins at the start of a line is a file of its own: its line says nothing.
    """
    at = draft.source.locate(draft.text, 0)
    place = at.path
    if at.cell:
        place += f" {at.sheet}!{at.cell}" if at.sheet else f" {at.cell}"
    elif at.column > 1:
        place += f":{at.line}"
    return f"{place} {draft.id}" if draft.id is not None else place


def platform(name: str) -> str:
    """The service's name for readers, or `name` where it is not known."""
    return platforms.get(name).title if name in platforms.names() else name


def length(value: Length) -> str:
    """`131/280`, or `85` where there is no limit."""
    return f"{value.count:,}" if value.limit is None else f"{value.count:,}/{value.limit:,}"


def measured(value: Length) -> str:
    """`X 131/280`."""
    return f"{platform(value.platform)} {length(value)}"


def excess(value: Length) -> str:
    """`20超えています`, or "" for a post that fits."""
    return f"{value.count - value.limit:,}超えています" if value.over and value.limit is not None else ""


def unit(value: Length) -> str:
    """The unit of the count for readers: `文字`, or how the service counts."""
    if value.platform not in platforms.names():
        return value.unit
    service = platforms.get(value.platform)
    units = (service.unit, *([service.also[1]] if service.also else []))
    return next((each.title for each in units if each.name == value.unit), value.unit)


def title(finding: Finding, context: Context) -> str:
    """The title of the finding's rule, or its id where the rule is not known."""
    rule = context.rules.get(finding.rule)
    return rule.title if rule else finding.rule


def counts(tally: Tally) -> str:
    """How many posts and findings there were, and how many mistakes in the input."""
    by_severity = "、".join(f"{severity(each)} {tally.findings[each]}件" for each in Severity)
    some = f"投稿 {tally.posts}件のうち {tally.with_findings}件に指摘があります（{by_severity}）。"
    none = f"投稿 {tally.posts}件に指摘はありません。" if tally.posts else "調べた投稿はありません。"
    wrong = f"入力の誤りが {tally.problems}件あります。" if tally.problems else ""
    return (some if tally.with_findings else none) + wrong
