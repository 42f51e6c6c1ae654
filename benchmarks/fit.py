"""Fit learned cues: per family two linear models over lemmas, word classes and contexts, written as a rule for people to read.

    python benchmarks/fit.py [--without CORPUS …] [--write] [--judge CORPUS …]

Every invented corpus is used, and the published notices where SNSLINT_DATA names them. Cross-validation keeps whole
files together (a contrast pair stands in one file). A cue needs 5 posts from 2 files; of those a fit to all of them is
made, and then one to the MOST_CUES that weigh most.

One model knows a post that breaks the clause, the other a sentence that does. The score of a post is what the first says of
it, and SHARE of what the second says of its heaviest sentence. A post that scores below HARMLESS is like those that break
nothing.

Families know of each other: a resident's data told from duty breaks two clauses, a rumour of a plan only one. What a
family's own score says beside those of the others, each as far as it is above HARMLESS, is fitted to scores out of fold.

A post is a finding from what they say together on, the same for every family: the lowest from which the findings of all
families, out of fold and on posts such as staff write, are right to PRECISION. A family that is not so right by itself there
starts higher; one that finds fewer than FEWEST so gets no learned cues. Weights are rounded to two places.

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
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
from snslint.lint.evaluate import SHORTEST, SHORTEST_SENTENCE, fitted_cues
from snslint.matchers.search import Search
from snslint.model import Municipality, Span

Cue = tuple[str, str]
"""What a fitted cue looks for: "lemmas", "class" or "context", and which."""

RULES = Path(__file__).parents[1] / "rules"
PRECISION, FEWEST = 0.95, 5
HARMLESS = -1.0  # of the posts that score less, about one in 130 breaks the clause
MOST_CUES = 2000
STRENGTH = 0.006  # of the data against the penalty on large weights, in posts of 100 characters
OF_SENTENCES = 0.01  # the same of sentences
SHARE = 0.5
DEV_COUNTS = 3  # posts, as which one of the dev files counts while fitting: the others come from fewer hands
DEV_JUDGES = (
    10  # the same where scores are judged: together they count about as much as the drafts of all kinds
)
POSITIVE = 4  # how much more a missed breach weighs than a false alarm while fitting
OF_OTHERS = 0.02  # of the data against the penalty, where families learn of each other
UNREAD = ("own-x", "own-y")  # kept out of rules and fits alike, so that something can be measured
EARLIER = ("dev", "dev-b", "dev-c", *(f"train-{letter}" for letter in "abcdefgh"))
"""Labelled before the guide settled that a resident's data told from duty is a secret too."""
UNFITTED = ("accuracy", "approval", "length", "short-url")  # judged exactly by detectors


@dataclass(frozen=True)
class Sentences:
    """Sentences as rows of the cues that they hold: the number of each one's post, and the families marked in it."""

    posts: np.ndarray
    marked: list[frozenset[str]]
    lengths: np.ndarray
    rows: csr_matrix


@dataclass(frozen=True)
class Data:
    """Posts as rows of the cues that they hold, and their sentences."""

    files: np.ndarray
    towns: np.ndarray
    labels: list[frozenset[str]]
    lengths: np.ndarray
    cues: list[Cue]
    rows: csr_matrix
    sentences: Sentences


def read(paths: Sequence[Path]) -> Data:
    """All posts of the corpora, with the cues that enough posts and files hold."""
    posts = [(path.stem, post) for path in paths for post in quality.read(path)]
    holders: dict[Cue, set[int]] = defaultdict(set)  # sentences
    of_post: list[int] = []
    lengths, sentence_lengths, marked = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        linter = Linter(packs=[_every_cue(Path(folder))], alone=True, today=quality.TODAY)
        evidence = next(rule.evidence for rule in linter.library.rules if rule.id == EVERY_CUE)
        assert evidence is not None
        for number, (_, post) in enumerate(posts):
            search = linter.search(post.draft)
            document, before = search.document, len(of_post)
            lengths.append(len(document.text))
            for start, end in document.sentences:
                of_post.append(number)
                sentence_lengths.append(end - start)
                marked.append(_marked(post, document.span(start, end)))
            found = [*lemmas(search)]
            found += [
                (_cue(cue.name), start) for cue in fitted_cues(evidence, search) for start, _ in cue.places
            ]
            for each, start in found:
                holders[each].add(before + document.sentence_at(start))
    files = [name for name, _ in posts]
    kept = sorted(cue for cue, held in holders.items() if _common({of_post[at] for at in held}, files))
    pairs = np.array([(sentence, column) for column, cue in enumerate(kept) for sentence in holders[cue]])
    rows = csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), (len(of_post), len(kept)))
    holding = csr_matrix(
        (np.ones(len(of_post)), (of_post, np.arange(len(of_post)))), (len(posts), len(of_post))
    )
    return Data(
        np.array(files),
        np.array([post.draft.municipality for _, post in posts]),
        [frozenset(label.family for label in post.labels) for _, post in posts],
        np.array(lengths),
        kept,
        (holding @ rows).sign(),
        Sentences(np.array(of_post), marked, np.array(sentence_lengths), rows),
    )


