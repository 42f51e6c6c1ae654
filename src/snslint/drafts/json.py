"""JSON: one post as an object, or a list of posts."""

from __future__ import annotations

from collections.abc import Iterator

from snslint.drafts import jsontext, meta
from snslint.drafts.file import File
from snslint.errors import Problem
from snslint.model import Draft

SUFFIXES: tuple[str, ...] = (".json",)


def read(file: File) -> Iterator[Draft | Problem]:
    """The posts in `file`."""
    encoding = file.encoding()
    text = jsontext.parse(file.text(encoding), file.path)
    if not isinstance(text.data, list):
        yield from meta.draft(text.data, text, text.string(("text",), encoding))
        return
    for number, record in enumerate(text.data):
        yield from meta.draft(record, text, text.string((number, "text"), encoding), at=(number,))
