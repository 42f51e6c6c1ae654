"""One post as plain text or Markdown, with YAML front matter between two lines `---` if there is any."""

from __future__ import annotations

from collections.abc import Iterator

from snslint.drafts import meta
from snslint.drafts.file import MAX_YAML, File, too_big
from snslint.drafts.places import Plain, line_and_column
from snslint.errors import Problem
from snslint.expressions import expression
from snslint.model import Draft, Source

SUFFIXES: tuple[str, ...] = (".txt", ".md", ".markdown")

_OPEN = expression(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = expression(r"(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?=\r\n|\r|\n|\Z)")
_BLANK = expression(r"(?:[ \t]*+(?:\r\n|\r|\n))*+")


def read(file: File) -> Iterator[Draft | Problem]:
    """The post in `file`; blank lines around it are the file's, not the post's."""
    encoding = file.encoding()
    written = file.text(encoding)
    if not written:
        yield file.problem("ファイルが空です。投稿文を書いてから、もう一度お試しください。")
        return
    head = _OPEN.match(written)
    close = _CLOSE.search(written, head.end() - 1) if head else None
    if head and not close:
        yield file.problem("先頭の「---」に対する、閉じの「---」の行がありません。", 1, 1, "---")
        return
    if close and close.start() > MAX_YAML:
        yield file.problem(too_big("先頭の記録", MAX_YAML), 1, 1)
        return
    start = close.end() if close else 0
    blank = _BLANK.match(written, start)
    assert blank
    start = blank.end()
    text = written[start:].rstrip("\r\n")
    source = Plain(file.path, line_and_column(written, start)[0], encoding)
    if head and close:
        from snslint import yamlfile  # only where there is front matter: importing YAML takes time

        front = yamlfile.parse(
            "\n" + written[head.end() : close.start() + 1], file.path
        )  # "\n" for its line 1
        yield from meta.draft(front.data, front, source, text=text, flat=True)
    else:
        yield from meta.draft(None, _Text(file, source, text), source, text=text)


class _Text:
    """A post without anything beside it: each mistake is one of the text."""

    def __init__(self, file: File, source: Source, text: str) -> None:
        self.file, self.source, self.text = file, source, text

    def problem(self, loc: meta.Loc, message: str, *, key: bool = False) -> Problem:  # noqa: ARG002
        return self.file.problem(message, self.source.locate(self.text, 0).line, 1)
