"""Frozen dataclasses that cost little to define: `dataclass` here takes the place of the standard one.

The standard decorator compiles eight methods for every class, half a millisecond each, and a start defines some sixty
classes. Here the methods are shared, and each class's own `__init__` is compiled with its first value.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass", "field"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen, slots, order=False):
        """`dataclasses.dataclass` for frozen, slotted classes; `replace`, `fields`, `asdict` and pickling work as usual."""
        assert (frozen, slots) == (True, True)
        return lambda cls: _made(cls, order)


def _made(cls: type, order: bool) -> type:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    compared = [each.name for each in dataclasses.fields(made) if each.compare]
    key: Callable[[object], Any] = attrgetter(*compared) if compared else _nothing

    def init(self: Any, *values: object, **named: object) -> None:
        made.__init__ = _init(made)
        self.__init__(*values, **named)

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is made else NotImplemented

    def less(self: object, other: object) -> bool:
        return bool(key(self) < key(other)) if other.__class__ is made else NotImplemented

    made.__init__ = init
    made.__eq__ = equal
    made.__hash__ = lambda self: hash(key(self))
    if order:
        made.__lt__ = less
    made.__repr__, made.__reduce__ = _repr, _reduce
    made.__setattr__, made.__delattr__ = _refuse_set, _refuse_delete
    return made  # type: ignore[no-any-return]  # a class, as the standard decorator made it


def _init(cls: type) -> Callable[..., None]:
    """The class's own `__init__`, as the standard decorator would write it."""
    given: dict[str, object] = {"_set": object.__setattr__, "_MISSING": dataclasses.MISSING}
    parameters, body = [], []
    for each in dataclasses.fields(cls):
        name = each.name
        if not each.init:
            continue
        value = name
        if each.default is not dataclasses.MISSING:
            given[f"_default_{name}"] = each.default
            parameters.append(f"{name}=_default_{name}")
        elif each.default_factory is not dataclasses.MISSING:
            given[f"_make_{name}"] = each.default_factory
            parameters.append(f"{name}=_MISSING")
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        else:
            parameters.append(name)
        body.append(f"    _set(self, {name!r}, {value})\n")
    if hasattr(cls, "__post_init__"):
        body.append("    self.__post_init__()\n")
    exec(f"def __init__(self, {', '.join(parameters)}):\n{''.join(body) or '    pass'}", given)  # noqa: S102 - names of fields alone
    init: Callable[..., None] = given["__init__"]  # type: ignore[assignment]
    return init


def _nothing(_: object) -> tuple[()]:
    return ()


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _reduce(self: Any) -> tuple[type, tuple[object, ...]]:
    return type(self), tuple(getattr(self, each.name) for each in dataclasses.fields(self) if each.init)


def _refuse_set(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
