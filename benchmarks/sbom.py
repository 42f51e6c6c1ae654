"""Print what an installation of snslint is made of, as CycloneDX 1.5 JSON, from the installed metadata alone.

    python benchmarks/sbom.py > sbom.json

The tests take the licences from here.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

ROOT = "snslint"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra == ['\"]([\w-]+)")


def installed(root: str = ROOT, extras: Sequence[str] = ("xlsx",)) -> dict[str, Distribution]:
    """The distribution `root` and all that it needs when it runs (with these extras of it), by normalised name."""
    found: dict[str, Distribution] = {}
    waiting = [root]
    while waiting:
        name = _normalised(waiting.pop())
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # needed on another system or Python only
            continue
        for wanted in found[name].requires or ():
            match = _NAME.match(wanted)
            extra = _EXTRA.search(wanted)
            if match and (extra is None or extra[1] in extras):
                waiting.append(match[0])
    return found


def licence(one: Distribution) -> str:
    """The licence that the distribution states: an expression, classifiers, or a short text."""
    stated = one.metadata["License-Expression"]
    classes = [
        value.rpartition(" :: ")[2]
        for value in one.metadata.get_all("Classifier") or ()
        if value.startswith("License :: ") and value != "License :: OSI Approved"
    ]
    return stated or " / ".join(classes) or (one.metadata["License"] or "").strip().splitlines()[0]


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def sbom() -> dict[str, Any]:
    """The bill of materials."""
    found = installed()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": _component(ROOT, found[ROOT])},
        "components": [_component(name, one) for name, one in sorted(found.items()) if name != ROOT],
    }


def _component(name: str, one: Distribution) -> dict[str, Any]:
    purl = f"pkg:pypi/{name}@{one.version}"
    return {
        "type": "application" if name == ROOT else "library",
        "bom-ref": purl,
        "name": name,
        "version": one.version,
        "purl": purl,
        "licenses": [{"license": {"name": licence(one)}}],
    }


if __name__ == "__main__":
    json.dump(sbom(), sys.stdout, ensure_ascii=False, indent=2)
    print()
