"""The worst words in disguise: letters parted (「バ○カ」「死 ね」), one hidden (「キ○ガイ」), spelled anew (「タヒね」), turned round.

Only the words below are looked for, and each says what may stand around it: parting marks are common in honest posts
(「開　会」, or a holiday as 「バ カンス」). Kinds: `insult`, `slur`, `threat`, `hearsay`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..document import Document
from ..model import Match

if TYPE_CHECKING:
    import regex

KINDS: tuple[str, ...] = ("insult", "slur", "threat", "hearsay")
NAMES: tuple[str, ...] = ()

# What parts two letters of a word: marks, blanks, line ends; but no empty line.
_MARK = r"[\p{So}\p{Sm}〇・･.,*_/|\\\-‐‑‒–—―…'\"\^ \t]"
_GAP = rf"(?>(?:{_MARK}|\n(?!\n)){{0,4}})"
_HIDDEN = "[○◯〇●×✕*■□]"

_END = r"(?=[ \t\n。、!?…「」『』()~♪]|\p{So}|[w笑](?![a-z一-龠])|$|よ(?:[!。ー~\n]|$)|や(?:[!。ー~\n]|$)|って|と(?:言|い|思))"
_ADDRESSED = (
    r"(?:お前|おまえ|オマエ|てめ[えぇ]|テメ[エェ]|あんた|貴様|きさま|あいつ|こいつ|あの(?:野郎|役人|職員)|全員|みんな|さっさと|とっとと|"
    r"今すぐ|早く|はよ|まじで|マジで|一生|頼むから)(?:は|も|が|ら|らは|らも|なんか|、| ){0,3}"
)
_OPENING = rf"(?:^|[\n。!?「『(]|{_ADDRESSED})"


class _Parted(NamedTuple):
    """Words that count where something parts their letters, and what may stand before and after them."""

    kind: str
    before: str
    words: tuple[str, ...]
    after: str


_NO_KANJI_BEFORE, _NO_KANJI_AFTER = "(?<![一-龠々])(?<![一-龠々][・/])", "(?![一-龠々])"
_NO_KATAKANA_BEFORE = r"(?<![ァ-ヺー])(?<![ァ-ヺー][ \t\n・.○])"
_NO_KATAKANA_AFTER = f"(?!{_GAP}[ァ-ヺー])"

_PARTED = (
    _Parted("insult", _NO_KANJI_BEFORE, ("死ね", "死ネ", "消えろ", "失せろ", "くたばれ", "黙れ", "タヒね"), _END),
    _Parted("insult", _OPENING, ("しね", "シネ", "しネ", "氏ね"), _END),
    _Parted(
        "insult",
        _NO_KATAKANA_BEFORE,
        ("バカ", "バか", "ばカ", "アホ", "ゴミクズ", "クソ野郎", "クズ野郎", "クズども"),
        rf"{_NO_KATAKANA_AFTER}(?!売れ|騒ぎ|でか|正直|貝|力|受け)",
    ),
    _Parted("insult", r"(?:^|(?<=[\n。、!?「はがも]))", ("ばか", "あほ"), r"(?=[。!?」\n]|$|だ|で|じゃ|者|やろ|め|ども)"),
    _Parted(
        "insult",
        _NO_KANJI_BEFORE,
        ("無能", "老害", "愚民", "低能", "馬鹿野郎", "馬鹿者", "馬鹿ども", "税金泥棒", "給料泥棒", "能無し", "役立たず", "卑怯者",
         "恥知らず", "人間のクズ"),
        _NO_KANJI_AFTER,
    ),
    _Parted("slur", _NO_KATAKANA_BEFORE, ("キチガイ", "ガイジ"), _NO_KATAKANA_AFTER),
    _Parted(
        "slur", _NO_KANJI_BEFORE, ("気違い", "支那人", "乞食", "部落民", "つんぼ", "きちがい"), _NO_KANJI_AFTER
    ),
    _Parted("threat", _NO_KANJI_BEFORE, ("殺すぞ", "殺してやる", "ぶっ殺す", "ぶち殺す", "刺すぞ", "燃やすぞ"), ""),
    _Parted("hearsay", "(?<=[たるだ])", ("らしい",), f"(?:(?=です|ので|けど|ね)|{_END})"),
)  # fmt: skip

_WRITTEN_ANEW = (
    ("insult", rf"タヒ[ねネ]|(?:{_NO_KANJI_BEFORE}死ネ|ね死){_END}|郎野鹿馬|{_NO_KANJI_BEFORE}害老{_NO_KANJI_AFTER}"),
    ("insult", rf"{_OPENING}(?P<match>しね|氏ね|{_HIDDEN}ね|死{_HIDDEN}){_END}"),
    ("insult", rf"{_NO_KATAKANA_BEFORE}バ力(?![一-龠々])"),  # with the kanji of power
    ("insult", rf"{_ADDRESSED}(?P<match>シネ|市ね|4ね){_END}"),
    (
        "insult",
        rf"バ{_HIDDEN}(?:野郎|やろう|者)|{_HIDDEN}カ野郎|馬{_HIDDEN}(?:野郎|者)|{_HIDDEN}鹿野郎|ク{_HIDDEN}(?:野郎|ども)|税金泥{_HIDDEN}",
    ),
    (
        "slur",
        rf"キ{_HIDDEN}ガイ|キチ{_HIDDEN}イ|キチガ{_HIDDEN}|気{_HIDDEN}い(?=だ|の|め|じ)|(?<![ァ-ヺー])ガ{_HIDDEN}ジ(?![ァ-ヺー])|支{_HIDDEN}人",
    ),
    (
        "threat",
        rf"(?<![一-龠々0-9])(?:56|{_HIDDEN})す[ぞゾ]|殺{_HIDDEN}ぞ|(?<![ぁ-ん])ころすぞ|コロスゾ|ころしてやる|ぶっころす|ブッコロス?",
    ),
    ("hearsay", "(?<=[たるだ])ラシイ"),
)  # fmt: skip

_PAIRS = frozenset(pair for one in _PARTED for word in one.words for pair in pairwise(word))
_LETTERS = "".join(sorted({letter for pair in _PAIRS for letter in pair}))
_PAIR_APART = rf"[{_LETTERS}](?>(?:{_MARK}|\n(?!\n)){{1,4}})[{_LETTERS}]"
_ANEW = (
    rf"[バ馬ク泥キチガ気支殺死]{_HIDDEN}|{_HIDDEN}[ねカ鹿す]|タヒ|ね死|郎野鹿馬|害老|[しシ氏市4]ね|シネ|死ネ|バ力|56す|ころす|"
    r"ころしてや|コロス|ラシイ|ブッコロ"
)
TRIGGER = f"{_PAIR_APART}|{_ANEW}"


def find(document: Document) -> Iterator[Match]:
    """Yield every word in disguise once; a word that nothing parts is no disguise."""
    text = document.text
    if not _may_hold_any(text):
        return
    taken = bytearray(len(text))
    for kind, pattern, plain in _patterns():
        for found in pattern.finditer(text):
            start, end = found.span("match")
            if text[start:end] not in plain and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield Match(start, end, kind)


def _may_hold_any(text: str) -> bool:
    """Whether letters that follow each other in one of the words stand apart: most marks part others."""
    import regex

    apart = regex.finditer(_PAIR_APART, text, overlapped=True)
    return any((found[0][0], found[0][-1]) in _PAIRS for found in apart) or bool(regex.search(_ANEW, text))


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str], frozenset[str]], ...]:
    """Each kind's expressions, and what they match that is as anybody would write it."""
    import regex

    found = []
    for one in _PARTED:
        words = "|".join(_GAP.join(map(regex.escape, word)) for word in one.words)
        source = f"{one.before}(?P<match>{words}){one.after}"
        found.append((one.kind, regex.compile(source, regex.MULTILINE), frozenset(one.words)))
    for kind, source in _WRITTEN_ANEW:
        whole = source if "(?P<match>" in source else f"(?P<match>{source})"
        found.append((kind, regex.compile(whole, regex.MULTILINE), frozenset()))
    return tuple(found)
