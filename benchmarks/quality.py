"""How well the rules judge labelled drafts: recall, precision, false alarms and overlap, by family.

    python benchmarks/quality.py [CORPUS…] [--family F] [--misses] [--false-alarms] [--layer rules|learned|both]
    python benchmarks/quality.py --save | --floor       keep the figures, or fail where one has dropped

recall: labels whose (family, clause) has a finding ÷ labels; errors and warnings count, info never.
precision: labels found ÷ (labels found + (post, family) pairs found without a label of that family).
false alarms: posts without a label that have a finding ÷ posts without a label; "plain" and "hard" as the corpus says,
"real" for published notices. overlap: of the labels found that mark words, those that a finding of the same family and
clause touches. The day of reference is each post's `publish_at`, else 2026-11-21.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from snslint.drafts import meta
from snslint.errors import Problem
from snslint.lint import Linter, TextSource
from snslint.model import Draft, Finding, Severity

HERE = Path(__file__).parent
CORPORA = HERE / "corpora"
FLOOR = HERE / "quality-floor.json"
TODAY = dt.date(2026, 11, 21)
REAL = "real-clean.jsonl"
READ = ("dev.jsonl", "dev-b.jsonl", "dev-c.jsonl", "dev-d.jsonl", "dev-e.jsonl")
UNREAD = (
    "own-y.jsonl"  # look only at its figures: they tell how the library does on posts it was not written from
)
SLACK = 0.0005  # figures are kept rounded to three places


@dataclass(frozen=True, slots=True)
class Label:
    """One problem that a reader marked."""

    family: str
    clause: str
    span: str


@dataclass(frozen=True, slots=True)
class Post:
    """A labelled draft."""

    draft: Draft
    labels: tuple[Label, ...]
    group: str  # plain, hard or real
    why: str


class _Where:
    def problem(self, loc: meta.Loc, message: str, *, key: bool = False) -> Problem:  # noqa: ARG002 -- as meta asks
        return Problem(f"{loc}: {message}")


def read(path: Path) -> Iterator[Post]:
    """The posts of a corpus file. ValueError for a record that is none."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        fields = {
            key: record[key] for key in ("id", "municipality", "platform", "text", "meta") if key in record
        }
        for made in meta.draft(fields, _Where(), TextSource(f"{path.name}:{record['id']}")):
            if isinstance(made, Problem):
                raise ValueError(f"{path.name}: {record['id']}: {made}")
            labels = tuple(Label(each["family"], each["clause"], each["span"]) for each in record["labels"])
            group = "real" if path.name == REAL else "hard" if record.get("hard") else "plain"
            yield Post(made, labels, group, record.get("why", ""))


