"""Why a rule spoke of a draft, or what held it back: every matcher, one after the other, in plain Japanese."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from snslint.lint import evaluate, parts
from snslint.lint.parts import Part
from snslint.matchers import Condition, Context, Reach
from snslint.matchers.search import Search
from snslint.model import Match
from snslint.rules import Evidence, Rule, compiler, sources
from snslint.rules.written import WrittenContext, WrittenRule
from snslint.text import line_column
from snslint.values import dataclass
from snslint.yamlfile import Yaml

_PARTS = {
    "url": "URL",
    "email": "メールアドレス",
    "mention": "@名前",
    "hashtag": "ハッシュタグ",
    "quotation": "引用",
}
_SHOWN = 3  # places named of one matcher
_GRAMS = 8  # fitted cues named of one post


@dataclass(frozen=True, slots=True)
class Source:
    """A rule as its file says it, and how the file of a context is found."""

    written: WrittenRule
    yaml: Yaml
    context: Callable[[str], tuple[WrittenContext, Yaml]]


def source(rule: Rule, folders: Sequence[Path]) -> Source:
    """The rule's own file and those of the contexts, in the rules folders given."""
    files = {(file.folder, file.name): file for file in sources.read(folders)}
    family, _, name = rule.id.partition("/")
    written, yaml = compiler.parse_rule(files[family, name])
    return Source(written, yaml, lambda context: compiler.parse_context(files[compiler.CONTEXTS, context]))


def trace(rule: Rule, source: Source, search: Search, beside: float = 0.0) -> Iterator[str]:
    """Lines that tell what each matcher of the rule found in the document, and what came of it.

    beside: what the cues of other families add to fitted ones.
    """
    tracer = _Tracer(rule, source, search, beside)
    yield from tracer.evidence(rule.evidence) if rule.evidence else tracer.find()
    found = list(evaluate.matches(rule, search, beside))
    yield f"結果: 指摘 {len(found)}件" + "".join(f"　{tracer.shown(match)}" for match in found)


