"""`snslint municipality`: the guidelines there are, new ones, and whether they still hold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from snslint.cli import options, packs
from snslint.errors import Problem, UserError, unknown
from snslint.families import FAMILIES

Guideline = Annotated[
    str, typer.Argument(help="ガイドラインの文書（テキスト）。- は標準入力", show_default=False)
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="書き出すファイル", show_default=False)]
Name = Annotated[str, typer.Argument(help="自治体（例: onjuku）", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="自治体のガイドラインの一覧・作成・取り込み・照合。", no_args_is_help=True)
    group.command("list", help="使える自治体の一覧を見ます。")(list_municipalities)
    group.command("new", help="自治体のファイルを新しく作ります。")(new)
    group.command("import", help="ガイドラインの文書から、自治体のファイルを作ります。")(import_text)
    group.command("verify", help="条文が、今のガイドラインの文書と一字一句同じかを確かめます。")(verify)
    group.command("compare", help="2つの自治体のガイドラインを、分野ごとに並べます。")(compare)
    app.add_typer(group, name="municipality")


def list_municipalities(config: options.Config = None) -> None:
    """Print every municipality with its guideline."""
    from rich.cells import cell_len

    pack = packs.load(config)
    found = [pack.municipality(name) for name in pack.municipalities()]
    ids = max(len(one.id) for one in found)
    names = max(cell_len(one.name) for one in found)
    for one in found:
        name = one.name + " " * (names - cell_len(one.name))
        print(f"{one.id:{ids}}  {name}  {one.guideline.title}（条項 {len(one.clauses)}件）")


def new(
    file_name: Annotated[
        str, typer.Argument(metavar="NAME", help="ファイルの名前（例: onjuku）", show_default=False)
    ],
    name: Annotated[str | None, typer.Option(help="自治体の名前（例: 御宿町）")] = None,
    title: Annotated[str | None, typer.Option(help="ガイドラインの題名")] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="公式サイトのドメイン。何度でも指定できます")
    ] = None,
    area_code: Annotated[list[str] | None, typer.Option(help="市外局番。何度でも指定できます")] = None,
    extends: Annotated[str | None, typer.Option(help="土台にする自治体")] = None,
    output: Output = None,
    config: options.Config = None,
) -> None:
    """Ask what the flags do not say, and write a commented file that passes at once."""
    from snslint.municipalities.starter import starter

    pack = packs.load(config)
    if extends is not None and extends not in pack.municipalities():
        raise UserError(Problem(unknown("土台にする自治体", extends, pack.municipalities())))
    if extends is None:
        name = name or _asked("自治体の名前", "--name")
        title = title or _asked("ガイドラインの題名", "--title")
    text = starter(name or "", title or "", domains=domain or (), area_codes=area_code or (), extends=extends)
    path = output or Path("snslint-pack") / "municipalities" / f"{file_name}.yaml"
    _loads(text, path, pack)
    _write(text, path)
    print(f"{path} を作りました。")
    if path.resolve().parent not in (folder.resolve() for folder in pack.municipality_folders):
        root = path.parent.parent if path.parent.name == "municipalities" else path.parent
        print(f"使うには、snslint.yaml に packs: [{root}] と書いてください。")


def import_text(guideline: Guideline, output: Output = None) -> None:
    """Write the file (or print it), and say on stderr what a person has to look at."""
    from snslint.municipalities.importing import import_guideline
    from snslint.municipalities.importing.writing import to_yaml

    document = _document(guideline)
    imported = import_guideline(_text(document, guideline), document)
    if not imported.proposals:
        raise UserError(Problem("番号や見出しのある条項が見つかりません。", guideline))
    text = to_yaml(imported)
    if output is None:
        sys.stdout.write(text)
    else:
        _write(text, output)
    unsure = sum(bool(one.unsure) for one in imported.proposals)
    checked = sum(bool(one.checks or one.sign_off) for one in imported.proposals)
    told = f"条項 {len(imported.proposals)}件（点検 {checked}件、確認の要るもの {unsure}件）"
    left = len(imported.outline.remainder)
    print(f"{output or guideline}: {told}、条項にしなかった行 {left}行", file=sys.stderr)


def verify(name: Name, guideline: Guideline, config: options.Config = None) -> int:
    """Print what changed, came and went; 1 where anything did."""
    from snslint.municipalities.verify import in_brackets
    from snslint.municipalities.verify import verify as compared

    municipality = packs.load(config).municipality(name)
    drift = compared(municipality, _text(_document(guideline), guideline))
    if not drift:
        print(f"{municipality.name}: 条項 {len(municipality.clauses)}件は、すべて文書のとおりです。")
        return 0
    for one in drift.changed:
        number = one.was if one.was == one.now else f"{one.was} → {one.now}"
        print(f"変わった条項 {number}: {in_brackets(one.words)}")
    for was, now in drift.renumbered:
        print(f"番号が変わった条項 {was} → {now}")
    for clause in drift.gone:
        print(f"なくなった条項 {clause.id}: {clause.title or clause.text}")
    for entry in drift.new:
        print(f"新しい条項 {entry.id}（{entry.line}行目）: {f'{entry.title} {entry.text}'.strip()}")
    return 1


def compare(
    left: Name,
    right: Annotated[str, typer.Argument(help="並べる自治体（例: shiroi）", show_default=False)],
    config: options.Config = None,
) -> None:
    """Print the two guidelines family by family."""
    from snslint.municipalities.compare import Side
    from snslint.municipalities.compare import compare as paired

    def told(side: Side) -> str:
        about = (
            "（参考）" if side.hint else "（利用者の書き込み）" if "comment" in side.clause.applies_to else ""
        )
        return f"{side.clause.id}{about} {side.quote}".replace("\n", "")

    pack = packs.load(config)
    both = pack.municipality(left), pack.municipality(right)
    for pair in paired(*both):
        print(f"{FAMILIES[pair.family]}（{pair.family}）")
        for municipality, sides in zip(both, (pair.left, pair.right), strict=True):
            for line in [told(side) for side in sides] or ["条項なし"]:
                print(f"  {municipality.name}  {line}")


def _asked(what: str, flag: str) -> str:
    if not sys.stdin.isatty():
        raise UserError(Problem(f"{what}を {flag} で指定してください。"))
    return str(typer.prompt(what))


def _document(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError:
        raise UserError(Problem("ファイルを開けません。", path)) from None


def _text(data: bytes, path: str) -> str:
    """The text of a document in UTF-8 or CP932. UserError where it is neither."""
    if data.startswith((b"%PDF", b"PK", b"\xd0\xcf\x11\xe0")):
        raise UserError(Problem("PDFやWordの文書は読めません。テキスト（.txt）で保存してください。", path))
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(Problem("文字コードが分かりません。UTF-8で保存し直してください。", path))


def _loads(text: str, path: Path, pack: packs.Packs) -> None:
    from snslint import municipalities, yamlfile

    municipalities.compile_municipality(yamlfile.parse(text, str(path)), pack.municipality_folders)


def _write(text: str, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UserError(Problem("すでにあります。別の名前で書き出してください。", str(path))) from None
    except OSError:
        raise UserError(Problem("書き込めません。", str(path))) from None
