"""Fit learned cues: per family a linear model over lemmas, word classes and contexts, written as a rule that people can read.

    python benchmarks/fit.py [--without CORPUS …] [--write] [--judge CORPUS …]

Every invented corpus is used, and the published notices where SNSLINT_DATA names them. Cross-validation keeps whole
files together (a contrast pair stands in one file). A cue needs 5 posts from 2 files; of those a fit to all of them is
made, and then one to the MOST_CUES that weigh most.

A post is a finding from a score on that is the same for every family: the lowest from which the findings of all families,
out of fold and on posts such as staff write, are right to PRECISION. A family that is not right to ROUGH by itself there
starts higher; one that finds fewer than FEWEST so gets no learned cues. A post that scores below HARMLESS is like those
that break nothing. Weights are rounded to two places.

`--judge` measures rules and learned cues together on files that must be judged as unseen: each by cues fitted without it.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks import quality

from snslint import municipalities
from snslint.families import FAMILIES
from snslint.lint import Linter
from snslint.lint.evaluate import SHORTEST, fitted_cues
from snslint.matchers.search import Search
from snslint.model import Municipality

Cue = tuple[str, str]
"""What a fitted cue looks for: "lemmas", "class" or "context", and which."""

RULES = Path(__file__).parents[1] / "rules"
PRECISION, ROUGH, FEWEST = 0.95, 0.85, 5
HARMLESS = -1.5  # of the posts that score less, about one in 150 breaks the clause
MOST_CUES = 2000
STRENGTH = 0.012  # of the data against the penalty on large weights, for posts of 100 characters
POSITIVE = 4  # how much more a missed breach weighs than a false alarm while fitting
UNREAD = ("dev-e", "own-x", "own-y")  # kept out of rules and fits alike, so that something can be measured
UNFITTED = ("accuracy", "approval", "length", "short-url")  # judged exactly by detectors


@dataclass(frozen=True)
class Data:
    """Posts as rows of the cues that they hold."""

    files: np.ndarray
    towns: np.ndarray
    labels: list[frozenset[str]]
    lengths: np.ndarray
    cues: list[Cue]
    rows: csr_matrix


def read(paths: Sequence[Path]) -> Data:
    """All posts of the corpora, with the cues that enough posts and files hold."""
    posts = [(path.stem, post) for path in paths for post in quality.read(path)]
    holders: dict[Cue, set[int]] = defaultdict(set)
    lengths = []
    with tempfile.TemporaryDirectory() as folder:
        linter = Linter(packs=[_every_cue(Path(folder))], today=quality.TODAY)
        evidence = next(rule.evidence for rule in linter.library.rules if rule.id == EVERY_CUE)
        assert evidence is not None
        for number, (_, post) in enumerate(posts):
            search = linter.search(post.draft)
            lengths.append(len(search.document.text))
            for cue in lemmas(search):
                holders[cue].add(number)
            for found in fitted_cues(evidence, search):
                holders[_cue(found.name)].add(number)
    files = [name for name, _ in posts]
    kept = sorted(g for g, held in holders.items() if len(held) >= 5 and len({files[n] for n in held}) >= 2)
    pairs = np.array([(number, column) for column, gram in enumerate(kept) for number in holders[gram]])
    rows = csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), (len(posts), len(kept)))
    return Data(
        np.array(files),
        np.array([post.draft.municipality for _, post in posts]),
        [frozenset(label.family for label in post.labels) for _, post in posts],
        np.array(lengths),
        kept,
        rows,
    )


EVERY_CUE = "rumour/every-cue"


def _every_cue(pack: Path) -> Path:
    """A pack whose one rule asks for every word class and context of the shipped rules."""
    wanted = [("class", path.stem) for path in sorted((RULES / "lexicon").glob("*.yaml"))]
    wanted += [("context", path.stem) for path in sorted((RULES / "contexts").glob("*.yaml"))]
    path = pack / "rules" / f"{EVERY_CUE}.yaml"
    path.parent.mkdir(parents=True)
    cues = "".join(f"    - {{{kind}: {name}, weight: 1}}\n" for kind, name in wanted)
    path.write_text(
        "title: t\nseverity: info\nmessage: m\nwhy: w\nsuggest: s\n"
        f"evidence:\n  threshold: 100\n  grams:\n{cues}",
        encoding="utf-8",
    )
    return pack


def _cue(name: str) -> Cue:
    return ("class", name[1:]) if name.startswith("$") else ("context", name)


def lemmas(search: Search) -> set[Cue]:
    """Runs of one or two lemmas: longer ones find nothing more in posts that were left out."""
    found: set[Cue] = set()
    words = [token.word for token in search.document.tokens]
    for size in (1, 2):
        for start in range(len(words) - size + 1):
            row = words[start : start + size]
            if not any(" " in word or word.isdigit() for word in row):
                found.add(("lemmas", " ".join(row)))
    return found


@dataclass(frozen=True)
class Model:
    """Weights by column, and what is added to the sum."""

    columns: np.ndarray
    weights: np.ndarray
    intercept: float

    def scores(self, rows: csr_matrix, scale: np.ndarray) -> np.ndarray:
        """The score of each post, above which it is a finding."""
        scores: np.ndarray = np.asarray(rows[:, self.columns] @ self.weights) * scale + self.intercept
        return scores


def fit(data: Data, use: np.ndarray, wanted: np.ndarray) -> Model:
    """A model of `wanted` on the posts `use`, with the cues that weigh most in one of all cues."""
    rows, y = data.rows[use], wanted[use]
    seen = np.asarray(rows.sum(axis=0)).ravel()
    rarity = np.log((1 + len(y)) / (1 + seen)) + 1
    scaled = rows.multiply(_scale(data.lengths[use])[:, None]).multiply(rarity[None, :]).tocsr()
    weights = np.abs(_regression().fit(scaled, y).coef_[0])
    columns = np.sort(np.argsort(-weights, kind="stable")[:MOST_CUES])
    model = _regression().fit(scaled[:, columns], y)
    return Model(columns, model.coef_[0] * rarity[columns], float(model.intercept_[0]))


def _regression() -> LogisticRegression:
    return LogisticRegression(
        C=STRENGTH,
        class_weight={False: 1, True: POSITIVE},
        solver="liblinear",
        intercept_scaling=10,  # or the penalty on large weights would draw it to nothing as well
        random_state=0,
    )


def _scale(lengths: np.ndarray) -> np.ndarray:
    scale: np.ndarray = 1 / np.sqrt(np.maximum(lengths, SHORTEST) / 100)
    return scale


def folds(files: np.ndarray) -> list[list[str]]:
    """Files that are left out together: each dev file and the notices by themselves, the others by threes."""
    names = sorted(set(files))
    many = [name for name in names if name.startswith(("own", "train"))]
    return [[name] for name in names if name not in many] + [
        many[at : at + 3] for at in range(0, len(many), 3)
    ]


def out_of_fold(data: Data, use: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Each post's score by a model that has not seen its file."""
    scores = np.full(len(wanted), -np.inf)
    for names in folds(data.files):
        left_out = np.isin(data.files, names)
        if (use & left_out).any() and wanted[use & ~left_out].sum() >= FEWEST:
            model = fit(data, use & ~left_out, wanted)
            scores[left_out] = model.scores(data.rows[left_out], _scale(data.lengths[left_out]))
    scores[~use] = -np.inf
    return scores


