"""A program installed from a wheel has its packs compiled, wherever it is, and notices when somebody edits them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from snslint import bundled, cache, municipalities, rules, shipped
from snslint.cache import Cache
from snslint.errors import UserError
from snslint.lint import Linter
from snslint.matchers import words
from snslint.model import Municipality

RULE = """
title: "関係者の話"
severity: warning
message: "「{match}」は、誰の話か分かりません。"
why: "出どころの分からない話は、事実として受け取られます。"
suggest: "発表元の名前を書いてください。"
find:
  - {words: ["関係者"]}
examples: {bad: ["«関係者»の話です。"], good: ["町の発表です。"]}
"""
TOWN = """
name: "海辺町"
guideline: {title: "海辺町SNS利用要領"}
clauses:
  - {id: "1", text: "うわさを広めてはならない。", checks: [rumour]}
"""
WRITE = """
import pathlib, sys
from snslint import bundled, shipped
bundled._packs = lambda: pathlib.Path(sys.argv[1])
for _, data in shipped.files():
    sys.stdout.buffer.write(data)
"""


def edit(path: Path, old: str, new: str) -> None:
    """As an editor does that keeps size and date."""
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The packs of an installed wheel, moved after it was built."""
    built = tmp_path / "built"
    for name, text in (("rules/rumour/insider", RULE), ("municipalities/umibe", TOWN)):
        path = built / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(bundled, "_packs", lambda: built)
    (built / "kept").mkdir()
    for name, data in shipped.files():
        (built / "kept" / name).write_bytes(data)
    installed = tmp_path / "日本語 の 場所" / "_packs"
    shutil.copytree(built, installed)
    shutil.rmtree(built)
    monkeypatch.setattr(bundled, "_packs", lambda: installed)
    return installed


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been compiled since."""
    told: list[str] = []
    compile_rules, load = rules._compile, municipalities.load

    def compile_told(folders: Sequence[Path], cache: Cache | None = None) -> dict[str, object]:
        told.append("rules")
        return compile_rules(folders, cache)

    def load_told(name: str, folders: Sequence[Path] | None = None) -> Municipality:
        told.append(name)
        return load(name, folders)

    monkeypatch.setattr(rules, "_compile", compile_told)
    monkeypatch.setattr(municipalities, "load", load_told)
    return told


def found(linter: Linter) -> list[str]:
    return [finding.message for finding in linter.check("関係者によると、利用者が増えます。").findings]


MESSAGE = "「関係者」は、誰の話か分かりません。"


@pytest.mark.parametrize("kept", [True, False])
def test_nothing_is_compiled_with_an_empty_cache_or_none(
    packs: Path, compiled: list[str], tmp_path: Path, kept: bool
) -> None:
    linter = Linter("umibe", cache=Cache(tmp_path / "cache") if kept else None)
    assert found(linter) == [MESSAGE]
    assert [rule.path for rule in linter.library.rules] == [str(packs / "rules" / "rumour" / "insider.yaml")]
    assert compiled == []


@pytest.mark.parametrize("kept", [True, False])
def test_an_edited_rule_is_noticed_though_its_size_and_date_stay(
    packs: Path, compiled: list[str], tmp_path: Path, kept: bool
) -> None:
    folder = Cache(tmp_path / "cache") if kept else None
    assert found(Linter("umibe", cache=folder)) == [MESSAGE]
    edit(packs / "rules" / "rumour" / "insider.yaml", "関係者", "利用者")
    assert found(Linter("umibe", cache=folder)) == ["「利用者」は、誰の話か分かりません。"]
    assert compiled == ["rules"]


def test_a_mistake_in_an_edited_rule_is_told(packs: Path) -> None:
    path = packs / "rules" / "rumour" / "insider.yaml"
    edit(path, "severity", "severely")
    with pytest.raises(UserError) as told:
        Linter("umibe")
    assert {problem.path for problem in told.value.problems} == {str(path)}


def test_an_edited_municipality_is_noticed(packs: Path, compiled: list[str]) -> None:
    edit(packs / "municipalities" / "umibe.yaml", "海辺町", "山辺町")
    assert Linter().plan("umibe").municipality.name == "山辺町"
    assert compiled == ["umibe"]


def test_a_new_rule_and_a_new_municipality_are_noticed(packs: Path) -> None:
    (packs / "rules" / "rumour" / "new.yaml").write_text(RULE.replace("関係者", "利用者"), encoding="utf-8")
    (packs / "municipalities" / "new.yaml").write_text(TOWN, encoding="utf-8")
    assert len(found(Linter("new"))) == 2


@pytest.mark.parametrize("name", ["rules.json", "municipalities.json", "known.json"])
def test_a_broken_or_missing_file_is_compiled_anew(packs: Path, name: str) -> None:
    path = packs / "kept" / name
    path.write_bytes(path.read_bytes()[:-1])
    assert found(Linter("umibe")) == [MESSAGE]
    path.unlink()
    assert found(Linter("umibe")) == [MESSAGE]


def test_that_of_another_version_of_the_program_is_not_used(
    packs: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "__version__", "0.0.0+other")
    assert found(Linter("umibe")) == [MESSAGE]
    assert compiled == ["rules", "umibe"]


def test_packs_of_ones_own_are_compiled_with_the_shipped_ones(packs: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "rules" / "rumour" / "own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(RULE.replace("関係者", "利用者"), encoding="utf-8")
    for _ in range(2):
        linter = Linter("umibe", packs=[tmp_path / "own"], cache=Cache(tmp_path / "cache"))
        assert len(found(linter)) == 2
        assert {rule.path for rule in linter.library.rules} == {
            str(own),
            str(packs / "rules" / "rumour" / "insider.yaml"),
        }


def test_of_shipped_words_and_expressions_nothing_has_to_be_found_out(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own" / "rules" / "rumour" / "own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(RULE.replace("関係者", "利用者"), encoding="utf-8")
    asked: list[str] = []

    def analyse(word: str) -> words.Phrase:
        asked.append(word)
        return words.analyse(word)

    monkeypatch.setattr("snslint.rules.compiler.analyse", analyse)
    monkeypatch.setattr("snslint.rules.known._here", {})  # what other tests found out
    Linter(packs=[tmp_path / "own"])
    assert asked == ["利用者"]


@pytest.mark.slow
def test_compiling_all_that_is_shipped_gives_the_same_bytes_anywhere_and_each_time(tmp_path: Path) -> None:
    places = [tmp_path / "one", tmp_path / "other place"]
    shutil.copytree(bundled.rules_folder(), places[0] / "rules")
    shutil.copytree(bundled.municipalities_folder(), places[0] / "municipalities")
    shutil.copytree(places[0], places[1])
    first, second = (
        subprocess.run(
            [sys.executable, "-c", WRITE, str(place)],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed, place in enumerate(places)
    )
    assert len(first) > 1_000_000
    assert first == second
