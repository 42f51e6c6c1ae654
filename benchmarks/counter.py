"""What counting a post costs, against tokenising the same post: the promise is half of it at most.

    python benchmarks/counter.py [CORPUS…]

Both are measured in one run, post by post in turn, on the invented corpora; the fastest of several rounds counts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from snslint import platforms
from snslint.text import fold
from snslint.tokenizer import tokenize

CORPORA = Path(__file__).parent / "corpora"
ROUNDS = 7
PROMISE = 0.5


def posts(paths: Sequence[Path]) -> list[str]:
    """The texts of the corpora."""
    return [
        json.loads(line)["text"]
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    ]


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """The least time that `work` takes for all texts."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for text in texts:
            work(text)
        best = min(best, time.perf_counter() - begin)
    return best


def ratios(texts: Sequence[str]) -> dict[str, float]:
    """For each service: time to count ÷ time to tokenise the same posts."""
    folded = [fold(text).text for text in texts]
    tokenising = seconds(lambda text: list(tokenize(text)), folded)
    return {name: seconds(platforms.get(name).measure, texts) / tokenising for name in platforms.names()}


def main() -> int:
    """Print the ratios; 1 where a service breaks the promise."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(CORPORA.glob("dev*.jsonl"))
    texts = posts(paths)
    found = ratios(texts)
    print(f"{len(texts)} posts, {sum(map(len, texts)) // max(1, len(texts))} characters each on average")
    for name, ratio in sorted(found.items(), key=lambda item: -item[1]):
        print(f"{name:10} {ratio:.3f} of tokenising{'' if ratio <= PROMISE else '  — over the promise'}")
    return int(any(ratio > PROMISE for ratio in found.values()))


if __name__ == "__main__":
    sys.exit(main())
