"""Who may sign a post off, and what is told to be missing."""

from __future__ import annotations

import datetime as dt

import pytest

from snslint.detectors import sign_off
from snslint.document import Document
from snslint.lint import TextSource
from snslint.model import Draft, Match, Meta, SignOff, Span

HEAD = SignOff(approved_by="section-head", delegated_by=True)
TWO_OR_HEAD = SignOff(approved_by="section-head", reviewers=2, author=True, publish_at=True)
ANYONE = SignOff(approved_by="anyone", author=True)
NOON = dt.datetime(2026, 12, 1, 12)


def missing(asked: SignOff | None, meta: Meta, *, required: bool = False) -> str | None:
    """What the one match names, None where nothing is found."""
    document = Document(
        Draft("お知らせです。", TextSource(), meta=meta),
        today=dt.date(2026, 11, 21),
        sign_off=asked,
        sign_off_required=required,
    )
    found = list(sign_off.find(document))
    return found[0].names["missing"] if found else None


@pytest.mark.parametrize(
    "given",
    [
        "総務課長", "総務課長 浜野", "危機管理室長", "上下水道局長", "公民館長", "総務部次長", "文化センター長", "町長", "教育長 浜野",
        "総務課長 浜野(定型の投稿は包括承認)", "まちづくり推進課長", "主幹兼総務課長 浜野", "所属長", "とちぎ未来課長",
    ],
)  # fmt: skip
def test_a_section_head_or_somebody_above_may_approve(given: str) -> None:
    assert sign_off.is_head(given)


@pytest.mark.parametrize(
    "given",
    [
        "総務課 浜野", "総務係長", "消防防災係長 浜野", "総務課長補佐", "総務課長代理", "主査 浜野", "総務課 主任", "副課長",
        "総務課長(予定)", "課長 未", "総務課長（仮）", "市長公室 浜野", "総務課長(事後承認)", "総務課長に確認中", "前総務課長", "", "未",
    ],
)  # fmt: skip
def test_nobody_below_a_section_head_and_no_placeholder_approves(given: str) -> None:
    assert not sign_off.is_head(given)


@pytest.mark.parametrize(
    "given", ["未", "（未）", "予定", "確認中", "後日", "なし", "-", "○○", "TBD", "決裁待ち", " "]
)
def test_a_placeholder_counts_for_nothing(given: str) -> None:
    assert not sign_off.counts(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("総務課 浜野", ("総務課", "浜野")),
        ("浜野", ("", "浜野")),
        ("総務課浜野", ("総務課", "浜野")),
        ("総務課 主事 浜野", ("総務課", "浜野")),
        ("総務課 服部", ("総務課", "服部")),
        ("総務部 総務課 大園", ("総務部総務課", "大園")),
        ("総務課長", ("", "総務課長")),
        ("総務課", None),
        ("総務課 広報担当", None),
        ("県立病院 総務部", None),
        ("確認中", None),
        ("総務課（浜野）", ("総務課", "浜野")),
        ("総務課（当番）", None),
        ("同課 浜野", ("", "浜野")),
        ("総務課 浜野 久", ("総務課", "浜野 久")),
    ],
)
def test_a_person_is_told_from_a_section(given: str, expected: tuple[str, str] | None) -> None:
    assert sign_off.person(given) == expected


def test_the_match_is_the_post_as_a_whole_and_names_what_is_missing() -> None:
    document = Document(
        Draft("お知らせです。", TextSource(), meta=Meta(author="総務課 浜野")),
        today=NOON.date(),
        sign_off=HEAD,
    )
    assert list(sign_off.find(document)) == [Match(0, 0, "always", {"missing": "所属長の承認"}, Span(0, 0))]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (Meta(author="総務課 浜野", approved_by="総務課長"), None),
        (Meta(author="総務課 浜野", delegated_by="総務課長"), None),
        (Meta(author="総務課 浜野", delegated_by="総務係長"), "所属長の承認"),
        (
            Meta(author="総務課 浜野", approved_by="総務係長"),
            "所属長の承認（「総務係長」は課長などの所属長ではありません）",
        ),
        (Meta(reviewers=("総務課 浜野",), approved_by="未"), "所属長の承認（「未」は承認とみなせません）"),
        (
            Meta(approved_by="総務課長", approved_at=NOON + dt.timedelta(hours=1), publish_at=NOON),
            "所属長の承認（承認の日時が投稿の日時より後です）",
        ),
        (Meta(approved_by="総務課長", approved_at=NOON, publish_at=NOON), None),
        (
            Meta(approved_by="総務課長", approved_at=NOON, publish_at=NOON.replace(tzinfo=dt.UTC)),
            None,
        ),
        (Meta(publish_at=NOON), None),
        (Meta(approved_by=""), "所属長の承認"),
        (Meta(), None),
    ],
)
def test_a_head_must_have_approved_before_publication(meta: Meta, expected: str | None) -> None:
    assert missing(HEAD, meta) == expected


@pytest.mark.parametrize(
    ("reviewers", "enough"),
    [
        (("文化課 里山", "秘書課 北総"), True),
        (("文化課 里山", "文化課 里山"), False),
        (("文化課 里山", "里山"), False),
        (("文化課 梨本", "文化課 里山"), False),
        (("文化課 里山", "確認中"), False),
        (("文化課 里山", "秘書課"), False),
        (("文化課 里山", "秘書課 里山"), True),
        (("文化課 里山", "文化課 里山 緑"), False),
        (("文化課 森", "文化課 森下"), True),
        (("同課 里山", "同課 梨本"), False),
    ],
)
def test_two_people_other_than_the_author_stand_for_the_head(
    reviewers: tuple[str, ...], enough: bool
) -> None:
    meta = Meta(author="文化課 梨本", reviewers=reviewers, publish_at=NOON)
    assert missing(TWO_OR_HEAD, meta) == (None if enough else "作成者以外の2人の確認か所属長の承認")


def test_all_that_is_missing_is_told_at_once() -> None:
    assert missing(TWO_OR_HEAD, Meta(author="文化課")) == (
        "作成者の氏名（「文化課」は個人の名前ではありません）、投稿する日時、作成者以外の2人の確認か所属長の承認"
    )


def test_anyone_may_approve_where_no_rank_is_asked() -> None:
    assert missing(ANYONE, Meta(author="広報課 益子", approved_by="広報課長補佐 大谷")) is None
    assert missing(ANYONE, Meta(author="広報課 益子")) == "承認者"


def test_nothing_is_asked_where_no_clause_asks_and_everything_where_it_is_required() -> None:
    assert missing(None, Meta(author="総務課 浜野")) is None
    assert missing(HEAD, Meta(), required=True) == "所属長の承認"
