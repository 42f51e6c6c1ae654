"""What stands in a document and is no clause: page marks, running heads, contents, forms, site navigation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from snslint.municipalities.importing.markers import markers
from snslint.values import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the document without its break; `columns` counts a wide character as two."""

    number: int
    text: str
    after_blank: bool = False
    after_page: bool = False

    @property
    def columns(self) -> int:
        return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in self.text.rstrip())

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


@dataclass(frozen=True, slots=True)
class Remainder:
    """A line that is no clause, and why."""

    line: int
    text: str
    reason: str


_PAGE = re.compile(
    r"[-－―—–\s]*[0-9０-９]{1,3}[-－―—–\s]*$|[0-9０-９]{1,3}\s*[/／]\s*[0-9０-９]{1,3}\s*$|"
    r"[pPｐＰ][.．]?\s*[0-9０-９]{1,3}\s*$|[(（]?[0-9０-９]{1,3}\s*(?:ページ|頁)[)）]?\s*$"
)
_LEADER = re.compile(  # a run is tried from its beginning only: a long one would take quadratic time
    r"(?:(?<![.．・･…‥])(?:[.．・･…‥]{3,}|[…‥]{2})|(?<![-‐─―])[-‐─―]{4,}|(?<!_)_{4,})\s*"
    r"(?:[pPｐＰ][.．]?\s*)?[0-9０-９]{1,3}\s*$"
)
_CONTENTS = re.compile(r"[【\[]?\s*(?:目\s*次|もくじ|CONTENTS)\s*[】\]]?\s*$", re.IGNORECASE)
_NAVIGATION = re.compile(
    r".*[>＞].*[>＞]|ここから本文です|本文$|更新日|(?:コンテンツ|ページ)(?:番号|ID)|現在地|最終更新日|掲載日|印刷(?:用|する)|ページの?(?:先頭|トップ)|"
    r"本文へ(?:移動|ジャンプ)?|サイト内検索|文字サイズ|このページ(?:に関|の|についての|は役)|前のページ|ホーム$"
)
_TAIL = re.compile(
    r".*[(（]PDF[:：)）/]|.*Adobe\s*Reader|(?:このページ.{0,6})?お?(?:問い?合わ?せ|問合せ)(?:先)?$|担当(?:課)?[:：]|様式\s*第|別紙様式|"
    r"第\s*[0-9０-９]*\s*号様式|.*のダウンロードページ|〒"
)
_DATE = re.compile(
    r"\S{0,8}(?:訓令|告示|規則|条例|要綱|内規)(?:甲|乙)?第?\s*[0-9０-９]+\s*号$|"
    r"[(（]?(?:制定|改正|改定|施行|策定|更新|公布|最終改正|一部改正)?[:：\s]*(?:令和|平成|昭和|[12][0-9]{3}\s*年)"
    r"[0-9０-９元\s年月日]{3,}(?:制定|改正|改定|施行|策定|告示|訓令|要綱|決裁|第?\s*[0-9０-９]*\s*号?)*[)）]?\s*$"
)


def rows(text: str) -> tuple[list[Row], list[Remainder]]:
    """The lines that may belong to clauses, and those that cannot."""
    lines = text.removeprefix("\ufeff").replace("\f", "\n").splitlines()
    reasons: dict[int, str] = {}
    repeated = _running_heads(lines)
    for n, line in enumerate(lines):
        if _PAGE.match(line.strip()):
            reasons[n] = "ページ番号"
        elif line.strip() in repeated and repeated[line.strip()] != n:
            reasons[n] = "柱"
        elif _LEADER.search(line):
            reasons[n] = "目次"
        elif _NAVIGATION.match(line.strip()):
            reasons[n] = "ページの案内"
        elif _DATE.match(line.strip()):
            reasons[n] = "日付"
    reasons.update(dict.fromkeys(_contents(lines, reasons), "目次"))
    reasons.update(dict.fromkeys(_tail(lines, reasons), "様式・問い合わせ先"))
    kept, remainder, blank = [], [], True
    for n, line in enumerate(lines):
        if not line.strip():
            blank = True
        elif n in reasons:
            remainder.append(Remainder(n + 1, line.strip(), reasons[n]))
        else:
            kept.append(Row(n + 1, line.rstrip(), blank))
            blank = False
    return _without_page_gaps(kept, reasons), remainder


def _without_page_gaps(kept: Sequence[Row], reasons: dict[int, str]) -> list[Row]:
    """A page break in the middle of a sentence is no blank line."""
    result: list[Row] = []
    for row in kept:
        between = range(result[-1].number, row.number - 1) if result else ()
        if any(reasons.get(n) in ("ページ番号", "柱") for n in between):
            goes_on = not result[-1].text.rstrip().endswith(("。", "．"))
            row = Row(row.number, row.text, row.after_blank and not goes_on, after_page=True)
        result.append(row)
    return result


def _running_heads(lines: Sequence[str]) -> dict[str, int]:
    """Short lines that come back at least three times, and where each stands first."""
    counts = Counter(line.strip() for line in lines if 2 <= len(line.strip()) <= 40)
    heads = {
        line
        for line, count in counts.items()
        if count >= 3
        and "。" not in line
        and not any(m.sure for m in markers(line))
        and not line.startswith("略")
    }
    return {line: next(n for n, other in enumerate(lines) if other.strip() == line) for line in heads}


def _contents(lines: Sequence[str], reasons: dict[int, str]) -> list[int]:
    """The lines of a table of contents: from its heading to where its first entry comes back."""
    start = next((n for n, line in enumerate(lines) if _CONTENTS.match(line.strip())), None)
    if start is None:
        return []
    below = [n for n in range(start + 1, len(lines)) if lines[n].strip()]
    if not below:
        return [start]
    first = _bare(lines[below[0]])
    again = next(
        (n for n in below[1:] if first and _bare(lines[n]) == first and reasons.get(n) != "目次"), None
    )
    if again is None:
        leaders = [n for n in below if reasons.get(n) == "目次"]
        return [start, *(n for n in below if leaders and n <= leaders[-1])]
    return [start, *(n for n in below if n < again)]


def _bare(line: str) -> str:
    """A line of contents without its leader, its page and its spaces."""
    text = re.sub(
        r"(?<![\s.．・･…‥])[\s.．・･…‥]*(?:[pPｐＰ][.．]?)?[0-9０-９]{1,3}\s*$",
        "",
        _LEADER.sub("", line.strip()),
    )
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _tail(lines: Sequence[str], reasons: dict[int, str]) -> list[int]:
    """Forms and contacts that close the document: no clause's number comes after them."""
    last = -1
    for n, line in enumerate(lines):
        told = re.sub(r"^\s*[-・]?\s*", "", line)
        if n not in reasons and any(
            m.sure and m.style != "bullet" and told[m.length :].strip() for m in markers(told)
        ):
            if re.match(r"第\s*号|様式|〒|[0-9０-９]{2,4}[-－]", told):
                continue
            last = n
    start = next((n for n in range(last + 1, len(lines)) if _TAIL.match(lines[n].strip())), None)
    return [] if start is None else [n for n in range(start, len(lines)) if lines[n].strip()]
