"""What the security detectors find, and what looks like it but is open to everybody."""

from __future__ import annotations

import datetime as dt
from types import ModuleType

import pytest
import regex

from snslint.detectors import credential, private_host
from snslint.document import Document
from snslint.lint import TextSource
from snslint.model import Draft


def found(detector: ModuleType, text: str) -> list[tuple[str, str]]:
    """Kind and words of every match."""
    document = Document(Draft(text, TextSource()), today=dt.date(2026, 11, 21))
    matches = [(match.kind, document.text[match.start : match.end]) for match in detector.find(document)]
    if matches:
        assert regex.search(detector.TRIGGER, document.text)
    return matches


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://10.1.2.3/yoyaku/ を開いてください", [("address", "http://10.1.2.3/yoyaku/")]),
        ("管理画面は192.168.0.12:8080です", [("address", "192.168.0.12:8080")]),
        ("カメラはcam-1.mizuno-naibu.local:8443です", [("host", "cam-1.mizuno-naibu.local:8443")]),
        ("http://intra-portal/keiji/ をどうぞ", [("host", "http://intra-portal/keiji/")]),
        ("\\\\fs-soumu01\\photo\\aki に入れて", [("share", "\\\\fs-soumu01\\photo\\aki")]),
        ("￥￥fs-soumu01￥photo に入れて", [("share", "¥¥fs-soumu01¥photo")]),
        ("http://www.example.lg.jp:8080/ です", [("entrance", "http://www.example.lg.jp:8080/")]),
        ("https://www.example.lg.jp/wp-admin/ です", [("entrance", "https://www.example.lg.jp/wp-admin/")]),
        ("https://test.example.lg.jp/top です", [("entrance", "https://test.example.lg.jp/top")]),
    ],
)
def test_an_inside_address_is_found_whole(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(private_host, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.lg.jp/event/",
        "https://www.example.lg.jp:443/",
        "8.8.8.8 は公開のサーバーです",
        "版は10.2.1です",
        "300.1.1.1",
        "第10.1.2.3.4節",
        "mail@example.local.jp",
        "localな話題",
    ],
)
def test_an_open_address_is_none(text: str) -> None:
    assert found(private_host, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("パスワードは「mizu-2024」です", [("password", "パスワードは「mizu-2024」")]),
        ("PW:tosyo01で入れます", [("password", "PW:tosyo01")]),
        ("ﾊﾟｽﾜｰﾄﾞは Umi#2026 です", [("password", "パスワードは Umi#2026")]),
        ("暗証番号は開館記念日の0503です", [("password", "暗証番号は開館記念日の0503です")]),
        ("職員用Wi-Fiの鍵はkomorebi55です", [("password", "鍵はkomorebi55")]),
        ("ID「taiiku」で入れます", [("login", "ID「taiiku」")]),
        ("テンキーは「4821」で開きます", [("door", "テンキーは「4821」")]),
        ("解除は警備の番号で7・3・9・0と押す", [("door", "警備の番号で7・3・9・0")]),
        ("リモコンがなければ「#1122」で上がります", [("door", "「#1122」で上が")]),
        ("ミーティングID:812 3344 5566", [("meeting", "ミーティングID:812 3344 5566")]),
        (
            "https://example.zoom.us/j/812?pwd=abc1 です",
            [("meeting", "https://example.zoom.us/j/812?pwd=abc1")],
        ),
        ("倉庫の番号は郵便番号の下4けたです", [("password", "倉庫の番号は郵便番号の下4けたです")]),
        ("合言葉は全員共通です", [("password", "合言葉は全員共通")]),
    ],
)
def test_what_opens_an_account_or_a_door_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(credential, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "パスワードは8文字以上にしましょう",
        "暗証番号を事前にお考えください",
        "IDとパスワードはメールでお送りします",
        "フリーダイヤル0120-000-000",
        "専用ダイヤル【電話】0470-00-0000",
        "クイズの合言葉は会場で発表します",
        "申込みはIDで管理しています",
        "バス停の番号は12です",
    ],
)
def test_words_about_passwords_are_none(text: str) -> None:
    assert found(credential, text) == []
