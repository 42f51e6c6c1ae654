"""The names that a municipality file uses of the rules: each must be there, or a change to it would do nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from snslint.errors import Problem, UserError, unknown
from snslint.model import Municipality
from snslint.rules import Library


def check(municipality: Municipality, library: Library, folders: Sequence[Path]) -> None:
    """UserError with each rule and word class that the municipality's files name and the library has not.

    Also with each added word that no text can be cut into.
    """
    rules = {rule.id for rule in library.rules}
    classes = {bucket[1:] for bucket in library.buckets if bucket.startswith("$")}
    named = {check.what for clause in municipality.clauses for check in clause.checks if "/" in check.what}
    if (named | set(municipality.rules)) <= rules and not municipality.words:
        return
    problems = list(_problems(municipality.id, rules, classes, folders))
    if problems:
        raise UserError(problems)


def _problems(
    name: str, rules: set[str], classes: set[str], folders: Sequence[Path], above: tuple[Path, ...] = ()
) -> Iterator[Problem]:
    from snslint import yamlfile
    from snslint.rules import checks

    found = [path for folder in folders for path in sorted(folder.glob("*.yaml")) if path.stem == name]
    path = next(path for path in reversed(found) if path.resolve() not in above)
    yaml = yamlfile.read(path)
    data: Any = yaml.data
    for rule in data.get("rules") or ():
        if rule not in rules:
            yield yaml.problem(("rules", rule), unknown("ルール", rule, _siblings(rule, rules)), key=True)
    for word_class, words in (data.get("words") or {}).items():
        if word_class not in classes:
            message = unknown("語のまとまり", word_class, classes)
            yield yaml.problem(("words", word_class), message, key=True)
        for number, word in enumerate(words):
            if wrong := checks.never_found(word):
                yield yaml.problem(("words", word_class, number), wrong)
    for number, clause in enumerate(data.get("clauses") or ()):
        for at, check in enumerate(clause.get("checks") or ()):
            what = check if isinstance(check, str) else check["what"]
            if "/" in what and what not in rules:
                message = unknown("ルール", what, _siblings(what, rules))
                yield yaml.problem(("clauses", number, "checks", at), message)
    if base := data.get("extends"):
        yield from _problems(base, rules, classes, folders, (*above, path.resolve()))


def _siblings(rule: str, rules: set[str]) -> list[str]:
    """The rules of the same family: all that may be meant, without the hundred others."""
    family = rule.partition("/")[0]
    return [one for one in rules if one.startswith(f"{family}/")]