def _common(held: set[int], files: Sequence[str]) -> bool:
    return len(held) >= 5 and len({files[post] for post in held}) >= 2


def _marked(post: quality.Post, sentence: Span) -> frozenset[str]:
    """The families of which the post's labels mark words of the sentence."""
    text = post.draft.text
    return frozenset(
        label.family
        for label in post.labels
        if (at := text.find(label.span)) < sentence.end and sentence.start < at + len(label.span)
    )


EVERY_CUE = "rumour/every-cue"


def _every_cue(pack: Path) -> Path:
    """A pack of the shipped rules in which one asks for every word class and context, in place of the learned ones."""
    shutil.copytree(RULES, pack / "rules", ignore=shutil.ignore_patterns("learned.yaml"))
    wanted = [("class", path.stem) for path in sorted((RULES / "lexicon").glob("*.yaml"))]
    wanted += [("context", path.stem) for path in sorted((RULES / "contexts").glob("*.yaml"))]
    path = pack / "rules" / f"{EVERY_CUE}.yaml"
    cues = "".join(f"    - {{{kind}: {name}, weight: 1}}\n" for kind, name in wanted)
    path.write_text(
        "title: t\nseverity: info\nmessage: m\nwhy: w\nsuggest: s\n"
        f"evidence:\n  threshold: 100\n  grams:\n{cues}",
        encoding="utf-8",
    )
    return pack


def _cue(name: str) -> Cue:
    return ("class", name[1:]) if name.startswith("$") else ("context", name)


_NAMES = "名詞-固有名詞"


def lemmas(search: Search) -> Iterator[tuple[Cue, int]]:
    """Runs of one or two lemmas, and where they start: longer ones find nothing more in posts that were left out.

    Names are none: those of the corpora's places and people would be learned, and tell nothing of other posts.
    """
    morphemes, starts, _ = search.document.cut
    for size in (1, 2):
        for first in range(len(morphemes) - size + 1):
            row = morphemes[first : first + size]
            if not any(" " in one.word or one.word.isdigit() or one.pos.startswith(_NAMES) for one in row):
                yield ("lemmas", " ".join(one.word for one in row)), starts[first]


@dataclass(frozen=True)
class Weights:
    """Weights by column, and what is added to the sum."""

    columns: np.ndarray
    weights: np.ndarray
    intercept: float

    def scores(self, rows: csr_matrix, scale: np.ndarray) -> np.ndarray:
        """The score of each row."""
        scores: np.ndarray = np.asarray(rows[:, self.columns] @ self.weights) * scale + self.intercept
        return scores


@dataclass(frozen=True)
class Model:
    """What tells a post that breaks the clause, and a sentence that does."""

    post: Weights
    sentence: Weights

    @property
    def intercept(self) -> float:
        """What is added to the sum of both."""
        return self.post.intercept + SHARE * self.sentence.intercept

    def scores(self, data: Data, posts: np.ndarray) -> np.ndarray:
        """The score of each of the posts, above which it is a finding."""
        those = posts[data.sentences.posts]
        of_sentences = self.sentence.scores(data.sentences.rows[those], sentence_scale(data)[those])
        first = np.flatnonzero(np.diff(data.sentences.posts[those], prepend=-1))
        of_posts = self.post.scores(data.rows[posts], post_scale(data)[posts])
        scores: np.ndarray = of_posts + SHARE * np.maximum.reduceat(of_sentences, first)
        return scores


