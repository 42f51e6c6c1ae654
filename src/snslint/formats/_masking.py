"""Hiding the words of findings in reports that leave the office: logs, annotations, merge requests."""

from __future__ import annotations

import re
from dataclasses import replace

from snslint.expressions import expression
from snslint.values import dataclass

from ..errors import Problem
from ..model import Finding, Location, Report, Source, Span
from ..text import fold

_DIGITS = "0-9０-９〇一二三四五六七八九"
_NUMBER = expression(rf"[{_DIGITS}\W_ー]*[{_DIGITS}][{_DIGITS}\W_ー]*")
_MASKED = expression(r"(?s:.)?[\W_ー]*\*[\W_ー]*")  # no letter or digit behind the first is left
_PREFIX = expression(rf"\W*[0０〇][{_DIGITS}]{{1,4}}(?=[^{_DIGITS}]+[{_DIGITS}*])")  # 090, 0470: many have it
_QUOTED = expression(r"「([^「」]+)」|『([^『』]+)』")


def mask(words: str) -> str:
    """`words` with all but a beginning replaced by `*`; as many code points as before, line ends kept.

    The first character stays, of a phone number the leading group and the shape: `佐***`, `090-****-****`.
    A single character is hidden too. What is masked already stays as it is.
    """
    if _MASKED.fullmatch(words):
        return words
    if _NUMBER.fullmatch(words):
        prefix = _PREFIX.match(words)
        kept = prefix.end() if prefix else 0
        return words[:kept] + re.sub(rf"[{_DIGITS}]", "*", words[kept:])
    kept = 1 if len(words) > 1 else 0
    return words[:kept] + re.sub(r"[^\r\n]", "*", words[kept:])


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A source that still finds places by the text as it was written."""

    source: Source
    text: str

    @property
    def path(self) -> str:
        return self.source.path

    def locate(self, text: str, offset: int) -> Location:  # noqa: ARG002 -- the masked text has other escapes
        return self.source.locate(self.text, offset)


@dataclass(frozen=True, slots=True)
class Post:
    """A post's text as written and folded: what is said of it may repeat either."""

    text: str
    folded: str


def masked(item: Report | Problem) -> Report | Problem:
    """The item with the words of every finding hidden, in the post and in what is said of it; places stay."""
    if isinstance(item, Problem):
        return replace(item, excerpt="")
    text = item.draft.text
    hidden = _hide(text, [finding.span for finding in item.findings])
    post = Post(text, fold(text).text)
    return replace(
        item,
        draft=replace(item.draft, text=hidden, source=_Hidden(item.draft.source, text)),
        findings=tuple(_masked_finding(finding, post) for finding in item.findings),
        notes=tuple(_hide_quoted(note, post) for note in item.notes),
    )


def _hide(text: str, spans: list[Span]) -> str:
    pieces = []
    done = 0
    for span in _joined(spans):
        pieces += [text[done : span.start], mask(text[span.start : span.end])]
        done = span.end
    return "".join([*pieces, text[done:]])


def _joined(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _masked_finding(finding: Finding, post: Post) -> Finding:
    words = post.text[finding.span.start : finding.span.end]

    def hide(said: str) -> str:
        for form in (words, fold(words).text, " ".join(words.split())):
            said = said.replace(form, mask(form)) if form else said
        return _hide_quoted(said, post)

    return replace(finding, message=hide(finding.message), suggestion=hide(finding.suggestion))


def _hide_quoted(said: str, post: Post) -> str:
    """Hide what stands between 「」 and comes from the post: names and cues that a message repeats."""
    if not _QUOTED.search(said):
        return said

    def hide(quoted: re.Match[str]) -> str:
        words = quoted[1] or quoted[2]
        known = words in post.text or fold(words).text in post.folded
        return quoted[0].replace(words, mask(words)) if known else quoted[0]

    return _QUOTED.sub(hide, said)
