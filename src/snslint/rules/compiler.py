"""From written rules to compiled plain data: what one file cannot know of the others is checked here."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from pkgutil import iter_modules
from typing import Any, TypeVar, cast

import pydantic

import snslint.detectors
from snslint.errors import Problem, UserError, unknown
from snslint.families import FAMILIES
from snslint.matchers.grams import Gram
from snslint.matchers.search import detector
from snslint.matchers.tokens import ATTRIBUTES, repeats
from snslint.matchers.words import analyse
from snslint.rules import checks
from snslint.rules.known import Known
from snslint.rules.literals import required
from snslint.rules.sources import RuleFile
from snslint.rules.written import (
    WrittenClass,
    WrittenCondition,
    WrittenContext,
    WrittenCue,
    WrittenElement,
    WrittenGram,
    WrittenMatcher,
    WrittenRule,
    WrittenToken,
)
from snslint.text import fold
from snslint.tokenizer import tokenize
from snslint.yamlfile import Loc, Yaml, load_as, parse

Plain = dict[str, Any]
_Model = TypeVar("_Model", bound=pydantic.BaseModel)

LEXICON = "lexicon"
CONTEXTS = "contexts"
DEEPEST_CONTEXT = 16
"""How many contexts may speak of one another in a row: matching goes down them one inside another."""


def compile_library(files: Sequence[RuleFile], known: Known | None = None) -> Plain:
    """The files as one library of plain data; UserError with all that is wrong in any of them."""
    compiler = _Compiler(known or Known())
    for file in files:
        compiler.read(file)
    return compiler.library()


def parse_rule(file: RuleFile) -> tuple[WrittenRule, Yaml]:
    """One rule file as written. UserError with every mistake in it."""
    return _load(file, WrittenRule)


def parse_context(file: RuleFile) -> tuple[WrittenContext, Yaml]:
    """One context file as written. UserError with every mistake in it."""
    return _load(file, WrittenContext)


def _load(file: RuleFile, model: type[_Model]) -> tuple[_Model, Yaml]:
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(
            Problem("UTF-8 で保存してください。ほかの文字コードでは読めません。", file.path)
        ) from None
    yaml = parse(text, file.path)
    cut = yaml.cut_comments(("examples",), ("message",), ("why",), ("suggest",), ("title",))
    try:
        written = load_as(model, yaml)
    except UserError as error:
        raise UserError([*error.problems, *cut]) from None
    if cut:
        raise UserError(cut)
    return written, yaml


class _Compiler:
    """Collects the files, then puts them together; mistakes pile up until the end."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._problems: list[Problem] = []
        self._classes: dict[str, list[tuple[WrittenClass, Yaml]]] = {}
        self._contexts: dict[str, tuple[WrittenContext, Yaml]] = {}
        self._rules: dict[str, tuple[WrittenRule, Yaml]] = {}
        self._buckets: dict[str, list[list[Any]]] = {}

    def read(self, file: RuleFile) -> None:
        """Take in one file."""
        try:
            if file.folder == LEXICON:
                self._classes.setdefault(file.name, []).append(_load(file, WrittenClass))
            elif file.folder == CONTEXTS:
                self._add(self._contexts, file, file.name, parse_context(file))
            elif file.folder in FAMILIES:
                self._add(self._rules, file, f"{file.folder}/{file.name}", parse_rule(file))
            else:
                message = unknown("ルールのフォルダー", file.folder, [*FAMILIES, LEXICON, CONTEXTS])
                self._problems.append(Problem(message, file.path))
        except UserError as error:
            self._problems.extend(error.problems)

    def _add(self, known: dict[str, Any], file: RuleFile, name: str, loaded: tuple[Any, Yaml]) -> None:
        if name in known:
            message = f"「{name}」はすでに {known[name][1].path} にあります。別の名前を付けてください。"
            self._problems.append(Problem(message, file.path))
        else:
            known[name] = loaded

    def library(self) -> Plain:
        """Everything read, as plain data; UserError if anything was wrong."""
        for name in self._classes:
            self._class(name)
        contexts = {name: self._context(name) for name in self._contexts_in_order()}
        rules = [self._rule(name, rule, yaml) for name, (rule, yaml) in sorted(self._rules.items())]
        for rule in rules:
            self._check_reach(rule, contexts)
        if self._problems:
            raise UserError(sorted(set(self._problems), key=lambda p: (p.path, p.line, p.column)))
        return {"buckets": self._buckets, "contexts": contexts, "rules": rules}

    def _class(self, name: str) -> None:
        words: list[str] = []
        for written, yaml in self._classes[name]:
            for number, word in enumerate(written.words):
                if word.startswith("$"):
                    if self._known_class(word, yaml, ("words", number)) and f"${name}" in self._closure(word):
                        message = f"「${name}」が、「{word}」を通して自分自身を含んでいます。"
                        self._problems.append(yaml.problem(("words", number), message))
                elif word not in words:
                    self._check_word(word, yaml, ("words", number))
                    words.append(word)
        self._buckets[f"${name}"] = [self._known(_phrase, word) for word in words]

    def _known_class(self, word: str, yaml: Yaml, loc: Loc) -> bool:
        if word[1:] in self._classes:
            return True
        self._problems.append(
            yaml.problem(loc, unknown("語のまとまり", word, [f"${name}" for name in self._classes]))
        )
        return False

    def _closure(self, word: str) -> Sequence[str]:
        """A class and all classes that it takes in, each once however many ways lead to it."""
        found: dict[str, None] = {}
        waiting = [word]
        while waiting:
            name = waiting.pop()
            if name in found or name[1:] not in self._classes:
                continue
            found[name] = None
            inner = [each for written, _ in self._classes[name[1:]] for each in written.words]
            waiting.extend(each for each in reversed(inner) if each.startswith("$"))
        return list(found)

    def _contexts_in_order(self) -> list[str]:
        """Context names, each behind those it speaks of; a circle is a mistake."""
        ordered: list[str] = []

        def visit(name: str, above: tuple[str, ...]) -> None:
            if name in ordered or name not in self._contexts:
                return
            written, yaml = self._contexts[name]
            for key, parts in (("find", written.find), ("unless", written.unless)):
                for number, part in enumerate(parts):
                    if part.context in (name, *above):
                        message = f"文脈「{part.context}」が自分自身を参照しています。"
                        self._problems.append(yaml.problem((key, number, "context"), message))
                    elif part.context and len(above) >= DEEPEST_CONTEXT:
                        message = f"文脈が文脈を参照する段が深すぎます（{DEEPEST_CONTEXT}段まで）。"
                        self._problems.append(yaml.problem((key, number, "context"), message))
                    elif part.context:
                        visit(part.context, (name, *above))
            ordered.append(name)

        for name in sorted(self._contexts):
            visit(name, ())
        return ordered

    def _context(self, name: str) -> Plain:
        written, yaml = self._contexts[name]
        return {
            "find": [self._matcher(part, yaml, ("find", n)) for n, part in enumerate(written.find)],
            "unless": [self._condition(part, yaml, ("unless", n)) for n, part in enumerate(written.unless)],
        }

    def _rule(self, name: str, rule: WrittenRule, yaml: Yaml) -> Plain:
        evidence = rule.evidence
        self._check_names(rule, yaml)
        self._check_examples(rule, yaml)
        return {
            "id": name,
            "path": yaml.path,
            **{
                key: getattr(rule, key)
                for key in ("title", "severity", "message", "why", "suggest", "once", "yields")
            },
            "skip": list(rule.skip),
            "only": list(rule.only),
            "find": [self._matcher(part, yaml, ("find", n)) for n, part in enumerate(rule.find or ())],
            "evidence": evidence
            and {
                "threshold": evidence.threshold,
                "underline": evidence.underline,
                "fitted": evidence.grams is not None,
                "harmless": evidence.harmless,
                "beside": evidence.beside,
                "cues": [
                    self._cue(cue, yaml, ("evidence", "cues", n)) for n, cue in enumerate(evidence.cues or ())
                ]
                + [
                    self._fitted_context(gram, yaml, ("evidence", "grams", n))
                    for n, gram in enumerate(evidence.grams or ())
                    if gram.context
                ],
                "grams": [
                    [*_gram(gram), gram.weight, gram.in_sentence]
                    for gram in evidence.grams or ()
                    if not gram.context
                ],
                "buckets of": {
                    f"${gram.class_}": self._words(
                        [f"${gram.class_}"], yaml, ("evidence", "grams", n, "class")
                    )["buckets"]
                    for n, gram in enumerate(evidence.grams or ())
                    if gram.class_
                },
            },
            "needs": [self._condition(part, yaml, ("needs", n)) for n, part in enumerate(rule.needs)],
            "unless": [self._condition(part, yaml, ("unless", n)) for n, part in enumerate(rule.unless)],
        }

    def _check_names(self, rule: WrittenRule, yaml: Yaml) -> None:
        """Every {name} of a message is one that a match can fill."""
        known = {"match"} | ({"cues"} if rule.evidence else set())
        for part in rule.find or ():
            known.update(self._names(part))
        for key in ("message", "suggest"):
            try:
                fields = [
                    name for _, name, _, _ in string.Formatter().parse(getattr(rule, key)) if name is not None
                ]
            except ValueError:
                message = "{ と } は対で書いてください。文字としての { は {{ と書きます。"
                self._problems.append(yaml.problem((key,), message))
                continue
            for name in fields:
                if name not in known:
                    self._problems.append(
                        yaml.problem((key,), unknown("差し込み", f"{{{name}}}", [f"{{{n}}}" for n in known]))
                    )

    def _names(self, written: WrittenMatcher) -> Iterable[str]:
        if written.regex is not None:
            return self._known(_groups, written.regex)
        if written.detector is not None:
            return getattr(_module(written.detector), "NAMES", ())
        return ()

    def _check_reach(self, rule: Plain, contexts: Mapping[str, Plain]) -> None:
        """Everything that the rule looks for can become a finding."""
        written, yaml = self._rules[rule["id"]]
        for number, finder in enumerate(rule["find"]):
            by = checks.always_cleared(finder, rule["unless"], checks.Vocabulary(self._buckets, contexts))
            if by is not None:
                line = yaml.problem(("unless", by), "").line
                message = f"ここで見つかるものは、必ず unless:（{line}行目）に当たるため、指摘になりません。"
                self._problems.append(yaml.problem(("find", number), message))
        both = [part for part in rule["only"] if part in rule["skip"]]
        if both:
            message = f"「{both[0]}」が only: と skip: の両方にあるため、何も見つかりません。"
            self._problems.append(yaml.problem(("skip", rule["skip"].index(both[0])), message))
        evidence = written.evidence
        if evidence and evidence.cues:
            most = sum(cue.weight for cue in evidence.cues if cue.weight > 0)
            if most < evidence.threshold - 1e-9:
                message = f"重み（weight）をすべて足しても {most:g} で、threshold に届かないため、指摘になりません。"
                self._problems.append(yaml.problem(("evidence", "threshold"), message))

    def _check_examples(self, rule: WrittenRule, yaml: Yaml) -> None:
        """A rule shows what it finds and what it leaves; fitted ones are tested over corpora instead."""
        if not (rule.evidence and rule.evidence.grams):
            missing = [key for key in ("bad", "good") if not getattr(rule.examples, key)]
            if missing:
                message = f"examples: の {' と '.join(missing)} に、例を1つ以上書いてください。"
                self._problems.append(yaml.problem(("examples",), message, key=True))
        for key in ("bad", "good", "todo"):
            for number, example in enumerate(getattr(rule.examples, key)):
                text = example if isinstance(example, str) else example.text
                if re.sub("[^«»]", "", text).replace("«»", ""):
                    wrong = "« と » は対で、入れ子にせずに書いてください。"
                elif key == "good" and "«" in text:
                    wrong = "good は指摘の出ない例です。«» は書けません。"
                else:
                    continue
                self._problems.append(yaml.problem(("examples", key, number), wrong))

    def _condition(self, written: WrittenCondition, yaml: Yaml, loc: Loc) -> Plain:
        return self._matcher(written, yaml, loc) | {"within": written.within, "side": written.side}

    def _cue(self, written: WrittenCue, yaml: Yaml, loc: Loc) -> Plain:
        found = self._matcher(written, yaml, loc)
        return found | {"within": written.within, "weight": written.weight, "in_sentence": 0.0}

    def _fitted_context(self, gram: WrittenGram, yaml: Yaml, loc: Loc) -> Plain:
        """A fitted context as a cue: it counts wherever in the post it stands."""
        found = self._context_of(cast("str", gram.context), yaml, (*loc, "context"))
        return found | {"within": "post", "weight": gram.weight, "in_sentence": gram.in_sentence}

    def _matcher(self, written: WrittenMatcher, yaml: Yaml, loc: Loc) -> Plain:
        if written.words is not None:
            return self._words(written.words, yaml, (*loc, "words")) | {
                "whole": written.whole,
                "as_written": written.form == "as-written",
            }
        if written.tokens is not None:
            elements = [
                self._element(element, yaml, (*loc, "tokens", n)) for n, element in enumerate(written.tokens)
            ]
            if not any(element["least"] for element in elements):
                self._problems.append(
                    yaml.problem((*loc, "tokens"), "少なくとも一つは、必ず現れる語にしてください。")
                )
            return {"type": "tokens", "elements": elements}
        if written.regex is not None:
            return self._regex(written.regex, yaml, (*loc, "regex"))
        if written.detector is not None:
            return self._detector(written, yaml, loc)
        return self._context_of(cast("str", written.context), yaml, (*loc, "context"))

    def _context_of(self, name: str, yaml: Yaml, loc: Loc) -> Plain:
        if name not in self._contexts:
            self._problems.append(yaml.problem(loc, unknown("文脈", name, self._contexts)))
        return {"type": "context", "name": name}

    def _words(self, words: Sequence[str], yaml: Yaml, loc: Loc) -> Plain:
        buckets: list[str] = []
        own = [word for word in words if not word.startswith("$")]
        if own:
            bucket = "|".join(sorted(set(own)))  # equal lists share one bucket, whichever rule writes them
            buckets.append(bucket)
            if bucket not in self._buckets:
                self._buckets[bucket] = [self._known(_phrase, word) for word in dict.fromkeys(own)]
        for number, word in enumerate(words):
            if not word.startswith("$"):
                self._check_word(word, yaml, (*loc, number))
            elif self._known_class(word, yaml, (*loc, number)):
                buckets.extend(name for name in self._closure(word) if name not in buckets)
        return {"type": "words", "buckets": buckets, "whole": False, "as_written": False}

    def _check_word(self, word: str, yaml: Yaml, loc: Loc) -> None:
        _, forms = self._known(_phrase, word)
        # What has a dictionary form has been cut out of a text to find it.
        if wrong := checks.unwritable(word) or (not forms and self._known(checks.never_cut, word)):
            self._problems.append(yaml.problem(loc, wrong))

    def _element(self, written: WrittenElement, yaml: Yaml, loc: Loc) -> Plain:
        least, most = repeats(written.op)
        before = len(self._problems)
        attributes = self._attributes(written, yaml, loc)
        excluded = self._attributes(written.not_, yaml, (*loc, "not")) if written.not_ else {}
        if len(self._problems) == before and (wrong := checks.impossible_element(attributes, excluded)):
            self._problems.append(yaml.problem(loc, wrong))
        return {
            "attributes": attributes,
            "excluded": excluded,
            "words": self._words(written.words, yaml, (*loc, "words")) if written.words else None,
            "least": least,
            "most": most,
        }

    def _attributes(self, written: WrittenToken, yaml: Yaml, loc: Loc) -> dict[str, list[str]]:
        attributes: dict[str, list[str]] = {}
        for name in ATTRIBUTES:
            given = getattr(written, name)
            values = [fold(value).text for value in _list(given)]
            for number, value in enumerate(values):
                if wrong := checks.impossible_value(name, value):
                    at = (*loc, name, number) if isinstance(given, list) else (*loc, name)
                    self._problems.append(yaml.problem(at, wrong))
            if name == "lemma":
                values = [form for value in values for form in _lemmas(value)]
            if values:
                attributes[name] = values
        return attributes

    def _regex(self, source: str, yaml: Yaml, loc: Loc) -> Plain:
        if wrong := self._known(checks.broken_regex, source):
            self._problems.append(yaml.problem(loc, wrong))
        return {"type": "regex", "source": source, "literals": self._known(_literals, source)}

    def _detector(self, written: WrittenMatcher, yaml: Yaml, loc: Loc) -> Plain:
        name = cast("str", written.detector)
        kinds = _list(written.kind)
        known = [module.name.replace("_", "-") for module in iter_modules(snslint.detectors.__path__)]
        if name not in known:
            self._problems.append(yaml.problem((*loc, "detector"), unknown("検出器", name, known)))
        else:
            for kind in kinds:
                if kind not in detector(name).KINDS:
                    message = unknown(f"検出器「{name}」の種類", kind, detector(name).KINDS)
                    self._problems.append(yaml.problem((*loc, "kind"), message))
        literals = self._known(_literals, detector(name).TRIGGER) if name in known else None
        return {"type": "detector", "name": name, "kinds": kinds, "literals": literals}


def _gram(written: WrittenGram) -> Gram:
    """The kind of a fitted cue, and what it looks for."""
    if written.class_:
        return "class", f"${written.class_}"
    return ("text", written.text) if written.text else ("lemmas", cast("str", written.lemmas))


def _literals(source: str) -> list[list[list[str]]] | None:
    rows = required(source)
    return None if rows is None else [[sorted(each) for each in row] for row in rows]


def _groups(source: str) -> list[str]:
    """The named groups of an expression; none where it cannot be used."""
    if checks.overgrown(source):
        return []
    import regex

    try:
        return list(regex.compile(source).groupindex)
    except regex.error:
        return []


def _module(name: str) -> object:
    """The detector's module, None where there is none."""
    try:
        return detector(name)
    except ModuleNotFoundError:
        return None


def _list(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _lemmas(value: str) -> list[str]:
    """The lemma as given, and as UniDic writes it where it is one morpheme (する is listed as 為る)."""
    tokens = tokenize(value)
    found = [value] + ([tokens[0].lemma] if len(tokens) == 1 else [])
    return list(dict.fromkeys(found))


def _phrase(word: str) -> list[Any]:
    phrase = analyse(word)
    return [phrase.surface, [list(form) for form in phrase.forms]]
