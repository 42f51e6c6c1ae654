"""The published conformance data of X: what a post weighs, each section under its own configuration."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from snslint.platforms import x

DATA = os.environ.get("SNSLINT_DATA")


def cases(section: str) -> list[Any]:
    """The cases of the section as parameters; one that is skipped by name where the data is not there."""
    if not DATA:
        return [pytest.param({}, marks=pytest.mark.skip(f"SNSLINT_DATA is not set: validate.yml {section}"))]
    path = Path(DATA) / "conformance" / "twitter-text" / "conformance" / "validate.yml"
    tests = yaml.safe_load(path.read_text(encoding="utf-8"))["tests"][section]
    return [pytest.param(case, id=f"{section}-{number}") for number, case in enumerate(tests)]


def last_unit(text: str) -> int:
    """Offset of the last UTF-16 code unit: the data gives ranges with inclusive ends."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 - 1


def judged(text: str, config: x.Config) -> dict[str, Any]:
    parsed = x.parse(text, config)
    return {
        "weightedLength": parsed.weight,
        "valid": parsed.valid,
        "permillage": parsed.permillage,
        "displayRangeStart": 0,
        "displayRangeEnd": last_unit(text),
        "validRangeStart": 0,
        "validRangeEnd": last_unit(text[: parsed.valid_end]),
    }


@pytest.mark.parametrize("case", cases("tweets"))
def test_posts_of_140_characters_by_version_1(case: dict[str, Any]) -> None:
    assert x.parse(case["text"], x.V1).valid is case["expected"]


@pytest.mark.parametrize("case", cases("WeightedTweetsCounterTest"))
def test_weighted_posts_by_version_2(case: dict[str, Any]) -> None:
    assert judged(case["text"], x.V2) == case["expected"]


@pytest.mark.parametrize("case", cases("WeightedTweetsWithDiscountedEmojiCounterTest"))
def test_posts_with_discounted_emoji_by_version_3(case: dict[str, Any]) -> None:
    assert judged(case["text"], x.V3) == case["expected"]


@pytest.mark.parametrize("case", cases("UnicodeDirectionalMarkerCounterTest"))
def test_posts_with_directional_marks_by_version_3(case: dict[str, Any]) -> None:
    assert judged(case["text"], x.V3) == case["expected"]


@pytest.mark.parametrize("config", [x.V1, x.V2, x.V3], ids=lambda config: f"v{config.version}")
def test_configurations_are_those_published(config: x.Config) -> None:
    if not DATA:
        pytest.skip(f"SNSLINT_DATA is not set: v{config.version}.json")
    path = Path(DATA) / "conformance" / "twitter-text" / "config" / f"v{config.version}.json"
    published = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert published == {
        "version": config.version,
        "maxWeightedTweetLength": config.limit,
        "scale": published["scale"],
        "defaultWeight": config.heavy * published["scale"],
        "transformedURLLength": config.url,
        "ranges": [
            {"start": first, "end": last, "weight": published["scale"]} for first, last in config.light
        ],
    } | ({"emojiParsingEnabled": True} if config.emoji else {})
