"""`snslint rules`: the rules that there are, their own tests, and what a change to them does."""

from __future__ import annotations

import sys
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
    rules.command("try", help="ルールが下書きで働いた理由、働かなかった理由を、順に示します。")(try_rule)
    rules.command("diff", help="ルール集の前の版と新しい版で、指摘がどう変わるかを示します。")(diff)
    rules.command("schema", help="エディターのための JSON Schema を出力します。")(schema)
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


def try_rule(
    name: Annotated[
        str, typer.Argument(metavar="RULE", help="ルール（例: rumour/hearsay）", show_default=False)
    ],
    draft: Annotated[
        str, typer.Argument(metavar="下書き", help="投稿文のファイル。- は標準入力", show_default=False)
    ],
    municipality: options.Municipality = None,
    today: options.Today = None,
    config: options.Config = None,
) -> int:
    """Trace one rule over the posts of a file; 1 where it finds something."""
    from dataclasses import replace

    from snslint import drafts, settings
    from snslint.cli import packs
    from snslint.cli.checker import Checker, Choices
    from snslint.errors import unknown
    from snslint.lint import evaluate, trace

    at = Path.cwd() if draft == drafts.STDIN else Path(draft)
    path = config or settings.find_settings(at)
    chosen = settings.load(path) if path else settings.Settings()
    linter = Checker(Choices(today=options.day(today))).linter(chosen)
    rule = next((rule for rule in linter.library.rules if rule.id == name), None)
    if rule is None:
        family = f"{name.partition('/')[0]}/"
        ids = [one.id for one in linter.library.rules]
        raise UserError(Problem(unknown("ルール", name, [i for i in ids if i.startswith(family)] or ids)))
    source = trace.source(rule, packs.load(path).rules_folders)
    print(f"{rule.id} — {rule.title}（{_near(rule.path)}）")
    found = False
    for post in drafts.read(draft, columns=chosen.columns, stdin=sys.stdin.buffer):
        if isinstance(post, Problem):
            raise UserError(post)
        named = replace(
            post,
            municipality=municipality or post.municipality or chosen.municipality,
            platforms=post.platforms or chosen.platforms,
        )
        search = linter.search(named)
        print(f"\n{post.source.path}" + (f" {post.id}" if post.id else ""))
        plan = linter.plan(named.municipality or "")
        active = next((active for active in plan.rules if active.rule.id == rule.id), None)
        if active is None:
            print(f"{plan.municipality.name}では使われないルールです（条項がないか、off です）。")
        else:
            print(f"{plan.municipality.name} {active.clause.id}、強さ {active.severity}")
        beside = plan.dispatch.fitted.of(search).beside(rule)
        for line in trace.trace(rule, source, search, beside):
            print(line)
        found |= any(True for _ in evaluate.matches(rule, search, beside))
    return 1 if found else 0


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="前の版のルール集のフォルダー", show_default=False)
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="新しい版のルール集のフォルダー", show_default=False)
    ],
    corpus: Annotated[
        list[str],
        typer.Argument(metavar="CORPUS...", help="投稿文のファイルかフォルダー", show_default=False),
    ],
    municipality: options.Municipality = None,
    today: options.Today = None,
    config: options.Config = None,
) -> int:
    """Print every finding that came, went or changed; 1 where one did."""
    from snslint import settings
    from snslint.lint import replay

    path = config or settings.find_settings(Path.cwd())
    chosen = settings.load(path) if path else settings.Settings()
    day = options.day(today)
    versions = [
        replay.linter(pack, today=day, kind=chosen.kind, cache=terminal.cache()) for pack in (old, new)
    ]
    posts = replay.corpus(
        corpus, municipality=municipality, default=chosen.municipality, columns=chosen.columns
    )
    counts: Counter[str] = Counter()
    for change in replay.replay(posts, *versions):
        counts[change.kind] += 1
        print("\n".join(change.lines()))
    kinds = ("出た指摘", "消えた指摘", "変わった指摘")
    print("、".join(f"{kind} {counts[kind]}件" for kind in kinds))
    return 1 if counts else 0


def schema(
    kind: Annotated[
        str,
        typer.Argument(help="rule・class・context・municipality・settings・embargo", show_default="rule"),
    ] = "rule",
) -> None:
    """Print the JSON Schema of one kind of YAML file."""
    from snslint.cli import schemas

    options.one_of("種類", kind, schemas.KINDS)
    print(schemas.text(kind), end="")


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
