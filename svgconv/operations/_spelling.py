"""Spellings: the calls by which libraries name an operation, other than its class in PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Read = Callable[[int, dict[str, Any]], dict[str, Any]]
"""``read(axes, arguments)`` returns an operation's parameters from a call's arguments."""


@dataclass(frozen=True)
class Library:
    """A library whose calls are read.

    Attributes
    ----------
    name: what people call it.
    packages: the names that may be in front of a call: packages, and short forms of them.
    """

    name: str
    packages: tuple[str, ...]


TORCH = Library("PyTorch", ("torch", "torchvision", "nn", "functional", "F", "ops"))
KERAS = Library("Keras", ("keras", "tf", "tensorflow", "python", "layers"))
FLAX = Library("Flax", ("flax", "linen", "nn"))
LIBRARIES = (TORCH, KERAS, FLAX)


@dataclass(frozen=True)
class Spelling:
    """One call that names an operation.

    Attributes
    ----------
    name: the class or the function without its packages; ``{n}`` is the number of axes, which a
        name in Flax has only here, and ``{function}`` the name of the function in PyTorch.
    signature: its parameters in their positional order.
    library: the library that has it.
    renamed: the operation's names of parameters that are called differently.
    ignored: parameters that change no window, and can have any value.
    required: parameters without a default.
    read: makes the operation's parameters of the renamed arguments; None takes them as they are.
    """

    name: str
    signature: tuple[str, ...]
    library: Library = TORCH
    renamed: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    read: Read | None = None

    def parameters(self, axes: int, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return the operation's parameters from the arguments of a call, by their names."""
        given = {self.renamed.get(key, key): value for key, value in arguments.items()}
        given = {key: value for key, value in given.items() if key not in self.ignored}
        return given if self.read is None else self.read(axes, given)


def keras_class(spellings: tuple[Spelling, ...], axes: int) -> str:
    """Return the class of Keras among the spellings of an operation; ``""`` if there is none."""
    found = (one.name for one in spellings if one.library is KERAS)
    return next(found, "").format(n=axes)


REQUIRED = ("norm_type", "kernel_size", "output_size")
"""The parameters of PyTorch's classes and functions that have no default, except the channels."""


def function(*signature: str, name: str = "{function}", **declared: Any) -> Spelling:
    """Return a function of PyTorch; its first parameter is the input, which can be anything."""
    needs = tuple(one for one in REQUIRED if one in signature)
    ignored = ("input", "weight", "bias", *declared.pop("ignored", ()))
    return Spelling(name, ("input", *signature), ignored=ignored, required=needs, **declared)


def lazy(signature: tuple[str, ...]) -> Spelling:
    """Return the lazy class of a layer, which takes the input's channels from its first input."""
    own = tuple(name for name in signature if name != "in_channels")
    return Spelling("Lazy{module}", own, required=("out_channels", "kernel_size"))
