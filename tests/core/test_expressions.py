"""Expressions that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from snslint.expressions import expression


def test_it_answers_as_what_re_compile_makes() -> None:
    lazy, compiled = expression("(?P<word>A+)b", re.IGNORECASE), re.compile("(?P<word>A+)b", re.IGNORECASE)
    assert lazy.sub("-", "xaaby") == compiled.sub("-", "xaaby") == "x-y"
    assert lazy.groupindex == compiled.groupindex
    assert (lazy.pattern, lazy.flags) == (compiled.pattern, compiled.flags)


def test_it_is_compiled_when_it_is_first_used() -> None:
    broken = expression("(")
    with pytest.raises(re.error):
        broken.search("")
