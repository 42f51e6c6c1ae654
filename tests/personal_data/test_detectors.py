"""What each detector of personal data finds, and what it leaves alone."""

import datetime as dt
from importlib import import_module

import pytest

from snslint.document import Document
from snslint.lint import TextSource
from snslint.model import Draft, Meta, Own


def found(
    detector: str, text: str, own: Own | None = None, meta: Meta | None = None
) -> list[tuple[str, str]]:
    document = Document(Draft(text, TextSource(), meta=meta or Meta()), today=dt.date(2026, 11, 21), own=own)
    module = import_module(f"snslint.detectors.{detector}")
    return [(match.kind, document.text[match.start : match.end]) for match in module.find(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("090-0123-4567", "090-0123-4567"),
        ("０９０ー０１２３ー４５６７", "090ー0123ー4567"),
        ("〇九〇―一二三四―五六七八", "〇九〇―一二三四―五六七八"),
        ("080 0613 2748", "080 0613 2748"),
        ("07003185526", "07003185526"),
        ("(090)1234-5678", "(090)1234-5678"),
        ("090.1234.5678", "090.1234.5678"),
        ("060-1234-5678", "060-1234-5678"),
        ("+81 90-1234-5678", "+81 90-1234-5678"),
        ("090\u200b-1234\u200b-5678", "090-1234-5678"),
        ("090-12345678", "090-12345678"),
    ],
)
def test_a_mobile_number_is_found_however_it_is_typed(text: str, expected: str) -> None:
    assert found("phone_number", f"電話は{text}です") == [("mobile", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("☎0470-08-2511", [("landline", "0470-08-2511")]),
        ("(047)049-2114へ", [("landline", "(047)049-2114")]),
        ("電話 0470682511", [("landline", "0470682511")]),
        ("自宅68-6716まで", [("landline", "68-6716")]),
        ("フリーダイヤル0120-00-7830", [("free", "0120-00-7830")]),
        ("0570-05-4092", [("free", "0570-05-4092")]),
    ],
)
def test_other_numbers_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert found("phone_number", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://example.lg.jp/090-1234-5678",
        "求人票の番号は35070-0148861です。",
        "2026-11-21 10:00~12:00",
        "定員090名、0歳から",
        "整理番号0470682599",
    ],
)
def test_other_digits_are_no_telephone_number(text: str) -> None:
    assert found("phone_number", text) == []


def test_a_my_number_needs_a_word_beside_it() -> None:
    assert found("my_number", "個人番号 1234 5678 9018") == [("checked", "1234 5678 9018")]
    assert found("my_number", "マイナンバーは1234-5678-9012") == [("unchecked", "1234-5678-9012")]
    assert found("my_number", "荷物の追跡は 1234 5678 9018") == []


def test_an_account_is_found_from_the_bank_to_its_holder() -> None:
    assert found("bank_account", "はまかぜ信金 港支店 普通 0012345 ヤマノ ハナコ") == [
        ("private", "はまかぜ信金 港支店 普通 0012345 ヤマノ ハナコ")
    ]
    assert found("bank_account", "口座番号: 1234567") == [("account", "口座番号: 1234567")]
    assert found("bank_account", "普通 1234567円の料金です。口座振替の申込みは24か所") == []


@pytest.mark.parametrize("text", ["袖ケ浦 330 の 41-07", "品川300あ12-34", "宇都宮 580 を ・・12"])
def test_a_number_plate_is_found(text: str) -> None:
    assert [words for _, words in found("licence_plate", f"車は{text}")] == [text] or text in [
        words.removeprefix("車は") for _, words in found("licence_plate", f"車は {text}")
    ]


def test_dates_of_birth_are_found_and_founding_years_are_not() -> None:
    assert found("birth_date", "昭和48年5月9日生まれ") == [("date", "昭和48年5月9日生まれ")]
    assert found("birth_date", "S41. 7. 3生、男性") == [("date", "S41. 7. 3生")]
    assert found("birth_date", "生年月日:1985年2月3日") == [("date", "生年月日:1985年2月3日")]
    assert found("birth_date", "昭和22年生まれの方") == [("year", "昭和22年生まれ")]
    assert found("birth_date", "昭和48年5月9日に開館し、平成2年に生まれ変わりました") == []


def test_addresses_are_told_apart_by_how_narrow_they_are() -> None:
    assert found("home_address", "浜町1041番地5にお住まい") == [("house", "浜町1041番地5")]
    assert found("home_address", "若草台2丁目9の4") == [("house", "若草台2丁目9の4")]
    assert found("home_address", "上町3127ー4の山野さん") == [("house", "上町3127ー4")]
    assert found("home_address", "若葉ハイツ205号室") == [("flat", "若葉ハイツ205号室")]
    assert found("home_address", "県営住宅B棟の302でした") == [("flat", "県営住宅B棟の302")]
    assert found("home_address", "若草台2丁目の公園") == [("block", "若草台2丁目")]
    assert found("home_address", "11-3の議案、午前10-11時") == []


def test_ages_of_one_person_are_found_and_age_limits_are_not() -> None:
    assert found("age", "山野花子さん(84)と孫(7歳)") == [("years", "7歳"), ("bracket", "84")]
    assert found("age", "65歳以上の方、18歳未満、40歳から") == []


