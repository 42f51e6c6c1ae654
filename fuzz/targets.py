"""What must hold whatever the bytes: each target raises where it does not. Used by `fuzz.run` and by the tests."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache

from snslint import drafts, yamlfile
from snslint.errors import Problem, UserError
from snslint.lint import Linter
from snslint.model import Draft
from snslint.text import fold, hidden_characters

TODAY = dt.date(2026, 11, 21)


@cache
def linter() -> Linter:
    """One linter for all examples."""
    return Linter("onjuku", today=TODAY)


def read_any(data: bytes) -> None:
    """Any bytes as any format: posts with places in the file, or problems; at least one of them, and no other error."""
    known = drafts.suffixes()
    path = f"a{known[data[0] % len(known)]}" if data else "a.txt"
    found = list(drafts.read_bytes(path, data[1:]))
    assert found
    for one in found:
        if isinstance(one, Problem):
            assert one.message
            continue
        for offset in (0, len(one.text)):
            place = one.source.locate(one.text, offset)
            assert place.line >= 1
            assert place.column >= 1


def parse_yaml(data: bytes) -> None:
    """Any text as YAML: data, or problems whose places are in the text."""
    text = data.decode("utf-8", "replace")
    problems: tuple[Problem, ...] = ()
    try:
        yamlfile.parse(text, "a.yaml")
    except UserError as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


def fold_any(data: bytes) -> None:
    """Any text folded: each character leads back to some written ones, in order."""
    text = data.decode("utf-8", "surrogateescape")
    folded = fold(text)
    before = 0
    for at in range(len(folded.text)):
        span = folded.span(at, at + 1)
        assert before <= span.start < span.end <= len(text)
        before = span.start
    assert all(0 <= span.start < span.end <= len(text) for span in hidden_characters(text))


def check_any(data: bytes) -> None:
    """Any text checked: spans in the text, and the same report again."""
    text = data.decode("utf-8", "replace")[:5_000]
    report = linter().check(text, platform=("x", "instagram"))
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in report.findings)
    assert linter().check(text, platform=("x", "instagram")) == report


def same_verdict(data: bytes) -> None:
    """The same findings whatever the line ends."""
    text = data.decode("utf-8", "replace")[:2_000].replace("\r", "")
    assert _verdict(text) == _verdict(text.replace("\n", "\r\n")) == _verdict(text.replace("\n", "\r"))


def _verdict(text: str) -> list[tuple[str, str]]:
    findings = linter().check(text).findings
    words = ((one.rule, text[one.span.start : one.span.end]) for one in findings)
    return [(rule, found.replace("\r\n", "\n").replace("\r", "\n")) for rule, found in words]


def no_character_lost(data: bytes) -> None:
    """Posts written as JSONL come back as they were."""
    texts = [text for text in data.decode("utf-8", "replace").replace("\0", "").split("|") if text.strip()]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    found = list(drafts.read_bytes("a.jsonl", lines.encode())) if texts else []
    assert [one.text for one in found if isinstance(one, Draft)] == texts


TARGETS: dict[str, Callable[[bytes], None]] = {
    "read": read_any,
    "yaml": parse_yaml,
    "fold": fold_any,
    "check": check_any,
    "verdict": same_verdict,
    "lost": no_character_lost,
}
