"""Where reports go: the terminal or files, several at once, each file whole or not there at all."""

from __future__ import annotations

import os
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from snslint.errors import Problem, UserError
from snslint.values import dataclass

if TYPE_CHECKING:
    from snslint.formats import Context, Format, Item

_PROGRESS_FROM = 200  # posts: below, a bar would only flicker


@dataclass(frozen=True, slots=True)
class Writer:
    """One format and where it goes: a file, or stdout where `path` is None."""

    format: Format
    context: Context
    path: Path | None


def write(writers: Sequence[Writer], items: Iterable[Item]) -> None:
    """Give every item to every writer, holding in memory only what the slowest has not yet taken.

    Raises UserError where a file cannot be written; files appear whole, when everything has been written.
    """
    source = iter(items)
    waiting: list[deque[Item]] = [deque() for _ in writers]

    def feed(own: deque[Item]) -> Iterator[Item]:
        while True:
            if not own:
                item = next(source, None)
                if item is None:
                    return
                for queue in waiting:
                    queue.append(item)
            yield own.popleft()

    with ExitStack() as stack:
        streams = [stack.enter_context(_opened(writer)) for writer in writers]
        pieces = [
            writer.format.write(feed(queue), writer.context)
            for writer, queue in zip(writers, waiting, strict=True)
        ]
        running = list(range(len(writers)))
        while running:
            number = max(running, key=lambda each: len(waiting[each]))  # the one that is furthest behind
            piece = next(pieces[number], None)
            if piece is None:
                running.remove(number)
            else:
                streams[number].write(piece)


@contextmanager
def _opened(writer: Writer) -> Iterator[TextIO]:
    if writer.path is None:
        yield _stdout(writer.format.name)
        return
    with whole(writer.path, mode=0o600) as stream:  # its owner's alone: a report may hold personal data
        yield stream


@contextmanager
def whole(path: Path, *, mode: int = 0o666) -> Iterator[TextIO]:
    """A file in UTF-8 that appears, or takes the place of the one that is there, only once all of it is written.

    `mode` is what it may be read and written by, less the umask. Raises UserError where it cannot be written.
    """
    temporary = path.parent / f".{path.name}.{os.urandom(4).hex()}.tmp"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def _stdout(name: str) -> TextIO:
    """Stdout as it is for the terminal report; in UTF-8, line ends untouched, for what programs read."""
    if name != "text" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return sys.stdout


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(
        Problem(f"書き込めません（{error.strerror or error}）。場所と空き容量を確かめてください。", str(path))
    )


def with_progress(items: Iterator[Item]) -> Iterator[Item]:
    """The items, counted on stderr in a long run at a terminal."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items  # a bar would run into a report on the same screen
        return
    for number, item in enumerate(items, 1):
        if number >= _PROGRESS_FROM and number % 50 == 0:
            print(f"\r{number:,} 件を調べました…", end="", file=sys.stderr, flush=True)
        yield item
    print("\r\x1b[K", end="", file=sys.stderr)


class Statistics:
    """How many findings each rule has made."""

    def __init__(self) -> None:
        self._posts = 0
        self._findings: Counter[str] = Counter()

    def counting(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, counted."""
        for item in items:
            if not isinstance(item, Problem):
                self._posts += 1
                self._findings.update(finding.rule for finding in item.findings)
            yield item

    def table(self) -> str:
        """Rules with their counts, the most frequent first."""
        lines = [f"投稿 {self._posts:,} 件"]
        lines += [f"{count:8,}  {rule}" for rule, count in self._findings.most_common()]
        return "\n".join(lines)
