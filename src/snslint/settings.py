"""snslint.yaml: what a folder of drafts is checked by. Flags of the command line win over it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from snslint.errors import Problem, UserError, unknown
from snslint.model import Kind, Meta, Severity
from snslint.values import dataclass, field

if TYPE_CHECKING:
    from snslint.cache import Cache
    from snslint.yamlfile import Yaml

NAME = "snslint.yaml"
MAX_BYTES = 1_000_000

Approval = Literal["when-named", "required"]
"""Whose sign-off is checked: posts that name an author, reviewer or approver, or every post."""

COLUMN_KEYS = (
    "id",
    "municipality",
    "platform",
    "text",
    *(one.name for one in fields(Meta) if one.name != "allow"),
)
"""What a column of a table may be mapped to; `extra` keeps it without a meaning."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one folder; paths stand as absolute ones, None is "not said".

    `columns` maps column names to keys of a record, `limits` platforms to the length allowed there (in the
    platform's own unit), where the office allows less than the service.
    """

    path: Path | None = None
    municipality: str | None = None
    platforms: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()
    kind: Kind = "post"
    fail_on: Severity = Severity.WARNING
    approval: Approval = "when-named"
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    x_premium: bool = False
    redact: bool | None = None
    jobs: int | None = None
    allow: Path | None = None
    baseline: Path | None = None
    embargo: Path | None = None
    exclude: tuple[str, ...] = ()

    def leaves_out(self, path: Path) -> bool:
        """Whether the file or folder is no draft: a pattern of `exclude` matches it, or it is named here.

        A pattern is a name (`README.md`, `*.json`) or the end of a path (`archive/2025`).
        """
        absolute = _absolute(path)
        named = (self.allow, self.baseline, self.embargo, *self.packs)
        return absolute in named or any(absolute.match(pattern) for pattern in self.exclude)


def find_settings(start: Path, known: dict[str, Path | None] | None = None) -> Path | None:
    """The nearest snslint.yaml in the folder `start` (or of the file `start`) or above it.

    known: the answers for folders above, kept by who asks for many paths: climbing anew from each takes too long.
    """
    climbed: list[str] = []
    folder = os.path.abspath(start)  # noqa: PTH100 - Path.absolute keeps `..`
    while known is None or folder not in known:
        climbed.append(folder)
        if os.path.isfile(f"{folder}{os.sep}{NAME}"):  # noqa: PTH113 - Path.is_file raises where a folder is closed
            found: Path | None = Path(folder, NAME)
            break
        above = os.path.dirname(folder)  # noqa: PTH120 - called for every file
        if above == folder:
            found = None
            break
        folder = above
    else:
        found = known[folder]
    if known is not None:
        known.update(dict.fromkeys(climbed[1:], found))
    return found


def load(path: Path, cache: Cache | None = None) -> Settings:
    """The settings in the file at `path`. Raises UserError with every mistake in it.

    With a cache, a file that has been read before is not parsed again: importing YAML takes time.
    """
    text = _read(path)

    def parsed() -> Yaml:
        from snslint import yamlfile

        return yamlfile.parse(text, str(path))

    def written() -> Mapping[str, Any]:
        return {"data": parsed().data}

    data: dict[str, Any] | None = (cache.get("settings", text, written) if cache else written())["data"]
    if data is None:
        return Settings(path)
    if not isinstance(data, dict):
        raise UserError(parsed().problem((), "「キー: 値」の形で書いてください。"))
    given: dict[str, Any] = {}
    wrong: list[_Wrong] = []
    for key, value in data.items():
        if key not in _READERS:
            wrong.append(((key,), unknown("設定", key, _READERS), True))
        elif value is not None:
            try:
                given[_FIELDS.get(key, key)] = _READERS[key](value, path.parent)
            except _WrongError as error:
                wrong += (((key, *loc), message, False) for loc, message in error.mistakes)
    if wrong:
        yaml = parsed()
        raise UserError([yaml.problem(loc, message, key=of_key) for loc, message, of_key in wrong])
    return Settings(path, **given)


def starter(municipality: str = "onjuku") -> str:
    """The commented snslint.yaml that `snslint init` writes."""
    return _STARTER.replace("{municipality}", municipality)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps `..`


def _read(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError(
                Problem("設定ファイルではありません。ふつうのファイルを指定してください。", str(path))
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UserError(
            Problem("設定ファイルがありません。名前と場所を確かめてください。", str(path))
        ) from None
    except PermissionError:
        raise UserError(
            Problem("設定ファイルを読む権限がありません。アクセス権を確かめてください。", str(path))
        ) from None
    except OSError as error:
        raise UserError(Problem(f"設定ファイルを読めません（{error.strerror}）。", str(path))) from None
    if len(data) > MAX_BYTES:
        raise UserError(Problem("設定ファイルが大きすぎます（1MBまで）。", str(path)))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "文字コードがUTF-8ではありません。UTF-8で保存し直してください。"
        raise UserError(Problem(message, str(path), line)) from None


# --- one value ------------------------------------------------------------------------------------


_Mistake: TypeAlias = tuple[tuple[str | int, ...], str]
_Wrong: TypeAlias = tuple[tuple[str | int, ...], str, bool]
"""Where a mistake is, what is wrong, and whether it is the key."""


class _WrongError(Exception):
    """Mistakes in one value, each at a path below it."""

    def __init__(self, *mistakes: _Mistake) -> None:
        super().__init__()
        self.mistakes: tuple[_Mistake, ...] = mistakes


_K = TypeVar("_K", bound="str | int")
_V = TypeVar("_V")
_Reader: TypeAlias = Callable[[object, Path], object]


def _string(value: object, _folder: Path) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise _WrongError(((), "文字列を1つ書いてください。"))


def _strings(value: object, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list):
        return (_string(value, folder),)
    found = _collected(enumerate(value), lambda item: _string(item, folder))
    return tuple(found.values())


def _patterns(value: object, folder: Path) -> tuple[str, ...]:
    return tuple(
        pattern for pattern in _strings(value, folder) if PurePath(pattern).parts
    )  # "." matches nothing


def _path(value: object, folder: Path) -> Path:
    return _absolute(folder / _string(value, folder))


def _paths(value: object, folder: Path) -> tuple[Path, ...]:
    return tuple(_path(item, folder) for item in _strings(value, folder))


def _one_of(names: Iterable[str], convert: Callable[[str], object] = str) -> _Reader:
    allowed = tuple(names)

    def read(value: object, folder: Path) -> object:
        name = _string(value, folder)
        if name not in allowed:
            raise _WrongError(((), unknown("値", name, allowed)))
        return convert(name)

    return read


def _number(value: object, _folder: Path) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 and int(value):
        return int(value)
    raise _WrongError(((), "1以上の整数を書いてください。"))


def _mapping(value: object, read: Callable[[object], _V]) -> dict[str, _V]:
    if isinstance(value, dict):
        return _collected(value.items(), read)
    raise _WrongError(((), "「キー: 値」の組を書いてください。"))


def _collected(items: Iterable[tuple[_K, object]], read: Callable[[object], _V]) -> dict[_K, _V]:
    """Each item read; raises the mistakes of all."""
    found: dict[_K, _V] = {}
    wrong: list[_Mistake] = []
    for key, inner in items:
        try:
            found[key] = read(inner)
        except _WrongError as error:
            wrong.extend(((key, *below), message) for below, message in error.mistakes)
    if wrong:
        raise _WrongError(*wrong)
    return found


def _columns(value: object, folder: Path) -> dict[str, str]:
    one = _one_of(COLUMN_KEYS)
    return _mapping(value, lambda inner: str(one(inner, folder)))


def _platforms(value: object, folder: Path) -> tuple[str, ...]:
    names = _strings(value, folder)
    _check_platforms({name: (at,) if isinstance(value, list) else () for at, name in enumerate(names)})
    return names


def _limits(value: object, folder: Path) -> dict[str, int]:
    limits = _mapping(value, lambda inner: _number(inner, folder))
    _check_platforms({name: (name,) for name in limits})
    return limits


def _check_platforms(named: Mapping[str, tuple[str | int, ...]]) -> None:
    """Raises the mistakes of all that are no service; `named` says where each stands."""
    from snslint import platforms  # takes a while, and not every run has services in its settings

    known = platforms.names()
    if wrong := [(at, unknown("投稿先", name, known)) for name, at in named.items() if name not in known]:
        raise _WrongError(*wrong)


_TRUTH = {"true": True, "yes": True, "はい": True, "false": False, "no": False, "いいえ": False}
_truth = _one_of(_TRUTH, _TRUTH.__getitem__)

_FIELDS = {"platform": "platforms"}

_READERS: Mapping[str, _Reader] = {
    "allow": _path,
    "approval": _one_of(("when-named", "required")),
    "baseline": _path,
    "columns": _columns,
    "embargo": _path,
    "exclude": _patterns,
    "fail_on": _one_of(Severity, Severity),
    "jobs": _number,
    "kind": _one_of(("post", "comment")),
    "limits": _limits,
    "municipality": _string,
    "packs": _paths,
    "platform": _platforms,
    "redact": _truth,
    "x_premium": _truth,
}

_STARTER = """\
# snslint の設定ファイルです。このファイルのあるフォルダと、その下の投稿文に効きます。
# 「#」で始まる行は説明か、使っていない設定です。使うときは行の先頭の「# 」を消してください。
# コマンドで指定したもの（例: --municipality）は、ここに書いたものより優先されます。

# どの自治体のガイドラインで点検するか。使える名前は「snslint municipality list」で見られます。
municipality: {municipality}

# どこに投稿するか。長さの点検に使います。使える名前: x、facebook、instagram、line、blog など
platform: [x]

# どの重さから「不合格」（終了コード1）にするか: error、warning、info
fail_on: warning

# 決裁の点検: when-named は担当者や承認者が書かれた投稿だけ、required はすべての投稿
approval: when-named

# フォルダを点検するときに、投稿文として読まないファイルやフォルダ
exclude: ["README.md"]

# 何を点検するか: post は自治体の投稿、comment は利用者のコメント
# kind: post

# 自分たちで作った規則やガイドラインのフォルダ
# packs: ["./snslint-pack"]

# 表（Excel・CSV）の列の名前と、その意味。左が列の名前です。
# 意味: text、id、municipality、platform、author、reviewers、approved_by、approved_at、delegated_by、
#       publish_at、consent、credits、extra（点検に使わない列）
# 「本文」「投稿日時」「担当」「承認者」「媒体」などは、書かなくても分かります。
# columns:
#   "お知らせ文": text
#   "備考": extra

# サービスの上限より短くしたいとき。数え方はそのサービスのものです（X は全角1文字を2と数えます）。
# limits:
#   x: 260

# X の有料プランを使っているとき
# x_premium: true

# 結果の中の個人情報などを伏せ字にするか
# redact: true

# 理由を付けて許可した指摘、以前からある指摘、公表前の事項を書いたファイル
# allow: allow.yaml
# baseline: baseline.json
# embargo: embargo.yaml

# 同時に動かす数。書かなければ1つずつ点検します。
# jobs: 2
"""
