"""Dates of one event that do not fit together, or do not fit the day of publication.

Kinds: `deadline` an application that closes after the event; `outside` a date that lies outside the stated period;
`past` something announced as coming on a day that is over (only where the day of publication is known).
Names for the message: `date` and `other`, the two days that do not fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from snslint.expressions import expression

from ..document import Document
from ..document.dates import DateMention
from ..model import Match

KINDS: tuple[str, ...] = ("deadline", "outside", "past")
NAMES: tuple[str, ...] = ("date", "other")
TRIGGER = r"[0-9〇一二三四五六七八九十]日|[0-9][/.-][0-9]"

_LONGEST_WAIT = 60  # days: a deadline later than that belongs to another event
_LINE = 200  # characters
_EVENT = expression(r"(?:日時|とき|開催日時?|日程|日にち|期日)[ :は】\])]{0,3}\Z")
_HELD = expression(
    r"[^\n。!?]{0,25}?(?:(?:開催|実施)(?:します|いたします)|開きます|(?<!に)行(?:い|われ)ます|あります|開演|開会|集合)"
)
_APPLY = expression(r"申込|申し込|申しこ|応募|エントリー|締め?切|〆切")
_CLOSED = expression(r"[^\n。!?、]{0,8}?(?:まで|必着|締め?切|〆切|消印有効)")
_ANOTHER = expression(
    r"結果|返金|アンケート|感想|作品|写真|配信|録画|次回|追加|次の|[2-9二三]回目|第[2-9]回|随時|以降|毎[週月日]|後日|出願|当選|レポート|投票"
)
_PERIOD = expression(r"(?:会期|(?:展示|開催|公開|点灯|実施)?期間)[ :は】\])、]{0,3}\Z")
_DURING = expression(
    r"会期中|期間中|ギャラリー・?トーク|(?:展示|作品)解説|関連(?:催し|イベント|講座|講演)|展示室|担当学芸員"
)
_BESIDES = expression(
    r"前[にの日]|先立|搬[入出]|応募|申込|申し込|準備|次回|巡回|会場を移|終了後|延長|追加|プレ|返却|抽選|結果"
)
_EDGE = expression(r"(?:(?P<last>最終日|千秋楽)|(?P<first>初日))(?:の|は|\(|、|:)?[ ]?\Z")
_COMING = expression(
    r"(?:開催|実施|開始|販売|配布|上映)(?:し|いたし)ます(?!が、?中止)|(?<!に)(?:開き|行い|始まり|始め|開館し)ます"
    r"|(?:お越し|おいで|ご参加|ご来場|お集まり)ください|お待ちして"
)
_OVER = expression(
    r"まし|でした|だった|から|以降|より|現在|付|発行|撮影|生まれ|決定|可決|公[表開]|発表|掲載|成立|合併|年度|時点|~|した|続|募集|締め?切|まで"
    r"|受|結果|中止|延期|振替|次回|来年"
)


def find(document: Document) -> Iterator[Match]:
    """Yield dates that contradict another date of the same event or the day of publication."""
    dates = [date for date in document.dates if date.days]
    if not dates:
        return
    alone = _alone(dates)
    yield from _late_deadlines(document, dates, alone)
    yield from _outside(document, dates)
    if document.draft.meta.publish_at is not None:
        yield from _past(document, alone)


def _late_deadlines(
    document: Document, dates: Sequence[DateMention], alone: Sequence[DateMention]
) -> Iterator[Match]:
    """「日時 12月5日 … 申込みは12月8日まで」: one event, one deadline behind it."""
    text = document.text
    if _ANOTHER.search(text):
        return
    deadlines = [date for date in dates if _is_deadline(text, date)]
    if len(deadlines) != 1 or deadlines[0].joint:
        return
    others = [date for date in dates if date is not deadlines[0]]
    events = [date for date in others if _EVENT.search(text, max(0, date.start - 9), date.start)]
    events = events or [date for date in others if _HELD.match(text, date.end)]
    if len(events) != 1 or events[0] not in alone:
        return
    event, deadline = events[0].days[0], deadlines[0].days[0]
    if 0 < (deadline - event).days < _LONGEST_WAIT:
        yield Match(deadlines[0].start, deadlines[0].end, "deadline", _names(deadline, event))


def _is_deadline(text: str, date: DateMention) -> bool:
    return _CLOSED.match(text, date.end) is not None and (
        _APPLY.search(text, _line_start(text, date.start), date.end + 12) is not None
    )


def _outside(document: Document, dates: Sequence[DateMention]) -> Iterator[Match]:
    """「会期は11月14日から1月31日まで。展示解説は2月14日」, 「最終日の12月14日」 of a range that ends on the 13th."""
    text = document.text
    ranges = [(first, last) for first, last in pairwise(dates) if last.joint == "range"]
    periods = [
        (first, last) for first, last in ranges if _PERIOD.search(text, max(0, first.start - 9), first.start)
    ]
    for date in dates:
        edge = _EDGE.search(text, max(0, date.start - 7), date.start)
        if edge and len(ranges) == 1 and date not in ranges[0]:
            day = ranges[0][1 if edge["last"] else 0].days[0]
            if day not in date.days:
                yield Match(edge.start(), date.end, "outside", _names(date.days[0], day))
        elif len(periods) == 1 and date not in periods[0] and date.start > periods[0][1].end:
            start, end = _clause(document, date)
            first, last = (bound.days[0] for bound in periods[0])
            during = _DURING.search(text, start, end) and not _BESIDES.search(text, start, end)
            if during and not any(first <= day <= last for day in date.days):
                other = last if date.days[0] > last else first
                yield Match(date.start, date.end, "outside", _names(date.days[0], other))


def _past(document: Document, alone: Sequence[DateMention]) -> Iterator[Match]:
    """「11月20日に開催します」 in a post of the 24th."""
    text, today = document.text, document.today
    for date in alone:
        if max(date.days) >= today:
            continue
        _, end = _clause(document, date)
        coming = _COMING.search(text, date.end, end)
        if coming and not _OVER.search(text, date.end, coming.start()):
            yield Match(date.start, date.end, "past", _names(date.days[0], today))


def _alone(dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates that are no part of a range or a list."""
    following = [*dates[1:], None]
    return [
        date
        for date, after in zip(dates, following, strict=True)
        if not (date.joint or (after and after.joint))
    ]


def _clause(document: Document, date: DateMention) -> tuple[int, int]:
    """The sentence that the date stands in, as far as it is near."""
    start, end = document.sentences[document.sentence_at(date.start)]
    return max(start, date.start - _LINE), min(end, date.end + _LINE)


def _line_start(text: str, at: int) -> int:
    start = max(0, at - _LINE)
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in "\n。!?"))


def _names(day: dt.date, other: dt.date) -> dict[str, str]:
    return {"date": f"{day.month}月{day.day}日", "other": f"{other.month}月{other.day}日"}
