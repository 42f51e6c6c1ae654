"""Names, links, pipes and devices: what stands where a draft is looked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from benchmarks.hostile.case import ALL_READ, CHECK, Case, Run

TITLE = "ファイルの置き場所"

_RUMOUR = "駅前で火事があったらしいです。"
_NO_FILE = "ふつうのファイルではありません"


def _in_folder(prepare: Callable[[Path], object], *arguments: str) -> Callable[[Path], Run]:
    def make(folder: Path) -> Run:
        prepare(folder)
        return Run((*CHECK, *(arguments or (".",))))

    return make


def _draft(folder: Path, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_text(_RUMOUR, encoding="utf-8")
    return path


def _loop(folder: Path) -> None:
    _draft(folder)
    (folder / "one").mkdir()
    (folder / "one" / "two").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")


def _outside(folder: Path) -> None:
    _draft(folder)
    (folder / "etc").symlink_to("/etc", target_is_directory=True)
    (folder / "b.txt").symlink_to("/etc/hostname")


def _linked_device(folder: Path) -> None:
    (folder / "a.txt").symlink_to("/dev/zero")


def _memory(folder: Path) -> None:
    (folder / "a.txt").symlink_to("/proc/self/mem")


def _deep(folder: Path) -> None:
    # As deep as a path may be long: each level is entered before the next is made.
    here = os.open(folder, os.O_RDONLY)
    for _ in range(700):
        os.mkdir("deep", dir_fd=here)
        below = os.open("deep", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    _draft(folder)


def _closed(folder: Path) -> None:
    _draft(folder).chmod(0)


def _folder_named_as_a_draft(folder: Path) -> None:
    (folder / "a.txt").mkdir()
    _draft(folder / "a.txt", "b.txt")


def _powerless(folder: Path) -> Run:
    path = _draft(folder)
    path.chmod(0)
    drop = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []
    return Run((*CHECK, "a.txt"), within=" ".join([*drop, '"$@"']))


def _many_paths(folder: Path) -> Run:
    _draft(folder)
    return Run((*CHECK, *["a.txt"] * 20_000))


CASES = (
    Case("シンボリックリンクの輪", _in_folder(_loop), (1,), ALL_READ),
    Case("外を指すリンク（/etc）", _in_folder(_outside), (2,), "フォルダの外を指すリンク"),
    Case("行き先のないリンク", _in_folder(lambda f: (f / "a.txt").symlink_to("nowhere")), (2,), "ファイルがありません"),
    Case("名前付きパイプ（FIFO）", _in_folder(lambda f: os.mkfifo(f / "a.txt")), (2,), _NO_FILE),
    Case("/dev/zero", _in_folder(lambda _: None, "/dev/zero"), (2,), _NO_FILE),
    Case("/dev/full", _in_folder(lambda _: None, "/dev/full"), (2,), _NO_FILE),
    Case("/dev/zero を指す a.txt", _in_folder(_linked_device, "a.txt"), (2,), _NO_FILE),
    Case("/proc/self/mem を指す a.txt", _in_folder(_memory, "a.txt"), (2,), "ファイルを読めません"),
    Case("改行と制御文字のある名前", _in_folder(lambda f: _draft(f, "a\n\x1b[2Jb\r.txt")), (1,), ALL_READ),
    Case("UTF-8 でない名前", _in_folder(lambda f: _draft(f, os.fsdecode(b"\xff\xfe.txt"))), (1,), ALL_READ),
    Case("書字方向を変える名前", _in_folder(lambda f: _draft(f, "a\u202etxt.exe.txt")), (1,), ALL_READ),
    Case("- で始まる名前", _in_folder(lambda f: _draft(f, "-rf.txt"), "--", "-rf.txt"), (1,), ALL_READ),
    Case("4,096字より長いパス", _in_folder(lambda _: None, "a" * 5_000 + ".txt"), (2,), "ファイルがありません"),
    Case("700段の深いフォルダー", _in_folder(_deep), (1, 2), ALL_READ),
    Case("フォルダーの名前が a.txt", _in_folder(_folder_named_as_a_draft), (1,), ALL_READ),
    Case("読む権限のないファイル", _powerless, (2,), "権限がありません"),
    Case("下書きのないフォルダー", _in_folder(lambda _: None), (2,), "投稿文のファイルがありません"),
    Case("読めない拡張子（.docx）", _in_folder(lambda f: _draft(f, "a.docx"), "a.docx"), (2,), "「.docx」の文書は読めません"),
    Case("* が100個の型", _in_folder(_draft, "*a" * 100 + ".txt"), (2,), "当てはまる"),
    Case("閉じない [ のある型", _in_folder(_draft, "[[[a.txt"), (2,), "当てはまる"),
    Case("同じファイルを2万回", _many_paths, (1,), ALL_READ),
)  # fmt: skip
