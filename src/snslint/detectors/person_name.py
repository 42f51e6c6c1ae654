"""Names of persons, by the rules by which Japanese names are formed, on UniDic's tags.

Kinds:
- `full-name`: surname and given name, with or without さん (宮田陽一さん, カワグチ タケオ様, 平川りくくん)
- `surname`: a surname with さん, 様, 氏 … (原田さん)
- `titled`: a surname with a title (大森主任, 原田先生, 松田選手)
- `given`: a given name with ちゃん, くん or さん (あかりちゃん)
- `initial`: initials with さん, 君 … (Tさん, M・Kさん)

A lone surname tag is right in six cases of ten (白井 is a town): what has no さん and no given name is not
yielded, nor are the municipality's own sections and names. Its places are yielded only with さん behind
them: 佐野さん is a person in 佐野市 too. Each name is yielded once, the longest reading.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from snslint.expressions import expression, regex_expression

from ..document import Document
from ..model import Match, Own
from ..tokenizer import Token

KINDS: tuple[str, ...] = ("full-name", "surname", "titled", "given", "initial")
NAMES: tuple[str, ...] = ("name",)
TRIGGER = ""  # names have no letters of their own

_SURNAME = "名詞-固有名詞-人名-姓"
_GIVEN = "名詞-固有名詞-人名-名"
_PERSON = "名詞-固有名詞-人名"
_PLACE = "名詞-固有名詞-地名"

_HONORIFIC = regex_expression(
    r"[ ]?(?P<word>さん|さま|ちゃん(?!と[ぁ-んー]|こ)|くん(?!で(?!す|し|、)|だ(?!っ|と))|君|様|氏|嬢|殿|翁)"
    r"(?![付々子式変相模態似名])"
)
_TITLE = regex_expression(
    r"(?P<word>主任|主査|係長|課長|室長|部長|次長|局長|所長|館長|園長|校長|教頭|社長|会長|区長|組長|班長|団長|店長|院長|隊長|監督"
    r"|町長|市長|村長|知事|議員|議長|大臣|教授|博士|先生|医師|弁護士|選手|投手|部員|団員|隊員|職員|理事|代表|組合長|容疑者|被告"
    r"|一家|ご?夫妻|ご?夫婦|ファミリー|親子|兄弟|姉妹|家(?:の|は|が)|宅)"
)
_CHILD = ("ちゃん", "くん", "君")
_KANJI = r"[\p{Han}々ヶ]"
_INITIAL = regex_expression(
    r"(?<![A-Za-z0-9])(?P<name>[A-Z](?:[.・][ ]?[A-Z])?\.?)[ ]?(?:さん|さま|様|君|くん|氏|ちゃん|夫妻|一家)"
)
_KANA_PAIR = regex_expression(
    r"(?<![ァ-ヶー・])(?P<name>[ァ-ヶー]{2,6}[ ・][ァ-ヶー]{2,6})(?![ァ-ヶー・])"
    r"(?:(?=[ ]?[」』]?[ ]?(?:さん|さま|様|ちゃん|くん|君|氏|殿))"
    r"|(?<=(?:氏名|名義|お?名前|宛名|フリガナ|[0-9])[ :はが「]{1,3}(?P=name)))"
)
_HIRAGANA_PAIR = regex_expression(
    r"(?<![ぁ-ん])(?P<name>[ぁ-ん]{2,5} [ぁ-ん]{2,5})(?= ?(?:さん|さま|様|ちゃん|くん|君))"
)
_CHILD_NAME = regex_expression(
    rf"(?<!{_KANJI})(?P<name>{_KANJI}{{2,3}}(?![のやと])[ぁ-ん]{{2,4}}?)(?<!お[じばとかにね][いあうえ])(?:ちゃん(?!と[ぁ-んー]|こ)|くん(?!で(?!す|し|、)|だ(?!っ|と)))"
)
_CHILD_IN_KANJI = regex_expression(
    rf"(?<!{_KANJI})(?P<name>{_KANJI}{{3,6}})(?:ちゃん|くん(?!で(?!す|し|、)|だ(?!っ|と)))"
)
_SPACED_NAME = regex_expression(
    rf"(?<!{_KANJI})(?P<name>{_KANJI}{{1,3}} {_KANJI}{{1,3}})(?=さん|さま|様|氏|君|くん|ちゃん)"
)
_HONORED = expression("さん|さま|ちゃん|くん|君|様|氏|嬢|殿|翁|夫妻|一家")
# What is spelled like a name, its kind, and a quicker expression that finds something wherever it does.
_SPELLED = (
    (_KANA_PAIR, "full-name", expression("[ァ-ヶー][ ・][ァ-ヶー]")),
    (_HIRAGANA_PAIR, "full-name", expression("[ぁ-ん] [ぁ-ん]")),
    (_CHILD_NAME, "full-name", expression("ちゃん|くん")),
    (_SPACED_NAME, "full-name", expression("[^\\x00-\\x7f] [^\\x00-\\x7f]")),
    (_INITIAL, "initial", expression("[A-Z]")),
)
# Words that UniDic tags as a name, or that stand before さん without being one.
_NO_NAMES = frozenset(
    {
        "サンタ", "サンタクロース", "観音", "地蔵", "弁天", "大黒", "恵比寿", "恵比須", "閻魔", "仏", "神",
        "殿", "王", "姫", "お姫", "王子", "皆", "みな", "みんな", "奥", "嫁", "婿", "孫", "子", "母", "父",
        "兄", "姉", "弟", "妹", "叔父", "叔母", "伯父", "伯母", "祖父", "祖母", "爺", "婆", "おじい",
        "おばあ", "じい", "ばあ", "おじ", "おば", "お父", "お母", "お兄", "お姉", "おとう", "おかあ",
        "おにい", "おねえ", "坊", "お嬢", "嬢", "旦那", "赤", "双子", "ふたご", "三つ子", "みつご",
        "四つ子", "わん", "ワン", "にゃん", "ネコ", "ねこ", "猫", "犬", "いぬ", "うさぎ", "くま", "クマ",
        "客", "お客", "ママ", "パパ", "お巡り", "おまわり", "お隣", "隣", "どちら", "あちら", "こちら",
        "そちら", "何", "誰", "たく", "お疲れ", "ご苦労", "かあ", "とう", "にい", "ねえ", "娘", "息子",
        "同居", "ご近所", "業者", "会社", "農家", "医者", "花屋", "酒屋", "米屋", "茶屋", "魚屋", "肉屋", "床屋",
        "式場", "道場", "工場", "守衛", "石屋", "畳屋", "植木屋", "電気屋", "薬屋", "靴屋", "本屋", "鍛冶屋",
    }
)  # fmt: skip
_GIVEN_IN_NO = ("のぞみ", "のりこ", "のぶこ", "のどか", "ののか", "のえる", "のあ", "のぶお", "のりか")
_ROLES = (
    "ガイド",
    "スタッフ",
    "リーダー",
    "サポーター",
    "ボランティア",
    "ファン",
    "ランナー",
    "オーナー",
    "ママ",
    "パパ",
)
_PLACE_ENDINGS = tuple("原台川山沢島崎丘峠池沼浜坂岳谷森橋町村里")
_PARTICLES = "はがもとにをへでやのか"
_NEVER_FIRST = "っぁぃぅぇぉゃゅょん"
_SHRINE_HONORIFICS = ("さま", "様")  # 春日さま, お伊勢さま
_KANA = regex_expression(r"[ぁ-んー]{1,5}$|[ァ-ヶー]{1,6}$")
_ALL_KANJI = regex_expression(rf"{_KANJI}+|[ァ-ヶー]{{2,}}")
_ALL_KATAKANA = regex_expression(r"[ァ-ヶー]+")
_RUNS_ON = regex_expression(r"[\p{Han}\p{Katakana}\p{Hiragana}ーA-Za-z]")
_ENDS_NAME = regex_expression(r"[ ]?[(、。,\n」』]|[のはがをもとに](?![ぁ-ん]{0,1}[ん])|$|さん|氏|様|と")


def find(document: Document) -> Iterator[Match]:
    """Yield names with the さん or title behind them; a match is named {name}."""
    text = document.text
    own = _Own(document.own)
    found: list[Match] = []
    for pattern, kind, needed in _SPELLED:
        if needed.search(text) is None:
            continue
        for hit in pattern.finditer(text):
            end = hit.end()
            if kind == "full-name":
                honorific = _HONORIFIC.match(text, end)
                if own.has(hit["name"]) or (not honorific and own.place(hit["name"].partition(" ")[0])):
                    continue
                end = honorific.end() if honorific else end
            found.append(_match(text, hit.start(), end, kind))
    honored = _HONORED.search(text) is not None
    if honored:
        for hit in _CHILD_IN_KANJI.finditer(text):  # 陽|向く|ん: the tokenizer may cut across the くん
            first = document.token_at(hit.start())
            if document.tokens[first].start == hit.start() and _is_surname(document.tokens, first, own):
                found.append(_match(text, hit.start(), hit.end(), "full-name"))
    if honored or any(morpheme.pos.startswith((_SURNAME, _PLACE)) for morpheme in document.cut.morphemes):
        found.extend(_before_honorifics(text, document.tokens, own))
        found.extend(_surname_and_given(text, document.tokens, own))
    found.sort(key=lambda match: (match.start, -match.end))
    last = 0
    for match in found:
        if match.start >= last:
            last = match.end
            yield match


class _Own:
    """What belongs to the municipality and is no private person's name."""

    def __init__(self, own: Own) -> None:
        self._places = own.places
        self._names = frozenset(name.replace(" ", "") for name in (*own.names, own.head or "") if name)
        self._sections = frozenset(own.sections)

    def has(self, name: str) -> bool:
        """Whether `name` is a public person's or a section."""
        bare = name.replace(" ", "")
        return bare in self._sections or any(
            bare == known or (len(bare) >= 2 and known.startswith(bare)) for known in self._names
        )

    def place(self, word: str) -> bool:
        """Whether `word` is a place, with or without its 町, 市 or 村."""
        return any(place == word or place.rstrip("町市村区県") == word for place in self._places)


