"""A rule's own examples, run as its tests; a context's too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from snslint import municipalities, platforms, rules
from snslint.document import Document
from snslint.drafts import meta
from snslint.errors import Problem, UserError
from snslint.lint import TextSource, evaluate
from snslint.matchers.search import Index, Search
from snslint.model import Draft, Embargo, Match, Own, SignOff
from snslint.rules import Library, compiler, sources
from snslint.rules.written import WrittenExample
from snslint.yamlfile import Loc, Yaml

TODAY = dt.date(2026, 11, 21)
"""The day of reference of examples that name none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How one example came out: `failure` says in Japanese what is wrong, or is ""."""

    rule: str
    place: str
    example: str
    failure: str
    todo: bool = False


def run(folders: Sequence[Path], wanted: Sequence[Path] = ()) -> list[Answer]:
    """The answers of all examples in the folders, or of those below the wanted paths.

    Raises UserError where a file is wrong.
    """
    files = sources.read(folders)
    library = rules.from_plain(compiler.compile_library(files))
    index = library.index()
    answers: list[Answer] = []
    for file in files:
        if wanted and not any(Path(file.path).resolve().is_relative_to(path) for path in wanted):
            continue
        if file.folder == compiler.CONTEXTS:
            answers.extend(_context_answers(file, library, index))
        elif file.folder != compiler.LEXICON:
            answers.extend(_rule_answers(file, library, index))
    return answers


def _rule_answers(file: sources.RuleFile, library: Library, index: Index) -> Iterator[Answer]:
    written, yaml = compiler.parse_rule(file)
    name = f"{file.folder}/{file.name}"
    rule = next(rule for rule in library.rules if rule.id == name)
    examples = written.examples
    for key, group, bad in (
        ("bad", examples.bad, True),
        ("good", examples.good, False),
        ("todo", examples.todo, None),
    ):
        for number, example in enumerate(group):
            as_object = WrittenExample(text=example) if isinstance(example, str) else example
            text, marked = unmark(as_object.text)
            search = Search(_document(as_object, text, yaml, ("examples", key, number)), index)
            found = [_place(match, search.document) for match in evaluate.matches(rule, search)]
            expects = bool(marked) if bad is None else bad
            failure = _failure(text, found, marked, expects)
            if bad is None:
                failure = (
                    ""
                    if failure
                    else "後で直す例(todo)が合うようになりました。bad か good に移してください。"
                )
            yield Answer(
                name, _where(yaml, ("examples", key, number)), as_object.text, failure, todo=bad is None
            )


def _context_answers(file: sources.RuleFile, library: Library, index: Index) -> Iterator[Answer]:
    written, yaml = compiler.parse_context(file)
    context = library.contexts[file.name]
    for key, group in (("in", written.examples.in_), ("out", written.examples.out)):
        for number, text in enumerate(group):
            search = Search(Document(Draft(text, TextSource()), today=TODAY), index)
            stands = bool(search.matches(context))
            failure = ""
            if stands != (key == "in"):
                failure = (
                    "この文脈に当たりますが、当たらないはずです。"
                    if stands
                    else "この文脈に当たるはずですが、当たりません。"
                )
            yield Answer(f"contexts/{file.name}", _where(yaml, ("examples", key, number)), text, failure)


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its « and », and the ranges that stood between them."""
    plain: list[str] = []
    ranges: list[tuple[int, int]] = []
    start = at = 0
    for char in text:
        if char == "«":
            start = at
        elif char == "»":
            ranges.append((start, at))
        else:
            plain.append(char)
            at += 1
    return "".join(plain), ranges


def _failure(text: str, found: list[tuple[int, int]], marked: list[tuple[int, int]], expects: bool) -> str:
    shown = "、".join(f"「{text[start:end]}」" if end > start else "(投稿全体)" for start, end in found)
    if not expects:
        return f"指摘が出てはいけない例です。出たもの: {shown}" if found else ""
    wanted = marked or [(0, 0)]
    if not found:
        return "指摘が出るはずの例ですが、出ません。"
    return "" if found == wanted else f"指摘の場所が違います。出たもの: {shown}"


def _place(match: Match, document: Document) -> tuple[int, int]:
    span = match.span or document.span(match.start, match.end)
    return span.start, span.end


def _where(yaml: Yaml, loc: Loc) -> str:
    return yaml.problem(loc, "").place


def _document(example: WrittenExample, text: str, yaml: Yaml, loc: Loc) -> Document:
    own, sign_off = _setting(example)
    record = {"text": text, "meta": example.meta, "platform": example.platform}
    made = list(meta.draft(record, yaml, TextSource(), at=loc))
    problems = [one for one in made if isinstance(one, Problem)]
    if problems:
        raise UserError(problems)
    draft = next(one for one in made if isinstance(one, Draft))
    return Document(
        draft,
        today=example.today or TODAY,
        own=own,
        sign_off=sign_off,
        embargoes=tuple(Embargo(one.subject, tuple(one.words), one.release) for one in example.embargo),
        lengths=tuple(platforms.get(name).measure(text) for name in draft.platforms),
    )


def _setting(example: WrittenExample) -> tuple[Own, SignOff | None]:
    """What belongs to the example's municipality, and what its guideline asks of the metadata."""
    if example.municipality is None:
        return Own(), None
    found = municipalities.load(example.municipality)
    return found.own, next((clause.sign_off for clause in found.clauses if clause.sign_off), None)
