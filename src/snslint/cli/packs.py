"""The rules and municipalities that the settings at hand speak of: the shipped ones and those of own packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from snslint import bundled, municipalities, rules, settings
from snslint.cli import terminal
from snslint.model import Municipality
from snslint.rules import Library
from snslint.values import dataclass


@dataclass(frozen=True, slots=True)
class Packs:
    """Folders of rules and of municipalities, the shipped one first."""

    rules_folders: tuple[Path, ...]
    municipality_folders: tuple[Path, ...]

    def library(self) -> Library:
        """All rules and the words they look for. UserError with every mistake in them."""
        return rules.load(self.rules_folders, terminal.cache())

    def municipalities(self) -> list[str]:
        """The names of all municipalities."""
        return municipalities.names(self.municipality_folders)

    def municipality(self, name: str) -> Municipality:
        """The municipality of that name. UserError: there is none, or its file is wrong."""
        return municipalities.load(name, self.municipality_folders)


def load(config: Path | None = None) -> Packs:
    """The shipped pack and those that the settings (`config`, else the nearest snslint.yaml) name."""
    found = config or settings.find_settings(Path.cwd())
    own: Sequence[Path] = settings.load(found).packs if found else ()
    return Packs(
        (bundled.rules_folder(), *_below(own, "rules")),
        (bundled.municipalities_folder(), *_below(own, "municipalities")),
    )


def _below(packs: Sequence[Path], name: str) -> tuple[Path, ...]:
    return tuple(pack / name for pack in packs if (pack / name).is_dir())
