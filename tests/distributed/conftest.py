"""Posts for a data frame: every kind that check_partition tells apart."""

from __future__ import annotations

import pandas as pd
import pytest

TEXTS = (
    "駅前で火事があったらしいです。",
    "11月22日（日）から、町立図書館で冬の絵本を展示します。",
    "落とし物の持ち主の方は、佐藤花子さんの携帯 090-1234-5678 へ。",
    "",
    "ごみの収集は、祝日も平常どおりです。分別にご協力ください。",
)


@pytest.fixture(scope="session")
def posts() -> pd.DataFrame:
    """Six hundred posts, a fifth of them without a text."""
    count = 600
    return pd.DataFrame(
        {
            "id": range(count),
            "text": [
                f"{TEXTS[n % len(TEXTS)]}" and f"{TEXTS[n % len(TEXTS)]}（お知らせ{n}）" for n in range(count)
            ],
            "publish_at": pd.Timestamp("2026-11-21T23:30Z") + pd.to_timedelta(range(count), unit="h"),
        }
    )
