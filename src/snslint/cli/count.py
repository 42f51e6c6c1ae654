"""`snslint count`: how long a post is on every service, where it is cut, and how it could be divided."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from snslint.cli import options
from snslint.errors import Problem, UserError, unknown

if TYPE_CHECKING:
    from snslint.model import Draft, Length
    from snslint.platforms import Platform
    from snslint.settings import Settings

_AROUND = 12  # characters shown on either side of a cut
_HEAD = ("投稿先", "数えた長さ", "上限", "残り")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("count", help="投稿文の長さを投稿先ごとに数え、切れる位置と分け方の案を見ます。")(count)


def count(
    paths: Annotated[
        list[str], typer.Argument(help="ファイル、フォルダー、または -(標準入力)", show_default=False)
    ],
    platform: options.Platforms = None,
    config: options.Config = None,
) -> int:
    """Print what each service counts; 1 where a service that was asked for would refuse a post."""
    from snslint import drafts, platforms, settings

    for name in platform or ():
        if name not in platforms.names():
            raise UserError(Problem(unknown("投稿先", name, platforms.names())))
    status = 0
    for path in drafts.find(paths):
        for draft in [path] if isinstance(path, Problem) else drafts.read(path, stdin=sys.stdin.buffer):
            if isinstance(draft, Problem):
                print(draft, file=sys.stderr)
                status = 2
                continue
            found = config or settings.find_settings(Path.cwd() if path == "-" else Path(str(path)))
            chosen = settings.load(found) if found else settings.Settings()
            if _print_post(draft, tuple(platform or ()), chosen) and status == 0:
                status = 1
    return status


def _print_post(draft: Draft, asked: tuple[str, ...], settings: Settings) -> bool:
    """Print all of one post; whether a service that was asked for would refuse it."""
    from snslint import platforms

    wanted = asked or draft.platforms or settings.platforms
    known = [name for name in asked or platforms.names() if name in platforms.names()]
    shown = [platforms.get(name) for name in known]
    limits = options.limits(settings)
    lengths = {one.name: one.measure(draft.text, limit=limits.get(one.name)) for one in shown}
    print(f"{draft.source.path}{f'({draft.id})' if draft.id else ''}")
    for line in _table(shown, lengths):
        print(f"  {line}")
    print(f"  {_counted(draft.text)}")
    for one in shown:
        for line in _details(one, lengths[one.name], draft.text):
            print(f"  {line}".rstrip())
    print()
    return any(lengths[name].over for name in wanted if name in lengths)


def _table(shown: list[Platform], lengths: Mapping[str, Length]) -> Iterator[str]:
    from rich.cells import cell_len

    rows = [_HEAD, *(_row(one, lengths[one.name]) for one in shown)]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        cells = (
            cell + blank if column == 0 else blank + cell
            for column, cell in enumerate(row)
            for blank in [" " * (widths[column] - cell_len(cell))]
        )
        yield "  ".join(cells).rstrip()


def _row(one: Platform, length: Length) -> tuple[str, str, str, str]:
    unit = one.also[1] if one.also and length.unit == one.also[1].name else one.unit
    counted = f"{length.count:,}{unit.title}"
    if length.limit is None:
        return one.title, counted, "なし", ""
    left = length.limit - length.count
    return one.title, counted, f"{length.limit:,}", f"{-left:,}超過" if length.over else f"{left:,}"


def _counted(text: str) -> str:
    """What was counted as URL, emoji and hashtag."""
    from snslint.document.entities import hashtags, urls
    from snslint.platforms import emoji

    found = {
        "URL": [url.text for url in urls(text)],
        "絵文字": [text[start:end] for start, end in emoji(text)],
        "ハッシュタグ": [tag.text for tag in hashtags(text)],
    }
    return "、".join(f"{name} {len(words)}" for name, words in found.items()) + "".join(
        f"\n    {name}: {' '.join(words)}" for name, words in found.items() if words
    )


def _details(one: Platform, length: Length, text: str) -> Iterator[str]:
    from snslint.platforms import split

    if length.cut is not None:
        yield f"{one.title}: ここで切れます「{_around(text, length.cut)}」"
    fold = one.fold(text)
    if fold is not None and fold != length.cut:
        yield f"{one.title}: ここから「もっと見る」に隠れます「{_around(text, fold)}」"
    yield from (f"{one.title}: {remark}" for remark in one.remarks(text))
    if length.limit is None or one.unit.count(text) <= length.limit // one.parts:
        return
    parts = split(text, one.unit, length.limit // one.parts)
    yield f"{one.title}: 分け方の案({len(parts)}件)"
    for number, part in enumerate(parts, 1):
        words = text[part.start : part.end]
        yield f"  [{number}/{len(parts)}] {one.unit.count(words):,}{one.unit.title}"
        yield from (f"    {line}" for line in words.splitlines())


def _around(text: str, at: int) -> str:
    """The words on both sides of a place, with a bar at the place."""
    before, after = text[max(0, at - _AROUND) : at], text[at : at + _AROUND]
    return f"{before}|{after}".replace("\n", " ")