def fit(data: Data, name: str, use: np.ndarray) -> Model:
    """The model of a family on the posts `use`."""
    broken = breaking(data, name)
    counts = np.where(np.char.startswith(data.files, "dev"), DEV_COUNTS, 1)
    marked = np.array([name in families for families in data.sentences.marked])
    of = data.sentences.posts
    # Of the other sentences of a post that breaks the clause, nobody said what they are.
    told = use[of] & (marked | ~broken[of])
    scale = sentence_scale(data)[told]
    return Model(
        _fit(data.rows[use], broken[use], post_scale(data)[use], counts[use], STRENGTH),
        _fit(data.sentences.rows[told], marked[told], scale, counts[of][told], OF_SENTENCES),
    )


def _fit(
    rows: csr_matrix, wanted: np.ndarray, scale: np.ndarray, counts: np.ndarray, strength: float
) -> Weights:
    """Weights that tell the wanted rows, of the cues that weigh most where all are weighed."""
    seen = np.asarray(rows.sum(axis=0)).ravel()
    rarity = np.log((1 + len(wanted)) / (1 + seen)) + 1
    scaled = rows.multiply(scale[:, None]).multiply(rarity[None, :]).tocsr()
    weights = np.abs(_regression(strength).fit(scaled, wanted, counts).coef_[0])
    columns = np.sort(np.argsort(-weights, kind="stable")[:MOST_CUES])
    model = _regression(strength).fit(scaled[:, columns], wanted, counts)
    return Weights(columns, model.coef_[0] * rarity[columns], float(model.intercept_[0]))


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(
        C=strength,
        class_weight={False: 1, True: POSITIVE},
        solver="liblinear",
        intercept_scaling=10,  # or the penalty on large weights would draw it to nothing as well
        random_state=0,
    )


def breaking(data: Data, name: str) -> np.ndarray:
    """Which posts break the family's clause."""
    return np.array([name in families for families in data.labels])


def post_scale(data: Data) -> np.ndarray:
    """What the sum of each post is multiplied by."""
    return _scale(data.lengths, SHORTEST)


def sentence_scale(data: Data) -> np.ndarray:
    """What the sum of each sentence is multiplied by."""
    return _scale(data.sentences.lengths, SHORTEST_SENTENCE)


def _scale(lengths: np.ndarray, shortest: int) -> np.ndarray:
    scale: np.ndarray = 1 / np.sqrt(np.maximum(lengths, shortest) / 100)
    return scale


def folds(files: np.ndarray) -> list[list[str]]:
    """Files that are left out together: each dev file and the notices by themselves, the others by sixes."""
    names = sorted(set(files))
    many = [name for name in names if name.startswith(("own", "train"))]
    return [[name] for name in names if name not in many] + [
        many[at : at + 6] for at in range(0, len(many), 6)
    ]


def out_of_fold(data: Data, name: str, use: np.ndarray) -> np.ndarray:
    """Each post's score by a model that has not seen its file."""
    wanted = breaking(data, name)
    scores = np.full(len(wanted), -np.inf)
    for names in folds(data.files):
        left_out = np.isin(data.files, names)
        if (use & left_out).any() and wanted[use & ~left_out].sum() >= FEWEST:
            scores[left_out] = fit(data, name, use & ~left_out).scores(data, left_out)
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
    use = usable(name, data)
    return Family(name, use, breaking(data, name), out_of_fold(data, name, use))


def usable(name: str, data: Data) -> np.ndarray:
    """Which posts are of a municipality whose guideline speaks of the family, and say whether they break its clause."""
    towns = [municipalities.load(town) for town in municipalities.names()]
    use: np.ndarray = np.isin(data.towns, [town.id for town in towns if has_clause(town, name)])
    if name == "confidential":
        untold = np.isin(data.files, EARLIER) & breaking(data, "personal-data") & ~breaking(data, name)
        use = use & ~untold
    return use


