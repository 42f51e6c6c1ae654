"""Whose page a link leads to."""

from __future__ import annotations

import pytest

from snslint.document import hosts
from snslint.document.links import read_links
from snslint.document.short_hosts import SERVICE_SHORT, SHORTENERS
from snslint.model import Own

OWN = Own(
    domains=("town.onjuku.chiba.jp",),
    accounts=("@onjuku_town", "https://www.facebook.com/onjuku.koho/", "instagram.com/onjuku_kanko"),
)


def class_of(text: str) -> str:
    (link,) = read_links(text)
    return hosts.link_class(link, OWN)


CASES = [
    ("https://www.town.onjuku.chiba.jp/a", "own"),
    ("https://town.onjuku.chiba.jp", "own"),
    ("http://www.town.onjuku.chiba.jp/a", "own"),
    ("https://library.town.onjuku.chiba.jp/", "own"),
    ("https://x.com/onjuku_town/status/1", "own"),
    ("https://twitter.com/Onjuku_Town", "own"),
    ("https://www.facebook.com/onjuku.koho/posts/1", "own"),
    ("https://www.instagram.com/onjuku_kanko/", "own"),
    ("https://www.town.onjuku.chiba.jp/go?url=https://example.com", "own"),
    ("https://faketown.onjuku.chiba.jp.example.com/", "private"),
    ("https://www.pref.chiba.lg.jp/", "public"),
    ("https://www.city.isumi.lg.jp/a", "public"),
    ("https://www.jma.go.jp/bosai/", "public"),
    ("https://www.city.iwakuni.yamaguchi.jp/", "public"),
    ("https://www.town.otaki.chiba.jp/", "public"),
    ("https://www.vill.miyada.nagano.jp/", "public"),
    ("https://www.pref.tochigi.jp/", "public"),
    ("https://www.police.pref.chiba.jp/", "public"),
    ("https://www.city.kawasaki.jp/a", "public"),
    ("https://www.metro.tokyo.jp/", "public"),
    ("www.city.sapporo.jp", "public"),
    ("https://x.com/JMA_bousai", "public"),
    ("https://x.com/pref_chiba", "public"),
    ("https://city.example.chiba.jp.evil.com/", "private"),
    ("https://pref.com/", "private"),
    ("https://city-shop.jp/", "private"),
    ("https://mycity.chiba.jp/", "private"),
    ("https://youtu.be/abc", "service-short"),
    ("https://lin.ee/abc", "service-short"),
    ("https://forms.gle/abc", "service-short"),
    ("https://g.page/abc", "service-short"),
    ("https://maps.app.goo.gl/abc", "service-short"),
    ("https://t.co/abc", "service-short"),
    ("https://bit.ly/abc", "shortener"),
    ("bit.ly/abc", "shortener"),
    ("https://www.tinyurl.com/abc", "shortener"),
    ("https://goo.gl/abc", "shortener"),
    ("https://x.gd/abc", "shortener"),
    ("https://ux.nu/abc", "shortener"),
    ("https://urx.space/abc", "shortener"),
    ("https://ur0.link/abc", "shortener"),
    ("https://onl.sc/abc", "shortener"),
    ("https://p.tl/abc", "shortener"),
    ("https://00m.in/abc", "shortener"),
    ("https://qr.paps.jp/abc", "shortener"),
    ("https://go.bit.ly/abc", "shortener"),
    ("https://rabbit.ly/abc", "private"),
    ("zz.ly/bon2026", "looks-short"),
    ("https://q7.ag/Ab3", "looks-short"),
    ("https://zz.jp/bon2026", "private"),
    ("https://zz.ly/", "private"),
    ("https://zz.ly/news/2026/bon", "private"),
    ("https://example.com/", "private"),
    ("http://example.com/", "private"),
    ("https://www.youtube.com/watch?v=a", "private"),
    ("https://x.com/somebody/status/1", "private"),
    ("https://note.com/somebody", "private"),
    ("https://aozora-blog.example/a", "private"),
    ("https://town.onjuku.chiba.jp@example.com/", "suspicious"),
    ("https://example.com/?url=https://example.net/", "suspicious"),
    ("https://example.com/jump?a=1&redirect_to=https%3A%2F%2Fexample.net", "suspicious"),
    ("https://аррӏе.com/", "suspicious"),
    ("https://xn--80ak6aa92e.com/", "suspicious"),
    ("http://203.0.113.7/a", "suspicious"),
    ("http://192.168.0.1/", "internal"),
    ("http://10.1.2.3/", "internal"),
    ("http://172.20.0.1/", "internal"),
    ("http://localhost/", "internal"),
    ("https://portal.town.local/", "internal"),
    ("https://test.shop.example/", "internal"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_class_of_a_link(text: str, expected: str) -> None:
    assert class_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.com/", ()),
        ("https://日本語.jp/", ()),
        ("http://example.com/", ("暗号化されない「http:」です",)),
        ("https://a@example.com/", ("アドレスの「@」より前は行き先ではなく、利用者名です",)),
        (
            "http://203.0.113.7/?next=//example.com",
            (
                "ドメイン名でなく、IPアドレスが書かれています",
                "別のページへ転送する指定が入っています",
                "暗号化されない「http:」です",
            ),
        ),
        ("https://example.com/@user", ()),
    ],
)
def test_reasons_to_be_suspicious(text: str, expected: tuple[str, ...]) -> None:
    (link,) = read_links(text)
    assert hosts.suspicions(link, OWN) == expected


def test_at_least_150_shorteners_are_listed() -> None:
    assert len(SHORTENERS) >= 150


@pytest.mark.parametrize(("hosts", "kind"), [(SHORTENERS, "shortener"), (SERVICE_SHORT, "service-short")])
def test_every_listed_host_is_read_as_a_domain(hosts: frozenset[str], kind: str) -> None:
    assert [host for host in sorted(hosts) if class_of(f"{host}/a1b2") != kind] == []


def test_no_host_is_in_both_lists() -> None:
    assert frozenset() == SHORTENERS & SERVICE_SHORT
