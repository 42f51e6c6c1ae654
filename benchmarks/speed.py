"""How fast snslint is beside raw tokenising, all in one run: `python benchmarks/speed.py [--minutes 18] [-o speed.json]`.

Every figure that counts is a ratio of two things measured in turns, since a machine may be busy with something else.
Where the minutes do not suffice for the number of posts that is aimed at, fewer are taken, and the figures say how many.
docs/performance.md explains each figure.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import fugashi

from snslint import bundled, tokenizer
from snslint.cache import Cache
from snslint.lint import Linter

CORPORA = Path(__file__).parent / "corpora"
DEV = ("dev", "dev-b", "dev-c")
TODAY = dt.date(2026, 11, 21)
RESERVED = ("contexts", "lexicon")
NATION = 1_741 * 10 * 3_652
"""Posts of every municipality of Japan, ten a day, for ten years."""
FLOOR = "import typer, fugashi; fugashi.Tagger()('明日は断水です。')"
COLDEST = 6.0
"""How many times the floor a start with an empty cache may cost, once the program is installed."""
RAW_PROCESS = """
import sys, json, fugashi
tagger = fugashi.Tagger()
for line in open(sys.argv[1], encoding="utf-8"):
    tagger(json.loads(line)["text"])
"""
# A process of its own, and a small one: the peak of a process counts from that of the one that started it.
MEASURING = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status) not in (0, 1))
"""

