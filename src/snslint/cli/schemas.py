"""JSON Schemas of the YAML files that people write, for editors; shipped in docs/schemas/."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def text(kind: str) -> str:
    """The schema of one of KINDS, as the file in docs/schemas/ holds it."""
    title, make = _MAKERS[kind]
    made = _for_editors(make())
    schema = {"$schema": _DIALECT, "title": title, **made}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _rule() -> Schema:
    from snslint.rules.written import WrittenRule

    return WrittenRule.model_json_schema()


def _class() -> Schema:
    from snslint.rules.written import WrittenClass

    return WrittenClass.model_json_schema()


def _context() -> Schema:
    from snslint.rules.written import WrittenContext

    return WrittenContext.model_json_schema()


def _municipality() -> Schema:
    from snslint import municipalities

    return {key: value for key, value in municipalities.schema().items() if key != "$schema"}


def _settings() -> Schema:
    from snslint import platforms
    from snslint.model import Severity
    from snslint.settings import COLUMN_KEYS

    names = platforms.names()
    path = {"type": "string", "minLength": 1}
    paths = {"anyOf": [path, {"type": "array", "items": path}]}
    number = {"type": "integer", "minimum": 1}
    truth = {"enum": [True, False, "yes", "no", "はい", "いいえ"]}
    platform = {"type": "string", "enum": names}
    properties: Schema = {
        "municipality": {"type": "string", "description": "どの自治体のガイドラインで点検するか"},
        "platform": {
            "anyOf": [platform, {"type": "array", "items": platform}],
            "description": "どこに投稿するか",
        },
        "packs": {**paths, "description": "自分たちのルール集のフォルダー"},
        "kind": {"enum": ["post", "comment"], "description": "post（投稿）・comment（利用者の書き込み）"},
        "fail_on": {
            "enum": [*map(str, Severity)],
            "description": "どの重さから不合格（終了ステータス 1）にするか",
        },
        "approval": {
            "enum": ["when-named", "required"],
            "description": "決裁の点検: when-named（担当者などが書かれた投稿だけ）・required（すべて）",
        },
        "columns": {
            "type": "object",
            "additionalProperties": {"enum": list(COLUMN_KEYS)},
            "description": "表の列の名前と、その意味",
        },
        "limits": {
            "type": "object",
            "properties": dict.fromkeys(names, number),
            "additionalProperties": False,
            "description": "サービスの上限より短くしたいときの長さ",
        },
        "x_premium": {**truth, "description": "X の有料プランを使っているか"},
        "redact": {**truth, "description": "結果の中の個人情報などを伏せ字にするか"},
        "jobs": {**number, "description": "同時に動かす数"},
        "allow": {**path, "description": "理由を付けて許可した指摘のファイル"},
        "baseline": {**path, "description": "以前からある指摘のファイル"},
        "embargo": {**path, "description": "公表前の事項のファイル"},
        "exclude": {**paths, "description": "投稿文として読まないファイルやフォルダー"},
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _embargo() -> Schema:
    words = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
    entry = {
        "type": "object",
        "properties": {
            "subject": {"type": "string", "description": "件名"},
            "words": {**words, "description": "それと分かる言葉"},
            "release": {"type": "string", "description": "公表する日時。例: 2026-12-01 09:00"},
        },
        "required": ["subject", "words", "release"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": entry}


_MAKERS: Mapping[str, tuple[str, Callable[[], Schema]]] = {
    "rule": ("snslint のルール（rules/分野/ルール名.yaml）", _rule),
    "class": ("snslint の語のまとまり（rules/lexicon/名前.yaml）", _class),
    "context": ("snslint の文脈（rules/contexts/名前.yaml）", _context),
    "municipality": ("snslint の自治体（municipalities/名前.yaml）", _municipality),
    "settings": ("snslint の設定（snslint.yaml）", _settings),
    "embargo": ("snslint の公表前の事項（embargo.yaml）", _embargo),
}

KINDS = tuple(_MAKERS)


def _for_editors(schema: Any) -> Any:
    """The schema without what helps no editor: titles and descriptions of types (they are the program's), and null."""
    if isinstance(schema, list):
        return [_for_editors(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    dropped = {"title"} | ({"description"} if "properties" in schema else set())
    kept: Schema = {}
    for key, value in schema.items():
        if key == "properties":
            kept[key] = {name: _for_editors(one) for name, one in value.items()}
        elif key == "$defs":
            kept[key] = {name: _for_editors(one | {"description": None}) for name, one in value.items()}
        elif key == "anyOf":
            some = [_for_editors(one) for one in value if one != {"type": "null"}]
            kept |= {"anyOf": some} if len(some) > 1 else some[0]
        elif key not in dropped and value is not None:
            kept[key] = _for_editors(value)
    return kept
