"""What opens a door or an account, written out beside the word that says so."""

from __future__ import annotations

from collections.abc import Iterator

from snslint.expressions import regex_expression

from ..document import Document
from ..model import Match

KINDS: tuple[str, ...] = ("password", "login", "door", "meeting")
TRIGGER = (
    r"(?i)[?&]p(?:wd|ass)|[?&]token|キー(?:は|も)|パスワード|パスコード|パスは|暗証|合い?言葉|合言葉|キーワード|番号|テンキー|ダイヤル|鍵は|PIN|ピンコード|\bID|"
    r"\bPW|pass|ロック|[「『\"(][#*]?\d{3,8}[#*]?[」』\")]|ログイン|アカウント|ユーザー名|SSID|解除|ミーティング|会議ID"
)

_OPEN = r"[「『“\"'(\[【]?"
_CLOSE = r"[」』”\"')\]】]?"
_IS = r"\s{0,2}(?:は|が|も|=|:|→|/|…|、|を|に)?\s{0,2}(?:いずれも|どちらも|共通で|全部|ぜんぶ|すべて|今月は|当面)?\s{0,2}"
_VALUE = r"(?=[A-Za-z0-9])(?:[A-Za-z0-9][A-Za-z0-9_\-#@!$%&*+.?~]{2,31})(?<![.?!\-~])"
_KEYWORD = (
    r"(?:(?:初期|共通|管理者?|ログイン|Wi-?Fi|無線LANの)?(?:パスワード|パスコード|パスフレーズ|暗号化?キー|ピンコード)"
    r"|暗証(?:番号|コード)?|合い?言葉|(?<![A-Za-z])(?:PW|PIN|pass(?:word|code)?|パス)(?![A-Za-zァ-ヶー]))"
)
_LOGIN_WORD = r"(?:(?<![A-Za-z])(?:ログイン|ユーザー?|利用者|職員|管理者)?\s?(?:ID|ユーザー名|アカウント名|利用者番号)(?:番号)?(?![A-Za-z]))"
_DOOR_WORD = r"(?:テンキー|(?<![ァ-ヶー用談])ダイヤル(?=錠|は|を|番号|の)(?:錠)?|キーボックス|電子錠|オートロック|金庫|(?:通用口|裏口|玄関|鍵|扉|門|倉庫|ロッカー|南京錠|機械警備|警備)の?(?:暗証)?(?:番号|コード|解除|数字))"

_PASSWORD = regex_expression(
    rf"(?i){_KEYWORD}(?:も|とも|や|・|/|とPW)?{_IS}{_OPEN}(?P<secret>{_VALUE}){_CLOSE}"
)
_LOGIN = regex_expression(
    rf"(?i){_LOGIN_WORD}(?:・PW|とパスワード|とPW|/PW|も)?{_IS}{_OPEN}(?P<secret>{_VALUE}){_CLOSE}"
)
_WIFI_KEY = regex_expression(
    rf"(?i)(?:鍵|キー|KEY){_IS}{_OPEN}(?P<secret>(?=[A-Za-z0-9]*[A-Za-z])(?=[\w-]*\d)[A-Za-z0-9_\-#@!]{{6,32}}){_CLOSE}(?=です|。|で|\s|!|$)"
)
_DOOR = regex_expression(
    rf"{_DOOR_WORD}[^。!?\n]{{0,12}}?{_OPEN}(?P<secret>\d(?:[・\-→,、 ]?\d){{2,7}}){_CLOSE}(?![\d円年月日時分名人個台件歳%]|けた|桁)"
)
_MEETING = regex_expression(
    rf"(?i)(?:ミーティング|会議|Zoom(?:の)?|Webex(?:の)?)\s?(?:ID|番号){_IS}{_OPEN}(?P<secret>\d{{3}}[ -]?\d{{3,4}}[ -]?\d{{3,5}}){_CLOSE}"
)
# A secret told by its rule: 「番号は郵便番号の下4けた」
_RULE = regex_expression(
    rf"(?:(?:鍵|錠|扉|暗証|ダイヤル|解除|倉庫|金庫)の?(?:番号|数字)|(?<!郵便)(?<!電話)番号|(?<![ァ-ヶー])キー|{_KEYWORD})(?:は|も)[^。!?\n]{{0,24}}?"
    r"(?:(?:郵便番号|電話番号|市外局番|初期値|施設の(?:電話)?番号|内線(?:番号)?|代表番号|西暦|生年月日|誕生日|創立(?:年|記念日)|開(?:庁|設|館)した年|町制施行|市制施行|役場の番号|部署名|学校名|町名|市名|課名)"
    r"[^。!?\n]{0,20}(?:です|そろえ|のまま|と同じ|けた|桁|下[0-9一二三四]|をつけた|に[^。!?\n]{0,10}足し|入れ|西暦)"
    r"|(?:全校|全員|全職員|どこも|どの部屋も|いつも)(?:で)?(?:共通|同じ)|出荷時の[^。!?\n]{0,10}のまま|いつもの[^。!?\n]{1,12}(?:です|の名前))"
)
# 「リモコンを忘れたら「#1122」で上がります」: what opens it names no number
_OPENS = regex_expression(
    r"[「『\"(](?P<secret>[#*]?\d{3,8}[#*]?)[」』\")](?:を押|と押|で|を入れ)[^。!?\n]{0,10}(?:開|上が|入れ|入り|解除|つなが|通れ)"
)
_TOLD = regex_expression(
    rf"(?i)(?:{_KEYWORD}|画面ロック|ロック|(?:解除|鍵|扉|ゲート|金庫|倉庫)の?番号)(?:は|も)[^。!?\n]{{0,16}}?{_OPEN}(?P<secret>[#*]?\d{{4,8}}|[A-Za-z]+\d{{2,}}){_CLOSE}(?:です|に(?:統一|し|変)|で|と|の(?:まま)?|から|、|。|!|$)"
)
_IN_LINK = regex_expression(
    r"(?i)https?://[^\s「」、。]+[?&](?:pwd|password|passcode|pass|token)=(?P<secret>[A-Za-z0-9]{3,})[^\s「」、。]*"
)
_NOT_A_VALUE = regex_expression(
    r"(?i)^(?:id|pw|pass|password|pin|lineid|line|https?|www|sns|app|pc|qr|ok|ng|wi-?fi|www\..*|.*\.(?:jp|com|net|html?))$"
)
_EXAMPLE = regex_expression(r"^[^。!?\n]{0,6}(?:文字以上|けた以上|桁以上|けた|桁|文字)")


def find(document: Document) -> Iterator[Match]:
    """Yield passwords, login names, door codes and meeting rooms with the word that makes them one."""
    text = document.text
    taken: list[tuple[int, int]] = []
    for kind, pattern in (
        ("password", _PASSWORD), ("password", _WIFI_KEY), ("meeting", _MEETING), ("login", _LOGIN),
        ("door", _DOOR), ("password", _TOLD), ("password", _RULE), ("door", _OPENS),
        ("meeting", _IN_LINK),
    ):  # fmt: skip
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < to and at < end for at, to in taken):
                continue
            secret = found.groupdict().get("secret")
            if secret is not None and (
                _NOT_A_VALUE.match(secret) or _EXAMPLE.match(text[found.end("secret") :])
            ):
                continue
            taken.append((start, end))
            yield Match(start, end, kind)
