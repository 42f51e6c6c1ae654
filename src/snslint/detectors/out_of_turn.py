"""Times that cannot follow one another as they are named: doors that open after the play has begun.

Kinds: `start` what comes before an event (開場, 受付, 集合) later than the event; `last` a last admission after closing
time; `end` an end before the beginning. Names for the message: `first` and `second`, the words for the two things in
the order in which they ought to happen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from snslint.expressions import expression
from snslint.values import dataclass

from ..document import Document
from ..document.times import TimeMention, read_times
from ..model import Match
from .backwards import is_range, times_backwards

KINDS: tuple[str, ...] = ("start", "last", "end")
NAMES: tuple[str, ...] = ("first", "second")
TRIGGER = (
    r"開[場演会始館園店洞幕式門宴]|閉[館園店場洞門会幕式]|最終|ラスト|受付|集合|終了|終演|入[館場園洞]|L\.?O"
)

_STAGES = {
    "doors": r"開場|(?<![話込約談])受付(?:開始)?(?!終了|締切|〆切|窓口|期間)",
    "gather": r"集合(?!場所)|整列",
    "begin": r"開演|開会(?:式)?|(?<![売約込集布票制事行付])開始|スタート|開幕|開式|開宴|キックオフ",
    "leave": r"出発|出航",
    "open": r"開[館園店洞門]",
    "last": r"(?:最終|ラスト)の?(?:[入登][館園店洞場山]|受付|案内|乗船|オーダー)|L\.?O\.?",
    "close": r"閉[館園店洞場門]",
    "finish": r"終演|閉会(?:式)?|閉幕|閉式|(?<![付込売集布約])終了|解散",
}
"""The stages of an event or of an opening day, in the words that stand beside a time."""
_IN_ORDER = {
    ("doors", "begin"): "start", ("gather", "begin"): "start", ("gather", "leave"): "start",
    ("doors", "finish"): "end", ("begin", "finish"): "end", ("open", "close"): "end", ("doors", "close"): "end",
    ("last", "close"): "last", ("last", "finish"): "last",
}  # fmt: skip
"""Stages that happen in this order, and the kind of match where the times say otherwise."""
_LABEL = "|".join(f"(?P<{stage}>{words})" for stage, words in _STAGES.items())
_BEFORE = expression(rf"(?:{_LABEL})(?:時間|時刻)?[ ]?(?:は|が|も|:|=|/|・|\)|】|\])?[ ]?(?:同日)?\Z")
_AFTER = expression(rf"(?:に|より|から|の|頃|ごろ)?[ ]?(?:{_LABEL})")
_ANOTHER = expression(r"[2-9二三四]回目|第[2-9二三四]|[②-⑨]|\([2-9]\)|の部|翌")
_LIMIT = expression(r"まで|迄|[にで]?締切|〆切")
_REACH = 40  # characters between two times that speak of one event
_ADMISSION = expression(
    r"[ ]?\(?[ ]?(?P<last>最終|ラスト)?(?P<what>(?:の)?(?:入[館園店洞場]|受付|オーダー)|L\.?O\.?)[は:、 ]{0,2}(?:終了)?\Z"
)


@dataclass(frozen=True, slots=True)
class _Stage:
    name: str
    word: str
    start: int
    end: int
    time: TimeMention


def find(document: Document) -> Iterator[Match]:
    """Yield pairs of times that stand in an impossible order."""
    times = list(read_times(document.text))
    stages = list(_stages(document.text, times))
    count = Counter(stage.name for stage in stages)
    for first, second in pairwise(stages):
        between = document.text[first.end : second.start]
        if len(between) > _REACH or _ANOTHER.search(between) or _dated(document, first.end, second.start):
            continue
        kind = _IN_ORDER.get((first.name, second.name))
        turned = _IN_ORDER.get((second.name, first.name))
        once = count[first.name] == count[second.name] == 1  # 「開演14時、2回目は開場17時」 is in order
        if (kind and times_backwards(first.time, _like(second.time, first.time), over_night=False)) or (
            turned and once and times_backwards(second.time, _like(first.time, second.time), over_night=False)
        ):
            words = (first.word, second.word) if kind else (second.word, first.word)
            names = {"first": words[0], "second": words[1]}
            yield Match(first.start, second.end, kind or turned or "", names)
    yield from _late_admissions(document.text, times)


def _dated(document: Document, start: int, end: int) -> bool:
    return any(start <= date.start < end for date in document.dates)


def _stages(text: str, times: list[TimeMention]) -> Iterator[_Stage]:
    """Each time that has a word for its stage beside it."""
    done = 0
    for time in times:
        before = _BEFORE.search(text, max(done, time.start - 14), time.start)
        after = None if before else _AFTER.match(text, time.end)
        found = before or after
        done = time.end
        if found is None or found.lastgroup is None or _LIMIT.match(text, time.end):
            continue
        if after:
            done = after.end()
        start, end = min(found.start(), time.start), max(found.end(), time.end)
        yield _Stage(found.lastgroup, found[found.lastgroup], start, end, time)


def _like(time: TimeMention, other: TimeMention) -> TimeMention:
    """The time in the half of the day that the other one names, where it names none."""
    return replace(time, half=other.half) if not time.half and time.hour <= 12 else time


def _late_admissions(text: str, times: list[TimeMention]) -> Iterator[Match]:
    """「9時〜17時(入館は17時30分まで)」."""
    for opening, closing, last in zip(times, times[1:], times[2:], strict=False):
        named = _ADMISSION.match(text, closing.end, last.start) if last.start - closing.end < 15 else None
        if (
            not named
            or not is_range(text, opening, closing)
            or not (named["last"] or named["what"].startswith("L") or _LIMIT.match(text, last.end))
        ):
            continue
        closes = _like(closing, opening) if closing.minutes < opening.minutes else closing
        if closes.minutes > opening.minutes and _like(last, closes).minutes > closes.minutes:
            end = last.end + 1 if text[last.end : last.end + 1] == ")" else last.end
            yield Match(
                opening.start, end, "last", {"first": (named["last"] or "") + named["what"], "second": "終了"}
            )
