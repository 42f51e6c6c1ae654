"""snslint: check a Japanese municipality's draft posts against its own social-media guideline.

>>> from snslint import Linter
>>> report = Linter("onjuku").check("…", platform="x")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from snslint.version import __version__

if TYPE_CHECKING:
    from snslint.lint import Linter
    from snslint.model import Draft, Finding, Report

__all__ = ["Draft", "Finding", "Linter", "Report", "__version__"]


def __getattr__(name: str) -> Any:
    """Load the public names when they are first asked for: the command line needs only some."""
    if name == "Linter":
        from snslint.lint import Linter

        return Linter
    if name in ("Draft", "Finding", "Report"):
        from snslint import model

        return getattr(model, name)
    raise AttributeError(f"module 'snslint' has no attribute {name!r}")