@dataclass(frozen=True)
class Together:
    """What a family's own score, and those of the others as far as they are above HARMLESS, say together."""

    own: float
    others: Mapping[str, float]
    constant: float

    def scores(self, family: Family, families: Sequence[Family]) -> np.ndarray:
        """What they say of each post."""
        weights = np.array([self.others.get(other.name, 0.0) for other in families])
        scores: np.ndarray = self.own * family.scores + excess(families) @ weights + self.constant
        return scores

    def of_own(self, score: float) -> float:
        """The own score that says as much where no other is above HARMLESS."""
        return (score - self.constant) / self.own

    def beside(self) -> dict[str, float]:
        """What 1 of each other family's score counts, in own score; those that count nothing are left out."""
        counts = {name: _rounded(weight / self.own) for name, weight in self.others.items()}
        return {name: weight for name, weight in counts.items() if weight}


def excess(families: Sequence[Family]) -> np.ndarray:
    """How far each post's score is above HARMLESS, by family; nothing where the family is not judged."""
    scores = np.array([family.scores for family in families]).T
    return np.where(np.isfinite(scores), np.maximum(scores - HARMLESS, 0), 0)


def together(family: Family, families: Sequence[Family], data: Data, use: np.ndarray) -> Together:
    """What the family's score says beside those of the others, fitted to the posts `use`."""
    used = use & family.use & such_as_staff_write(data.files) & np.isfinite(family.scores)
    others = [number for number, other in enumerate(families) if other.name != family.name]
    known = np.hstack([family.scores[used, None], excess(families)[np.ix_(used, others)]])
    model = LogisticRegression(C=OF_OTHERS, max_iter=1000)
    own, *weights = model.fit(known, family.wanted[used], judging(data.files)[used]).coef_[0]
    assert own > 0
    names = [families[number].name for number in others]
    return Together(own, dict(zip(names, weights, strict=True)), float(model.intercept_[0]))


def knowing_each_other(families: Sequence[Family], data: Data) -> list[Family]:
    """The families with what their scores say beside each other, each post by a fit without its file."""
    known = []
    for family in families:
        scores = np.full(len(family.scores), -np.inf)
        for names in folds(data.files):
            out = np.isin(data.files, names)
            scores[out] = together(family, families, data, ~out).scores(family, families)[out]
        known.append(replace(family, scores=scores))
    return known


def judging(files: np.ndarray) -> np.ndarray:
    """As how many posts each counts where scores are judged."""
    return np.where(np.char.startswith(files, "dev"), DEV_JUDGES, 1)


def common_limit(data: Data, families: Sequence[Family]) -> float:
    """The score from which the findings of all families together are right to PRECISION."""
    alike = such_as_staff_write(data.files)
    scores, wanted = (
        np.concatenate([part[alike] for part in parts])
        for parts in ([family.scores for family in families], [family.wanted for family in families])
    )
    limit = lowest(scores, wanted, np.tile(judging(data.files)[alike], len(families)))
    assert limit is not None
    return limit


def lowest(scores: np.ndarray, wanted: np.ndarray, counts: np.ndarray) -> float | None:
    """The lowest score from which PRECISION are wanted; None where fewer than FEWEST are.

    counts: as how many each counts.
    """
    order = np.argsort(-scores, kind="stable")
    order = order[np.isfinite(scores[order])]
    found, right = np.cumsum(wanted[order]), np.cumsum((wanted * counts)[order])
    enough = np.flatnonzero((right >= PRECISION * np.cumsum(counts[order])) & (found >= FEWEST))
    return float(scores[order[enough[-1]]]) if len(enough) else None


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
    """The learned cues of a family.

    together: what its score says beside those of the others. limit: from what they say together on a post is a finding.
    figures, found_on_dev: what it found out of fold.
    """

    model: Model
    together: Together
    limit: float
    figures: dict[str, str]
    found_on_dev: int