class _Tracer:
    """Tells of one rule over one document."""

    def __init__(self, rule: Rule, source: Source, search: Search, beside: float) -> None:
        self._rule = rule
        self._beside = beside
        self._source = source
        self._search = search
        self._parts = parts.of_rule(source.written, rule)

    def find(self) -> Iterator[str]:
        """Each alternative of `find`, and what became of each of its matches."""
        for part in self._of("find"):
            matches = self._search.matches(part.matcher)
            yield f"find {self._named(part)}: " + (f"{len(matches)}か所" if matches else "見つかりません")
            if not matches:
                yield from self._why_no_context(part, "  ")
            for match in matches:
                yield f"  {self.shown(match)}"
                yield from (f"    {line}" for line in self._fate(match))

    def _fate(self, match: Match) -> Iterator[str]:
        rule, search = self._rule, self._search
        if rule.skip and not search.outside(match, rule.skip):
            inside = [_PARTS[part] for part in rule.skip if not search.outside(match, [part])]
            yield f"→ {'・'.join(inside)}の中なので（skip）、指摘になりません。"
            return
        if rule.only and not search.inside(match, rule.only):
            yield f"→ {'・'.join(_PARTS[part] for part in rule.only)}の外なので（only）、指摘になりません。"
            return
        if rule.needs:
            met = False
            for part, condition in zip(self._of("needs"), rule.needs, strict=True):
                met |= search.holds(condition, match, apart=True)
                yield from self._condition("needs", part, condition, match)
            if not met:
                yield "→ needs: が1つもないので、指摘になりません。"
                return
        cleared = False
        for part, condition in zip(self._of("unless"), rule.unless, strict=True):
            cleared |= search.holds(condition, match)
            yield from self._condition("unless", part, condition, match)
        yield "→ unless: があるので、指摘になりません。" if cleared else "→ 指摘になります。"

    def _condition(self, key: str, part: Part, condition: Condition, match: Match) -> Iterator[str]:
        head = f"{key} {self._named(part)}（{_reach(condition.within)}{_side(condition)}）"
        there = self._search.where(condition, match, apart=key == "needs")
        if there is not None:
            yield f"{head}: あり {self.shown(there)}"
            yield from self._why_context(part, there)
            return
        away = self._search.matches(part.matcher)
        yield f"{head}: " + (f"届く範囲になし（離れた所に {self._places(part)}）" if away else "なし")
        if not away:
            yield from self._why_no_context(part, "  ")

    def _why_context(self, part: Part, there: Match) -> Iterator[str]:
        """Which line of the context's own file found it."""
        if not isinstance(part.matcher, Context):
            return
        written, yaml = self._source.context(part.matcher.name)
        for inner in parts.of_context(written, part.matcher):
            if inner.loc[0] == "find" and there in self._search.matches(inner.matcher):
                yield f"  文脈の find {_line(inner, yaml)}: {self.shown(there)}"
                return

    def _why_no_context(self, part: Part, indent: str) -> Iterator[str]:
        """What the context would have found, had its own `unless` not been there."""
        if not isinstance(part.matcher, Context):
            return
        written, yaml = self._source.context(part.matcher.name)
        inner = parts.of_context(written, part.matcher)
        clearing = [one for one in inner if one.loc[0] == "unless"]
        for finder in inner:
            if finder.loc[0] != "find":
                continue
            for match in self._search.matches(finder.matcher):
                for one, condition in zip(clearing, part.matcher.unless, strict=True):
                    if there := self._search.where(condition, match):
                        yield (
                            f"{indent}{self.shown(match)} は文脈の unless {_line(one, yaml)} の "
                            f"{self.shown(there)} で打ち消されています"
                        )
                        break

    def evidence(self, evidence: Evidence) -> Iterator[str]:
        """Each sentence with a cue: what counts there, and the sum."""
        if evidence.fitted:
            yield from self._fitted(evidence)
            return
        document = self._search.document
        cues = self._of("evidence")
        numbers = {id(cue): part for part, cue in zip(cues, evidence.cues, strict=True)}
        weighed = list(evaluate.weigh(self._rule, evidence, self._search))
        for one in weighed:
            start, end = document.sentences[one.sentence]
            yield f"文「{document.text[start:end].strip()}」"
            for cue, match in one.cues:
                yield f"  {cue.weight:+.2f} {self._named(numbers[id(cue)])}: {self.shown(match)}"
            reached = one.total >= evidence.threshold - 1e-9
            yield f"  合計 {one.total:.2f}（threshold {evidence.threshold:.2f}）→ " + (
                "届きます" if reached else "届きません"
            )
            if reached:
                sentence = Match(start, end)
                for part, condition in zip(self._of("unless"), self._rule.unless, strict=True):
                    yield from (f"  {line}" for line in self._condition("unless", part, condition, sentence))
        if not weighed:
            yield "重みが正の手がかりは、1つもありません。"
        used = {id(cue) for one in weighed for cue, _ in one.cues}
        for part, cue in zip(cues, evidence.cues, strict=True):
            if id(cue) not in used:
                away = self._search.matches(part.matcher)
                why = f"数えません（{self._places(part)}）" if away else "なし"
                yield f"  {cue.weight:+.2f} {self._named(part)}: {why}"

    def _fitted(self, evidence: Evidence) -> Iterator[str]:
        found = evaluate.fitted_cues(evidence, self._search)
        there = sorted(
            ((*cue.weight, cue.name) for cue in found), key=lambda each: (-each[0] - each[1], each[2])
        )
        total = evaluate.fitted_sum(found, self._search.document).total
        others = f"、ほかの分野の手がかりから {self._beside:+.2f}" if evidence.beside else ""
        yield (
            f"見本から求めた手がかり {len(there)}件、重みの合計 {total:.2f}{others}"
            f"（投稿全体といちばん重い文の合計。長さで割り引いてあります。threshold {evidence.threshold:.2f}）"
        )
        for in_post, in_sentence, text in [*there[:_GRAMS], *there[_GRAMS:][-_GRAMS:]]:
            yield f"  投稿で {in_post:+.2f}、文で {in_sentence:+.2f} 「{text.strip()}」"

    def shown(self, match: Match) -> str:
        """The words that a match covers, and where they stand."""
        document = self._search.document
        span = match.span or document.span(match.start, match.end)
        if span.end == span.start:
            return "（投稿全体）"
        line, column = line_column(document.draft.text, span.start)
        words = document.draft.text[span.start : span.end].replace("\n", " ")
        return f"「{words}」（{line}行{column}字目）"

    def _places(self, part: Part) -> str:
        matches = self._search.matches(part.matcher)
        more = f" ほか{len(matches) - _SHOWN}か所" if len(matches) > _SHOWN else ""
        return "、".join(map(self.shown, matches[:_SHOWN])) + more

    def _of(self, key: str) -> list[Part]:
        return [part for part in self._parts if part.loc[0] == key]

    def _named(self, part: Part) -> str:
        return _line(part, self._source.yaml)


def _line(part: Part, yaml: Yaml) -> str:
    return f"{yaml.problem(part.loc, '').line}行目 {part.written.short()}"


def _reach(within: Reach) -> str:
    match within:
        case "sentence":
            return "同じ文"
        case "near":
            return "隣の文まで"
        case "post":
            return "投稿全体"
        case _:
            return f"{within}語以内"


def _side(condition: Condition) -> str:
    match condition.side:
        case None:
            return ""
        case "before":
            return "、前"
        case "after":
            return "、後"
