"""Whatever is given for a guideline, reading it ends well and loses nothing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from snslint.municipalities import load
from snslint.municipalities.importing import import_guideline
from snslint.municipalities.importing.writing import to_yaml

MARKS = ["1", "２ ", "3.", "第1章", "第2条", "第2条の3", "(1)", "（２）", "⑶", "ア ", "(イ)", "ロ ", "①", "a. ", "一 ", "(二)", "・",
         "- ", "● ", "■", "【目的】", "<見出し>", "※1 ", "注2", "¹", "附則", "別記1 ", "(趣旨)", "# ", "様式第1号", "目次", "…… 3"]  # fmt: skip
WORDS = ["次に掲げる情報は発信してはならない。", "個人情報", "差別を助長するもの", "このガイドラインは、", "利用者の書き込みを削除する。",
         "お問い合わせ", "# 印", "a: b", "'\"\\", "\u3000", "", "課長の承認を得て発信する。", "目的"]  # fmt: skip
LINES = st.lists(
    st.tuples(st.sampled_from([*MARKS, ""]), st.sampled_from(WORDS), st.text(max_size=8)).map("".join)
)


def characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text.removeprefix("\ufeff")))


@given(LINES.map("\n".join))
@settings(max_examples=150, deadline=None)
def test_nothing_of_any_text_is_lost(text: str) -> None:
    read = import_guideline(text).outline
    told = "".join(f"{one.printed}{one.title}{one.text}" for one in read.entries)
    assert characters(told + "".join(one.text for one in read.remainder)) == characters(text)


def test_the_file_of_any_text_that_has_a_clause_loads(tmp_path: Path) -> None:
    @given(LINES.map("\n".join))
    @settings(max_examples=60, deadline=None)
    def loads(text: str) -> None:
        read = import_guideline(text)
        if not read.outline.entries:
            return
        (tmp_path / "any.yaml").write_text(to_yaml(read), encoding="utf-8")
        assert len(load("any", [tmp_path]).clauses) == len(read.outline.entries)

    loads()
