"""What can be proved of a rule without a draft: values that no word has, words never cut so, runaway expressions."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # see `literals`
from typing import Any

import regex

from snslint.errors import nearest
from snslint.rules.literals import parse
from snslint.text import fold
from snslint.tokenizer import entries, tags, tokenize
from snslint.values import dataclass

Plain = Mapping[str, Any]

_KINDS = {"pos": "品詞", "form": "活用形"}
_SMALL = "ゃゅょャュョー"
_CARRIERS = ("その{}が", "猫{}", "行く{}", "行き{}", "行っ{}", "{}。", "高い{}", "高く{}", "を{}て", "と{}と")

_MANY = 10  # repetitions from which a repeat counts as one without end
_PUMPED = 200  # code points of a text that is to make an expression run away
_FIRST_SECONDS = 0.05
_LAST_SECONDS = 0.5  # tried where the first time was over: the machine may have been busy
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


# --- words and tokens -------------------------------------------------------------------------------


def never_found(word: str) -> str | None:
    """Why a text never has `word` between token borders, in Japanese; None where it may."""
    return unwritable(word) or never_cut(word)


def unwritable(word: str) -> str | None:
    """Why no token border can stand before and behind `word`, whatever the dictionary, in Japanese; None where one can."""
    surface = fold(word).text
    if not surface.strip():
        return f"語「{word}」には、文字がありません。"
    if surface != surface.strip():
        return f"語「{word}」は空白で始まるか終わるため、見つかることがありません。空白を消してください。"
    if surface[0] in _SMALL:
        return (
            f"語「{word}」は「{surface[0]}」で始まるため、語の切れ目に来ることがありません。"
            "前の字から書いてください。"
        )
    return None


def never_cut(word: str) -> str | None:
    """Why the tokenizer never cuts `word` out of a text, in Japanese; None where it may."""
    if any(_on_borders(fold(word).text, carrier) for carrier in _CARRIERS):
        return None
    return f"語「{word}」の形では文が切れないため、見つかることがありません。regex: を使ってください。"


def _on_borders(surface: str, carrier: str) -> bool:
    before, _, _ = carrier.partition("{}")
    tokens = tokenize(carrier.format(surface))
    start, end = len(before), len(before) + len(surface)
    return any(token.start == start for token in tokens) and any(token.end == end for token in tokens)


def impossible_value(attribute: str, value: str) -> str | None:
    """Why no token has the value, in Japanese; None where one may."""
    if attribute in _KINDS:
        return _impossible_tag(attribute, value)
    if len(tokenize(value)) == 1:
        return None
    found = entries(value.partition("-")[0] if attribute == "lemma" else value)
    if attribute == "surface" and found:
        return None
    if any(value in (entry.lemma, entry.word) for entry in found):
        return None
    pieces = "|".join(token.surface for token in tokenize(value))
    if len(pieces) <= len(value):
        return f"「{value}」という語は辞書にありません。`snslint tokens` で確かめてください。"
    return (
        f"「{value}」は1語ではなく「{pieces}」と切られるため、1語としては見つかりません。"
        "words: に書くか、1語ずつ並べてください。"
    )


def _impossible_tag(attribute: str, value: str) -> str | None:
    known = _tags(attribute)
    if value in known:
        return None
    near = nearest(value, known)
    above = value.rpartition("-")[0]
    while above and above not in known:
        above = above.rpartition("-")[0]
    depth = above.count("-") + 1 if above else 0
    allowed = [one for one in known if one.count("-") == depth and (not above or one.startswith(f"{above}-"))]
    return (
        f"{_KINDS[attribute]}「{value}」は辞書にありません。"
        + (f"「{near}」ではありませんか。" if near else "")
        + f"使えるもの: {'、'.join(allowed or [one for one in known if '-' not in one])}"
    )


@cache
def _tags(attribute: str) -> list[str]:
    """Every part of speech (or form) of the dictionary, and every beginning of one that ends at a "-"."""
    column = ("pos", "form").index(attribute)
    known: set[str] = set()
    for pair in tags():
        parts = pair[column].split("-")
        known.update("-".join(parts[:n]) for n in range(1, len(parts) + 1))
    return sorted(known - {"", "*", "BOS/EOS", "空白"})


def impossible_element(
    attributes: Mapping[str, Sequence[str]], excluded: Mapping[str, Sequence[str]]
) -> str | None:
    """Why no token is what the element asks for, although each value has some; None where one may be."""
    pos, form = attributes.get("pos"), attributes.get("form")
    if pos and form and not any(_below(p, pos) and _below(f, form) for p, f in tags()):
        return f"品詞「{'、'.join(pos)}」の語に、活用形「{'、'.join(form)}」はありません。"
    for surface in attributes.get("surface", ()) if pos else ():
        found = entries(surface)
        if found and not any(_below(entry.pos, pos or ()) for entry in found):
            there = "、".join(sorted({entry.pos for entry in found}))
            return f"「{surface}」は品詞「{'、'.join(pos or ())}」にはなりません。辞書での品詞: {there}"
    if excluded and all(
        name in attributes and all(_below(value, values) for value in attributes[name])
        for name, values in excluded.items()
    ):
        return "not: が、この場所に来られる語をすべて除いています。"
    return None


def _below(value: str, wanted: Sequence[str]) -> bool:
    return any(value == one or value.startswith(f"{one}-") for one in wanted)


# --- find against unless ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What matchers refer to: the phrases of each bucket, and the contexts."""

    buckets: Mapping[str, Sequence[Sequence[Any]]]
    contexts: Mapping[str, Plain]

    def surfaces(self, words: Plain) -> set[str]:
        """All phrases that a matcher of words looks for."""
        return {surface for bucket in words["buckets"] for surface, *_ in self.buckets[bucket]}


