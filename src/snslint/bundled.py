"""Where the shipped rules and municipalities are."""

from __future__ import annotations

from pathlib import Path


def rules_folder() -> Path:
    """The shipped `rules/` folder."""
    return _packs() / "rules"


def municipalities_folder() -> Path:
    """The shipped `municipalities/` folder."""
    return _packs() / "municipalities"


def _packs() -> Path:
    package = Path(__file__).resolve().parent
    in_wheel = package / "_packs"
    return in_wheel if in_wheel.is_dir() else package.parent.parent  # the checkout, when installed from it