def _match(text: str, start: int, end: int, kind: str) -> Match:
    return Match(start, end, kind, {"name": text[start:end].strip()})


def _before_honorifics(text: str, tokens: Sequence[Token], own: _Own) -> Iterator[Match]:
    """Names that end where a さん or a title begins."""
    by_end = {token.end: index for index, token in enumerate(tokens)}
    for honorific in _HONORIFIC.finditer(text):
        if (
            read := _name_before(text, tokens, by_end, honorific.start(), honorific["word"], own)
        ) is not None:
            start, kind = read
            # とちまるくん is the mascot's whole name
            if not own.has(text[start : honorific.end()]) and not own.has(text[start : honorific.start()]):
                yield _match(text, start, honorific.end(), kind)
    for title in _TITLE.finditer(text):
        index = by_end.get(title.start())
        if index is not None and _is_surname(tokens, index, own) and not own.place(tokens[index].surface):
            yield _match(text, tokens[index].start, title.end("word"), "titled")


def _name_before(
    text: str, tokens: Sequence[Token], by_end: dict[int, int], end: int, honorific: str, own: _Own
) -> tuple[int, str] | None:
    """Where the name that ends at `end` starts, and its kind."""
    if kana := _KANA.search(text, max(0, end - 6), end):
        return _kana_name(text, tokens, by_end, kana.start(), end, honorific, own)
    index = by_end.get(end)
    if index is None:
        return None
    token = tokens[index]
    name = token.surface
    if name in _NO_NAMES or own.has(name):
        return None
    if not _ALL_KANJI.fullmatch(name) and not token.pos.startswith(_PERSON):
        return None
    before = _adjacent(text, tokens, index)
    if before is not None and token.pos.startswith(_PERSON) and _surname_like(tokens, before):
        return _start_of_surname(tokens, before), "full-name"
    if (start := _surname_with_unknown_given(tokens, index, honorific, own)) is not None:
        return start, "full-name"
    if (
        before is not None
        and token.pos.startswith(_GIVEN)
        and len(name) == len(tokens[before].surface) == 1
        and tokens[before].end == token.start
    ):
        return tokens[before].start, "surname"  # 松|苗さん: a surname that UniDic has no entry for
    if honorific in _SHRINE_HONORIFICS and token.pos.startswith(_PLACE):
        return None
    if _is_surname(tokens, index, own):
        return token.start, "surname"
    if token.pos.startswith(_PERSON):
        return (token.start, "given") if len(name) >= 2 else None
    if before is not None and _form_surname(tokens, before, index):
        return tokens[before].start, "surname"
    return None