@dataclass(frozen=True)
class Family:
    """A family over all posts: which it can be found in, which break it, and their scores out of fold."""

    name: str
    use: np.ndarray
    wanted: np.ndarray
    scores: np.ndarray


def judged(name: str, data: Data) -> Family:
    """The family of that name."""
    towns = [municipalities.load(town) for town in municipalities.names()]
    use = np.isin(data.towns, [town.id for town in towns if has_clause(town, name)])
    wanted = np.array([name in labels for labels in data.labels])
    return Family(name, use, wanted, out_of_fold(data, use, wanted))


def common_limit(data: Data, families: Sequence[Family]) -> float:
    """The score from which the findings of all families together are right to PRECISION."""
    alike = such_as_staff_write(data.files)
    scores, wanted = (
        np.concatenate([part[alike] for part in parts])
        for parts in ([family.scores for family in families], [family.wanted for family in families])
    )
    limit = lowest(scores, wanted, PRECISION)
    assert limit is not None
    return limit


def lowest(scores: np.ndarray, wanted: np.ndarray, precision: float) -> float | None:
    """The lowest score from which so many are wanted; None where fewer than FEWEST are."""
    order = np.argsort(-scores, kind="stable")
    order = order[np.isfinite(scores[order])]
    right = np.cumsum(wanted[order])
    found = np.flatnonzero((right >= precision * np.arange(1, len(order) + 1)) & (right >= FEWEST))
    return float(scores[order[found[-1]]]) if len(found) else None


def such_as_staff_write(files: np.ndarray) -> np.ndarray:
    """Which posts are drafts of all kinds, or notices; the others were written to be hard."""
    pairs = [f"own-{letter}" for letter in "abcdefghi"]
    found: np.ndarray = ~np.char.startswith(files, "train") & ~np.isin(files, pairs)
    return found


def corpora(without: Iterable[str]) -> list[Path]:
    """The files to learn from."""
    paths = sorted(quality.CORPORA.glob("*.jsonl"))
    data = os.environ.get("SNSLINT_DATA")
    if data:
        paths.append(Path(data) / "corpus" / quality.REAL)
    return [path for path in paths if path.stem not in {*without, *UNREAD}]


@dataclass(frozen=True)
class Learned:
    """The learned cues of a family: its model, the score from which a post is a finding, and what it found out of fold."""

    model: Model
    limit: float
    figures: dict[str, str]
    found_on_dev: int


