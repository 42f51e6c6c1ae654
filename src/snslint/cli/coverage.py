"""`snslint coverage`: a guideline's clauses, and what becomes of each."""

from __future__ import annotations

from typing import Annotated, assert_never

import typer

from snslint.cli import options, packs
from snslint.coverage import Coverage, Covered, cover
from snslint.families import FAMILIES


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("coverage", help="ガイドラインの条項ごとに、何で点検しているかを見ます。")(coverage)


def coverage(
    names: Annotated[
        list[str] | None, typer.Argument(help="自治体（例: onjuku）。なければ全部", show_default=False)
    ] = None,
    config: options.Config = None,
) -> int:
    """Print the map of each guideline; 1 where a clause or a check is unaccounted for."""
    pack = packs.load(config)
    library = pack.library()
    rules = [rule.id for rule in library.rules]
    classes = [bucket[1:] for bucket in library.buckets if bucket.startswith("$")]
    maps = [cover(pack.municipality(name), rules, classes) for name in names or pack.municipalities()]
    for number, one in enumerate(maps):
        print("\n" * bool(number) + "\n".join(_lines(one)))
    return 1 if any(one.gaps for one in maps) else 0


def _lines(one: Coverage) -> list[str]:
    lines = [f"{one.municipality.name} — {one.municipality.guideline.title}"]
    lines += [f"  {covered.clause.id}  {_name(covered)}\n      {_fate(covered)}" for covered in one.clauses]
    counts = {"点検": 0, "承認": 0, "人の確認": 0, "参考": 0, "対象外": 0}
    for covered in one.clauses:
        counts[_word(covered)] += 1
    told = "、".join(f"{word} {count}" for word, count in counts.items() if count)
    lines.append(f"条項 {len(one.clauses)}件: {told}")
    if one.silent:
        lines.append("条項がないため調べない分野: " + "、".join(FAMILIES[family] for family in one.silent))
    lines += [f"抜け: {gap}" for gap in one.gaps]
    return lines


def _name(covered: Covered) -> str:
    clause = covered.clause
    first = clause.text.partition("\n")[0]
    return clause.title or (first if len(first) <= 40 else first[:39] + "…")


def _word(covered: Covered) -> str:
    match covered.fate:
        case "checked":
            return "点検"
        case "sign-off":
            return "承認"
        case "reminder":
            return "人の確認"
        case "hint":
            return "参考"
        case "reference" | None:
            return "対象外"
        case _ as never:
            assert_never(never)


def _fate(covered: Covered) -> str:
    clause = covered.clause
    if covered.fate is None:
        return "扱いが決まっていません"
    told = [f"{_word(covered)}: {clause.reference}" if clause.reference else _word(covered)]
    if clause.checks:
        told = [
            f"{_word(covered)}: {'、'.join(check.what for check in clause.checks)}（ルール {len(covered.rules)}件）"
        ]
    if clause.hints:
        told.append(f"参考: {'、'.join(clause.hints)}")
    if clause.remind:
        told.append(f"人の確認: {clause.remind}")
    if "comment" in clause.applies_to:
        told.append("利用者の書き込みに適用")
    return " / ".join(told)
