"""The parameters of an operation: declared, checked together, and written out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, ClassVar, TypeVar

from svgconv.errors import Name, SvgconvError, Words, nearest
from svgconv.options import Flag, Parser, option, options_of
from svgconv.specification.sizes import plain

Self = TypeVar("Self", bound="Parameters")


def parameter(parse: Parser, flag: Flag, default: object = MISSING) -> Any:
    """Declare a parameter of an operation.

    ``parse(name, value, axes)`` checks a value alone and returns its canonical form.
    """
    return option(parse, flag, default=default)


@dataclass(frozen=True)
class Parameters(ABC):
    """A named set of parameters, checked when the object is made.

    Raises
    ------
    SvgconvError: a parameter is malformed, or the parameters cannot be combined.
    """

    name: ClassVar[str]
    """The operation's name on the command line, in recipes and in TOML."""
    example: ClassVar[str] = ""
    """The arguments of its function in the example of its docstring; empty for no example."""
    axes: ClassVar[int] = 2
    """The axes of its input and output: 2; 1 or 3 for the forms that PyTorch calls 1d and 3d."""

    def __post_init__(self) -> None:
        for item in fields(self):
            value = item.metadata["option"].read(item.name, getattr(self, item.name), self.axes)
            object.__setattr__(self, item.name, value)
        self.check()

    @classmethod
    def flags(cls) -> dict[str, Flag]:
        """Return the command line's flag for each parameter, by the parameter's name."""
        return {name: one.flag for name, one in options_of(cls).items()}

    @classmethod
    def from_parameters(cls: type[Self], parameters: Mapping[str, Any]) -> Self:
        """Return the operation with named parameters, as TOML, JSON or flags give them.

        Raises
        ------
        SvgconvError: an unknown or missing parameter, or one that is malformed.
        """
        known = {item.name: item for item in fields(cls)}
        for key in parameters:
            if key not in known:
                raise SvgconvError(key, f"unknown parameter of {cls.name}", nearest(key, known))
        for key, item in known.items():
            if _required(item) and key not in parameters:
                problem = f"missing, but required by {cls.name}"
                raise SvgconvError(key, problem, Words("give ", Name(key)))
        return cls(**parameters)

    def parameters(self) -> dict[str, Any]:
        """Return the parameters as JSON and TOML hold them: short forms, without defaults."""
        return {
            item.name: plain(getattr(self, item.name))
            for item in fields(self)
            if _required(item) or getattr(self, item.name) != self._default(item)
        }

    def _default(self, item: Field[Any]) -> Any:
        return item.metadata["option"].parse(item.name, item.default, self.axes)

    def all_parameters(self) -> dict[str, Any]:
        """Return every size with all its axes: ``[3, 3]``, or ``[[1, 0], [1, 0]]`` for sides.

        Other parameters are included if they are not the default.
        """
        return {
            item.name: _written_out(value)
            for item in fields(self)
            if isinstance(value := getattr(self, item.name), tuple) or value != item.default
        }

    @abstractmethod
    def check(self) -> None:
        """Raise `SvgconvError` if the parameters cannot be combined."""


def _required(item: Field[Any]) -> bool:
    return item.default is MISSING


def _written_out(value: Any) -> Any:
    if isinstance(value, tuple) and isinstance(value[0], tuple):
        alike = all(before == after for before, after in value)
        return [before if alike else [before, after] for before, after in value]
    return list(value) if isinstance(value, tuple) else value
