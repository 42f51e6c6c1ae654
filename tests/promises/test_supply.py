"""What the program is made of: licences that an office may use, and pins that name no host."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.sbom import ROOT, installed, licence, sbom

CONSTRAINTS = (Path(__file__).parents[2] / "constraints.txt").read_text(encoding="utf-8")
ALLOWED = re.compile(
    r"MIT|BSD|Apache-2\.0|ISC|PSF-2\.0|MPL-2\.0|CNRI-Python|Public-Domain|Zlib|CC0-1\.0|Apache Software|License|\(ISCL\)|\d|-|Clause|Python|AND|OR|and|[ /]"
)


def test_every_dependency_has_a_licence_that_allows_any_use() -> None:
    everything = installed(extras=("xlsx", "dask", "dataframe"))  # dask itself is asked for with `dataframe`
    assert {"openpyxl", "distributed", "pandas", "pyarrow"} <= set(everything)
    others = {name: licence(one) for name, one in everything.items() if ALLOWED.sub("", licence(one))}
    assert others == {}


def test_the_bill_of_materials_names_every_dependency_with_version_and_licence() -> None:
    bill = sbom()
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", ROOT)
    assert {one["name"] for one in bill["components"]} == set(installed()) - {ROOT}
    assert all(one["version"] and one["licenses"][0]["license"]["name"] for one in bill["components"])


def test_every_dependency_is_pinned_with_a_hash_and_no_host_is_named() -> None:
    pinned = set(re.findall(r"^([a-z0-9-]+)==\S+ \\$", CONSTRAINTS, re.MULTILINE))
    assert set(installed()) - {ROOT} <= pinned
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}$", CONSTRAINTS, re.MULTILINE)) >= len(pinned)
    assert "://" not in CONSTRAINTS
