"""What benchmarks/speed.py measures with: posts that nothing can remember, and rules that a library could hold."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from benchmarks import speed


def test_no_post_comes_twice() -> None:
    taken = list(itertools.islice(speed.posts(), 3_000))
    assert len(set(taken)) == 3_000


def test_nine_posts_in_ten_of_the_mix_have_no_labels() -> None:
    free = {text.rpartition("（")[0] for text in itertools.islice(speed.posts(clean=True), 2_000)}
    taken = [text.rpartition("（")[0] for text in itertools.islice(speed.mixed(), 1_000)]
    assert 900 <= sum(text in free for text in taken) < 1_000


def test_the_rules_for_other_words_are_as_many_as_those_shipped(tmp_path: Path) -> None:
    shipped = len(speed.made(tmp_path).library.rules)
    speed.other_words(tmp_path / "rules", 1)
    assert len(speed.made(tmp_path, packs=[tmp_path]).library.rules) == 2 * shipped


def test_a_process_is_measured_with_its_children_and_without_the_one_that_measures(tmp_path: Path) -> None:
    ballast = bytearray(300_000_000)
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'bytearray(100_000_000); sum(range(3_000_000))'])"
    cost = speed.run([sys.executable, "-c", code], tmp_path)
    assert 100 < cost.megabytes < 200 < len(ballast) / 2**20
    assert cost.clock >= cost.processor * 0.5 > 0
