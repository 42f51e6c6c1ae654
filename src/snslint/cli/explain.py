"""`snslint explain`: a rule, a family or a clause as a page."""

from __future__ import annotations

import textwrap
from typing import Annotated

import typer
from rich.cells import chop_cells

from snslint import explain as pages
from snslint.cli import options, packs, terminal
from snslint.errors import Problem, UserError, unknown
from snslint.explain import Page
from snslint.families import FAMILIES


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain", help="ルール・分野・条項を1つ、くわしく読みます。")(explain)


def explain(
    what: Annotated[
        str,
        typer.Argument(
            help="ルール（rumour/hearsay）、分野（rumour）または自治体（onjuku）", show_default=False
        ),
    ],
    clause: Annotated[
        str | None, typer.Argument(help='自治体の条項の番号（例: "5(9)"）', show_default=False)
    ] = None,
    config: options.Config = None,
) -> None:
    """Print one page."""
    for line in _wrapped(_page(what, clause, packs.load(config)), terminal.width()):
        print(line)


def _page(what: str, clause: str | None, pack: packs.Packs) -> Page:
    names = pack.municipalities()
    if clause is not None:
        return pages.clause_page(pack.municipality(what), clause, pack.library().rules)
    if what in names:
        ids = "、".join(one.id for one in pack.municipality(what).clauses)
        raise UserError(
            Problem(f'条項の番号も書いてください（例: snslint explain {what} "5(9)"）。使えるもの: {ids}')
        )
    rules = pack.library().rules
    municipalities = [pack.municipality(name) for name in names]
    if what in FAMILIES:
        return pages.family_page(what, rules, municipalities)
    for rule in rules:
        if rule.id == what:
            return pages.rule_page(rule, municipalities)
    raise UserError(Problem(unknown("ルール", what, [rule.id for rule in rules])))


def _wrapped(page: Page, width: int) -> list[str]:
    lines = [page.title]
    for section in page.sections:
        lines.append("")
        if section.heading:
            lines.append(section.heading)
        for line in section.lines:
            lines += textwrap.indent("\n".join(chop_cells(line, width - 2)), "  ").split("\n")
    return lines
