from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest


@pytest.fixture
def powerless(tmp_path: Path) -> AbstractContextManager[None]:
    """In its context the rights of files bind, even if the tests run as root."""
    if os.name == "nt":
        pytest.skip("rights work otherwise there")
    return _powerless(tmp_path)


@contextmanager
def _powerless(folder: Path) -> Iterator[None]:
    is_root = os.geteuid() == 0
    if is_root:
        folder.chmod(0o755)
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
