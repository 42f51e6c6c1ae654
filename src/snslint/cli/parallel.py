"""Checking in several processes, the reports in the order of the drafts."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from snslint.cli.checker import Checker, Choices, Task
from snslint.errors import Problem

if TYPE_CHECKING:
    from snslint.formats import Item

_BATCH = 64  # drafts sent to a process at once: a message costs as much as some checks
_WAITING = 4  # batches under way for each process: enough that none waits, few enough that memory stays flat

_checker: Checker | None = None


def check(
    tasks: Iterable[Task | Problem], choices: Choices, jobs: int
) -> Generator[tuple[Task | Problem, list[Item]]]:
    """Each task with what came of it, in order. Problems among the tasks come through as they are."""
    stream = iter(tasks)
    waiting: deque[tuple[list[Task | Problem], Future[list[list[Item]]]]] = deque()
    # Starting afresh is what every system can do; a fork would copy the tokenizer's state half-way.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (choices,)) as pool:
        try:
            while True:
                while len(waiting) < jobs * _WAITING and (batch := list(islice(stream, _BATCH))):
                    with _uninterrupted():
                        waiting.append((batch, pool.submit(_check, batch)))
                if not waiting:
                    return
                batch, future = waiting.popleft()
                yield from zip(batch, future.result(), strict=True)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a process that is started within leave Ctrl-C to this one; here it is only a moment late."""
    if sys.platform == "win32":  # there the process says so itself, once it runs
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(choices: Choices) -> None:
    global _checker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _checker = Checker(choices)


def _check(batch: list[Task | Problem]) -> list[list[Item]]:
    assert _checker is not None, "the initializer has run"
    return [_checker.check(task) for task in batch]
