"""Telephone numbers and addresses of persons in disguise, and numbers that are none."""

from __future__ import annotations

import datetime as dt

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from snslint.detectors import email_address, phone_number
from snslint.document import Document
from snslint.lint import TextSource
from snslint.model import Draft, Match


def document(text: str) -> Document:
    return Document(Draft(text, TextSource()), today=dt.date(2026, 11, 21))


def numbers(text: str) -> list[tuple[str, dict[str, str]]]:
    return [(match.kind, dict(match.names)) for match in phone_number.find(document(text))]


@pytest.mark.parametrize(
    "text",
    [
        "0 9 0 - 1 2 3 4 - 5 6 7 8", "0○9○0○-○1○2○3○4○-○5○6○7○8", "○9○-1234-5678", "⓪⑨⓪-①②③④-⑤⑥⑦⑧", "O9O-l234-5678",
        "o9o12345678", "〇 九 〇 一 二 三 四 五 六 七 八", "090\n1234\n5678", "090…1234…5678", "携帯8765-4321-090",
    ],
)  # fmt: skip
def test_a_mobile_number_in_disguise_is_read(text: str) -> None:
    assert numbers(text) == [("mobile", {"number": "09012345678"})]


@pytest.mark.parametrize(
    "text",
    [
        "0 7 0 0 0 1 0 0 2 0 0",
        "0 8 0 1 2 3 4 5 6 7 8 9",
        "型番8765-4321-090",
        "Looo9o-1234-5678",
        "①②③④⑤⑥⑦⑧⑨⑩",
    ],
)
def test_rows_of_numbers_are_no_telephone_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "yamano☆gmail.com", "yamano (at) gmail.com", "yamano at gmail dot com", "yamano @ gmail . com", "yamanoアットgmailドットcom",
        "y a m a n o @ g m a i l . c o m", "yamano@gmail\n.com",
    ],
)  # fmt: skip
def test_the_address_of_a_person_in_disguise_is_read(text: str) -> None:
    assert list(email_address.find(document(text))) == [
        Match(0, len(text), "free", {"domain": "gmail.com"}),
    ]


def test_an_office_that_hides_its_own_address_from_robots_is_an_office() -> None:
    assert [match.kind for match in email_address.find(document("kanko★city.example.lg.jp へ"))] == ["public"]


PIECES = [
    *"0987654321-O〇○⓪⑨九一 \n・…",
    "yamano",
    "gmail",
    ".",
    "com",
    "@",
    "アット",
    "ドット",
    "☆",
    " at ",
    "(at)",
    "電話",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_nothing_is_found_where_the_trigger_is_not(text: str) -> None:
    for module in (phone_number, email_address):
        assert regex.search(module.TRIGGER, document(text).text) or not list(module.find(document(text)))
