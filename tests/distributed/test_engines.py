"""The programs of docs/archives.md: on a real cluster with a worker killed on the way, and as Spark would call them."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from snslint.distributed import META, SCHEMA, check_partition

PAGE = (Path(__file__).parents[2] / "docs" / "archives.md").read_text(encoding="utf-8")
PROGRAMS = dict(re.findall(r"```python\n# (\S+)\n(.*?)```", PAGE, re.DOTALL))
PARTS = 24
check = partial(check_partition, municipality="onjuku", platform="x", today=dt.date(2026, 11, 21))

# A process of its own, as for a user: what Dask leaves behind in this one would be another test's warning.
KILLING = """
import os, signal, sys, threading, time
from pathlib import Path
from dask.distributed import Client, LocalCluster
import pandas as pd
from audit import audit, check

def kill_one(cluster, target):
    while not list(target.glob("part.*.parquet")):
        time.sleep(0.01)
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    print(len(list(target.glob("part.*.parquet"))))

if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    check(pd.DataFrame(columns=["id", "text"]))
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with Client(cluster):
            killer = threading.Thread(target=kill_one, args=(cluster, target))
            killer.start()
            audit(source, target)
            killer.join()
"""


@pytest.fixture(scope="module")
def archive(posts: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one month of posts, in row groups of which each becomes a partition."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "2026-11").mkdir()
    size = len(posts) // PARTS
    pq.write_table(pa.Table.from_pandas(posts), folder / "2026-11" / "posts.parquet", row_group_size=size)
    return folder


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programs")
    for name, text in {**PROGRAMS, "killing.py": KILLING}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(program: Path, source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, str(program), str(source), str(target)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ
        | dict.fromkeys(("HOME", "USERPROFILE", "DASK_TEMPORARY_DIRECTORY"), str(target.parent)),
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done


def rows(folder: Path) -> pd.DataFrame:
    """What stands in a folder of results, in the order of the posts."""
    parts = sorted(folder.glob("part.*.parquet"), key=lambda path: int(path.name.split(".")[1]))
    return pd.concat(map(pd.read_parquet, parts), ignore_index=True).astype(META.dtypes.to_dict())


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_finds_what_one_process_finds_nothing_less_and_nothing_twice(
    archive: Path, programs: Path, posts: pd.DataFrame, tmp_path: Path
) -> None:
    done = run(programs / "killing.py", archive / "2026-11", tmp_path / "results")
    assert 1 <= int(done.stdout) < PARTS, "the worker died on the way"
    assert_frame_equal(rows(tmp_path / "results"), check(posts))
    assert (tmp_path / "results" / "_DONE").exists()


@pytest.mark.slow
def test_a_second_run_repeats_only_what_was_not_done(archive: Path, programs: Path, tmp_path: Path) -> None:
    results = tmp_path / "results"
    done, broken = results / "2026-11", results / "2026-12"
    done.mkdir(parents=True)
    (done / "_DONE").touch()
    small = tmp_path / "archive"
    for month in ("2026-11", "2026-12"):
        (small / month).mkdir(parents=True)
        pd.DataFrame(
            {"id": [1], "text": ["図書館は休みです。"], "publish_at": pd.Timestamp("2026-11-21")}
        ).to_parquet(small / month / "posts.parquet")
    broken.mkdir()
    (broken / "part.7.parquet").write_bytes(b"half of a fi")
    run(programs / "audit.py", small, results)
    assert [path.name for path in done.iterdir()] == ["_DONE"]
    assert sorted(path.name for path in broken.iterdir()) == ["_DONE", "part.0.parquet"]


def test_the_function_for_spark_keeps_the_contract_of_map_in_pandas(
    posts: pd.DataFrame, tmp_path: Path
) -> None:
    """Spark makes frames of Arrow batches, calls the function once a partition, and makes its types of what comes back."""
    program: dict[str, Any] = {}
    exec(PROGRAMS["spark.py"].replace("/var/tmp", str(tmp_path)), program)
    batches = pa.Table.from_pandas(posts[:60].astype({"id": "string"})).to_batches(max_chunksize=25)

    def frames() -> Iterator[pd.DataFrame]:
        yield from (batch.to_pandas() for batch in batches)
        yield batches[0].to_pandas()[:0]

    arrow = {"string": pa.string(), "bigint": pa.int64()}
    fields = [(name, arrow[kind]) for name, kind in re.findall(r"`(\w+)` (\w+)", SCHEMA)]
    returned = [
        pa.Table.from_pandas(found, pa.schema(fields), preserve_index=False)
        for found in program["check"](frames())
    ]
    assert [len(each) > 0 for each in returned] == [True, True, True, False]
    assert_frame_equal(
        pa.concat_tables(returned).to_pandas().astype(META.dtypes.to_dict()), check(posts[:60])
    )
