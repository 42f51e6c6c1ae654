"""Dates and times as staff write them: ISO 8601, 2026/12/1 9:00, 令和8年12月1日 午後3時."""

from __future__ import annotations

import datetime as dt
import unicodedata

from snslint.expressions import expression

_ERAS = {"令和": 2018, "平成": 1988, "R": 2018, "H": 1988}
_TIME = r"(?P<noon>午前|午後)?(?P<hour>\d{1,2})(?:[:時](?P<minute>\d{1,2})?(?:[:分](?P<second>\d{1,2})?秒?)?)"
_DATE = expression(
    r"(?:(?P<era>令和|平成|[RH])(?P<era_year>\d{1,2}|元)|(?P<year>\d{4}))"
    r"[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    rf"(?:\([月火水木金土日](?:曜日?)?\))?(?:[ T]*{_TIME})?"
)


def moment(written: str) -> dt.datetime | None:
    """The time `written`; a date alone is its midnight, a zone is kept. None where it cannot be read."""
    text = unicodedata.normalize("NFKC", written).strip()
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    if not (match := _DATE.fullmatch(text)):
        return None
    year = int(match["year"] or 0)
    if match["era"]:
        year = _ERAS[match["era"]] + (1 if match["era_year"] == "元" else int(match["era_year"]))
    hour = int(match["hour"] or 0)
    if match["noon"] and hour > 11:  # 午前12時 is noon to some and midnight to others
        return None
    hour += 12 if match["noon"] == "午後" else 0
    try:
        return dt.datetime(
            year,
            int(match["month"]),
            int(match["day"]),
            hour,
            int(match["minute"] or 0),
            int(match["second"] or 0),
        )
    except ValueError:
        return None


def day(written: str) -> dt.date | None:
    """The date `written`; None where it cannot be read or a time stands with it."""
    found = moment(written)
    return found.date() if found and found.time() == dt.time() and found.tzinfo is None else None
