"""The calls of PyTorch's layers, from their attributes; PyTorch is not imported."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from functools import cache
from math import isfinite
from typing import Any

from svgconv.errors import SvgconvError, in_place, quoted
from svgconv.operations._calls import known_calls, operations
from svgconv.operations._pass_through import KINDS
from svgconv.operations._spelling import TORCH
from svgconv.specification.padding_modes import MODES
from svgconv.specification.sequences import CONSTANT

PACKAGES = ("torch", "torchvision")
SEQUENTIAL = "Sequential"
LEFT_OUT = ("device", "dtype", "init", "inplace", "return_indices")
"""Arguments that change no number, or that a module does not keep."""


def is_module(value: object) -> bool:
    """Return whether a value is a `torch.nn.Module`."""
    return any(one.__name__ == "Module" and _package(one) == "torch" for one in type(value).__mro__)


def layer_class(module: object) -> str:
    """Return the class of PyTorch whose ``forward`` a module runs; ``""`` if it is not PyTorch's.

    A class that derives from it and does not override ``forward`` computes the same.
    """
    mro = type(module).__mro__
    runs = next((one for one in mro if "forward" in vars(one)), None)
    if runs is None or _package(runs) not in PACKAGES:
        return ""
    return next((one.__name__ for one in mro if _package(one) in PACKAGES and _is_known(one)), "")


def children(module: Any) -> Mapping[str, Any]:
    """Return the modules in a module by their names, in their order."""
    return {name: one for name, one in vars(module).get("_modules", {}).items() if one is not None}


def call_of(module: Any) -> str:
    """Return the call of a layer, or of a Sequential of layers.

    Raises
    ------
    SvgconvError: the module, or one in it, is not a layer of PyTorch that svgconv knows.
    """
    name = layer_class(module)
    if name == SEQUENTIAL:
        parts = [_inside(key, one) for key, one in children(module).items()]
        return f"{SEQUENTIAL}({', '.join(parts)})"
    if not name:
        own = type(module).__name__
        remedy = "give one of its layers, or use svgconv.model(module, input_size)"
        raise SvgconvError(own, "is not a layer of torch.nn that is drawn", remedy)
    given = {key: _plain(key, value) for key, value in _attributes(module, _signatures()[name])}
    return f"{name}({', '.join(f'{key}={_written(value)}' for key, value in given.items())})"


def _inside(key: str, module: Any) -> str:
    with in_place(f"layer {key}"):
        return call_of(module)


def _attributes(module: Any, signature: Iterable[str]) -> Iterable[tuple[str, Any]]:
    for key in signature:
        if key == "bias" and hasattr(module, key):
            yield key, module.bias is not None
        elif key not in LEFT_OUT and hasattr(module, key):
            yield key, getattr(module, key)


def _plain(key: str, value: Any) -> Any:
    """Return an attribute as Python's own numbers, words and tuples."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (tuple, list)):
        return tuple(_plain(key, one) for one in value)
    try:
        return operator.index(value)
    except TypeError:
        if isinstance(value, float):
            return float(value)
    raise SvgconvError(key, f"{quoted(value)} is not a number", "initialise the layer first")


def _written(value: Any) -> str:
    """Return a value as a call has it; infinity has no literal."""
    if isinstance(value, float) and not isfinite(value):
        return f"float('{value}')"
    return repr(value)


@cache
def _signatures() -> Mapping[str, tuple[str, ...]]:
    """The arguments of each class that is known, by its name."""
    known = {
        name: spelling.signature
        for (library, name), (_, spelling) in known_calls(operations()).items()
        if library == TORCH.name and "." not in name
    }
    passing = {name: tuple(kind.signature) for name, kind in KINDS.items()}
    pads = {
        f"{pad}{axes}d": ("padding", "value") if pad == CONSTANT else ("padding",)
        for pad in (*(mode.layer for mode in MODES.values()), CONSTANT)
        for axes in (1, 2, 3)
    }
    return {**known, **passing, **pads, SEQUENTIAL: ()}


def _is_known(kind: type) -> bool:
    return kind.__name__ in _signatures()


def _package(kind: type) -> str:
    return str(kind.__module__).partition(".")[0]
