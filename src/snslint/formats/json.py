"""One JSON document for programs: stable, described by docs/report.schema.json, one post a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import Problem
from . import Context, Item, Tally, _records

MASKED_BY_DEFAULT = False


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """Posts as they come; problems, which are few, after them; the summary last."""
    tally = Tally()
    problems: list[Problem] = []
    yield _records.dump(_records.head(context)).removesuffix("}") + ', "posts": ['
    for item in items:
        tally.add(item)
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield (",\n" if tally.posts > 1 else "\n") + _records.dump(_records.post(item))
    told = {"problems": [_records.problem(each) for each in problems], "summary": _records.summary(tally)}
    yield "],\n" + _records.dump(told).removeprefix("{") + "\n"
