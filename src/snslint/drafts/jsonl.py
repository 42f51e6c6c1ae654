"""One post a line as JSON; a broken line does not stop the others, and memory holds one line."""

from __future__ import annotations

from collections.abc import Iterator

from snslint.drafts import jsontext, meta
from snslint.drafts.file import File
from snslint.errors import Problem, UserError
from snslint.model import Draft

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")


def read(file: File) -> Iterator[Draft | Problem]:
    """The posts in `file`; blank lines are skipped."""
    encoding = file.encoding()
    for number, line in enumerate(file.lines(encoding, "\n"), 1):
        if line.isspace():
            continue
        try:
            record = jsontext.parse(line.rstrip("\r\n"), file.path, line=number)
        except UserError as error:
            yield from error.problems
        else:
            yield from meta.draft(record.data, record, record.string(("text",), encoding))