def always_cleared(finder: Plain, unless: Sequence[Plain], vocabulary: Vocabulary) -> int | None:
    """Which condition of `unless` stands wherever the finder matches; None where none does."""
    for number, condition in enumerate(unless):
        if condition["side"] is None and _holds(condition, finder, vocabulary):
            return number
    return None


def _holds(wide: Plain, narrow: Plain, vocabulary: Vocabulary) -> bool:
    """Whether `wide` matches every text that `narrow` matches."""
    if narrow["type"] == "context":
        if wide["type"] == "context" and wide["name"] == narrow["name"]:
            return True
        inner = vocabulary.contexts.get(narrow["name"], {}).get("find", ())
        return bool(inner) and all(_holds(wide, part, vocabulary) for part in inner)
    if wide["type"] == "context":
        context = vocabulary.contexts.get(wide["name"])
        return (
            context is not None
            and not context["unless"]
            and any(_holds(part, narrow, vocabulary) for part in context["find"])
        )
    if wide["type"] != narrow["type"]:
        return False
    if wide["type"] == "words":
        return (
            vocabulary.surfaces(narrow) <= vocabulary.surfaces(wide)
            and wide["whole"] <= narrow["whole"]
            and wide["as_written"] <= narrow["as_written"]
        )
    if wide["type"] == "detector":
        return wide["name"] == narrow["name"] and (
            not wide["kinds"] or (bool(narrow["kinds"]) and set(narrow["kinds"]) <= set(wide["kinds"]))
        )
    key = {"tokens": "elements", "regex": "source"}[wide["type"]]
    return bool(wide[key] == narrow[key])


# --- regular expressions ----------------------------------------------------------------------------


def broken_regex(source: str) -> str | None:
    """Why the expression cannot be used, in Japanese: it does not compile, can match nothing, or runs away."""
    if overgrown(source):
        return "正規表現の繰り返しの回数が多すぎます。{ } の中の数を小さくしてください。"
    try:
        compiled = regex.compile(source)
    except regex.error as error:
        message, _, place = str(error).partition(" at position ")
        at = f"{int(place) + 1}文字目: " if place.isdigit() else ""
        return f"正規表現が正しくありません（{at}{_said(message)}）。"
    parsed = parse(source) or []  # what only `regex` reads is only tried out
    if nested := _nested(parsed):
        return (
            "正規表現の中で、繰り返しが繰り返されています（例: `(a+)+`）。文によっては終わらなくなります。"
            f"内側か外側の「{nested}」を外してください。"
        )
    if never := _never_written(parsed):
        spelled = regex.escape(fold(never).text)
        return (
            f"投稿文の「{never}」は「{fold(never).text}」にそろえてから探します。"
            f"「{never}」では見つからないので、`{spelled}` と書いてください。"
        )
    if any(_runs_away(compiled, text) for text in _attacks(parsed)):
        return (
            "この正規表現は、長い文で終わらなくなることがあります。"
            "`.*` や `+` を減らすか、`[^。\\n]{0,20}` のように範囲を決めてください。"
        )
    return None


_LONGEST = 100_000  # items that an expression may have once its counted repeats are written out
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|([()])|\{(\d*),?(\d*)\}|.", re.DOTALL)


def overgrown(source: str) -> bool:
    """Whether the expression must not even be compiled: `regex` writes its counted repeats out before all else."""
    totals = [0]
    last = 0
    for piece in _PIECE.finditer(source):
        bracket, least, most = piece.groups()
        if bracket == "(":
            totals.append(0)
            last = 0
        elif bracket == ")" and len(totals) > 1:
            last = totals.pop()
            totals[-1] += last
        elif least is not None and (least or most):
            times = min(max(int(least or 0), int(most or 0), 1), _LONGEST)
            totals[-1] += last * (times - 1)
            last *= times
        else:
            last = 1
            totals[-1] += 1
    return sum(totals) > _LONGEST


_MESSAGES = (
    ("missing )", "「)」が足りません"),
    ("unbalanced parenthesis", "「)」が余分です"),
    ("unterminated character set", "「]」が足りません"),
    ("nothing to repeat", "繰り返すものがありません"),
    ("multiple repeat", "繰り返しの記号が重なっています"),
    ("bad escape", "「\\」の使い方が違います"),
    ("bad character range", "文字の範囲が逆です"),
    ("unknown property", "\\p{…} の名前がありません"),
    ("unknown group", "その名前のグループがありません"),
    ("group name", "グループの名前に使えない文字があります"),
    ("min repeat greater", "{ } の中の回数が逆です"),
    ("missing >", "「>」が足りません"),
    ("unknown extension", "「(?」の後の文字が違います"),
)


