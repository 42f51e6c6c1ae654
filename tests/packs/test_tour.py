"""docs/packs/README.md does what it says, letter by letter."""

from __future__ import annotations

import json
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator



def test_the_tour_can_be_followed(follow: Callable[[str], int]) -> None:
    assert follow("README.md") == 13
