"""One hostile input: how it is made, how the program is run on it, and what must come of it."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MAX_SECONDS = 10.0
MAX_MEGABYTES = 500.0
GIVE_UP = 60.0  # a case that hangs must not hang the benchmark
_GIVE_UP_LONG = 3600.0

_WRAPPED = re.compile(r"\n {2,}(?![-※□○×■|^ ])(?! *\||[一-龯]{2,4} )")
"""Where a line of a report was broken for the width of the terminal."""

CHECK = ("check", "-m", "onjuku")
ALL_READ = "投稿 1件"
"""The summary of a report of one post begins so."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the program in the folder of the case.

    `within` is a shell line around the program, which it reaches as `"$@"`; `prepare` runs in the new process;
    `interrupt` sends a signal after so many seconds; `after` tells what is wrong in the folder when all is over.
    """

    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    stdin: str | None = None
    within: str | None = None
    prepare: Callable[[], object] | None = None
    interrupt: tuple[int, float] | None = None
    after: Callable[[Path], str | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile input by name, the statuses that are right for it, and words of its one-line answer.

    posts: how many there are, where there are so many that posts per second and flat memory are promised instead
    of the limit of time.
    """

    name: str
    make: Callable[[Path], Run]
    statuses: tuple[int, ...]
    says: str
    posts: int = 0

    @property
    def long(self) -> bool:
        """Whether time is told by the post."""
        return self.posts > 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case; `wrong` is empty where all is as promised."""

    status: int
    answer: str
    seconds: float
    cpu: float
    megabytes: float
    wrong: tuple[str, ...]


def run(case: Case, cache: Path) -> Outcome:
    """Make the input in a folder of its own, run the program on it, and judge."""
    above = Path(tempfile.mkdtemp(prefix="snslint-hostile-")).resolve()
    folder = above / "drafts"
    folder.mkdir()
    try:
        wanted = case.make(folder)
        status, output, seconds, cpu, megabytes = _measured(wanted, folder, cache, long=case.long)
        beside = wanted.after(folder)
    finally:
        subprocess.run(["rm", "-rf", above], check=True)  # shutil cannot recurse as deep as a case does
    output = output.replace(str(folder), ".")
    lines = [line.strip() for line in _WRAPPED.sub("", output).splitlines()]
    answer = next((line for line in lines if case.says in line), "")
    wrong = [
        (status not in case.statuses, f"status {status}, not {case.statuses}"),
        (bool(case.says) and not answer, f"does not say {case.says!r} but {output[-500:]!r}"),
        ("Traceback" in output, f"traceback: {output[-800:]}"),
        (cpu > MAX_SECONDS and not case.long, f"{cpu:.1f} s of work"),
        (megabytes > MAX_MEGABYTES, f"{megabytes:.0f} MB"),
        (beside is not None, str(beside)),
    ]
    return Outcome(
        status, answer, seconds, cpu, megabytes, tuple(text for is_wrong, text in wrong if is_wrong)
    )


def _measured(run: Run, folder: Path, cache: Path, *, long: bool) -> tuple[int, str, float, float, float]:
    command = [sys.executable, "-m", "snslint", *run.arguments]
    if run.within is not None:
        command = ["bash", "-c", run.within, "bash", *command]
    environment = {"SNSLINT_CACHE_DIR": str(cache), "PYTHONUTF8": "1", **run.environment}
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR")}
    outputs = folder.parent / "output"
    begin = time.monotonic()
    with outputs.open("wb") as output, Path(run.stdin or os.devnull).open("rb") as stdin:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=kept | environment,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=run.prepare
            or os.getpid,  # a real fork: its memory is counted from here, not from ours
            start_new_session=True,
        )
        status, seconds, cpu, megabytes = _waited(process.pid, run, begin, _GIVE_UP_LONG if long else GIVE_UP)
        process.returncode = status
    with outputs.open("rb") as told:
        told.seek(max(0, outputs.stat().st_size - 1_000_000))
        return status, told.read().decode("utf-8", "replace"), seconds, cpu, megabytes


def _waited(pid: int, run: Run, begin: float, give_up: float) -> tuple[int, float, float, float]:
    interrupt = run.interrupt
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        seconds = time.monotonic() - begin
        if found:
            megabytes = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
            return os.waitstatus_to_exitcode(status), seconds, usage.ru_utime + usage.ru_stime, megabytes
        if interrupt and seconds > interrupt[1]:
            os.kill(pid, interrupt[0])
            interrupt = None
        if seconds > give_up:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.01)


# --- ways to make a case --------------------------------------------------------------------------


def written(
    name: str, file: str, data: bytes | str | Callable[[], bytes | str], status: int, says: str, *options: str
) -> Case:
    """A file with this content, checked."""

    def make(folder: Path) -> Run:
        content = data() if callable(data) else data
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        (folder / file).write_bytes(raw)
        return Run((*CHECK, *options, file))

    return Case(name, make, (status,), says)


def repeated(name: str, piece: str, *options: str, says: str = ALL_READ) -> Case:
    """The longest post that may be, of one piece again and again."""

    def make(folder: Path) -> Run:
        (folder / "a.txt").write_text((piece * 100_000)[:99_999], encoding="utf-8")
        return Run((*CHECK, *options, "a.txt"))

    return Case(name, make, (0, 1), says)


def big(path: Path, head: bytes, piece: bytes, times: int) -> None:
    """Write a big file without holding it."""
    block = piece * 1000
    with path.open("wb") as file:
        file.write(head)
        for _ in range(times // 1000):
            file.write(block)


def limited(what: int, most: int) -> Callable[[], None]:
    """What sets a limit of the system for the program."""
    return lambda: resource.setrlimit(what, (most, most))
