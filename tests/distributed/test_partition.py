"""check_partition: every post is accounted for, and what it says is what a linter says."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from snslint.distributed import META, _linter, check_partition
from snslint.errors import UserError
from snslint.lint import Linter

TODAY = dt.date(2026, 11, 21)
TEXT = "落とし物の持ち主の方は、佐藤花子さんの携帯 090-1234-5678 へ。"
check = partial(check_partition, municipality="onjuku", today=TODAY)


def test_each_post_has_one_row_that_says_whether_it_was_checked_and_one_more_for_each_finding(
    posts: pd.DataFrame,
) -> None:
    found = check(posts)
    of_posts = found[found["row"] != "finding"]
    assert of_posts["id"].tolist() == [str(number) for number in posts["id"]]
    assert of_posts[of_posts["row"] == "unchecked"]["id"].tolist() == [str(n) for n in range(3, 600, 5)]
    told = of_posts.set_index("id")["findings"].dropna()
    assert told[told > 0].to_dict() == found[found["row"] == "finding"]["id"].value_counts().to_dict()


def test_the_findings_are_those_of_a_linter(linter: Linter) -> None:
    found = check(pd.DataFrame({"id": ["a"], "text": [TEXT], "platform": ["x"]}), redact=False)
    columns = ["rule", "severity", "clause", "start", "end", "matched", "message", "suggestion"]
    assert list(found[found["row"] == "finding"][columns].itertuples(index=False, name=None)) == [
        (
            each.rule,
            each.severity.value,
            each.clause.id,
            each.span.start,
            each.span.end,
            TEXT[each.span.start : each.span.end],
            each.message,
            each.suggestion,
        )
        for each in linter.check(TEXT, platform="x").findings
    ]


def test_the_words_of_findings_are_hidden_unless_asked_for() -> None:
    frame = pd.DataFrame({"id": ["a"], "text": [TEXT]})
    assert "090-****-****" in set(check(frame)["matched"].dropna())
    assert "1234" not in check(frame).to_csv()
    assert "090-1234-5678" in set(check(frame, redact=False)["matched"].dropna())


def test_a_post_that_cannot_be_checked_comes_back_and_says_why() -> None:
    rows: dict[str, dict[str, str | None]] = {
        "no text": {"text": None},
        "too long": {"text": "あ" * 100_001},
        "unknown municipality": {"municipality": "onjuk"},
        "unknown service": {"platform": "xx"},
        "no date": {"publish_at": "来週"},
        "fine": {},
    }
    frame = pd.DataFrame([{"id": name, "text": "図書館は休みです。", **row} for name, row in rows.items()])
    found = check(frame)
    said = {
        number: message.partition("。")[0]
        for number, message in found[found["row"] == "unchecked"][["id", "message"]].itertuples(index=False)
    }
    assert said == {
        "no text": "投稿文がありません",
        "too long": "投稿文が長すぎます（100,001字",
        "unknown municipality": "自治体「onjuk」はありません",
        "unknown service": "投稿先「xx」はありません",
        "no date": "「来週」を「publish_at」の日時として読めません",
    }
    assert found[found["row"] == "checked"]["id"].tolist() == ["fine"]


def test_a_post_without_an_id_is_no_finding_that_nobody_can_trace() -> None:
    found = check(pd.DataFrame({"id": [None, ""], "text": [TEXT, TEXT]}))
    assert found["row"].tolist() == ["unchecked"] * 2
    assert {message.partition("。")[0] for message in found["message"]} == {"id がありません"}


def test_an_internal_error_stops_only_its_own_post_and_tells_nothing_of_its_text() -> None:
    class Broken(dict[str, str]):
        def items(self) -> Iterator[tuple[str, str]]:  # type: ignore[override]  # it is broken
            raise RuntimeError(TEXT)

    frame = pd.DataFrame({"id": ["a", "b"], "text": [TEXT, "図書館は休みです。"], "extra": [Broken(), None]})
    found = check(frame)
    assert found["row"].tolist() == ["unchecked", "checked"]
    assert found["message"][0].startswith(
        "snslint の内部で誤りが起きました（RuntimeError、test_partition.py:"
    )
    assert "090" not in found["message"][0]


def test_an_empty_partition_gives_an_empty_frame_of_the_same_types() -> None:
    assert_frame_equal(check(pd.DataFrame({"id": [], "text": []})), META)
    assert check(pd.DataFrame({"id": ["a"], "text": [TEXT]})).dtypes.equals(META.dtypes)


def test_a_time_with_a_zone_is_the_day_in_japan() -> None:
    text = "明日11月22日は、海岸の清掃をします。"
    late = pd.Timestamp("2026-11-20T23:30Z")  # half past eight in the morning of the 21st, in Japan
    frame = pd.DataFrame(
        {"id": [1, 2], "text": [text, text], "publish_at": [late, late - pd.Timedelta(days=1)]}
    )
    found = check(frame, today=dt.date(2020, 1, 1))
    assert found[found["row"] == "checked"]["findings"].tolist() == [0, 1]


def test_lists_are_read_as_parquet_gives_them(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": [1], "text": [TEXT], "platform": [["x", "line"]], "extra": [{"枚数": "2"}]})
    frame.to_parquet(tmp_path / "posts.parquet")
    assert_frame_equal(check(pd.read_parquet(tmp_path / "posts.parquet")), check(frame))


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["id"], ["列「text」がありません。"]),
        (["id", "text", "publishat"], ["列「publishat」はありません。「publish_at」ではありませんか。"]),
        (["id", "text", "text"], ["列「text」が2つ以上あります。"]),
    ],
)
def test_a_column_that_is_missing_unknown_or_there_twice_stops_the_run(
    columns: list[str], said: list[str]
) -> None:
    with pytest.raises(UserError) as error:
        check(pd.DataFrame([["a"] * len(columns)], columns=columns))
    assert [problem.message.partition("使えるもの")[0] for problem in error.value.problems] == said


def test_a_mistake_of_the_user_comes_whole_from_another_process() -> None:
    with pytest.raises(UserError) as error:
        check(pd.DataFrame({"ids": ["a"]}))
    assert pickle.loads(pickle.dumps(error.value)).problems == error.value.problems


def test_several_threads_of_a_process_find_the_same(posts: pd.DataFrame) -> None:
    parts = [posts[start : start + 50] for start in range(0, 400, 50)]
    with ThreadPoolExecutor(4) as pool:
        at_once = pd.concat(pool.map(check, parts), ignore_index=True)
    assert_frame_equal(at_once, check(posts[:400]))


def test_a_process_makes_its_linter_once() -> None:
    frame = pd.DataFrame({"id": ["a"], "text": [TEXT]})
    check(frame)
    before = _linter.cache_info().misses
    check(frame, platform="x", redact=False)
    assert _linter.cache_info().misses == before


def test_a_linter_out_of_the_cache_finds_the_same_without_compiling(
    posts: pd.DataFrame, tmp_path: Path
) -> None:
    posts[:50].to_parquet(tmp_path / "posts.parquet")
    code = """
import sys, datetime as dt, pandas as pd
from snslint.distributed import check_partition
posts, cache, found = sys.argv[1:]
frame = pd.read_parquet(posts)
check_partition(frame, municipality="onjuku", today=dt.date(2026, 11, 21), cache=cache).to_parquet(found)
print("pydantic" in sys.modules)
"""
    command = [
        sys.executable,
        "-c",
        code,
        *(str(tmp_path / name) for name in ("posts.parquet", "cache", "found")),
    ]
    compiled = [subprocess.run(command, capture_output=True, text=True, timeout=300).stdout for _ in range(2)]
    assert compiled == ["True\n", "False\n"]
    assert_frame_equal(pd.read_parquet(tmp_path / "found").astype(META.dtypes.to_dict()), check(posts[:50]))


def test_nothing_else_imports_pandas() -> None:
    code = """
import pkgutil, sys, snslint
for each in pkgutil.walk_packages(snslint.__path__, "snslint."):
    if each.name not in ("snslint.__main__", "snslint.distributed"):
        __import__(each.name)
sys.exit("pandas" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0