def learn(family: Family, data: Data, common: float, without: str = "") -> Learned | None:
    """The family's learned cues, fitted without that file; None where they are not right often enough."""
    use, wanted, scores = family.use, family.wanted, family.scores
    alike = such_as_staff_write(data.files)
    own = lowest(scores[alike], wanted[alike], ROUGH)
    if own is None:
        return None
    limit = max(own, common)
    reached, dev = scores >= limit, np.char.startswith(data.files, "dev")
    if (reached & wanted & alike).sum() < FEWEST:
        return None
    figures = {"score": f"{limit:.2f} (common {common:.6f})"}
    for name, mask in (("dev", dev), ("all", np.ones(len(wanted), bool))):
        right, seen, labels = (
            int(x.sum()) for x in (reached & wanted & mask, reached & mask, wanted & use & mask)
        )
        figures[f"out-of-fold {name}"] = (
            f"recall {right / max(labels, 1):.2f} ({right} of {labels}), precision {right / max(seen, 1):.2f}"
        )
    return Learned(
        fit(data, use & (data.files != without), wanted), limit, figures, int((reached & wanted & dev).sum())
    )


def digest(paths: Sequence[Path]) -> str:
    """What the fit was made from: posts, word classes and contexts."""
    hashed = hashlib.sha256()
    for path in (
        *paths,
        *sorted((RULES / "lexicon").glob("*.yaml")),
        *sorted((RULES / "contexts").glob("*.yaml")),
    ):
        hashed.update(path.name.encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()[:16]


def written(family: str, data: Data, learned: Learned, made_from: str) -> str:
    """The rule file of a family's learned cues."""
    name = FAMILIES[family]
    model = learned.model
    weights = sorted(
        ((data.cues[c], round(float(w), 2)) for c, w in zip(model.columns, model.weights, strict=True)),
        key=lambda item: (-item[1], item[0]),
    )
    fitted = {"corpora": made_from, "scikit-learn": version("scikit-learn"), **learned.figures}
    lines = [
        f'title: "{name}に多い言い回し"',
        "severity: warning",
        f'message: "{{cues}}など、{name}に触れる投稿に多い言い回しが重なっています。"',
        'why: "一つひとつは普通の言葉でも、重なると条項に触れる投稿であることが多い言い回しです。"',
        'suggest: "下線の文が条項に触れていないか、もう一人の目で確かめてください。"',
        "once: true",
        "evidence:",
        f"  threshold: {learned.limit - model.intercept:.2f}",
        f"  harmless: {HARMLESS - model.intercept:.2f}",
        "  grams: |",
        "    # 重み 種類 言葉。重みの大きい順。余計な手がかりは、その行を消してください",
        *(f"    {weight:.2f} {kind} {what}" for (kind, what), weight in weights if weight),
        "fitted:",
        *(f'  {key}: "{value}"' for key, value in fitted.items()),
    ]
    return "\n".join(lines) + "\n"


def judge(name: str, data: Data, families: Iterable[Family], common: float) -> str:
    """The table of figures of rules and learned cues on a file, whose posts were not fitted to."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder)
        shutil.copytree(RULES, pack / "rules")
        for family in families:
            path = pack / "rules" / family.name / "learned.yaml"
            learned = learn(family, data, common, without=name)
            if learned is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(written(family.name, data, learned, ""), encoding="utf-8")
        linter = Linter(packs=[pack], alone=True, today=quality.TODAY)
        scores, _, _ = quality.measure(quality.read(quality.CORPORA / f"{name}.jsonl"), linter, None)
    return quality.table(scores)


def main() -> int:
    """Fit every family, print its out-of-fold figures, and write the rules if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--without", action="append", default=[], metavar="CORPUS")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--judge", action="append", default=[], metavar="CORPUS")
    options = parser.parse_args()
    paths = corpora(options.without)
    made_from = digest(paths)
    data = read(paths)
    print(f"{len(data.labels)} posts, {len(data.cues)} cues")
    found_on_dev = 0
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
        names = [name for name in FAMILIES if name not in UNFITTED]
        families = list(pool.map(judged, names, [data] * len(names)))
    common = common_limit(data, families)
    for family in families:
        learned = learn(family, data, common)
        path = RULES / family.name / "learned.yaml"
        if learned is None:
            print(f"{family.name}: not right often enough")
            if options.write:
                path.unlink(missing_ok=True)
            continue
        print(f"{family.name}: {learned.figures}")
        found_on_dev += learned.found_on_dev
        if options.write:
            path.write_text(written(family.name, data, learned, made_from), encoding="utf-8")
    print(f"found on the dev files, out of fold: {found_on_dev}")
    for name in options.judge:
        print(f"\n{name}, by cues fitted without it:\n{judge(name, data, families, common)}")
    return 0


def has_clause(town: Municipality, family: str) -> bool:
    """Whether the municipality's guideline speaks of the family in posts."""
    return any(
        check.what.partition("/")[0] == family
        for clause in town.clauses
        if "post" in clause.applies_to
        for check in clause.checks
    )


if __name__ == "__main__":
    sys.exit(main())
