"""Mistakes in municipalities, snslint.yaml and embargo.yaml are told with their place, and no misspelt key passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from snslint import embargo, rules, settings
from snslint.cache import Cache
from snslint.errors import UserError
from snslint.families import FAMILIES
from snslint.lint import Linter

TOWN = 'name: "海辺町"\nguideline: {title: "指針"}\n'
CLAUSES = 'clauses:\n  - {id: "1", text: "噂を広めない。", checks: [rumour]}\n'
PACK = "pack/municipalities/umibe.yaml"


def clause(keys: str) -> str:
    return f'clauses:\n  - {{id: "1", text: "噂を広めない。", {keys}}}\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def library_cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("cache"))


def told(load: Callable[[], object]) -> list[str]:
    with pytest.raises(UserError) as caught:
        load()
    return [str(problem) for problem in caught.value.problems]


RUMOURS = "rumour/gossip、rumour/hearsay、rumour/spread-request、rumour/unverified"

TOWNS = {
    "a misspelt key": (
        TOWN + CLAUSES + 'wrods: {insult: ["ばか"]}\n',
        "5:1: キー「wrods」はありません。「words」ではありませんか。"
        "使えるもの: clauses、extends、guideline、name、own、rules、words",
    ),
    "a misspelt key of a clause": (
        TOWN + clause("check: [rumour]"),
        "4:32: キー「check」はありません。「checks」ではありませんか。使えるもの: checks、for、force、hints、id、"
        "never_allow、quote、reference、remind、sign_off、text、title",
    ),
    "a family that is none": (
        TOWN + clause("checks: [rumor]"),
        f"4:41: 分野「rumor」はありません。「rumour」ではありませんか。使えるもの: {'、'.join(sorted(FAMILIES))}",
    ),
    "a rule that is not there": (
        TOWN + clause("checks: [rumour/hearsey]"),
        f"4:41: ルール「rumour/hearsey」はありません。「rumour/hearsay」ではありませんか。使えるもの: {RUMOURS}",
    ),
    "a change to a rule that is not there": (
        TOWN + CLAUSES + 'rules: {rumour/gosip: {severity: off, reason: "試行"}}\n',
        f"5:9: ルール「rumour/gosip」はありません。「rumour/gossip」ではありませんか。使えるもの: {RUMOURS}",
    ),
    "an added word that is never found": (
        TOWN + CLAUSES + 'words: {insult: ["ばか "]}\n',
        "5:18: 語「ばか 」は空白で始まるか終わるため、見つかることがありません。空白を消してください。",
    ),
    "an area code without its zero": (
        TOWN + CLAUSES + "own: {area_codes: [470]}\n",
        "5:20: 「470」は市外局番ではありません。「0470」の形で書いてください。",
    ),
    "a rule switched off without a reason": (
        TOWN + CLAUSES + "rules: {rumour/gossip: {severity: off}}\n",
        "5:9: キー「reason」が必要です。",
    ),
    "a clause written twice": (
        TOWN + CLAUSES + '  - {id: "1", text: "噂", reference: "目的"}\n',
        "5:10: 番号「1」は4行目にもあります。番号は1つずつにしてください。",
    ),
}


@pytest.mark.parametrize("name", TOWNS)
def test_a_mistake_in_a_municipality_is_told(name: str, here: Path, library_cache: Cache) -> None:
    text, expected = TOWNS[name]
    (here / PACK).parent.mkdir(parents=True)
    (here / PACK).write_text(text, encoding="utf-8")
    rumours = [rule.id for rule in Linter(cache=library_cache).library.rules if rule.family == "rumour"]
    expected = expected.replace(RUMOURS, "、".join(rumours))
    assert told(lambda: Linter("umibe", packs=[Path("pack")], cache=library_cache)) == [f"{PACK}:{expected}"]


def test_words_for_a_class_that_is_not_there_are_told(here: Path, library_cache: Cache) -> None:
    (here / PACK).parent.mkdir(parents=True)
    (here / PACK).write_text(TOWN + CLAUSES + 'words: {insults: ["ばか"]}\n', encoding="utf-8")
    buckets = Linter(cache=library_cache).library.buckets
    known = "、".join(sorted(bucket[1:] for bucket in buckets if bucket.startswith("$")))
    assert told(lambda: Linter("umibe", packs=[Path("pack")], cache=library_cache)) == [
        f"{PACK}:5:9: 語のまとまり「insults」はありません。「insult」ではありませんか。使えるもの: {known}"
    ]


def test_a_mistake_in_the_base_is_told_in_its_own_file(here: Path, library_cache: Cache) -> None:
    (here / PACK).parent.mkdir(parents=True)
    base = TOWN + CLAUSES + 'rules: {rumour/gosip: {severity: off, reason: "試行"}}\n'
    (here / PACK).write_text(base, encoding="utf-8")
    (here / PACK).with_stem("yamate").write_text('extends: umibe\nname: "山手町"\n', encoding="utf-8")
    found = told(lambda: Linter("yamate", packs=[Path("pack")], cache=library_cache))
    assert [message.partition(": ")[0] for message in found] == [f"{PACK}:5:9"]


SETTINGS = {
    "a misspelt key": (
        "municipalty: onjuku\n",
        [
            "1:1: 設定「municipalty」はありません。「municipality」ではありませんか。使えるもの: allow、approval、"
            "baseline、columns、embargo、exclude、fail_on、jobs、kind、limits、municipality、packs、platform、"
            "redact、x_premium"
        ],
    ),
    "values that are none": (
        "fail_on: warn\napproval: always\n",
        [
            "1:10: 値「warn」はありません。「warning」ではありませんか。使えるもの: error、info、warning",
            "2:11: 値「always」はありません。使えるもの: required、when-named",
        ],
    ),
    "numbers that are none, one of them a trap of YAML": (
        "jobs: 二\nlimits: {x: 1:30}\n",
        ["1:7: 1以上の整数を書いてください。", "2:13: 1以上の整数を書いてください。"],
    ),
    "a column without a meaning": (
        'columns: {"お知らせ": body}\n',
        [
            "1:19: 値「body」はありません。使えるもの: approved_at、approved_by、author、consent、credits、"
            "delegated_by、extra、id、municipality、platform、publish_at、reviewers、text"
        ],
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_mistake_in_the_settings_is_told(name: str, here: Path) -> None:
    text, expected = SETTINGS[name]
    Path("snslint.yaml").write_text(text, encoding="utf-8")
    found = told(lambda: settings.load(Path("snslint.yaml")))
    assert found == [f"snslint.yaml:{message}" for message in expected]


EMBARGOES = {
    "a misspelt key": (
        '- subject: "新庁舎"\n  word: ["新庁舎"]\n  release: "2026-12-01 09:00"\n',
        [
            "2:3: 項目「word」はありません。「words」ではありませんか。使えるもの: release、subject、words",
            "1:3: 言葉（words）を [ ] の中に一つ以上書いてください。",
        ],
    ),
    "a moment that is none": (
        '- {subject: "新庁舎", words: ["新庁舎"], release: "来月"}\n',
        ["1:45: 公表の日時（release）を 2026-12-01 09:00 のように書いてください。"],
    ),
    "no list": (
        'subject: "新庁舎"\n',
        [
            "1:1: 「- 」で始まる一覧にして、一件ごとに件名（subject）、言葉（words）、"
            "公表の日時（release）を書いてください。"
        ],
    ),
}


@pytest.mark.parametrize("name", EMBARGOES)
def test_a_mistake_in_the_register_is_told(name: str, here: Path) -> None:
    text, expected = EMBARGOES[name]
    Path("embargo.yaml").write_text(text, encoding="utf-8")
    found = told(lambda: embargo.load(Path("embargo.yaml")))
    assert found == [f"embargo.yaml:{message}" for message in expected]


# --- a typo in a key never passes ----------------------------------------------------------------

RULE = """\
title: "うわさ"
severity: warning
message: "「{match}」は、うわさです。"
why: "事実として受け取られるため。"
suggest: "発表元を書いてください。"
find:
  - words: [うわさ]
    whole: true
    form: as-written
  - tokens:
      - surface: デマ
        not:
          pos: 動詞
        OP: "+"
      - lemma: 事
        form: 連用形
  - detector: phone-number
    kind: mobile
  - regex: "風説"
