"""Reports built by hand, so that what a format shows is known to the last character."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from snslint import formats
from snslint.errors import Problem
from snslint.model import (
    Draft,
    Finding,
    Guideline,
    Length,
    Location,
    Municipality,
    Own,
    Quote,
    Reminder,
    Report,
    Severity,
    Span,
)
from snslint.text import line_column

HEARSAY = Quote("5(9)", "虚偽や事実と異なる内容及び単なる噂や噂を助長させるもの")
PRIVATE = Quote("5(10)", "個人情報やプライバシーを侵害するもの")
RIGHTS = Reminder(Quote("5(5)", "知的財産権を侵害するもの"), "写真の権利者の許諾を得ましたか。")


@dataclass(frozen=True)
class File:
    """A file whose post begins on its first line, as in a .txt file."""

    path: str

    def locate(self, text: str, offset: int) -> Location:
        return Location(self.path, *line_column(text, offset))


@dataclass(frozen=True)
class Rule:
    title: str
    why: str
    suggest: str


def report(marked: str, *, path: str = "draft.txt", id: str | None = None, **more: object) -> Report:  # noqa: A002
    """A report of the post `marked` in which every «…» is a finding."""
    findings = []
    text = ""
    for piece in re.split("(«[^»]*»)", marked):
        words = piece.strip("«»")
        if piece.startswith("«"):
            span = Span(len(text), len(text) + len(words))
            findings.append(
                Finding(
                    span,
                    "rumour/hearsay",
                    "rumour",
                    Severity.WARNING,
                    HEARSAY,
                    f"「{words}」は伝聞です。",
                    f"「{words}」を消してください。",
                )
            )
        text += words
    draft = Draft(text, File(path), id=id, municipality="onjuku", platforms=("x",))
    return replace(Report(draft, tuple(findings), (RIGHTS,), (X,)), **more)  # type: ignore[arg-type]  # a test's own fields


X = Length("x", 26, 280, "weighted", False)
BROKEN = Problem("「---」の行がありません。", "broken.md", 3, 1, "author: 佐藤")


@pytest.fixture(name="report")
def report_() -> Callable[..., Report]:
    return report


@pytest.fixture
def context() -> formats.Context:
    onjuku = Municipality(
        "onjuku", "御宿町", Guideline("御宿町ソーシャルメディア活用ガイドライン"), Own(), ()
    )
    rule = Rule("伝聞のまま終わる文", "伝聞でも事実として受け取られます。", "発表元を添えてください。")
    return formats.Context(
        "1.2.3",
        municipalities={"onjuku": onjuku},
        rules={"rumour/hearsay": rule},
    )


@pytest.fixture
def problem() -> Problem:
    return BROKEN


@pytest.fixture
def write(context: formats.Context) -> Callable[..., str]:
    """Write items in a format; keywords change the context."""

    def written(name: str, *items: formats.Item, **changes: object) -> str:
        changed = replace(context, **changes)  # type: ignore[arg-type]  # a test's own fields
        return "".join(formats.get(name).write(items, changed))

    return written
