"""Links of Japanese drafts, with the exact words that they cover."""

from __future__ import annotations

import pytest

from snslint.document.links import Link, read_links
from snslint.text import fold


def found(written: str) -> list[tuple[str, str]]:
    """Kind and words of each link of the draft, folded."""
    return [(link.kind, link.text) for link in read_links(fold(written).text)]


TOWN = "https://www.town.onjuku.chiba.jp"

CASES = [
    # nothing to find
    ("", []),
    ("本日の開館時間は9.5時間です。", []),
    ("会場は3.11メモリアル館", []),
    ("No.3とvol.2", []),
    ("資料はshiryo.pdfとREADME.md", []),
    ("8.am", []),
    ("Co.Ltd", []),
    ("50%OFF", []),
    ("100円@1個", []),
    ("@500円", []),
    ("番号は#です", []),
    ("https://", []),
    ("http://。", []),
    ("://a.jp", []),
    # URLs with Japanese glued to them
    (f"詳しくは{TOWN}をご覧ください", [("url", TOWN)]),
    (f"詳しくは{TOWN}/sub1/をご覧ください", [("url", f"{TOWN}/sub1/")]),
    (f"はこちら→{TOWN}/a.html。", [("url", f"{TOWN}/a.html")]),
    (f"はこちら→{TOWN}/a.html、次は", [("url", f"{TOWN}/a.html")]),
    (f"（{TOWN}/a）", [("url", f"{TOWN}/a")]),
    (f"「{TOWN}/a」", [("url", f"{TOWN}/a")]),
    (f"【{TOWN}/a】", [("url", f"{TOWN}/a")]),
    (f"<{TOWN}/a>", [("url", f"{TOWN}/a")]),
    (f"[案内]({TOWN}/a)", [("url", f"{TOWN}/a")]),
    (f"{TOWN}/a！", [("url", f"{TOWN}/a")]),
    (f"{TOWN}/a？", [("url", f"{TOWN}/a")]),
    (f"{TOWN}/a…", [("url", f"{TOWN}/a")]),
    (f"{TOWN}/a...", [("url", f"{TOWN}/a")]),
    (f"{TOWN}/a～", [("url", f"{TOWN}/a")]),
    (f"{TOWN}/a🎆", [("url", f"{TOWN}/a")]),
    (f"{TOWN}/a_(b)", [("url", f"{TOWN}/a_(b)")]),
    (f"({TOWN}/a_(b))", [("url", f"{TOWN}/a_(b)")]),
    (f"{TOWN}/?a=1&b=2#top", [("url", f"{TOWN}/?a=1&b=2#top")]),
    (f"{TOWN}?", [("url", TOWN)]),
    (f"{TOWN}#", [("url", TOWN)]),
    (f"{TOWN}:8080/a", [("url", f"{TOWN}:8080/a")]),
    (f"{TOWN}:", [("url", TOWN)]),
    (f"{TOWN}/観光/", [("url", f"{TOWN}/")]),
    (f"{TOWN}/a{TOWN}/b", [("url", f"{TOWN}/a{TOWN}/b")]),
    (f"{TOWN}/a,{TOWN}/b", [("url", f"{TOWN}/a"), ("url", f"{TOWN}/b")]),
    (f"{TOWN}/a\n{TOWN}/b", [("url", f"{TOWN}/a"), ("url", f"{TOWN}/b")]),
    (f"URL{TOWN}/a", [("url", f"{TOWN}/a")]),
    ("HTTPS://A.JP/B", [("url", "HTTPS://A.JP/B")]),
    ("http://a.jp", [("url", "http://a.jp")]),
    # full-width, international, without a known top level
    ("ｈｔｔｐｓ：／／ａ．ｊｐ／ｂ", [("url", "https://a.jp/b")]),
    ("ｂｉｔ．ｌｙ／abc", [("domain", "bit.ly/abc")]),
    ("https://御宿町.jp/", [("url", "https://御宿町.jp/")]),
    ("https://御宿町.jpをご覧ください", [("url", "https://御宿町.jp")]),
    ("https://www.御宿町.jp/a", [("url", "https://www.御宿町.jp/a")]),
    ("https://観光.みんな", [("url", "https://観光.みんな")]),
    ("https://xn--wgv71a119e.jp/a", [("url", "https://xn--wgv71a119e.jp/a")]),
    ("xn--wgv71a119e.jp", [("domain", "xn--wgv71a119e.jp")]),
    ("http://192.168.0.1/adminで", [("url", "http://192.168.0.1/admin")]),
    ("http://[fe80::1]/a", [("url", "http://[fe80::1]/a")]),
    ("http://localhost:3000/", [("url", "http://localhost:3000/")]),
    ("https://intra.town.local/a", [("url", "https://intra.town.local/a")]),
    ("https://user:pass@a.jp/", [("url", "https://user:pass@a.jp/")]),
    # bare domains
    ("example.comをご覧ください", [("domain", "example.com")]),
    ("詳しくはexample.com/aまで", [("domain", "example.com/a")]),
    ("www.town.onjuku.chiba.jp。", [("domain", "www.town.onjuku.chiba.jp")]),
    ("example.com.", [("domain", "example.com")]),
    ("「example.com」", [("domain", "example.com")]),
    ("x.gd/abc で", [("domain", "x.gd/abc")]),
    ("example.com:8080/a", [("domain", "example.com:8080/a")]),
    ("notes.md/a", [("domain", "notes.md/a")]),
    # e-mail
    ("info@town.onjuku.chiba.jpまで", [("email", "info@town.onjuku.chiba.jp")]),
    ("メールはinfo@example.com。", [("email", "info@example.com")]),
    ("ｉｎｆｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", [("email", "info@example.com")]),
    ("a.b+c_d-e@example.co.jp", [("email", "a.b+c_d-e@example.co.jp")]),
    ("(info@example.com)", [("email", "info@example.com")]),
    ("info@example", []),
    ("a@b", []),
    # mentions
    ("@onjuku_townさん", [("mention", "@onjuku_town")]),
    ("写真は@onjuku_townより", [("mention", "@onjuku_town")]),
    ("＠onjuku_town", [("mention", "@onjuku_town")]),
    ("(@onjuku_town)", [("mention", "@onjuku_town")]),
    ("@user.name を", [("mention", "@user.name")]),
    ("@user.", [("mention", "@user")]),
    ("@town.bsky.social", [("mention", "@town.bsky.social")]),
    ("@a@mstdn.jp", [("mention", "@a@mstdn.jp")]),
    ("RT@onjuku_town", [("mention", "@onjuku_town")]),
    ("RT @onjuku_town: 雨です", [("mention", "@onjuku_town")]),
    ("@a@b", []),
    ("会場@公民館", []),
    # hashtags
    ("#御宿町", [("hashtag", "#御宿町")]),
    ("＃御宿町", [("hashtag", "#御宿町")]),
    ("今日は #海の日 です", [("hashtag", "#海の日")]),
    ("今日は#海の日です", []),
    ("晴れ。#海の日", [("hashtag", "#海の日")]),
    ("晴れ！#海の日！", [("hashtag", "#海の日")]),
    ("🎆#花火", [("hashtag", "#花火")]),
    ("#サーフィン・海", [("hashtag", "#サーフィン・海")]),
    ("#2026", []),
    ("#2026年", [("hashtag", "#2026年")]),
    ("#a#b", []),
    (f"{TOWN}/#top", [("url", f"{TOWN}/#top")]),
    # several
    (
        f"#お知らせ {TOWN}/a 問合せinfo@example.com @onjuku_town",
        [
            ("hashtag", "#お知らせ"),
            ("url", f"{TOWN}/a"),
            ("email", "info@example.com"),
            ("mention", "@onjuku_town"),
        ],
    ),
]


@pytest.mark.parametrize(("written", "expected"), CASES, ids=range(len(CASES)))
def test_links_of_a_draft(written: str, expected: list[tuple[str, str]]) -> None:
    assert found(written) == expected


def test_link_knows_its_parts() -> None:
    text = "詳しくはHTTPS://User@WWW.Example.JP:8080/a?b#cへ"
    assert read_links(text) == (Link(4, 42, "url", text[4:42], "www.example.jp", "https", "/a?b#c"),)


def test_host_of_a_glued_url_ends_at_the_top_level() -> None:
    (link,) = read_links("https://www.town.onjuku.chiba.jpをご覧ください")
    assert (link.host, link.rest) == ("www.town.onjuku.chiba.jp", "")