needs:
  - context: warning
    within: near
    side: before
unless:
  - words: [催し]
skip: [url]
only: [quotation]
once: true
examples:
  bad:
    - text: "«うわさ»です。"
      municipality: onjuku
      platform: x
      today: "2026-11-21"
      kind: post
      clause: "5(9)"
      severity: warning
      embargo:
        - subject: "新庁舎"
          words: [新庁舎]
          release: "2026-12-01T09:00"
  good: ["発表です。"]
  todo: ["噂。"]
"""
EVIDENCE = """\
title: "うわさ"
severity: warning
message: "うわさです。"
why: "事実として受け取られるため。"
suggest: "発表元を書いてください。"
evidence:
  threshold: 1
  underline: sentence
  cues:
    - words: [うわさ]
      within: near
      weight: 1
examples: {bad: ["«うわさです。»"], good: ["発表です。"]}
"""
CONTEXT = """\
title: "注意"
find: [{words: [注意]}]
unless: [{words: [留意]}]
examples: {in: ["ご注意ください。"], out: ["留意します。"]}
"""
CLASS = 'title: "病名"\nwords: [かぜ]\nsource: "辞書"\n'
WHOLE = {
    "rules/rumour/one.yaml": RULE,
    "rules/rumour/two.yaml": EVIDENCE,
    "rules/contexts/warning.yaml": CONTEXT,
    "rules/lexicon/illness.yaml": CLASS,
}


def keys() -> list[tuple[str, int, str]]:
    """Every key of the files: which file, where in it, and the key."""
    import re

    pattern = re.compile(r"(?<![\w\"])([A-Za-z_]+)(?=: )|(?<![\w\"])([A-Za-z_]+)(?=:\n)")
    return [
        (path, found.start(), found[0]) for path, text in WHOLE.items() for found in pattern.finditer(text)
    ]


@pytest.mark.parametrize(("path", "at", "key"), keys(), ids=lambda value: str(value).rpartition("/")[2])
def test_a_key_with_a_letter_too_many_is_told_by_its_name(path: str, at: int, key: str, here: Path) -> None:
    for name, text in WHOLE.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        misspelt = f"{text[:at]}{key}s{text[at + len(key) :]}" if name == path else text
        (here / name).write_text(misspelt, encoding="utf-8")
    found = told(lambda: rules.load([Path("rules")]))
    assert any(f"キー「{key}s」はありません。「{key}」ではありませんか。" in message for message in found), (
        found
    )


def test_the_same_files_without_a_misspelt_key_load(here: Path) -> None:
    for name, text in WHOLE.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text, encoding="utf-8")
    assert [rule.id for rule in rules.load([Path("rules")]).rules] == ["rumour/one", "rumour/two"]
