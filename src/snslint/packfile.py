"""Reading a file of a pack, without knowing what it says."""

from __future__ import annotations

import stat
from pathlib import Path

from snslint.errors import Problem, UserError

MAX_BYTES = 10_000_000
"""Bytes of a file of a pack."""


def read_bytes(path: Path) -> bytes:
    """What stands in the file. UserError where it cannot be read, is a pipe or device, or beyond `MAX_BYTES`."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe could wait for ever, a device never ends
            raise UserError(Problem("ふつうのファイルではありません（パイプや装置など）。", str(path)))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(Problem(f"ファイルを開けません（{error.strerror}）。", str(path))) from None
    if len(data) > MAX_BYTES:
        raise UserError(Problem(f"ファイルが大きすぎます（{MAX_BYTES // 1_000_000}MBまで）。", str(path)))
    return data
