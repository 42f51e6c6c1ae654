"""What X counts in posts as Japanese offices write them; every expectation was counted by hand."""

from __future__ import annotations

import pytest

from snslint.platforms import x

WEIGHTS = [
    # one class of characters at a time
    ("", 0),
    ("あ", 2),
    ("漢字", 4),
    ("カタカナ", 8),
    ("ﾊﾝｶｸ", 8),  # half-width on the screen, full weight all the same
    ("ﾊﾞﾝ", 6),  # the voicing mark is a character of its own
    ("abc", 3),
    ("ＡＢＣ", 6),
    ("123", 3),
    ("１２３", 6),
    ("①②③", 6),
    ("、。「」", 8),
    ("！？", 4),
    ("!?", 2),
    ("　", 2),  # an ideographic space
    (" ", 1),
    ("\n", 1),
    ("\n\n", 2),
    ("\t", 1),
    ("ー", 2),
    ("〜", 2),
    ("～", 2),
    ("~", 1),
    ("…", 2),
    ("……", 4),
    ("・", 2),
    ("※", 2),
    ("→", 2),
    ("★☆", 4),
    ("♪", 2),
    ("℃", 2),
    ("㎡", 2),
    ("㈱", 2),
    ("№", 2),
    ("№12", 4),
    ("Ⅱ", 2),
    ("―", 1),  # U+2015 stands in the light range of dashes
    ("—", 1),  # U+2014
    ("–", 1),
    ("‐", 1),
    ("‘’", 2),
    ("“”", 2),
    ("‥", 2),  # U+2025 stands just outside
    ("′″", 2),
    ("※‼", 4),
    ("¥", 1),
    ("￥", 2),
    ("×", 1),
    ("÷", 1),
    ("°", 1),
    ("±", 1),
    ("é", 1),
    ("ö", 1),
    ("Я", 1),
    ("Ω", 1),
    ("한국", 4),
    ("中国", 4),
    ("ไทย", 3),
    ("\u200b", 1),
    ("\u200d", 1),
    ("\u2060", 2),
    ("𠮷", 2),
    ("𩸽", 2),
    ("髙﨑", 4),
    ("葛\U000e0100城", 6),  # an ideographic variation selector counts
    # composed first
    ("か\u3099", 2),
    ("は\u309a", 2),
    ("ハ\u309aン", 4),
    ("e\u0301", 1),
    ("A\u030a", 1),
    ("か\u3099き\u3099く\u3099", 6),
    ("神\ufa19", 4),
    # words as they are posted
    ("御宿町", 6),
    ("お知らせ", 8),
    ("【お知らせ】", 12),
    ("■日時", 6),
    ("12月1日(火)", 11),
    ("１２月１日（火）", 16),
    ("午前10時〜正午", 14),
    ("10:00~12:00", 11),
    ("参加費500円", 11),
    ("TEL 0470-68-2511", 16),
    ("電話：0470-68-2511", 18),
    ("〒299-5192", 10),
    ("35℃", 4),
    ("3.5km", 5),
    ("令和8年度", 9),
    ("R8.12.1", 7),
    ("#御宿町", 7),
    ("＃御宿町", 8),
    ("#OnjukuTown", 11),
    ("@onjuku_town", 12),
    ("お問い合わせは総務課へ", 22),
    ("ご注意ください！", 16),
    ("ありがとうございました。", 24),
    ("1\n2\n3", 5),
    ("A4サイズ", 8),
    ("Wi-Fi", 5),
    ("PayPay", 6),
    ("SNS", 3),
    ("5/3(土)~5/5(月)", 15),
    ("約1,200人", 9),
    ("100%", 4),
    ("100％", 5),
    # URLs: 23, whatever they are
    ("https://a.jp", 23),
    ("https://www.town.onjuku.chiba.jp/", 23),
    ("https://www.town.onjuku.chiba.jp/sub1/sub2/sub3/page_0001234.html?a=1&b=2", 23),
    ("http://a.jp", 23),
    ("HTTPS://WWW.TOWN.ONJUKU.CHIBA.JP", 23),
    ("town.onjuku.chiba.jp", 23),
    ("www.city.shiroi.chiba.jp", 23),
    ("example.com/a", 23),
    ("bit.ly/abc", 23),
    ("t.co", 23),
    ("はhttps://a.jp/bをご覧", 2 + 23 + 6),
    ("詳しくはexample.comまで", 8 + 23 + 4),
    ("https://a.jp/b。", 25),
    ("https://a.jp/b、次", 27),
    ("（https://a.jp/b）", 27),
    ("(https://a.jp/b)", 25),
    ("「https://a.jp/b」", 27),
    ("https://a.jp/b\nhttps://a.jp/c", 47),
    ("https://a.jp/b https://a.jp/c", 47),
    ("https://a.jp/b?", 24),
    ("https://a.jp/b…", 25),
    ("https://a.jp/観光", 23 + 4),  # the path ends where Japanese begins
    ("https://a.jp/?q=観光", 23 + 4),
    ("https://日本語.jp", 23),
    ("https://日本語.jp/a", 23),
    ("https://xn--wgv71a119e.jp/", 23),
    ("ｈｔｔｐｓ：／／ａ．ｊｐ", 24),  # full-width letters make no URL
    ("info@town.onjuku.chiba.jp", 25),  # neither does an address
    ("soumu@example.com", 17),
    ("ver2.0", 6),
    ("3.14", 4),
    ("No.5", 4),
    ("資料.pdf", 8),
    ("a.pdf", 5),
    ("https://", 8),
    ("https://localhost/a", 19),
    ("http://192.168.0.1/", 19),
    ("@example.com", 12),
    ("#example.com", 12),
    # emoji: 2 each
    ("🎆", 2),
    ("🎆🎆", 4),
    ("夏まつり🎆", 10),
    ("☀", 2),
    ("☀️", 2),
    ("☔", 2),
    ("❤️", 2),
    ("‼️", 2),
    ("ℹ️", 2),
    ("©", 1),
    ("©️", 2),
    ("®️", 2),
    ("™️", 2),
    ("㊗️", 2),
    ("〰️", 2),
    ("1️⃣", 2),
    ("1⃣", 2),
    ("#️⃣", 2),
    ("*️⃣", 2),
    ("🇯🇵", 2),
    ("🇯🇵🇺🇸", 4),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
    ("👍🏻", 2),
    ("👍🏿", 2),
    ("👨‍👩‍👧‍👦", 2),
    ("👩‍❤️‍💋‍👨", 2),
    ("🧑🏻‍🤝‍🧑🏿", 2),
    ("🏳️‍🌈", 2),
    ("❤️‍🔥", 2),
    ("👩🏽‍🚒", 2),
    ("🙇‍♂️", 2),
    ("🙇🏻‍♀️", 2),
    ("👁️‍🗨️", 2),
    ("🐻‍❄️", 2),
    ("🧑‍🧑‍🧒‍🧒", 2),  # Unicode 15.1
    ("🫩", 2),  # Unicode 16
    ("🐈‍⬛", 2),
    ("☀︎", 4),  # asked to be shown as text: the selector counts
    ("👨‍🐱", 5),  # no such sequence: two emoji and a joiner
    ("😀🏽", 4),  # a face takes no skin tone
    ("🇯", 2),
    ("🇯🇯", 4),
    ("🎆https://a.jp/b🎆", 27),
    ("#海🌊", 5),
]


