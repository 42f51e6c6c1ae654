"""The published conformance data of X: every case of extraction and of what is valid."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from snslint.document import entities

DATA = os.environ.get("SNSLINT_DATA")


def cases(file: str, *sections: str) -> list[Any]:
    """The cases of the sections as parameters; one that is skipped by name where the data is not there."""
    if not DATA:
        return [
            pytest.param({}, marks=pytest.mark.skip(f"SNSLINT_DATA is not set: {file} {' '.join(sections)}"))
        ]
    path = Path(DATA) / "conformance" / "twitter-text" / "conformance" / file
    tests = yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]
    return [
        pytest.param(case, id=f"{section}-{number}")
        for section in sections
        for number, case in enumerate(tests[section])
    ]


def indices(text: str, entity: entities.Entity) -> list[int]:
    """The range in UTF-16 code units, as the data gives it."""
    return [len(text[:at].encode("utf-16-le")) // 2 for at in (entity.start, entity.end)]


def texts(find: Callable[[str], Iterator[entities.Entity]], text: str, *kinds: str) -> list[str]:
    return [entity.text for entity in find(text) if entity.kind in kinds]


@pytest.mark.parametrize("case", cases("extract.yml", "mentions"))
def test_mentions(case: dict[str, Any]) -> None:
    assert [name[1:] for name in texts(entities.mentions, case["text"], "mention")] == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "mentions_with_indices"))
def test_mentions_with_indices(case: dict[str, Any]) -> None:
    found = [
        {"screen_name": mention.text[1:], "indices": indices(case["text"], mention)}
        for mention in entities.mentions(case["text"])
    ]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "mentions_or_lists_with_indices"))
def test_mentions_and_lists_with_indices(case: dict[str, Any]) -> None:
    found = []
    for mention in entities.mentions(case["text"]):
        name, slash, slug = mention.text[1:].partition("/")
        found.append(
            {"screen_name": name, "list_slug": slash + slug, "indices": indices(case["text"], mention)}
        )
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "replies"))
def test_replies(case: dict[str, Any]) -> None:
    assert entities.reply(case["text"]) == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "urls", "tco_urls_with_params"))
def test_urls(case: dict[str, Any]) -> None:
    assert texts(entities.urls, case["text"], "url") == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "urls_with_indices", "urls_with_directional_markers"))
def test_urls_with_indices(case: dict[str, Any]) -> None:
    found = [{"url": url.text, "indices": indices(case["text"], url)} for url in entities.urls(case["text"])]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("tlds.yml", "country", "generic"))
def test_top_level_domains(case: dict[str, Any]) -> None:
    assert texts(entities.urls, case["text"], "url") == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "hashtags", "hashtags_from_astral"))
def test_hashtags(case: dict[str, Any]) -> None:
    assert [tag[1:] for tag in texts(entities.hashtags, case["text"], "hashtag")] == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "hashtags_with_indices"))
def test_hashtags_with_indices(case: dict[str, Any]) -> None:
    found = [
        {"hashtag": tag.text[1:], "indices": indices(case["text"], tag)}
        for tag in entities.hashtags(case["text"])
    ]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "cashtags"))
def test_cashtags(case: dict[str, Any]) -> None:
    assert [tag[1:] for tag in texts(entities.cashtags, case["text"], "cashtag")] == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "cashtags_with_indices"))
def test_cashtags_with_indices(case: dict[str, Any]) -> None:
    found = [
        {"cashtag": tag.text[1:], "indices": indices(case["text"], tag)}
        for tag in entities.cashtags(case["text"])
    ]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("validate.yml", "usernames"))
def test_valid_usernames(case: dict[str, Any]) -> None:
    assert entities.is_username(case["text"]) is case["expected"]


@pytest.mark.parametrize("case", cases("validate.yml", "lists"))
def test_valid_lists(case: dict[str, Any]) -> None:
    assert entities.is_list(case["text"]) is case["expected"]


@pytest.mark.parametrize("case", cases("validate.yml", "hashtags"))
def test_valid_hashtags(case: dict[str, Any]) -> None:
    assert entities.is_hashtag(case["text"]) is case["expected"]


@pytest.mark.parametrize("case", cases("validate.yml", "urls"))
def test_valid_urls(case: dict[str, Any]) -> None:
    assert entities.is_url(case["text"]) is case["expected"]


@pytest.mark.parametrize("case", cases("validate.yml", "urls_without_protocol"))
def test_valid_urls_without_scheme(case: dict[str, Any]) -> None:
    assert entities.is_url(case["text"], scheme=False) is case["expected"]