def _surname_with_unknown_given(tokens: Sequence[Token], index: int, honorific: str, own: _Own) -> int | None:
    """Where a surname starts whose given name, up to three characters, is cut into other words: 平野|陽|向くん."""
    given = ""
    for at in range(index, max(index - 4, -1), -1):
        token = tokens[at]
        if given and token.pos.startswith(_SURNAME) and len(token.surface) >= 2:
            return token.start if _is_surname(tokens, at, own) else None
        given = token.surface + given
        common = len(token.surface) >= 2 and token.pos.startswith("名詞-普通名詞")  # 田中|建設さん
        if (
            len(given) > 3
            or not _ALL_KANJI.fullmatch(token.surface)
            or _touching(tokens, at) is None
            or token.pos.startswith(("接尾辞", "名詞-数詞"))
            or (common and honorific not in _CHILD)
        ):
            return None
    return None


def _kana_name(
    text: str,
    tokens: Sequence[Token],
    by_end: dict[int, int],
    begin: int,
    end: int,
    honorific: str,
    own: _Own,
) -> tuple[int, str] | None:
    """A name that ends in kana: with a surname in kanji before it, or alone."""
    given = text[begin:end]
    if given[0] == "の":
        index = by_end.get(begin)
        if not (given.startswith(_GIVEN_IN_NO) and index is not None and _surname_like(tokens, index)):
            given, begin = given[1:], begin + 1
    if len(given) < 2 or given in _NO_NAMES or own.has(given):
        return None
    index = by_end.get(begin - 1 if begin and text[begin - 1] == " " else begin)
    if index is not None and given[0] not in _NEVER_FIRST and _surname_like(tokens, index):
        return _start_of_surname(tokens, index), "full-name"
    if begin and _RUNS_ON.match(text, begin - 1) and text[begin - 1] not in _PARTICLES:
        return None
    first = bisect_left(tokens, begin, key=attrgetter("start"))
    inside = [token for token in tokens[first : first + end - begin] if token.end <= end]
    tagged = any(token.pos.startswith(_PERSON) for token in inside)
    # No token lies inside where the の before the name was read as its first syllable: 組|のりお|ちゃん.
    nouns = all(token.pos.startswith(("名詞", "記号", "接頭辞")) for token in inside)
    if _ALL_KATAKANA.fullmatch(given):
        known_word = (
            len(inside) == 1 and not tagged and bool(inside[0].reading)
        )  # スタッフさん, but not グエンさん
        if given.endswith(_ROLES):
            return None
        return None if known_word else (begin, "given" if honorific in _CHILD else "surname")
    if honorific in _CHILD:
        return (begin, "given") if nouns and len(given) <= 4 else None
    return (begin, "given") if tagged and nouns else None