def test_mail_addresses_are_told_apart_by_whose_they_are() -> None:
    text = "a.b@gmail.com c@town.example.chiba.jp kanko@onjuku.example d@pref.example.lg.jp e@shop.example"
    assert found("email_address", text, Own(domains=("onjuku.example",))) == [
        ("free", "a.b@gmail.com"),
        ("public", "c@town.example.chiba.jp"),
        ("own", "kanko@onjuku.example"),
        ("public", "d@pref.example.lg.jp"),
        ("other", "e@shop.example"),
    ]


def test_an_id_of_a_messenger_is_found_and_an_official_account_is_not() -> None:
    assert found("messenger_id", "LINEのIDは hana_0503 です") == [("", "hana_0503")]
    assert found("messenger_id", "町の公式LINEは @onjuku-town から友だち登録を") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大城キヨさんが来ました", [("full-name", "大城キヨさん")]),
        ("髙橋陽一さん", [("full-name", "高橋陽一さん")]),
        ("平川りくくんと遊ぶ", [("full-name", "平川りくくん")]),
        ("平川りくくんです", [("full-name", "平川りくくん")]),
        ("平野陽向くん、7位", [("full-name", "平野陽向くん")]),
        ("鈴木心春さん", [("full-name", "鈴木心春さん")]),
        ("グエンさん", [("surname", "グエンさん")]),
        ("カワグチ タケオさん", [("full-name", "カワグチ タケオさん")]),
        ("左官の宮田さん", [("surname", "宮田さん")]),
        ("水道課の大森主任が休む", [("titled", "大森主任")]),
        ("長女のあかりちゃん", [("given", "あかりちゃん")]),
        ("M・Kさんと若手のT君", [("initial", "M・Kさん"), ("initial", "T君")]),
    ],
)
def test_names_are_found_by_how_they_are_formed(text: str, expected: list[tuple[str, str]]) -> None:
    assert found("person_name", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "皆さん、奥さん、お子さん、業者さん",
        "赤ちゃんとおばあちゃん、双子ちゃん",
        "ちゃんと動きます。こんなにちゃんとした椅子",
        "スタッフさんとパン屋さん",
        "田中建設さん、まかないつき",
        "チームを組んで、ほほえんでいます",
        "たくさんの人",
        "大谷石の蔵と千羽鶴",
        "様子を見て、様々な氏名",
    ],
)
def test_words_that_only_look_like_names_are_left_alone(text: str) -> None:
    assert found("person_name", text) == []


def test_what_belongs_to_the_municipality_is_no_private_name() -> None:
    own = Own(places=("白井市", "岩和田"), names=("とちまるくん",), head="石塚 進")
    assert found("person_name", "白井市、白井先生、とちまるくん、石塚町長", own) == []


@pytest.mark.parametrize(
    "text", ["石塚 進さん", "石塚進さん", "石塚さん", "石塚 進が来る", "ヤマダ タロウさん"]
)
def test_a_public_person_is_known_with_and_without_the_blank_in_the_name(text: str) -> None:
    assert found("person_name", text, Own(names=("ヤマダタロウ",), head="石塚 進")) == []


def test_a_place_of_the_municipality_before_a_given_name_is_no_surname_without_an_honorific() -> None:
    own = Own(places=("佐野市",))
    assert found("person_name", "氏名:サノ タケオ", Own(places=("サノ",))) == []
    assert found("person_name", "佐野花子が来ました", own) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安房谷太郎さん", [("full-name", "安房谷太郎さん")]),
        ("樫一さん", [("surname", "樫一さん")]),
        ("市原市山田太郎が来た", [("full-name", "山田太郎")]),
        ("小林一茶(江戸)", [("full-name", "小林一茶")]),
        ("南房総白井花子が来た", []),
        ("大佐藤健太が来た", []),
        ("春日さま、お伊勢さま", []),
        ("まりなのさん", []),
        ("ボランティアさん", []),
    ],
)
def test_what_stands_before_a_name_tells_where_and_whether_it_begins(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found("person_name", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ナンバーは12-34です", ["12-34"]),
        ("車番「あ 12-34」", ["あ 12-34"]),
        ("プレート品川300あ12-34", ["品川300あ12-34"]),
        ("車番300 あ 12-34", ["車番300 あ 12-34"]),
        ("300あ1234", []),
        ("12-34", []),
    ],
)
def test_a_bare_serial_number_is_a_plate_only_beside_a_word_that_says_so(
    text: str, expected: list[str]
) -> None:
    assert [words for _, words in found("licence_plate", text)] == expected


def test_a_place_of_the_municipality_with_an_honorific_is_a_surname() -> None:
    own = Own(places=("佐野市",))
    assert found("person_name", "佐野市の佐野さん", own) == [("surname", "佐野さん")]
    assert found("person_name", "佐野市さん", own) == []


def test_recorded_consent_covers_the_places_where_its_giver_is_named() -> None:
    meta = Meta(consent=("山野花子", "保護者全員"))
    assert found("stated_consent", "山野花子さん", meta=meta) == [("", "山野花子"), ("", "山野花子さん")]
