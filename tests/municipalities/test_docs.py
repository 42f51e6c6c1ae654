"""docs/packs/municipality.md does what it says, from the first line to the last."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from snslint.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "packs" / "municipality.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def expected(lines: str) -> re.Pattern[str]:
    """The output shown; a line `…` stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…\n", lines, flags=re.MULTILINE)]
    return re.compile("(?:.*\n)*?".join(parts))


def test_the_page_can_be_followed_letter_by_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    files = [(kind, body) for kind, body in blocks() if kind in ("yaml", "text")]
    sessions = [body for kind, body in blocks() if kind == "console"]
    for kind, body in files:
        name, _, content = body.partition("\n")
        path = Path(name.removeprefix("# "))
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.name != "umibe2.yaml":
            path.write_text(body if kind == "yaml" else content, encoding="utf-8")
    ran = 0
    for body in sessions:
        for session in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, shown = session.partition("\n")
            with pytest.raises(SystemExit):
                main(shlex.split(command)[1:])
            told = "".join(capsys.readouterr()).replace(f"{tmp_path}/", "")
            assert expected(shown).fullmatch(told), told
            ran += 1
    assert ran == 8


def test_the_example_by_hand_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from snslint.bundled import municipalities_folder
    from snslint.municipalities import load
    from snslint.municipalities.importing import import_guideline
    from snslint.municipalities.importing.writing import to_yaml

    bodies = {body.partition("\n")[0].removeprefix("# "): body.partition("\n")[2] for _, body in blocks()}
    (tmp_path / "umibe.yaml").write_text(to_yaml(import_guideline(bodies["guideline.txt"])), encoding="utf-8")
    (tmp_path / "umibe2.yaml").write_text(bodies["snslint-pack/municipalities/umibe2.yaml"], encoding="utf-8")
    made = load("umibe2", [municipalities_folder(), tmp_path])
    assert (made.name, made.own.places, made.clauses[-1].id) == ("海辺町", ("浜通り", "灯台公園"), "5")