def _adjacent(text: str, tokens: Sequence[Token], index: int) -> int | None:
    """The token before, where nothing or one space stands between."""
    if index == 0:
        return None
    return index - 1 if text[tokens[index - 1].end : tokens[index].start] in ("", " ") else None


def _touching(tokens: Sequence[Token], index: int) -> Token | None:
    """The token that runs into this one."""
    return tokens[index - 1] if index and tokens[index - 1].end == tokens[index].start else None


def _surname_like(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token can be the surname in front of a given name."""
    token = tokens[index]
    if not _ALL_KANJI.fullmatch(token.surface):
        return False
    return token.pos.startswith((_SURNAME, _PLACE)) or (
        token.pos.startswith(_GIVEN) and len(token.surface) >= 2
    )


def _start_of_surname(tokens: Sequence[Token], index: int) -> int:
    """A surname of one character may be the rest of a longer one: 安房|谷."""
    before = _touching(tokens, index)
    if len(tokens[index].surface) == 1 and before is not None and before.pos.startswith(_PLACE):
        return before.start
    return tokens[index].start


def _is_surname(tokens: Sequence[Token], index: int, own: _Own) -> bool:
    """Whether the token is a surname by itself: tagged so, or a place."""
    token = tokens[index]
    if token.surface in _NO_NAMES or own.has(token.surface):
        return False
    before = _touching(tokens, index)
    if token.pos.startswith(_SURNAME):
        return before is None or not before.pos.startswith((_PLACE, "接頭辞"))  # 南房総|白井
    return (
        token.pos.startswith(_PLACE)
        and len(token.surface) in (2, 3)
        and bool(_ALL_KANJI.fullmatch(token.surface))
        and token.surface[-1] not in "県市町村郡区都府道"
        and (before is None or not before.pos.startswith("名詞"))
    )


def _form_surname(tokens: Sequence[Token], before: int, index: int) -> bool:
    """Whether two single characters side by side form a surname that the dictionary lacks: 矢|代."""
    first, second = tokens[before], tokens[index]
    return (
        len(first.surface) == len(second.surface) == 1
        and first.end == second.start
        and bool(_ALL_KANJI.fullmatch(first.surface))
        and not second.pos.startswith(("接尾辞", "名詞-数詞"))
        and not first.pos.startswith(("名詞-数詞", "接頭辞", "接尾辞"))
        and ((touching := _touching(tokens, before)) is None or not touching.pos.startswith("名詞"))
    )


def _surname_and_given(text: str, tokens: Sequence[Token], own: _Own) -> Iterator[Match]:
    """Surname and given name side by side without さん: both tagged, and no word runs on behind."""
    for index, token in enumerate(tokens[:-1]):
        if not token.pos.startswith(_SURNAME):
            continue
        after = tokens[index + 1]
        gap = text[token.end : after.start]
        if (
            gap not in ("", " ")
            or not after.pos.startswith((_GIVEN, _PERSON + "-一般"))
            or not _surname_like(tokens, index)
            or own.place(token.surface)
            or own.has(text[token.start : after.end])
        ):
            continue
        before = _touching(tokens, index)
        if before is not None and before.pos.startswith((_PLACE, "接頭辞")):
            continue
        if after.end - token.start < 4 and not gap and text[after.end : after.end + 1] not in ("(", "」"):
            continue  # 大谷|石, 千羽|鶴
        if after.surface in _PLACE_ENDINGS and not gap:
            continue  # 十文字|原
        if _RUNS_ON.match(text, after.end) and not _ENDS_NAME.match(text, after.end):
            continue
        yield _match(text, token.start, after.end, "full-name")
