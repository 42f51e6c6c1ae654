"""How fast snslint is beside raw tokenising, all in one run: `python benchmarks/speed.py [--quick] [-o figures.json]`.

Every figure is a ratio of two things measured in turns, the medians of several rounds, since a machine may be busy with
something else. docs/performance.md explains them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import fugashi

from snslint import bundled
from snslint.cache import Cache
from snslint.lint import Linter

CORPORA = Path(__file__).parent / "corpora"
DEV = ("dev", "dev-b", "dev-c")
TODAY = dt.date(2026, 11, 21)
RESERVED = ("contexts", "lexicon")
FLOOR = "import typer, fugashi; fugashi.Tagger()('明日は断水です。')"
RAW_PROCESS = """
import sys, json, fugashi
tagger = fugashi.Tagger()
for line in open(sys.argv[1], encoding="utf-8"):
    tagger(json.loads(line)["text"])
"""

Figures = dict[str, object]


def main() -> None:
    """Measure everything, print it and write it down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a hundredth of the posts, three rounds")
    parser.add_argument("-o", "--output", type=Path, default=Path("speed.json"))
    given = parser.parse_args()
    scale, rounds = (200, 3) if given.quick else (1, 7)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures: Figures = {}
        measures: tuple[tuple[str, Callable[[], Figures]], ...] = (
            ("process", lambda: process(folder, rounds)),
            ("throughput", lambda: throughput(folder, 20_000 // scale, rounds=3)),
            ("jobs", lambda: jobs(folder, 200_000 // scale)),
            ("memory", lambda: memory(folder, 20_000 // scale, 200_000 // scale)),
            ("rules", lambda: rules(folder, rounds=3)),
            ("length", lambda: length(folder, rounds=3)),
        )
        for title, measure in measures:
            figures[title] = measure()
            print(title, json.dumps(figures[title], ensure_ascii=False), flush=True)
    given.output.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def process(folder: Path, rounds: int) -> Figures:
    """(a) and (f): one draft, the whole process, warm and with an empty cache, beside the floor."""
    draft = folder / "draft.txt"
    draft.write_text(next(posts(clean=True)), encoding="utf-8")
    check = [sys.executable, "-m", "snslint", "check", str(draft), "-m", "onjuku", "-p", "x"]
    warm, cold = folder / "warm", folder / "cold"

    def with_empty_cache() -> float:
        shutil.rmtree(cold, ignore_errors=True)
        return run(check, cold)

    run(check, warm)
    seconds = in_turns(
        {
            "floor": lambda: run([sys.executable, "-c", FLOOR], warm),
            "warm": lambda: run(check, warm),
            "cold": with_empty_cache,
        },
        rounds,
    )
    return {
        "floor_seconds": round(seconds["floor"], 3),
        "warm_to_floor": round(seconds["warm"] / seconds["floor"], 2),
        "cold_to_floor": round(seconds["cold"] / seconds["floor"], 2),
    }


def throughput(folder: Path, count: int, rounds: int) -> Figures:
    """(b): posts a second in one process, as a share of raw tokenising; every post is tokenised."""
    linter = made(folder)
    tagger = fugashi.Tagger()
    found: Figures = {}
    for name, texts in (
        ("dev", list(itertools.islice(posts(), count))),
        ("clean_90", list(itertools.islice(mixed(), count))),
    ):
        for text in set(texts):
            linter.check(text)
        seconds = in_turns(
            {
                "raw": timed(tagger, texts),
                "check": timed(linter.check, texts),
            },
            rounds,
        )
        found[name] = {
            "posts_per_second": round(count / seconds["check"]),
            "share_of_raw_speed": round(seconds["raw"] / seconds["check"], 3),
        }
    return found


def jobs(folder: Path, count: int) -> Figures:
    """(c): what a second process brings, to `check --jobs 2` and to raw tokenising."""
    whole, halves = folder / "all.jsonl", [folder / "a.jsonl", folder / "b.jsonl"]
    texts = list(itertools.islice(posts(), count))
    write(whole, texts)
    for number, half in enumerate(halves):
        write(half, texts[number::2])
    raw = [sys.executable, "-c", RAW_PROCESS]

    def both() -> float:
        start = time.perf_counter()
        for each in [subprocess.Popen([*raw, str(half)]) for half in halves]:
            each.wait()
        return time.perf_counter() - start

    seconds = in_turns(
        {
            "raw": lambda: run([*raw, str(whole)], folder / "warm"),
            "raw_two": both,
            "one": lambda: run(checking(whole), folder / "warm"),
            "two": lambda: run([*checking(whole), "--jobs", "2"], folder / "warm"),
        },
        rounds=1,
    )
    ours, ideal = seconds["one"] / seconds["two"], seconds["raw"] / seconds["raw_two"]
    return {"speed_up": round(ours, 2), "raw_speed_up": round(ideal, 2), "share": round(ours / ideal, 2)}


def memory(folder: Path, few: int, many: int) -> Figures:
    """(d): the peak of one process at two numbers of posts."""
    peaks = []
    for count in (few, many):
        path = folder / f"{count}.jsonl"
        write(path, itertools.islice(posts(), count))
        code = "import resource, sys, subprocess; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        told = subprocess.run(
            [sys.executable, "-c", code, *checking(path)],
            capture_output=True,
            text=True,
            env=environment(folder / "warm"),
        )
        peaks.append(int(told.stdout) / 1024)
    return {f"megabytes_at_{count}": round(peak) for count, peak in zip((few, many), peaks, strict=True)} | {
        "growth": round(peaks[1] / peaks[0], 2)
    }


def rules(folder: Path, rounds: int) -> Figures:
    """(e): clean posts under the shipped rules and under copies of them beside them."""
    texts = list(itertools.islice(posts(clean=True), 100))
    linters = {}
    for times in (1, 2, 4):
        pack = folder / f"times-{times}"
        (pack / "rules").mkdir(parents=True)
        for path, copy in itertools.product(sorted(bundled.rules_folder().glob("*/*.yaml")), range(1, times)):
            if path.parent.name not in RESERVED:
                to = pack / "rules" / path.parent.name / f"{path.stem}-{copy}.yaml"
                to.parent.mkdir(exist_ok=True)
                shutil.copy(path, to)
        linters[f"times_{times}"] = made(folder, packs=[pack] if times > 1 else [])
    seconds = in_turns(
        {name: timed(linter.check, texts) for name, linter in linters.items()},
        rounds + 1,
    )
    return {name: round(each / seconds["times_1"], 2) for name, each in seconds.items()}


def length(folder: Path, rounds: int) -> Figures:
    """(e): microseconds for a character of posts of several lengths."""
    linter = made(folder)
    text = "\n".join(itertools.islice(posts(clean=True), 1_000))
    seconds = in_turns(
        {str(size): timed(linter.check, [text[:size]]) for size in (140, 1_000, 10_000, 100_000)},
        rounds,
    )
    return {size: round(each / int(size) * 1e6, 1) for size, each in seconds.items()}


def posts(*, clean: bool = False) -> Iterator[str]:
    """The texts of the dev corpora, again and again; or only those without labels."""
    read = [json.loads(line) for name in DEV for line in (CORPORA / f"{name}.jsonl").open(encoding="utf-8")]
    return itertools.cycle([each["text"] for each in read if not (clean and each["labels"])])


def mixed() -> Iterator[str]:
    """Nine posts without labels to each one that has some or not."""
    free, any_post = posts(clean=True), posts()
    while True:
        yield from itertools.islice(free, 9)
        yield next(any_post)


def made(folder: Path, packs: Sequence[Path] = ()) -> Linter:
    return Linter("onjuku", today=TODAY, packs=packs, cache=Cache(folder / "warm"))


def checking(path: Path) -> list[str]:
    return [sys.executable, "-m", "snslint", "check", str(path), "-m", "onjuku", "--format", "jsonl"]


def write(path: Path, texts: Iterator[str] | Sequence[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)


def in_turns(work: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median seconds of each, all measured in every round."""
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, each in work.items():
            seconds[name].append(each())
    return {name: statistics.median(each) for name, each in seconds.items()}


def timed(work: Callable[[str], object], texts: Sequence[str]) -> Callable[[], float]:
    """The work on every text, telling the seconds of this process that it took."""

    def measured() -> float:
        start = time.process_time()
        for text in texts:
            work(text)
        return time.process_time() - start

    return measured


def run(command: Sequence[str], cache: Path) -> float:
    """The processor seconds, or for several processes the seconds, of a whole process."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment(cache))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "--jobs" in command or "jsonl" in " ".join(command):
        return time.perf_counter() - start
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def environment(cache: Path) -> dict[str, str]:
    """With compiled Python files kept, as an installed program has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"SNSLINT_CACHE_DIR": str(cache), "PYTHONPYCACHEPREFIX": str(cache / "pyc")}


if __name__ == "__main__":
    main()
