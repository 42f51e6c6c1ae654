"""What may stand in front of a clause: printed numbers, letters, bullets and bracketed headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from snslint.values import dataclass

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_ROMAN_LETTERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
SUPERSCRIPT = "¹²³⁴⁵⁶⁷⁸⁹"
BULLETS = "・･•●○〇◯■□◆◇▪▫◎★☆‣-–*＊"

_KANJI = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_DIGITS = r"[0-9０-９]{1,3}"
_KANJI_DIGITS = r"[一二三四五六七八九十百]{1,4}"
_SPACE = r"[ \t\u3000\xa0]"
_DOT = rf"(?:[.．、､,，:：)）]{_SPACE}*|{_SPACE}+)"

# A digit that is followed by one of these counts something: it is no clause's number.
_COUNTED = "年月日時分秒人名件回つ個文字円枚度倍割点台軒世歳才週か箇ヶヵカ％%号条項章節版次万億千百以/／:：-－~〜～,.．0123456789０１２３４５６７８９"


@dataclass(frozen=True, slots=True)
class Marker:
    """The number of a clause: how it is written (`style`), its value, what an id shows, and how long it is.

    `sure` is false where a line could begin so by chance; `style` "bullet" and "heading" have no value.
    """

    style: str
    value: int
    label: str
    length: int
    sure: bool = True


def markers(line: str) -> Iterator[Marker]:
    """All readings of the beginning of `line`, the likeliest first."""
    indent = len(line) - len(line.lstrip())
    rest = line[indent:]
    bullet = re.match(rf"[{re.escape(BULLETS)}]{_SPACE}*", rest)
    if bullet:
        for found in _numbers(rest[bullet.end() :]):
            yield Marker(
                found.style, found.value, found.label, indent + bullet.end() + found.length, found.sure
            )
    for found in _numbers(rest):
        yield Marker(found.style, found.value, found.label, indent + found.length, found.sure)
    if bullet and bullet.end() < len(rest):
        yield Marker(
            "bullet", 0, "・", indent + bullet.end(), sure=rest[0] not in "-–*＊" or bullet.end() > 1
        )


def note(line: str) -> Marker | None:
    """The number of a footnote or of a term explained: `※1`, `注1`, `*1`, a superscript."""
    rest = line.lstrip()
    indent = len(line) - len(rest)
    if found := re.match(rf"[(（]?(※|注|[*＊])(?:釈|記)?{_SPACE}*({_DIGITS})[)）]?(?:{_DOT})?", rest):
        prefix = "※" if found[1] == "※" else "注"
        return Marker(f"note{prefix}", number(found[2]), f"{prefix}{number(found[2])}", indent + found.end())
    if rest and rest[0] in SUPERSCRIPT:
        value = SUPERSCRIPT.index(rest[0]) + 1
        space = re.match(rf"{_SPACE}*", rest[1:])
        return Marker("note注", value, f"注{value}", indent + 1 + (space.end() if space else 0))
    return None


def _numbers(text: str) -> Iterator[Marker]:
    for style, pattern in _PATTERNS:
        if found := re.match(pattern, text):
            marker = _read(style, found)
            if marker is not None:
                yield marker
    if text[:1] in CIRCLED and text:
        yield _at_once("circled", CIRCLED.index(text[0]) + 1, text[0], text)
    if text[:1] in BRACKETED and text:
        value = BRACKETED.index(text[0]) + 1
        yield _at_once("(n)", value, f"({value})", text)


def _at_once(style: str, value: int, label: str, text: str) -> Marker:
    space = re.match(rf"[.．、]?{_SPACE}*", text[1:])
    return Marker(style, value, label, 1 + (space.end() if space else 0))


_PATTERNS = (
    ("章", rf"第{_SPACE}*({_DIGITS}|{_KANJI_DIGITS}){_SPACE}*(編|部|章|節|款){_SPACE}*"),
    ("条", rf"第{_SPACE}*({_DIGITS}|{_KANJI_DIGITS}){_SPACE}*条((?:の{_DIGITS}|の{_KANJI_DIGITS})*)(?![第のにをは及又]){_SPACE}*"),
    ("項", rf"第{_SPACE}*({_DIGITS}|{_KANJI_DIGITS}){_SPACE}*(項|号)(?![第のにをは及又の様]){_SPACE}+"),
    ("第n", rf"第{_SPACE}*({_DIGITS}|{_KANJI_DIGITS}){_DOT}(?!号)"),
    ("(n)", rf"[(（]{_SPACE}*({_DIGITS}){_SPACE}*[)）]{_SPACE}*"),
    ("(一)", rf"[(（]({_KANJI_DIGITS})[)）]{_SPACE}*"),
    ("(ア)", rf"[(（]([{KANA}])[)）]{_SPACE}*"),
    ("(a)", rf"[(（]([a-zａ-ｚ])[)）]{_SPACE}*"),
    ("(A)", rf"[(（]([A-ZＡ-Ｚ])[)）]{_SPACE}*"),
    ("n-n", rf"({_DIGITS}(?:[-－‐.．]{_DIGITS})+)(?:[.．]{_SPACE}*|{_SPACE}+)(?=\D)"),
    ("n)", rf"({_DIGITS})[)）]{_SPACE}*"),
    ("n.", rf"({_DIGITS})[.．、](?![0-9０-９]){_SPACE}*(?=\S)"),
    ("n", rf"({_DIGITS}){_SPACE}+(?=\S)"),
    ("n?", rf"({_DIGITS})(?=[^\s{re.escape(_COUNTED)}])"),
    ("一", rf"({_KANJI_DIGITS}){_DOT}(?=\S)"),
    ("ア", rf"([{KANA}]){_DOT}(?=\S)"),
    ("ア?", rf"([{KANA}])(?=[^\sァ-ヴー・])"),
    ("イ", rf"([{IROHA}]){_DOT}(?=\S)"),
    ("(イ)", rf"[(（]([{IROHA}])[)）]{_SPACE}*"),
    ("ア半", rf"([ｱ-ﾝ]){_DOT}(?=\S)"),
    ("Ⅰ", rf"([{ROMAN}{ROMAN.lower()}])[.．、]?{_SPACE}*(?=\S)"),
    ("(ⅰ)", rf"[(（]([{ROMAN}{ROMAN.lower()}])[)）]{_SPACE}*"),
    ("a", rf"([a-zａ-ｚ]){_DOT}(?=\S)"),
    ("i", rf"({'|'.join(reversed(_ROMAN_LETTERS))})(?:[.．)）]{_SPACE}*|{_SPACE}+)(?=\S)"),
    ("A", rf"([A-ZＡ-Ｚ])(?:[.．)）]{_SPACE}*|{_SPACE}+)(?=\S)"),
)  # fmt: skip


def _read(style: str, found: re.Match[str]) -> Marker | None:
    printed, length = found[1], found.end()
    match style:
        case "章":
            return Marker(f"第{found[2]}", number(printed), f"第{_shown(printed)}{found[2]}", length)
        case "条":
            of = found[2]
            value = number(printed)
            return Marker("条", value, f"第{_shown(printed)}条{unicodedata.normalize('NFKC', of)}", length)
        case "項":
            return Marker(f"第{found[2]}", number(printed), f"第{_shown(printed)}{found[2]}", length)
        case "第n":
            return Marker("第n", number(printed), f"第{_shown(printed)}", length)
        case "(n)" | "(一)":
            return Marker(style, number(printed), f"({_shown(printed)})", length)
        case "(ア)":
            return Marker(style, KANA.index(printed) + 1, f"({printed})", length)
        case "イ" | "(イ)":  # イロハ, an older order
            return Marker(
                style, IROHA.index(printed) + 1, printed if style == "イ" else f"({printed})", length
            )
        case "(a)" | "(A)":
            letter = unicodedata.normalize("NFKC", printed)
            return Marker(style, ord(letter.lower()) - 96, f"({letter})", length)
        case "n-n":  # printed with the numbers above it
            parts = re.split("[-－‐.．]", printed)
            return Marker(
                "-".join("n" for _ in parts), number(parts[-1]), "-".join(map(_shown, parts)), length
            )
        case "Ⅰ":
            return Marker("Ⅰ" if printed in ROMAN else "ⅰ", ROMAN.index(printed.upper()) + 1, printed, length)
        case "(ⅰ)":
            return Marker(style, ROMAN.index(printed.upper()) + 1, f"({printed})", length)
        case "i":
            return Marker(style, _ROMAN_LETTERS.index(printed) + 1, printed, length, sure=False)
        case "n)":
            return Marker(style, number(printed), f"{_shown(printed)})", length)
        case "n" | "n." | "一":
            return Marker(style, number(printed), _shown(printed), length)
        case "n?":
            return Marker("n", number(printed), _shown(printed), length, sure=False)
        case "ア" | "ア?" | "ア半":
            letter = unicodedata.normalize("NFKC", printed)
            return Marker("ア", KANA.index(letter) + 1, letter, length, style != "ア?")
        case "a" | "A":
            letter = unicodedata.normalize("NFKC", printed)
            return Marker(style, ord(letter.lower()) - 96, letter, length, sure=False)
    return None


def _shown(printed: str) -> str:
    """The number as an id shows it: half-width digits, kanji as they are."""
    return unicodedata.normalize("NFKC", printed)


def number(printed: str) -> int:
    """The value of printed digits, half-width, full-width or kanji."""
    text = unicodedata.normalize("NFKC", printed)
    if text.isdecimal():
        return int(text)
    total = 0
    for part, unit in (("百", 100), ("十", 10)):
        if part in text:
            before, _, text = text.partition(part)
            total += (_KANJI[before] if before else 1) * unit
    return total + (_KANJI[text] if text else 0)