Figures = dict[str, object]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a whole process took: seconds on the clock, of processors, and the peak of its largest process in MB."""

    clock: float
    processor: float
    megabytes: float


def main() -> None:
    """Measure everything, print it and write it down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=18, help="what the whole run may take, about")
    parser.add_argument("-o", "--output", type=Path, default=Path("speed.json"))
    parser.add_argument("--start", action="store_true", help="one draft alone; fail where it is cold")
    given = parser.parse_args()
    seconds = given.minutes * 60
    figures: Figures = {"processors": os.cpu_count(), "load_before": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def tell(title: str, found: Figures) -> Figures:
            figures[title] = found
            print(f"{time.strftime('%H:%M:%S')} {title} {json.dumps(found, ensure_ascii=False)}", flush=True)
            return found

        start = tell("one_draft", one_draft(folder, rounds=7))
        if given.start:
            cold = start["cold_to_floor"]
            assert isinstance(cold, float)
            sys.exit(f"a cold start costs more than {COLDEST} times the floor" if cold > COLDEST else 0)
        dev = tell("dev", throughput(folder, posts(), 20_000, box=seconds * 0.14))
        tell("clean_90", throughput(folder, mixed(), 20_000, box=seconds * 0.14))
        pace, clock = dev["posts_per_second"], dev["posts_per_second_on_the_clock"]
        assert isinstance(pace, int)
        assert isinstance(clock, int)
        tell("archive", archive(folder, 20_000, 200_000, pace=clock, box=seconds * 0.45))
        tell("rules", rules(folder, rounds=3))
        tell("length", length(folder))
        tell("every_municipality", {"posts": NATION, "processor_hours": round(NATION / pace / 3600, 1)})
    figures["load_after"] = os.getloadavg()[0]
    given.output.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def one_draft(folder: Path, rounds: int) -> Figures:
    """(a) and (f): a whole process, warm and with an empty cache, beside the floor; in each round another draft."""
    several = itertools.islice(posts(), 0, None, 97)
    draft, warm, cold = folder / "draft.txt", folder / "warm", folder / "cold"
    check = [sys.executable, "-m", "snslint", "check", str(draft), "-m", "onjuku", "-p", "x"]

    def floor() -> float:
        draft.write_text(next(several), encoding="utf-8")
        return run([sys.executable, "-c", FLOOR], warm).processor

    def with_empty_cache() -> float:
        shutil.rmtree(cold, ignore_errors=True)
        return run(check, cold).processor

    floor()
    run(check, warm)
    costs = in_turns(
        {"floor": floor, "warm": lambda: run(check, warm).processor, "cold": with_empty_cache}, rounds
    )
    found: Figures = {"floor_milliseconds": round(statistics.median(costs["floor"]) * 1000)}
    for name in ("warm", "cold"):
        ratios = sorted(ours / least for ours, least in zip(costs[name], costs["floor"], strict=True))
        found[f"{name}_to_floor"] = round(statistics.median(ratios), 2)
        found[f"{name}_to_floor_from_to"] = [round(ratios[0], 2), round(ratios[-1], 2)]
    return found


def throughput(folder: Path, texts: Iterator[str], count: int, *, box: float) -> Figures:
    """(b): posts a second in one process, as a share of raw tokenising, a few hundred posts of each in turns."""
    linter, tagger = made(folder), fugashi.Tagger()
    ends = time.perf_counter() + box
    first = list(itertools.islice(texts, 500))
    tokenised = share_tokenised(linter, first)  # and what is made on first use is made
    timed(tagger, first)
    raw: list[float] = []
    check: list[float] = []
    clock = 0.0
    while len(raw) * 500 < count and (time.perf_counter() < ends or not raw):
        batch = list(itertools.islice(texts, 500))
        raw.append(timed(tagger, batch))
        start = time.perf_counter()
        check.append(timed(linter.check, batch))
        clock += time.perf_counter() - start
    ratios = sorted(least / ours for least, ours in zip(raw, check, strict=True))
    return {
        "posts": len(raw) * 500,
        "posts_per_second": round(len(raw) * 500 / sum(check)),
        "posts_per_second_on_the_clock": round(len(raw) * 500 / clock),
        "share_of_raw_speed": round(sum(raw) / sum(check), 3),
        "share_from_to": [round(ratios[0], 3), round(ratios[-1], 3)],
        "share_of_posts_tokenised": tokenised,
    }


def share_tokenised(linter: Linter, texts: Sequence[str]) -> float:
    """Of how many of the posts any part is cut into tokens."""
    count = 0
    with mock.patch.object(tokenizer, "cut", side_effect=tokenizer.cut) as cut:
        for text in texts:
            cut.reset_mock()
            linter.check(text)
            count += cut.called
    return round(count / len(texts), 3)


def archive(folder: Path, few: int, many: int, *, pace: int, box: float) -> Figures:
    """(c) and (d): what a second process brings, beside raw tokenising, and the peak of one at two numbers of posts."""
    taken = min(many, int(box * pace / 1.8))  # one process takes all, then two take half of them each
    few = min(few, taken // 4)
    part, whole, halves = (
        folder / "few.jsonl",
        folder / "many.jsonl",
        [folder / "a.jsonl", folder / "b.jsonl"],
    )
    write(part, itertools.islice(posts(), few))
    write(whole, itertools.islice(posts(), taken))
    for number, half in enumerate(halves):
        write(half, itertools.islice(posts(), number, taken, 2))
    raw = [sys.executable, "-c", RAW_PROCESS]
    warm = folder / "warm"

    def both() -> float:
        start = time.perf_counter()
        for each in [subprocess.Popen([*raw, str(half)], env=environment(warm)) for half in halves]:
            each.wait()
        return time.perf_counter() - start

    raw_one, raw_two = run([*raw, str(whole)], warm), both()
    small = run(checking(part), warm)
    one, two = run(checking(whole), warm), run([*checking(whole), "--jobs", "2"], warm)
    ours, ideal = one.clock / two.clock, raw_one.clock / raw_two
    return {
        "posts": taken,
        "posts_aimed_at": many,
        "speed_up_of_two": round(ours, 2),
        "raw_speed_up_of_two": round(ideal, 2),
        "share": round(ours / ideal, 2),
        "processor_seconds_of_two_to_one": round(two.processor / one.processor, 2),
        "posts_per_second_with_two": round(taken / two.clock),
        f"megabytes_at_{few}": round(small.megabytes),
        f"megabytes_at_{taken}": round(one.megabytes),
        "megabytes_of_the_largest_of_two": round(two.megabytes),
        "megabytes_of_raw_tokenising": round(raw_one.megabytes),  # mostly the mapped dictionary
        "growth": round(one.megabytes / small.megabytes, 2),
    }


def rules(folder: Path, rounds: int) -> Figures:
    """(e): clean posts under the shipped rules alone, with rules for other words beside them, with copies of themselves.

    Rules for other words are what a growing library brings. A copy is set off by whatever sets off its model: nothing
    can be worse.
    """
    texts = list(itertools.islice(posts(clean=True), 100))
    linters = {"times_1": made(folder)}
    for times in (2, 4):
        for name, fill in (("other_words", other_words), ("copies", copies)):
            pack = folder / f"{name}-{times}"
            fill(pack / "rules", times - 1)
            linters[f"times_{times}_{name}"] = made(folder, packs=[pack])
    for linter in linters.values():
        timed(linter.check, texts)
    costs = in_turns({name: lambda it=it: timed(it.check, texts) for name, it in linters.items()}, rounds)  # type: ignore[misc]  # mypy cannot tell the default's type
    least = statistics.median(costs["times_1"])
    return {"rules": len(linters["times_1"].library.rules)} | {
        name: round(statistics.median(each) / least, 2) for name, each in costs.items()
    }


def copies(folder: Path, times: int) -> None:
    """Every shipped rule `times` more, under other names."""
    for path, number in itertools.product(shipped_rules(), range(times)):
        to = folder / path.parent.name / f"{path.stem}-{number}.yaml"
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, to)


def other_words(folder: Path, times: int) -> None:
    """`times` as many rules as are shipped, each of eight words that few posts hold: words, tokens, or a regex by turns."""
    rare = rare_words()
    for number in range(times * len(shipped_rules())):
        words = [next(rare) for _ in range(8)]
        listed = "[" + ", ".join(f'"{word}"' for word in words[:6]) + "]"
        matcher = (
            f"{{words: {listed}}}",
            f"{{tokens: [{{words: {listed}}}, {{pos: 助詞}}, {{}}]}}",
            f'{{regex: "(?:{"|".join(words[:6])})[はがをの]"}}',
        )[number % 3]
        to = folder / "rumour" / f"synthetic-{number}.yaml"
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(
            f'title: "{number}"\nseverity: warning\nmessage: "「{{match}}」"\nwhy: "計測"\nsuggest: "計測"\n'
            f'find:\n  - {matcher}\nunless:\n  - {{words: ["{words[6]}", "{words[7]}"]}}\n'
            f'examples: {{bad: ["«{words[0]}»はです。"], good: ["はい。"]}}\n',
            encoding="utf-8",
        )


def rare_words() -> Iterator[str]:
    """Nouns of the corpora that are read for training, each once, then again and again, the rarest first."""
    found: Counter[str] = Counter()
    for path in sorted(CORPORA.glob("train-*.jsonl")):
        for record in records(path):
            tokens = tokenizer.tokenize(record["text"])
            found.update(
                {
                    token.surface
                    for token in tokens
                    if token.pos.startswith("名詞-普通名詞") and len(token.surface) > 1
                }
            )
    words = sorted((word for word in found if word.isalpha()), key=lambda word: (found[word], word))
    return itertools.cycle(words)


def shipped_rules() -> list[Path]:
    return [
        path for path in sorted(bundled.rules_folder().glob("*/*.yaml")) if path.parent.name not in RESERVED
    ]


def length(folder: Path) -> Figures:
    """(e): microseconds for a character of posts of several lengths, cut from clean posts set one after the other."""
    linter = made(folder)
    text = "\n".join(itertools.islice(posts(clean=True), 1_500))[:100_000]
    timed(linter.check, [text[:10_000]])
    found: Figures = {}
    for size in (140, 1_000, 10_000, 100_000):
        pieces = [text[at : at + size] for at in range(0, min(size * 100, 100_000), size)]
        found[str(size)] = round(timed(linter.check, pieces) / len(pieces) / size * 1e6, 1)
    return found


def posts(*, clean: bool = False) -> Iterator[str]:
    """The texts of the dev corpora, again and again, or only those without labels.

    Each ends in a number of its own: the command line remembers clean posts that it has seen.
    """
    read = [record for name in DEV for record in records(CORPORA / f"{name}.jsonl")]
    texts = [each["text"] for each in read if not (clean and each["labels"])]
    return (f"{text}（{number}）" for number, text in enumerate(itertools.cycle(texts), 1))


def records(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


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


def write(path: Path, texts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)


def in_turns(work: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """What each took, all measured in every round."""
    costs: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, each in work.items():
            costs[name].append(each())
    return costs


def timed(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """The processor seconds of this process that the work on every text took."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def run(command: Sequence[str], cache: Path) -> Cost:
    """What a whole process cost, with all that it started; no clean post is remembered from a run before."""
    for remembered in cache.glob("results-*"):
        remembered.unlink()
    told = subprocess.run(
        [sys.executable, "-c", MEASURING, *command],
        capture_output=True,
        text=True,
        env=environment(cache),
        check=True,
    )
    return Cost(*map(float, told.stdout.split()))


def environment(cache: Path) -> dict[str, str]:
    """With compiled Python files kept, as an installed program has them, also where the cache of packs is empty."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"SNSLINT_CACHE_DIR": str(cache), "PYTHONPYCACHEPREFIX": str(cache.parent / "pyc")}


if __name__ == "__main__":
    main()
