"""Regular expressions that are compiled when they are first used: of some two hundred, a short post needs twenty."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["expression", "regex_expression"]

if TYPE_CHECKING:
    from re import compile as expression

    from regex import compile as regex_expression
else:

    class expression:  # noqa: N801 - stands where re.compile would
        """What `re.compile` makes, made with the first question to it."""

        _module = "re"

        def __init__(self, pattern: str, flags: int = 0) -> None:
            self.pattern = pattern
            self._flags = flags

        def __getattr__(self, name: str) -> Any:
            """A method or attribute of the compiled expression, kept so that it is asked for here only once."""
            found = getattr(import_module(self._module).compile(self.pattern, self._flags), name)
            setattr(self, name, found)
            return found

    class regex_expression(expression):  # noqa: N801
        """The same for `regex.compile`; only the first question imports `regex`."""

        _module = "regex"
