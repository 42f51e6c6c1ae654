"""Where the shipped rules and municipalities are, and what a wheel carries of them in compiled form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from snslint import cache


def rules_folder() -> Path:
    """The shipped `rules/` folder."""
    return _packs() / "rules"


def municipalities_folder() -> Path:
    """The shipped `municipalities/` folder."""
    return _packs() / "municipalities"


def carries(folders: Sequence[Path]) -> bool:
    """Whether these are shipped folders alone, and the program was installed from a wheel that carries them compiled."""
    return all(folder in (rules_folder(), municipalities_folder()) for folder in folders) and _kept().is_dir()


def kept(name: str, key: str) -> Mapping[str, Any] | None:
    """What was compiled under that name and key when the wheel was built; None where there is no such thing.

    It is read whoever owns it: who may write there may write the program itself.
    """
    return cache.read(_kept() / f"{name}.json", key)


def _kept() -> Path:
    return _packs() / "kept"


def _packs() -> Path:
    package = Path(__file__).resolve().parent
    in_wheel = package / "_packs"
    return in_wheel if in_wheel.is_dir() else package.parent.parent  # the checkout, when installed from it
