"""One JSON object a line, for programs that read along: `type` is start, post, problem or summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..errors import Problem
from . import Context, Item, Tally, _records

MASKED_BY_DEFAULT = False


def write(items: Iterable[Item], context: Context) -> Iterator[str]:
    """The start, each item as it comes, the summary."""
    tally = Tally()
    yield _line("start", _records.head(context))
    for item in items:
        tally.add(item)
        if isinstance(item, Problem):
            yield _line("problem", _records.problem(item))
        else:
            yield _line("post", _records.post(item))
    yield _line("summary", _records.summary(tally))


def _line(kind: str, told: Mapping[str, object]) -> str:
    return _records.dump({"type": kind, **told}) + "\n"
