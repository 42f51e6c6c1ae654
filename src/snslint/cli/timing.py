"""`--timing`: where the time of a run goes, by stage and by rule. Without it nothing here is imported or called."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from snslint import document, drafts, rules
from snslint.cli import output
from snslint.lint import Linter, evaluate
from snslint.matchers.search import Search
from snslint.model import Match
from snslint.rules import Rule

T = TypeVar("T")

_RULES = 20
"""Rules that are listed."""

_STAGES = (
    "プログラムと設定の読み込み",
    "下書きの読み込み",
    "ルールの用意",
    "表記をそろえる",
    "語に分ける",
    "調べるルールの絞り込み",
    "ルール",
    "結果の出力とそのほか",
)


class Timing:
    """Seconds of processor time; what one stage spends in another counts for that other alone."""

    def __init__(self) -> None:
        self._stages: defaultdict[str, float] = defaultdict(float, {_STAGES[0]: time.process_time()})
        self._rules: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Measure what runs inside: the functions of each stage are exchanged for ones that look at the clock."""
        stages: tuple[tuple[Any, str, str], ...] = (
            (rules, "load", "ルールの用意"),
            (Linter, "plan", "ルールの用意"),
            (document, "fold", "表記をそろえる"),
            (vars(document.Document)["cut"], "func", "語に分ける"),  # the function of a cached property
            (vars(Search)["met"], "func", "調べるルールの絞り込み"),
            (output, "write", "結果の出力とそのほか"),
        )
        exchanged = [(place, name, getattr(place, name)) for place, name, _ in stages]
        exchanged += [(drafts, "read", drafts.read), (evaluate, "matches", evaluate.matches)]
        for place, name, stage in stages:
            setattr(place, name, self._timed(getattr(place, name), stage))
        drafts.read = self._listed(drafts.read)
        evaluate.matches = self._by_rule(evaluate.matches)
        try:
            yield
        finally:
            for place, name, function in exchanged:
                setattr(place, name, function)

    def table(self) -> str:
        """Milliseconds of each stage, and of the rules that took longest."""
        lines = [f"かかった時間（CPUのミリ秒）: 合計 {sum(self._stages.values()) * 1000:,.1f}"]
        lines += [_line(self._stages[stage], stage) for stage in _STAGES]
        lines.append(f"時間のかかったルール（上から{_RULES}個まで）")
        slowest = sorted(self._rules.items(), key=lambda item: -item[1])[:_RULES]
        lines += [_line(seconds, rule) for rule, seconds in slowest]
        return "\n".join(lines)

    def _timed(self, function: Callable[..., T], stage: str) -> Callable[..., T]:
        def timed(*values: Any, **named: Any) -> T:
            with self._spent(stage):
                return function(*values, **named)

        return timed

    def _listed(self, read: Callable[..., Iterable[T]]) -> Callable[..., Iterator[T]]:
        """The same reading, post by post: what is done with a post in between is no part of it."""

        def listed(*values: Any, **named: Any) -> Iterator[T]:
            posts = iter(read(*values, **named))
            while True:
                with self._spent("下書きの読み込み"):
                    post = next(posts, None)
                if post is None:
                    return
                yield post

        return listed

    def _by_rule(
        self, matches: Callable[[Rule, Search, float], Iterable[Match]]
    ) -> Callable[..., Iterator[Match]]:
        def by_rule(rule: Rule, search: Search, beside: float = 0.0) -> Iterator[Match]:
            before = self._stages["ルール"]
            with self._spent("ルール"):
                found = list(matches(rule, search, beside))
            self._rules[rule.id] += self._stages["ルール"] - before
            return iter(found)

        return by_rule

    @contextmanager
    def _spent(self, stage: str) -> Iterator[None]:
        start = time.process_time()
        self._inner.append(0.0)
        try:
            yield
        finally:
            spent = time.process_time() - start
            self._stages[stage] += spent - self._inner.pop()
            self._inner[-1] += spent


def _line(seconds: float, name: str) -> str:
    return f"{seconds * 1000:10,.1f}  {name}"
