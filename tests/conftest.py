"""What all tests share: other people's texts, and the rule that CI skips nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from snslint.lint import Linter

DATA = "SNSLINT_DATA"
"""The folder of other people's texts (conformance data, notices, guidelines), which are no part of the project."""


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder that SNSLINT_DATA names; a test that needs it is skipped where it is unset."""
    folder = os.environ.get(DATA)
    if not folder:
        pytest.skip(f"{DATA} is unset: other people's texts are not here")
    return Path(folder)


@pytest.fixture(scope="session")
def linter() -> Linter:
    """One linter for all tests that only ask it."""
    import datetime as dt

    return Linter("onjuku", today=dt.date(2026, 11, 21))


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that all tests share, and no CI around them."""
    monkeypatch.setenv("SNSLINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.delenv("CI", raising=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped; where SNSLINT_NO_SKIP is set, that is a failure."""
    skipped = terminalreporter.stats.get("skipped", [])
    for report in skipped:
        terminalreporter.write_line(f"skipped: {report.nodeid}: {report.longrepr[2]}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped something where SNSLINT_NO_SKIP is set."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SNSLINT_NO_SKIP") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = 1