@pytest.mark.parametrize(("text", "weight"), WEIGHTS, ids=range(len(WEIGHTS)))
def test_weight(text: str, weight: int) -> None:
    assert x.weigh(text) == weight


@pytest.mark.parametrize(
    ("text", "weight"), [case for case in WEIGHTS if case[0]], ids=lambda case: str(case)[:9]
)
def test_pieces_cover_the_text_and_add_up_to_its_weight(text: str, weight: int) -> None:
    pieces = list(x.pieces(text))
    assert (pieces[-1].end, sum(piece.cost for piece in pieces)) == (len(text), weight)


def test_140_full_width_characters_fit() -> None:
    assert not x.PLATFORM.measure("あ" * 140).over


CUTS = [
    ("あ" * 141, 140),
    ("あ" * 139 + "ab" + "い", 141),
    ("a" * 281, 280),
    ("あ" * 140 + "\n", 140),
    ("あ" * 130 + "https://www.town.onjuku.chiba.jp/", 130),  # a URL goes as a whole
    ("https://a.jp/b" + "あ" * 129, 14 + 128),
    ("あ" * 139 + "👨‍👩‍👧‍👦" + "い", 139 + 7),
    ("あ" * 140 + "👨‍👩‍👧‍👦", 140),
    ("あ" * 139 + "か\u3099" + "い", 141),
    ("あ" * 140 + "か\u3099", 140),  # the mark stays with its letter
    ("か\u3099" * 141, 280),
    ("🇯🇵" * 141, 280),
]


@pytest.mark.parametrize(("text", "cut"), CUTS, ids=range(len(CUTS)))
def test_cut_falls_where_the_limit_does(text: str, cut: int) -> None:
    assert x.PLATFORM.measure(text).cut == cut


@pytest.mark.parametrize(("text", "cut"), CUTS, ids=range(len(CUTS)))
def test_what_stands_before_the_cut_may_be_posted(text: str, cut: int) -> None:
    assert not x.PLATFORM.measure(text[:cut]).over


def test_paying_account_may_post_25000() -> None:
    text = "あ" * 12_500
    assert (x.PLATFORM.measure(text, limit=x.PREMIUM_LIMIT).over, x.PLATFORM.measure(text).over) == (
        False,
        True,
    )


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("@a @b お返事です", 6),
        ("@a\nお返事です", 3),
        ("お返事 @a", 0),
        ("@a、お返事です", 2),
        (".@a お知らせ", 0),
        ("@a/list お知らせ", 0),
        ("お知らせ", 0),
    ],
)
def test_names_that_a_reply_begins_with_are_not_counted(text: str, start: int) -> None:
    assert x.reply_start(text) == start
