"""embargo.yaml: which subjects must not be spoken of before when, and the words that give them away."""

from __future__ import annotations

from pathlib import Path

from snslint import yamlfile
from snslint.drafts.file import open_file
from snslint.drafts.times import moment
from snslint.errors import Problem, UserError, unknown
from snslint.model import Embargo

_KEYS = ("subject", "words", "release")
_FORM = "件名（subject）、言葉（words）、公表の日時（release）を書いてください。"


def load(path: Path) -> tuple[Embargo, ...]:
    """The entries of the register at `path`. Raises UserError with every mistake in it."""
    file = open_file(str(path), {})
    with file.stream:
        yaml = yamlfile.parse(file.text(file.encoding()), str(path))
    if yaml.data is None:
        return ()
    if not isinstance(yaml.data, list):
        raise UserError(yaml.problem((), f"「- 」で始まる一覧にして、一件ごとに{_FORM}"))
    problems: list[Problem] = []
    entries = [_entry(number, entry, yaml, problems) for number, entry in enumerate(yaml.data)]
    if problems:
        raise UserError(problems)
    return tuple(entry for entry in entries if entry is not None)


def _entry(number: int, data: yamlfile.Data, yaml: yamlfile.Yaml, problems: list[Problem]) -> Embargo | None:
    if not isinstance(data, dict):
        problems.append(yaml.problem((number,), _FORM))
        return None
    strange = [key for key in data if key not in _KEYS]
    problems += [yaml.problem((number, key), unknown("項目", key, _KEYS), key=True) for key in strange]
    subject, words = data.get("subject"), data.get("words")
    release = moment(str(data.get("release") or ""))
    if not isinstance(subject, str):
        problems.append(yaml.problem((number,), "件名（subject）を一つ書いてください。"))
    if (
        not isinstance(words, list)
        or not words
        or not all(isinstance(word, str) and word.strip() for word in words)
    ):
        problems.append(yaml.problem((number,), "言葉（words）を [ ] の中に一つ以上書いてください。"))
        words = []
    if release is None:
        message = "公表の日時（release）を 2026-12-01 09:00 のように書いてください。"
        problems.append(yaml.problem((number, "release") if "release" in data else (number,), message))
        return None
    return Embargo(str(subject), tuple(str(word) for word in words), release)
