"""A rule or a clause as a page of text that tells staff what is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import assert_never

from snslint.errors import Problem, UserError, unknown
from snslint.families import FAMILIES
from snslint.model import Clause, Force, Municipality, Severity, SignOff
from snslint.municipalities import capped, fate, rules_of
from snslint.rules import Rule
from snslint.values import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; an empty heading opens the page."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title and its sections, none of them empty."""

    title: str
    sections: tuple[Section, ...]


def clause_page(municipality: Municipality, clause_id: str, rules: Sequence[Rule]) -> Page:
    """The clause with that printed number, however wide its digits and brackets. UserError where there is none."""
    known = {clause.id: clause for clause in municipality.clauses}
    folded = {unicodedata.normalize("NFKC", name): clause for name, clause in known.items()}
    clause = known.get(clause_id) or folded.get(unicodedata.normalize("NFKC", clause_id))
    if clause is None:
        raise UserError(Problem(unknown(f"「{municipality.guideline.title}」に条項", clause_id, known)))
    found = rules_of(clause, municipality, [rule.id for rule in rules])
    return _page(
        f"{municipality.name} {clause.id} {clause.title}".rstrip(),
        ("", clause.text.splitlines()),
        ("出典", _source(municipality)),
        ("扱い", _treatment(clause)),
        ("点検するルール", [f"{rule.id}  {rule.title}" for rule in rules if rule.id in found]),
        ("人が確かめること", [clause.remind] if clause.remind else []),
    )


def rule_page(rule: Rule, municipalities: Iterable[Municipality]) -> Page:
    """What the rule finds, why, what to write instead, and which clauses its findings quote."""
    bad, good = _examples(Path(rule.path))
    return _page(
        f"{rule.id} {rule.title}",
        ("", [f"分野: {FAMILIES[rule.family]}", f"強さ: {_severity_in_words(rule)}"]),
        ("なぜ", [rule.why]),
        ("どうするか", [rule.suggest]),
        ("指摘する例", bad),
        ("指摘しない例", good),
        ("根拠になる条項", [line for one in municipalities for line in _grounds(rule, one)]),
        ("このルールのファイル", [rule.path]),
    )


def family_page(family: str, rules: Collection[Rule], municipalities: Iterable[Municipality]) -> Page:
    """The rules of a family, and the clause of each guideline that speaks of it."""
    clauses = (
        f"{one.name} {clause.id}  {clause.title or _first_line(clause.text)}"
        for one in municipalities
        for clause in one.clauses
        if any(check.what.partition("/")[0] == family for check in clause.checks)
    )
    return _page(
        f"{family} {FAMILIES[family]}",
        ("ルール", [f"{rule.id}  {rule.title}" for rule in rules if rule.family == family]),
        ("根拠になる条項", list(clauses)),
    )


SEVERITIES = {Severity.ERROR: "重大", Severity.WARNING: "注意", Severity.INFO: "参考"}


def force_in_words(force: Force) -> str:
    """How strict a clause of that force is."""
    match force:
        case "must":
            return "守らなければならない"
        case "principle":
            return "原則（強くても「注意」）"
        case "care":
            return "留意・慎重に（強くても「注意」）"
        case _ as never:
            assert_never(never)


def sign_off_in_words(sign_off: SignOff) -> list[str]:
    """What has to be known of a post before it is published, one thing a line."""
    lines = []
    approval = {"": [], "anyone": ["承認した人"], "section-head": ["所属長（課長・室長・局長など）の承認"]}
    ways = list(approval[sign_off.approved_by])
    if sign_off.reviewers:
        ways.append(f"書いた人以外の{sign_off.reviewers}人の確認")
    if sign_off.delegated_by:
        ways.append("所属長が任せた記録")
    if ways:
        lines.append("、または".join(ways))
    if sign_off.author:
        lines.append("書いた人の名前")
    if sign_off.publish_at:
        lines.append("投稿日時")
    if sign_off.only == "official-view":
        lines.append("公式見解や政策を述べる投稿だけに求めます。")
    return lines


def _page(title: str, *sections: tuple[str, Sequence[str]]) -> Page:
    return Page(title, tuple(Section(heading, tuple(lines)) for heading, lines in sections if lines))


def _source(municipality: Municipality) -> list[str]:
    guideline = municipality.guideline
    dates = [
        f"{word} {day}" for word, day in (("施行", guideline.enacted), ("改正", guideline.revised)) if day
    ]
    title = f"{guideline.title}（{'、'.join(dates)}）" if dates else guideline.title
    return [line for line in (title, guideline.publisher, guideline.url) if line]


def _severity_in_words(rule: Rule) -> str:
    yields = "（投稿全体の言い回しが問題のない投稿に近いときは「参考」）" if rule.yields else ""
    return SEVERITIES[rule.severity] + yields


def _treatment(clause: Clause) -> list[str]:
    lines = []
    if clause.checks or clause.hints:
        lines.append(f"条項の強さ: {force_in_words(clause.force)}")
    if "comment" in clause.applies_to:
        lines.append("利用者の書き込みに適用します（snslint check --kind comment）。")
    match fate(clause):
        case "checked":
            lines.append("ルールで点検します。")
        case "sign-off":
            assert clause.sign_off is not None
            lines.append("公開前の確認を求めます: " + "。".join(sign_off_in_words(clause.sign_off)))
        case "reminder":
            lines.append("人が確かめます。")
        case "hint":
            lines.append("参考として知らせます。")
        case "reference":
            lines.append(f"点検しません: {clause.reference}")
        case None:
            lines.append("扱いが決まっていません。")
        case _ as never:
            assert_never(never)
    if clause.hints:
        lines.append(
            "参考（info）として知らせる分野: " + "、".join(FAMILIES[family] for family in clause.hints)
        )
    if clause.never_allow:
        lines.append("この条項の指摘は、理由を付けても許可できません。")
    return lines


def _grounds(rule: Rule, municipality: Municipality) -> list[str]:
    lines = []
    if municipality.rules.get(rule.id, rule) is None:
        return [f"{municipality.name}では使いません。"]
    for clause in municipality.clauses:
        if rule.id in rules_of(clause, municipality, [rule.id]):
            check = next(c for c in clause.checks if c.what in (rule.id, rule.family))
            severity = capped(check.severity or municipality.rules.get(rule.id) or rule.severity, clause)
            where = "（利用者の書き込み）" if "comment" in clause.applies_to else ""
            quote = check.quote.replace("\n", "")
            lines.append(f"{municipality.name} {clause.id}{where}  {quote}  → {SEVERITIES[severity]}")
        elif rule.family in clause.hints:
            lines.append(
                f"{municipality.name} {clause.id}  {_first_line(clause.text)}  → {SEVERITIES[Severity.INFO]}"
            )
    return lines


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _examples(path: Path) -> tuple[list[str], list[str]]:
    """The rule's own examples: those it finds, and those it does not."""
    from snslint.yamlfile import read

    data = read(path).data
    examples = data.get("examples") if isinstance(data, dict) else None
    if not isinstance(examples, dict):
        return [], []
    return _texts(examples.get("bad")), _texts(examples.get("good"))


def _texts(items: object) -> list[str]:
    texts = []
    for item in items if isinstance(items, list) else []:
        text = item.get("text") if isinstance(item, dict) else item
        if isinstance(text, str):
            texts.append(text.replace("\n", " "))
    return texts
