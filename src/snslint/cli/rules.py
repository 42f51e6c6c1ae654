"""`snslint rules`: the rules that there are, their own tests, and what a change to them does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from snslint.cli import options, terminal
from snslint.errors import Problem, UserError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    rules = typer.Typer(
        help="ルールの一覧、ルール自身のテスト、働き方の説明、変更の確認。", no_args_is_help=True
    )
    rules.command("list", help="ルールの一覧を見ます。")(list_rules)
    rules.command("test", help="ルールに書かれた例を試します。")(run_examples)
    app.add_typer(rules, name="rules")


def list_rules(config: options.Config = None) -> None:
    """Print every rule, family by family."""
    from rich.cells import cell_len

    from snslint.cli import packs
    from snslint.families import FAMILIES

    found = packs.load(config).library().rules
    width = max(cell_len(rule.id) for rule in found)
    for family, name in FAMILIES.items():
        print(f"{family} — {name}")
        for rule in found:
            if rule.family == family:
                print(f"  {rule.id}{' ' * (width - cell_len(rule.id))}  {rule.severity:7}  {rule.title}")


def run_examples(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="ルールのファイルかフォルダー、またはルール集。なければ全部", show_default=False),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="「場所違い」の例の «» を、今の指摘に合わせて書き直します")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="どの例にも出てこない手がかりも示します")
    ] = False,
    config: options.Config = None,
) -> int:
    """Run the examples of rules and contexts; 1 where one fails."""
    from snslint.lint import examples

    wanted = [_existing(path) for path in paths or []]
    result = examples.run(_packs(wanted, config), wanted, terminal.cache())
    if not result.answers:
        raise UserError(Problem("当てはまるルールがありません。", str((paths or [Path("rules")])[0])))
    failed = [answer for answer in result.answers if answer.verdict]
    if update:
        mended, problems = examples.mend(failed)
        failed = [answer for answer in failed if answer not in mended]
        for problem in problems:
            terminal.say(str(problem))
        print(f"«» を書き直した例 {len(mended)}件")
    for answer in failed:
        print(f"{_near(answer.place)}: {answer.verdict}: {answer.failure}")
        print(f"    {answer.example}")
    if coverage:
        for unused in result.unused:
            print(f"{_near(unused.place)}: 例なし: この手がかりの出てくる例がありません。")
            print(f"    {unused.written}")
    todo = sum(answer.todo for answer in result.answers)
    told = [f"例 {len(result.answers) - todo}件", f"合わないもの {len(failed)}件"]
    counts = Counter(str(answer.verdict) for answer in failed)
    if counts:
        told[-1] += f"（{'、'.join(f'{verdict} {count}件' for verdict, count in counts.items())}）"
    if todo:
        told.append(f"後で直す例 {todo}件")
    if coverage:
        told.append(f"例に出てこない手がかり {len(result.unused)}件")
    print("、".join(told))
    return 1 if failed else 0


def _existing(path: Path) -> Path:
    if not path.exists():
        raise UserError(Problem("見つかりません。", str(path)))
    return path.resolve()


def _packs(paths: list[Path], config: Path | None) -> list[Path]:
    """The packs of the settings at hand, and those that the paths stand in or are."""
    from snslint import bundled, settings

    found = config or settings.find_settings(Path.cwd())
    packs = [pack.resolve() for pack in settings.load(found).packs] if found else []
    for path in paths:
        roots = [path / "rules", path, *path.parents]
        root = next((each.parent for each in roots if each.name == "rules" and each.is_dir()), None)
        if root is None:
            message = "ルール集か、その rules/ フォルダーの中のファイルを指定してください。"
            raise UserError(Problem(message, str(path)))
        if root not in packs and root / "rules" != bundled.rules_folder().resolve():
            packs.append(root)
    return packs


def _near(place: str) -> str:
    """The place, relative to the folder that the command runs in where it stands below it."""
    here = f"{Path.cwd()}/"
    return place.removeprefix(here)
