"""The register of what must not be spoken of yet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from snslint import Linter, embargo
from snslint.errors import UserError
from snslint.model import Embargo, Meta

REGISTER = (Embargo("新図書館", ("さざなみ図書館",), dt.datetime(2026, 12, 1, 9, 0)),)
TEXT = "駅前に「ｻｻﾞﾅﾐ図書館」、じゃなくて、さざなみ図書館ができます。"


@pytest.mark.parametrize(
    ("publish_at", "found"),
    [
        (None, True),
        (dt.datetime(2026, 12, 1, 8, 59), True),
        (dt.datetime(2026, 12, 1, 9, 0), False),
        (dt.datetime(2026, 11, 30, 23, 59, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 12, 1, 0, 0, tzinfo=dt.UTC), False),
    ],
)
def test_a_draft_may_speak_of_it_from_its_release_on(publish_at: dt.datetime | None, found: bool) -> None:
    linter = Linter("onjuku", today=dt.date(2026, 11, 21), embargoes=REGISTER)
    report = linter.check(TEXT, meta=Meta(publish_at=publish_at))
    words = [TEXT[f.span.start : f.span.end] for f in report.findings if f.rule == "unreleased/embargo"]
    assert words == (["さざなみ図書館"] if found else [])


def test_the_register_is_read(tmp_path: Path) -> None:
    path = tmp_path / "embargo.yaml"
    path.write_text(
        '- subject: "新図書館"\n  words: [さざなみ図書館]\n  release: 2026-12-01 09:00\n', encoding="utf-8"
    )
    assert embargo.load(path) == REGISTER


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "embargo.yaml"
    path.write_text("- subject: 件\n  word: [あ]\n  release: あした\n- ただの文\n", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        embargo.load(path)
    assert [(problem.line, problem.message) for problem in raised.value.problems] == [
        (2, "項目「word」はありません。「words」ではありませんか。使えるもの: release、subject、words"),
        (1, "言葉（words）を [ ] の中に一つ以上書いてください。"),
        (3, "公表の日時（release）を 2026-12-01 09:00 のように書いてください。"),
        (4, "件名（subject）、言葉（words）、公表の日時（release）を書いてください。"),
    ]