def _said(message: str) -> str:
    return next((said for part, said in _MESSAGES if part in message), message)


def _never_written(items: Sequence[tuple[Any, Any]]) -> str | None:
    """A character that no folded text holds, where an alternative needs it; None where there is none."""
    for code, argument in items:
        if code is op.LITERAL and fold(chr(argument)).text != chr(argument):
            return chr(argument)
        for inner in _inside(code, argument):
            if found := _never_written(inner):
                return found
    return None


def _nested(items: Sequence[tuple[Any, Any]]) -> str | None:
    """How a repeat is spelled whose body may be nothing but another repeat; None where there is none."""
    for code, argument in items:
        if code in _REPEATS and argument[1] >= _MANY and (found := _lone_repeat(list(argument[2]))):
            return found
        for inner in _inside(code, argument):
            if found := _nested(inner):
                return found
    return None


def _lone_repeat(items: Sequence[tuple[Any, Any]]) -> str | None:
    """A repeat that may be all that a row of items matches."""
    for number, (code, argument) in enumerate(items):
        rest = [*items[:number], *items[number + 1 :]]
        if not all(map(_may_be_empty, rest)):
            continue
        if code in _REPEATS and argument[1] >= _MANY:
            return "*" if argument[0] == 0 else "+"
        for inner in _inside(code, argument):
            if found := _lone_repeat(inner):
                return found
    return None


def _may_be_empty(item: tuple[Any, Any]) -> bool:
    code, argument = item
    if code in _REPEATS or code is op.POSSESSIVE_REPEAT:
        return argument[0] == 0 or all(map(_may_be_empty, argument[2]))
    if code is op.SUBPATTERN:
        return all(map(_may_be_empty, argument[-1]))
    if code is op.BRANCH:
        return any(all(map(_may_be_empty, branch)) for branch in argument[1])
    return code in (op.AT, op.ASSERT, op.ASSERT_NOT)


def _inside(code: Any, argument: Any) -> Iterator[list[tuple[Any, Any]]]:
    """The rows of items that stand in an item and give up what they took."""
    if code in _REPEATS:
        yield list(argument[2])
    elif code is op.SUBPATTERN:
        yield list(argument[-1])
    elif code is op.BRANCH:
        yield from map(list, argument[1])


def _attacks(items: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    """Texts that take an expression longest: what each of its repeats repeats, many times, and then nothing fit."""
    whole = _sample(
        items
    )  # stands in front, since `regex` gives up at once where a required character is missing
    for before, body in dict.fromkeys(_pumps(items, "")):
        yield f"{whole}\n{before}{body * (_PUMPED // len(body))}\0"


def _pumps(items: Sequence[tuple[Any, Any]], before: str) -> Iterator[tuple[str, str]]:
    for code, argument in items:
        if code in _REPEATS and argument[1] >= _MANY:
            yield from ((before, body) for body in _bodies(list(argument[2])) if body)
        for inner in _inside(code, argument):
            yield from _pumps(inner, before)
        before += _sample([(code, argument)])


def _bodies(items: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    """Samples of what a repeat repeats: where it is one alternative, of each way through it."""
    yield _sample(items)
    if len(items) == 1:
        code, argument = items[0]
        if code is op.SUBPATTERN:
            yield from _bodies(list(argument[-1]))
        elif code is op.BRANCH:
            yield from (_sample(list(branch)) for branch in argument[1])


def _sample(items: Sequence[tuple[Any, Any]]) -> str:
    """A text that the items match, or nearly."""
    return "".join(_sample_of(code, argument) for code, argument in items)


def _sample_of(code: Any, argument: Any) -> str:
    if code is op.LITERAL:
        return chr(argument)
    if code in (op.ANY, op.NOT_LITERAL):
        return "あ"
    if code is op.IN:
        return _member(argument)
    if code in _REPEATS or code is op.POSSESSIVE_REPEAT:
        times: int = max(1, min(argument[0], _MANY))
        return _sample(list(argument[2])) * times
    if code is op.SUBPATTERN:
        return _sample(list(argument[-1]))
    if code is op.BRANCH:
        return _sample(list(argument[1][0]))
    return ""


def _member(members: Sequence[tuple[Any, Any]]) -> str:
    negated = members[0][0] is op.NEGATE
    listed = {argument for code, argument in members if code is op.LITERAL}
    if negated:
        return next((char for char in "あa1亜 " if ord(char) not in listed), "あ")
    code, argument = members[0]
    if code is op.LITERAL:
        return chr(argument)
    if code is op.RANGE:
        return chr(argument[0])
    return "1" if argument in (op.CATEGORY_DIGIT, op.CATEGORY_WORD) else " "


def _runs_away(compiled: regex.Pattern[str], text: str) -> bool:
    for seconds in (_FIRST_SECONDS, _LAST_SECONDS):
        try:
            deque(compiled.finditer(text, timeout=seconds), maxlen=0)
        except TimeoutError:
            continue
        return False
    return True
