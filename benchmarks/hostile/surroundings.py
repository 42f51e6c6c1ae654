"""What stands around a run: caches, homes, full disks, closed pipes, signals, odd terminals, odd arguments."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.hostile.case import ALL_READ, CHECK, Case, Run, limited

TITLE = "まわりの環境"

_RUMOUR = "駅前で火事があったらしいです。"
_REPORT = ("--format", "json", "-o", "report.json")
_UNWRITABLE = "書き込めません"


def _drafts(folder: Path, count: int = 1) -> Path:
    with (folder / "a.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(f'{{"id": "{n}", "text": "{_RUMOUR}"}}\n' for n in range(count))
    return folder / "a.jsonl"


def _with(*arguments: str, count: int = 1, **how: object) -> Callable[[Path], Run]:
    def make(folder: Path) -> Run:
        _drafts(folder, count)
        return Run((*CHECK, "a.jsonl", *arguments), **how)  # type: ignore[arg-type]

    return make


def _cache(prepare: Callable[[Path], object]) -> Callable[[Path], Run]:
    def make(folder: Path) -> Run:
        cache = folder / "cache"
        prepare(cache)
        return _with(environment={"SNSLINT_CACHE_DIR": str(cache)})(folder)

    return make


def _broken_cache(spoil: str) -> Callable[[Path], Run]:
    """A first run fills the cache, each of its files is spoilt, and the run that is judged must say the same."""

    def make(folder: Path) -> Run:
        _drafts(folder)
        environment = {"SNSLINT_CACHE_DIR": "cache"}
        first = subprocess.run(
            [sys.executable, "-m", "snslint", *CHECK, "a.jsonl"],
            cwd=folder,
            env=os.environ | environment | {"PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
        )
        (folder / "first").write_bytes(first.stdout)
        subprocess.run(["bash", "-c", f"for f in cache/*; do {spoil}; done"], cwd=folder, check=True)
        compared = '"$@" > second; status=$?; cmp first second && tail -n 1 second; exit $status'
        return Run((*CHECK, "a.jsonl"), environment=environment, within=compared)

    return make


def _foreign(cache: Path) -> None:
    cache.mkdir(mode=0o777)
    if os.getuid() == 0:
        os.chown(cache, 65534, 65534)


def _full_home(folder: Path) -> Run:
    _drafts(folder)
    home = folder / "home"
    home.mkdir(mode=0o500)
    drop = "setpriv --bounding-set=-all --inh-caps=-all " if os.getuid() == 0 else ""
    environment = {"HOME": str(home), "SNSLINT_CACHE_DIR": "", "XDG_CACHE_HOME": ""}
    return Run((*CHECK, "a.jsonl"), environment=environment, within=f'{drop}"$@"')


def _nothing_left(folder: Path) -> str | None:
    left = sorted(path.name for path in folder.iterdir() if path.name != "a.jsonl")
    return f"left behind: {left}" if left else None


def _no_half_report(folder: Path) -> str | None:
    return "a half report" if (folder / "report.json").exists() else None


def _kept(folder: Path) -> str | None:
    return None if (folder / "report.json").read_text() == "old" else "the old report is gone"


def _over_old(folder: Path) -> Run:
    _drafts(folder, 300)
    (folder / "report.json").write_text("old")
    return Run((*CHECK, "a.jsonl", *_REPORT), prepare=limited(resource.RLIMIT_FSIZE, 4096), after=_kept)


def _interrupted(after: float, *arguments: str) -> Callable[[Path], Run]:
    return _with(*arguments, count=30_000, interrupt=(signal.SIGINT, after), after=_no_half_report)


def _tokens(_: Path) -> Run:
    return Run(("tokens", "あ" * 30_000), within='"$@" | tail -n 1')


CASES = (
    Case("ほかの人のキャッシュのフォルダー", _cache(_foreign), (1,), ALL_READ),
    Case("キャッシュの場所にファイルがある", _cache(lambda c: c.write_text("x")), (1,), ALL_READ),
    Case("キャッシュの場所が /dev/null の下", _with(environment={"SNSLINT_CACHE_DIR": "/dev/null/x"}), (1,), ALL_READ),
    Case("書きかけのキャッシュ", _broken_cache('head -c 5000 "$f" > half; cat half > "$f"'), (1,), ALL_READ),
    Case("キャッシュのファイルが名前付きパイプ", _broken_cache('rm "$f"; mkfifo "$f"'), (1,), ALL_READ),
    Case("書けない HOME", _full_home, (1,), ALL_READ),
    Case("HOME がない", _with(environment={"HOME": "", "SNSLINT_CACHE_DIR": "", "XDG_CACHE_HOME": ""}), (1,), ALL_READ),
    Case("いっぱいのディスクへの報告（/dev/full）", _with(within='"$@" > /dev/full'), (2,), _UNWRITABLE),
    Case("いっぱいのディスクへの --output（RLIMIT_FSIZE）", _with(
        *_REPORT, count=300, prepare=limited(resource.RLIMIT_FSIZE, 4096), after=_nothing_left), (2,), _UNWRITABLE),
    Case("前の報告がある所へ書けない", _over_old, (2,), _UNWRITABLE),
    Case("--output がフォルダー", _with("--format", "json", "-o", "."), (2,), _UNWRITABLE),
    Case("--output の親がない", _with("--format", "json", "-o", "nowhere/r.json", after=_nothing_left), (2,), _UNWRITABLE),
    Case("--output の名前が長すぎる", _with("--format", "json", "-o", "r" * 300, after=_nothing_left), (2,), _UNWRITABLE),
    Case("閉じたパイプ（| head -n 1）", _with(count=2_000, within='"$@" | head -n 1; exit "${PIPESTATUS[0]}"'), (0, 1), "a.jsonl"),
    Case("閉じた標準出力（>&-）", _with(within='"$@" >&-; s=$?; echo "終了 $s"; exit $s'), (1,), "終了 1"),
    Case("閉じた標準エラー（2>&-）", _with(within='"$@" 2>&-'), (1,), ALL_READ),
    Case("閉じた標準入力（- と <&-）", _with("-", within='"$@" <&-'), (2,), "空です"),
    Case("終わらない標準入力（/dev/zero）", _with("-", stdin="/dev/zero"), (2,), "標準入力が大きすぎます"),
    Case("読み込みの間の Ctrl-C", _interrupted(0.15), (130, -2), ""),
    Case("報告の間の Ctrl-C", _interrupted(1.5), (130,), "中断しました"),
    Case("--output の間の Ctrl-C", _interrupted(1.5, *_REPORT), (130,), "中断しました"),
    Case("--jobs 2 の間の Ctrl-C", _interrupted(3.0, "--jobs", "2", *_REPORT), (130,), "中断しました"),
    Case("SIGTERM", _with(*_REPORT, count=30_000, interrupt=(signal.SIGTERM, 1.5), after=_nothing_left), (143,), "終了の合図"),
    Case("開けるファイルが12個まで", _with(prepare=limited(resource.RLIMIT_NOFILE, 12)), (1,), ALL_READ),
    Case("使えるメモリーが 40 MB まで", _with(prepare=limited(resource.RLIMIT_AS, 40_000_000)), (1, 2, 3, 127, -6, -9, -11), ""),
    Case("ASCII しか出せない端末", _with(environment={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}), (1,), "\\u6295"),
    Case("幅が 0 の端末", _with(environment={"COLUMNS": "0", "LINES": "0"}), (1,), ALL_READ),
    Case("幅が -5 の端末", _with(environment={"COLUMNS": "-5"}), (1,), ALL_READ),
    Case("9999-12-31 を今日とする", _with("--today", "9999-12-31"), (1,), ALL_READ),
    Case("0001-01-01 を今日とする", _with("--today", "0001-01-01"), (1,), ALL_READ),
    Case("同時に64個", _with("--jobs", "64"), (1,), ALL_READ),
    Case("--since に Git の指定（--output=pwned）", _with("--since", "--output=pwned", after=_nothing_left), (2,), "Git"),
    Case("tokens に3万字", _tokens, (0,), "あ"),
)  # fmt: skip
