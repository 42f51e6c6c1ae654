"""The learned cues are what fitting makes of the corpora, the word classes and the contexts that stand beside them."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from benchmarks import fit

FAMILY = "religion"
FILES = sorted((ROOT / "rules").glob("*/learned.yaml"))
OTHER_VERSIONS = 0.02  # what weights may differ by


@pytest.fixture(scope="module")
def fitting(data: Path) -> fit.Data:
    """All posts that cues are fitted to."""
    from benchmarks import fit

    return fit.read(fit.corpora(()))


@pytest.mark.parametrize("path", FILES, ids=[path.parent.name for path in FILES])
def test_learned_cues_were_fitted_to_what_stands_here(data: Path, path: Path) -> None:
    from benchmarks import fit

    noted = yaml.safe_load(path.read_text(encoding="utf-8"))["fitted"]["corpora"]
    assert noted == fit.digest(fit.corpora(())), "python benchmarks/fit.py --write"


def test_a_refit_gives_the_same_cues(fitting: fit.Data) -> None:
    from benchmarks import fit

    kept = (ROOT / "rules" / FAMILY / "learned.yaml").read_text(encoding="utf-8")
    figures = yaml.safe_load(kept)["fitted"]
    corpora, library = figures.pop("corpora"), figures.pop("scikit-learn")
    limit, common = (float(each) for each in figures["score"].rstrip(")").split(" (common "))
    assert limit == round(common, 2)  # a family that starts no higher than all
    own, constant = map(float, figures["own"].split())
    beside = yaml.safe_load(kept)["evidence"]["beside"]  # to fit it takes the scores of all families
    together = fit.Together(own, {name: weight * own for name, weight in beside.items()}, constant)
    model = fit.fit(fitting, FAMILY, fit.usable(FAMILY, fitting))
    made = fit.written(FAMILY, fitting, fit.Learned(model, together, common, figures, 0), corpora)
    if library == version("scikit-learn"):
        assert made == kept
    else:
        before, after = weights(kept), weights(made)
        nothing = (0.0, 0.0)
        assert {
            cue: (before.get(cue, nothing), after.get(cue, nothing))
            for cue in before.keys() | after.keys()
            if any(
                abs(was - now) > OTHER_VERSIONS
                for was, now in zip(before.get(cue, nothing), after.get(cue, nothing), strict=True)
            )
        } == {}


def weights(rule: str) -> dict[str, tuple[float, float]]:
    """Both weights of every cue of a fitted rule."""
    lines = (line for line in yaml.safe_load(rule)["evidence"]["grams"].splitlines() if line[0] != "#")
    found = (line.split(" ", 2) for line in lines)
    return {cue: (float(in_post), float(in_sentence)) for in_post, in_sentence, cue in found}
