"""A file of drafts, opened: what it is encoded in, its text, its lines."""

from __future__ import annotations

import codecs
import io
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from snslint.errors import Problem, UserError
from snslint.expressions import expression
from snslint.values import dataclass, field

MAX_POST = 100_000
"""Characters that one post may have."""

MAX_FILE = 10_000_000
"""Bytes of a file that is read whole, and characters of one line of a file that is read line by line."""

MAX_YAML = 3_000_000
"""Characters of YAML, which takes a hundred times the memory and time of other formats."""

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNUSED = expression("[\x80\xa0\uf8f0-\uf8f3]")  # bytes without a character, which Python reads as these
_SAVE_AS = "UTF-8で保存し直してください。"


@dataclass(frozen=True, slots=True)
class File:
    """A regular file (or stdin), open at its start; `columns` maps column names of tables to keys."""

    path: str
    stream: BinaryIO
    columns: Mapping[str, str] = field(default_factory=dict)

    def problem(self, message: str, line: int = 0, column: int = 0, excerpt: str = "") -> Problem:
        """The mistake `message` at a place of this file."""
        return Problem(message, self.path, line, column, excerpt)

    def encoding(self) -> str:
        """ "utf-8", "utf-8-sig", "utf-16" or "cp932". Reads the file to its end and goes back to its start.

        Raises UserError naming the first byte that cannot be read, or the encoding that is not supported.
        """
        head = self.stream.read(4)
        self.stream.seek(0)
        found = next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")
        if found == "utf-32":
            raise UserError(self.problem(f"文字コードがUTF-32です。{_SAVE_AS}"))
        broken = _first_broken(self.stream, found)
        if broken is None:
            if b"\x1b$" in _sample(self.stream):
                raise UserError(self.problem(f"文字コードがISO-2022-JP（JIS）のようです。{_SAVE_AS}"))
            return found
        if found == "utf-16":
            raise UserError(self._undecodable(broken, "UTF-16として"))
        if found == "utf-8-sig" or _is_utf8_with_mistakes(self.stream):
            raise UserError(self._undecodable(broken, "UTF-8として"))
        if _is_euc(self.stream):
            raise UserError(self.problem(f"文字コードがEUC-JPのようです。{_SAVE_AS}"))
        if not _is_cp932(self.stream):
            raise UserError(self._undecodable(broken, "UTF-8でもShift_JIS（CP932）でも"))
        return "cp932"

    def _undecodable(self, broken: _Broken, as_what: str) -> Problem:
        return self.problem(
            f"先頭から{broken.offset + 1:,}バイト目（0x{broken.byte:02X}）を{as_what}読めません。{_SAVE_AS}",
            broken.line,
        )

    def text(self, encoding: str) -> str:
        """The whole text, line ends as written. Raises UserError beyond `MAX_FILE` bytes."""
        data = self.stream.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise UserError(self.problem(too_big("ファイル")))
        return data.decode(encoding)

    def lines(self, encoding: str, newline: str) -> Iterator[str]:
        """The lines with their ends as written; `newline` as in `open`. Memory holds one line.

        Raises UserError where a line has more than `MAX_FILE` characters.
        """
        with io.TextIOWrapper(self.stream, encoding, newline=newline) as reader:
            number = 1
            while line := reader.readline(MAX_FILE + 1):
                if len(line) > MAX_FILE:
                    raise UserError(self.problem(too_big("1行"), number))
                yield line
                number += 1


def too_big(what: str, limit: int = MAX_FILE) -> str:
    """The sentence that says `what` is beyond the limit of bytes."""
    return f"{what}が大きすぎます（{limit // 1_000_000}MBまで）。分けて保存してください。"


def open_file(path: str, columns: Mapping[str, str]) -> File:
    """The regular file at `path`. Raises UserError where there is none, or it cannot be read."""
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise UserError(Problem("フォルダです。中のファイルを指定してください。", path))
        if not stat.S_ISREG(mode):  # reading a pipe could wait for ever, a device never ends
            raise UserError(
                Problem(
                    "ふつうのファイルではありません（パイプや装置など）。ファイルに保存してください。", path
                )
            )
        return File(path, Path(path).open("rb"), columns)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise UserError(Problem(reason(error), path)) from None


def buffered(stream: BinaryIO, path: str, columns: Mapping[str, str]) -> File:
    """A stream that cannot go back, such as stdin, as a file. Raises UserError beyond `MAX_FILE` bytes."""
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise UserError(Problem(too_big("標準入力"), path))
    return File(path, io.BytesIO(data), columns)


def reason(error: OSError | ValueError) -> str:
    """Why a file could not be read, and what to do."""
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return "ファイルがありません。名前と場所を確かめてください。"
    if isinstance(error, PermissionError):
        return "ファイルを読む権限がありません。アクセス権を確かめてください。"
    return f"ファイルを読めません（{error.strerror or error}）。ファイルの状態を確かめてください。"


# --- what a file is encoded in ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Broken:
    offset: int
    line: int
    byte: int


def _first_broken(stream: BinaryIO, encoding: str) -> _Broken | None:
    """The first byte that is not `encoding`; the stream is at its start before and after."""
    decoder = codecs.getincrementaldecoder(encoding)()
    fed, breaks = 0, 0
    try:
        while True:
            chunk = stream.read(_CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                breaks += error.object[: error.start].decode(error.encoding, "ignore").count("\n")
                return _Broken(fed - pending + error.start, breaks + 1, error.object[error.start])
            if not chunk:
                return None
            fed += len(chunk)
            breaks += text.count("\n")
    finally:
        stream.seek(0)


def _is_cp932(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("cp932")()
    try:
        while chunk := stream.read(_CHUNK):
            if _UNUSED.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True


def _is_utf8_with_mistakes(stream: BinaryIO) -> bool:
    """Whether most of what is not ASCII is sound UTF-8: then CP932 would read the whole file as nonsense."""
    text = _sample(stream).decode("utf-8", "replace")
    beyond = sum(character > "\x7f" for character in text)
    mistakes = text.count("\ufffd")
    return beyond > 4 * mistakes


def _is_euc(stream: BinaryIO) -> bool:
    """Whether it reads as EUC-JP with kana, and as CP932 only as a heap of half-width katakana."""
    data = _sample(stream)
    try:
        as_euc = data.decode("euc_jp")
    except UnicodeDecodeError:
        return False
    as_cp932 = [character for character in data.decode("cp932", "replace") if character > "\x7f"]
    half_width = sum("\uff61" <= character <= "\uff9f" for character in as_cp932)
    return any("ぁ" <= character <= "ヶ" for character in as_euc) and 2 * half_width > len(as_cp932)


def _sample(stream: BinaryIO) -> bytes:
    data = stream.read(_CHUNK)
    stream.seek(0)
    return data[: data.rfind(b"\n") + 1] or data  # a character cut in two would count as a mistake
