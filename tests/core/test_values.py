"""Values made by `snslint.values.dataclass` behave like those of the standard decorator."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping

import pytest

from snslint.values import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place."""

    line: int
    column: int = 1
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    shown: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", f"{self.line}:{self.column}")


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Standard:
    """The same, made by the standard decorator."""

    line: int
    column: int = 1
    names: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)
    shown: str = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", f"{self.line}:{self.column}")


def test_it_shows_compares_and_hashes_as_a_standard_one() -> None:
    one, other = Place(3, names={"a": "b"}), Standard(3, names={"a": "b"})
    assert repr(one) == repr(other).replace("Standard", "Place")
    assert one.shown == other.shown == "3:1"
    assert one == Place(line=3, column=1)
    assert one != Place(3, 2)
    assert hash(one) == hash(other)
    assert sorted([Place(2), Place(1, 2), Place(1)]) == [Place(1), Place(1, 2), Place(2)]
    assert Place.__match_args__ == Standard.__match_args__
    assert Place.__slots__ == Standard.__slots__


def test_each_value_has_a_default_of_its_own() -> None:
    assert Place(1).names == {}
    assert Place(1).names is not Place(1).names


def test_nothing_of_it_changes() -> None:
    one = Place(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.line = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.line
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.other = 2  # type: ignore[attr-defined]


def test_the_functions_of_dataclasses_take_it() -> None:
    one = Place(1, names={"a": "b"})
    assert dataclasses.replace(one, line=2) == Place(2)
    assert dataclasses.asdict(one) == {"line": 1, "column": 1, "names": {"a": "b"}, "shown": "1:1"}
    assert [each.name for each in dataclasses.fields(one)] == ["line", "column", "names", "shown"]


def test_it_survives_pickling_and_copying() -> None:
    one = Place(1, names={"a": "b"})
    for again in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):
        assert (again, again.names, again.shown) == (one, {"a": "b"}, "1:1")


@pytest.mark.parametrize("values", [(), (1, 2, {}, 4)])
def test_wrong_arguments_are_refused(values: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Place(*values)  # type: ignore[arg-type]