@dataclass(slots=True)
class Score:
    """Counts that the figures are made of."""

    labels: int = 0
    found: int = 0
    hard_labels: int = 0
    hard_found: int = 0
    wrong: int = 0
    marked: int = 0
    touched: int = 0
    clean: Counter[str] = field(default_factory=Counter)
    alarmed: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """The figures, rounded to three places."""
        figures = {
            "recall": _ratio(self.found, self.labels),
            "recall_hard": _ratio(self.hard_found, self.hard_labels),
            "precision": _ratio(self.found, self.found + self.wrong),
            "overlap": _ratio(self.touched, self.marked),
        }
        for group in sorted(self.clean):
            figures[f"false_alarms_{group}"] = _ratio(self.alarmed[group], self.clean[group])
        return figures


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def counted(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that count: errors and warnings."""
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def touches(draft: Draft, finding: Finding, label: Label) -> bool:
    """Whether the finding shares a character with the label's words, wherever they stand."""
    at = draft.text.find(label.span)
    while at >= 0:
        if finding.span.start < at + len(label.span) and at < finding.span.end:
            return True
        at = draft.text.find(label.span, at + 1)
    return False


def measure(
    posts: Iterable[Post], linter: Linter, family: str | None
) -> tuple[dict[str, Score], list[str], list[str]]:
    """Scores by family and for "all"; the misses and the false findings as lines to read."""
    scores: dict[str, Score] = {"all": Score()}
    misses: list[str] = []
    alarms: list[str] = []
    total = scores["all"]
    for post in posts:
        findings = counted(linter.check(post.draft).findings)
        labels = list(post.labels)
        if family:
            findings = [finding for finding in findings if finding.family == family]
            labels = [label for label in labels if label.family == family]
        for label in labels:
            hits = [f for f in findings if (f.family, f.clause.id) == (label.family, label.clause)]
            for score in (total, scores.setdefault(label.family, Score())):
                score.labels += 1
                score.found += bool(hits)
                score.hard_labels += post.group == "hard"
                score.hard_found += post.group == "hard" and bool(hits)
                if hits and label.span:
                    score.marked += 1
                    score.touched += any(touches(post.draft, hit, label) for hit in hits)
            if not hits:
                misses.append(
                    f"{post.draft.source.path} {label.family}: 「{label.span}」 {post.why}\n    {post.draft.text}"
                )
        labelled = {label.family for label in post.labels}
        for wrong in sorted({finding.family for finding in findings} - labelled):
            for score in (total, scores.setdefault(wrong, Score())):
                score.wrong += 1
            for finding in findings:
                if finding.family == wrong:
                    words = post.draft.text[finding.span.start : finding.span.end]
                    alarms.append(
                        f"{post.draft.source.path} {finding.rule}: 「{words}」 {'CLEAN' if not labelled else ''} {post.why}\n"
                        f"    {post.draft.text}"
                    )
        if not post.labels:
            total.clean[post.group] += 1
            total.alarmed[post.group] += bool(findings)
    return scores, misses, alarms


def table(scores: dict[str, Score]) -> str:
    """The scores as lines of text."""
    lines = [
        f"{'family':16} {'labels':>6} {'recall':>7} {'hard':>7} {'prec.':>7} {'overlap':>7} {'wrong':>6}"
    ]
    for name, score in sorted(scores.items(), key=lambda item: (item[0] == "all", item[0])):
        figures = score.figures()
        lines.append(
            f"{name:16} {score.labels:6} {figures['recall']:7.3f} {figures['recall_hard']:7.3f}"
            f" {figures['precision']:7.3f} {figures['overlap']:7.3f} {score.wrong:6}"
        )
    total = scores["all"]
    for group, posts in sorted(total.clean.items()):
        lines.append(f"clean posts with a false alarm, {group}: {total.alarmed[group]} of {posts}")
    return "\n".join(lines)


def corpus_paths(given: Sequence[str]) -> list[Path]:
    """The files meant: the ones given, else those of the dev files and the unread one, and the real notices if they are there."""
    if given:
        return [Path(name) if Path(name).exists() else CORPORA / name for name in given]
    paths = [CORPORA / name for name in (*READ, UNREAD)]
    data = os.environ.get("SNSLINT_DATA")
    if data:
        paths.append(Path(data) / "corpus" / REAL)
    else:
        print(f"{REAL}: left out, SNSLINT_DATA is not set", file=sys.stderr)
    return paths


def main() -> int:
    """Measure, print, and keep or compare the figures; 1 where one has dropped."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    parser.add_argument("--family")
    parser.add_argument("--layer", choices=("rules", "learned", "both"), default="both")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--false-alarms", action="store_true")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--floor", action="store_true")
    options = parser.parse_args()
    linter = Linter(today=TODAY, layer=options.layer)
    figures: dict[str, dict[str, float]] = {}
    everything: list[Post] = []
    for path in corpus_paths(options.corpora):
        posts = list(read(path))
        everything += posts
        scores, misses, alarms = measure(posts, linter, options.family)
        figures[path.name] = scores["all"].figures()
        print(
            f"\n{path.name}: "
            + ", ".join(f"{name} {value:.3f}" for name, value in figures[path.name].items())
        )
        for shown, lines in ((options.misses, misses), (options.false_alarms, alarms)):
            if shown:
                print("\n".join(lines))
    scores, _, _ = measure(everything, linter, options.family)
    figures["all"] = scores["all"].figures()
    print(f"\n{table(scores)}")
    if options.save:
        FLOOR.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return compare(figures) if options.floor else 0


def compare(figures: dict[str, dict[str, Any]]) -> int:
    """1 where a figure kept in the floor is now worse; says which."""
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    worse = []
    for corpus, kept in floor.items():
        for name, value in kept.items():
            now = figures.get(corpus, {}).get(name)
            if now is None:
                worse.append(f"{corpus}: {name} was not measured")
            elif (now > value + SLACK) if name.startswith("false_alarms") else (now < value - SLACK):
                worse.append(f"{corpus}: {name} was {value}, is {now}")
    print("\n".join(worse) or "no figure has dropped")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
