"""`snslint rules`: the rules that there are, and their own tests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from snslint.cli import terminal
from snslint.errors import Problem, UserError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    rules = typer.Typer(help="ルールの一覧と、ルール自身のテスト。", no_args_is_help=True)
    rules.command("list", help="ルールの一覧を見ます。")(list_rules)
    rules.command("test", help="ルールに書かれた例を試します。")(run_examples)
    app.add_typer(rules, name="rules")


def list_rules() -> None:
    """Print every rule, family by family."""
    from rich.cells import cell_len

    from snslint import bundled
    from snslint import rules as library
    from snslint.families import FAMILIES

    found = library.load([bundled.rules_folder()], terminal.cache()).rules
    width = max(cell_len(rule.id) for rule in found)
    for family, name in FAMILIES.items():
        print(f"{family} — {name}")
        for rule in found:
            if rule.family == family:
                print(f"  {rule.id}{' ' * (width - cell_len(rule.id))}  {rule.severity:7}  {rule.title}")


def run_examples(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="ルールのファイルかフォルダー。なければ全部", show_default=False),
    ] = None,
) -> int:
    """Run the examples of rules and contexts; 1 where one fails."""
    from snslint import bundled
    from snslint.lint import examples

    answers = examples.run(_rules_folders(paths or []), wanted=[path.resolve() for path in paths or []])
    failed = [answer for answer in answers if answer.failure]
    for answer in failed:
        print(f"{answer.place}: {answer.failure}")
        print(f"    {answer.example}")
    todo = sum(answer.todo for answer in answers)
    print(
        f"例 {len(answers) - todo} 件のうち、合わないもの {len(failed)} 件"
        + (f"、後で直す例 {todo} 件" if todo else "")
    )
    if not answers:
        raise UserError(
            Problem("当てはまるルールがありません。", str((paths or [bundled.rules_folder()])[0]))
        )
    return 1 if failed else 0


def _rules_folders(paths: list[Path]) -> list[Path]:
    """The shipped folder, and every other folder of rules that the paths stand in."""
    from snslint import bundled

    shipped = bundled.rules_folder().resolve()
    folders = [shipped]
    for path in paths:
        if not path.exists():
            raise UserError(Problem("見つかりません。", str(path)))
        whole = path.resolve()
        root = next(
            (each for each in (whole, *whole.parents) if each.name == "rules" and each.is_dir()), None
        )
        if root is None:
            raise UserError(Problem("rules/ フォルダーの中のファイルを指定してください。", str(path)))
        if root not in folders:
            folders.append(root)
    return folders