def learn(
    family: Family, families: Sequence[Family], known: Family, data: Data, common: float, without: str = ""
) -> Learned | None:
    """The family's learned cues, fitted without that file; None where they are not right often enough.

    known: the family, knowing the others.
    """
    use, wanted, scores = family.use, family.wanted, known.scores
    alike = such_as_staff_write(data.files)
    own = lowest(scores[alike], wanted[alike], judging(data.files)[alike])
    if own is None:
        return None
    limit = max(own, common)
    reached, dev = scores >= limit, np.char.startswith(data.files, "dev")
    if (reached & wanted & alike).sum() < FEWEST:
        return None
    fitted = together(family, families, data, data.files != without)
    figures = {
        "score": f"{limit:.2f} (common {common:.6f})",
        "own": f"{fitted.own:.6f} {fitted.constant:+.6f}",
    }
    for name, mask in (("dev", dev), ("all", np.ones(len(wanted), bool))):
        right, seen, labels = (
            int(x.sum()) for x in (reached & wanted & mask, reached & mask, wanted & use & mask)
        )
        figures[f"out-of-fold {name}"] = (
            f"recall {right / max(labels, 1):.2f} ({right} of {labels}), precision {right / max(seen, 1):.2f}"
        )
    return Learned(
        fit(data, family.name, use & (data.files != without)),
        fitted,
        limit,
        figures,
        int((reached & wanted & dev).sum()),
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


CLEARED = {"personal-data": ["unless:", "  - {context: consent, within: near}"]}
"""What holds a family's learned cues back, as its other rules."""


def written(family: str, data: Data, learned: Learned, made_from: str) -> str:
    """The rule file of a family's learned cues."""
    name = FAMILIES[family]
    model = learned.model
    fitted = {"corpora": made_from, "scikit-learn": version("scikit-learn"), **learned.figures}
    lines = [
        f'title: "{name}に多い言い回し"',
        "severity: warning",
        f'message: "{{cues}}など、{name}に触れる投稿に多い言い回しが重なっています。"',
        'why: "一つひとつは普通の言葉でも、重なると条項に触れる投稿であることが多い言い回しです。"',
        'suggest: "下線の文が条項に触れていないか、もう一人の目で確かめてください。"',
        "once: true",
        "evidence:",
        f"  threshold: {learned.together.of_own(learned.limit) - model.intercept:.2f}",
        f"  harmless: {HARMLESS - model.intercept:.2f}",
        "  # ほかの種類の言い回しが多い投稿では、その多さ1につき次の数を足します",
        "  beside:",
        *(f"    {other}: {weight:.2f}" for other, weight in learned.together.beside().items()),
        "  grams: |",
        "    # 投稿全体での重み、文の中での重み、種類、言葉。重みの大きい順。余計な手がかりは、その行を消してください",
        *(f"    {line}" for line in cue_lines(data, model)),
        *CLEARED.get(family, ()),
        "fitted:",
        *(f'  {key}: "{value}"' for key, value in fitted.items()),
    ]
    return "\n".join(lines) + "\n"


def cue_lines(data: Data, model: Model) -> list[str]:
    """A line for each cue: its weight in the post and in a sentence, its kind, and what it looks for. The heaviest first."""
    weights = dict.fromkeys(np.union1d(model.post.columns, model.sentence.columns), (0.0, 0.0))
    for column, weight in zip(model.post.columns, model.post.weights, strict=True):
        weights[column] = _rounded(weight), 0.0
    for column, weight in zip(model.sentence.columns, model.sentence.weights, strict=True):
        weights[column] = weights[column][0], _rounded(SHARE * weight)
    cues = sorted(
        ((data.cues[column], weight) for column, weight in weights.items()),
        key=lambda item: (-sum(item[1]), item[0]),
    )
    return [
        f"{in_post:.2f} {in_sentence:.2f} {kind} {what}"
        for (kind, what), (in_post, in_sentence) in cues
        if in_post or in_sentence
    ]


def _rounded(weight: float) -> float:
    return round(float(weight), 2) + 0.0  # without a minus before nothing


def judge(name: str, data: Data, families: Sequence[Family], known: Iterable[Family], common: float) -> str:
    """The table of figures of rules and learned cues on a file, whose posts were not fitted to."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder)
        shutil.copytree(RULES, pack / "rules")
        for family, knowing in zip(families, known, strict=True):
            path = pack / "rules" / family.name / "learned.yaml"
            learned = learn(family, families, knowing, data, common, without=name)
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
    known = knowing_each_other(families, data)
    common = common_limit(data, known)
    for family, knowing in zip(families, known, strict=True):
        learned = learn(family, families, knowing, data, common)
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
        print(f"\n{name}, by cues fitted without it:\n{judge(name, data, families, known, common)}")
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
