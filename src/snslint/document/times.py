"""Times of day as Japanese posts write them, in folded offsets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from snslint.expressions import expression
from snslint.values import dataclass

from .years import number

Half = Literal["", "am", "pm"]

NOON = 12 * 60
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One time of day; hour and minute as written, whether or not such a time exists.

    half: the half of the day that is written beside it, or carried over from the time before it in a range.
    next_day: whether 翌 or 翌朝 stands before it. clock: written with a colon.
    """

    start: int
    end: int
    hour: int
    minute: int = 0
    half: Half = ""
    next_day: bool = False
    clock: bool = False

    @property
    def minutes(self) -> int:
        """Minutes since midnight: 午後3時 is 900, 25時 is 1500."""
        hour = self.hour + 12 if self.half == "pm" and self.hour < 12 else self.hour
        return hour * 60 + self.minute


_K = "[〇一二三四五六七八九十]"
_HALF = r"(?:(?P<half>午前|午後|朝|夜|夕方|深夜|未明|AM|PM|am|pm|a\.m\.|p\.m\.)の?[ ]?)?"
_NOT_A_TIME = "(?![間点代限計期価系速差短折給刻候])"
_TIME = expression(
    rf"(?P<next>翌(?:日|朝)?の?[ ]?)?{_HALF}"
    rf"(?:(?<![\d:,/第])(?<!\d\.)(?P<hour>\d{{1,2}})(?:[ ]?時{_NOT_A_TIME}(?:(?P<minute>\d{{1,2}})分(?!間)|(?P<thirty>半))?"
    r"|:(?P<clock>\d\d)(?![\d:])(?P<after>[ ]?(?:am|pm|AM|PM)(?![A-Za-z]))?"
    r"|(?=[ ]?[~-][ ]?\d{1,2}時(?![間点代限])))"
    rf"|(?<=午[前後])(?P<kanji_hour>{_K}{{1,3}})時(?:(?P<kanji_minute>{_K}{{1,3}})分|(?P<kanji_thirty>半))?"
    r"|(?P<noon>正午))"
)
_HALVES: dict[str, Half] = {
    "午前": "am", "朝": "am", "未明": "am", "am": "am", "a.m.": "am",
    "午後": "pm", "夜": "pm", "夕方": "pm", "pm": "pm", "p.m.": "pm",
}  # fmt: skip


def read_times(text: str) -> Iterator[TimeMention]:
    """Every time of day in the folded `text`, in order."""
    if "時" not in text and ":" not in text and "正午" not in text:
        return
    for found in _TIME.finditer(text):
        half = _HALVES.get((found["half"] or found["after"] or "").strip().lower(), "")
        next_day = bool(found["next"])
        if found["noon"]:
            yield TimeMention(*found.span(), hour=12, next_day=next_day)
            continue
        hour = number(found["hour"] or found["kanji_hour"])
        written = found["minute"] or found["clock"] or found["kanji_minute"]
        thirty = found["thirty"] or found["kanji_thirty"]
        minute = number(written) if written else 30 if thirty else 0
        yield TimeMention(*found.span(), hour, minute, half, next_day, bool(found["clock"]))
