"""Sequences of layers, and the layers in them that only pad."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.specification.calls import SEQUENTIAL, arguments, literal, short_name
from svgconv.specification.padding_modes import MINUS_INFINITY, MODES
from svgconv.specification.printed import place_of, places_of
from svgconv.specification.sizes import do_not_fit
from svgconv.specification.sizes import sides as sides_of

PADS = re.compile(r"(Pad(ding)?|Cropping)[123][dD]$")
KERAS_PADS = re.compile(r"(ZeroPadding|Cropping)([123])D")
CONSTANT = "ConstantPad"
MINUS_INFINITIES = (
    "float('-inf')", "-float('inf')", "-inf", "-math.inf", "-torch.inf", "-np.inf",
)  # fmt: skip
INPUTS = ("Input", "InputLayer")
"""What Keras starts a sequence with: it has no window."""


def is_sequence(tree: ast.expr) -> bool:
    """Return whether an expression is ``nn.Sequential(...)`` or ``keras.Sequential([...])``."""
    return isinstance(tree, ast.Call) and short_name(tree.func) in (
        SEQUENTIAL, f"models.{SEQUENTIAL}"
    )  # fmt: skip


def layers_in(sequence: ast.expr) -> list[ast.expr]:
    """Return the layers of a sequence in their order.

    They are its arguments, the parts of a list, or the values of an ``OrderedDict``; those of a
    printed model have an underscore and their place in front.
    """
    assert isinstance(sequence, ast.Call)
    found = [layer for argument in sequence.args for layer in _parts(argument)]
    for one in sequence.keywords:
        if place := place_of(one.arg):
            found += [one.value] * len(places_of(place))
    found += [
        layer for one in sequence.keywords if one.arg == "layers" for layer in _parts(one.value)
    ]
    return [layer for layer in found if not _is_input(layer)]


def check_order(module: ast.Call) -> None:
    """Reject a printed model whose layers may run in another order than it prints.

    Raises
    ------
    SvgconvError: it has parts, but is not a sequence.
    """
    places = [place for one in module.keywords if (place := place_of(one.arg))]
    if places:
        name, lines = short_name(module.func), ", ".join(f"({place})" for place in places)
        problem = f"what is printed of {name} does not say the order of its layers"
        raise SvgconvError("figure", problem, f"give the lines of one of its parts: {lines}")


def _parts(argument: ast.expr) -> Iterator[ast.expr]:
    match argument:
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield _unnamed(part)
        case ast.Dict(values=parts):
            yield from parts
        case ast.Call(func=function, args=[ast.List() | ast.Dict() as own]) if short_name(
            function
        ).endswith("OrderedDict"):
            yield from _parts(own)
        case _:
            yield argument


def _unnamed(part: ast.expr) -> ast.expr:
    """Return the layer in a pair of its name and the layer."""
    match part:
        case ast.Tuple(elts=[ast.Constant(), layer]):
            return layer
    return part


def _is_input(layer: ast.expr) -> bool:
    return isinstance(layer, ast.Call) and short_name(layer.func) in INPUTS


def pads(layer: ast.expr) -> bool:
    """Return whether a layer is a padding layer, at least by its name."""
    return isinstance(layer, ast.Call) and bool(PADS.search(short_name(layer.func)))


def padding_layer(layer: ast.expr) -> tuple[Any, str]:
    """Return the sides and the mode of a layer such as ``nn.ReflectionPad2d((1, 1, 0, 0))``.

    The sides are as `sides` reads them. The mode is one of `MODES`; that of
    ``nn.ConstantPad2d(1, float("-inf"))`` is `MINUS_INFINITY`. Keras's ``ZeroPadding2D`` has its
    numbers in another order. The sides of ``Cropping2D`` are negative.

    Raises
    ------
    SvgconvError: not a padding layer, or not with numbers.
    """
    if isinstance(layer, ast.Call) and (found_name := KERAS_PADS.fullmatch(short_name(layer.func))):
        return _keras_sides(
            layer, crops=found_name[1] == "Cropping", axes=int(found_name[2])
        ), "zeros"
    names = {pad.layer: mode for mode, pad in MODES.items()} | {CONSTANT: None}
    name = short_name(layer.func) if isinstance(layer, ast.Call) else ""
    start, axes = name[:-2], {"1d": 1, "2d": 2, "3d": 3}.get(name[-2:], 0)
    found = _padding_arguments(layer) if isinstance(layer, ast.Call) else {}
    needed = {"padding", "value"} if start == CONSTANT else {"padding"}
    if start not in names or not axes or {*found} != needed:
        known = [f"{pad}{axes}d" for pad in names for axes in (1, 2, 3)]
        raise SvgconvError(
            "figure", f"{quoted(ast.unparse(layer))} is not a padding layer", nearest(name, known)
        )
    mode = names[start] or _mode_of(found["value"])
    sides = literal("padding", found["padding"])
    if not isinstance(sides, (tuple, list)):
        sides = [sides] * 2 * axes
    if len(sides) != 2 * axes:
        raise do_not_fit(name, len(sides), axes, "give two for each axis, those of the last first")
    pairs = list(zip(sides[::2], sides[1::2]))[::-1]  # noqa: B905 - the operation counts them
    return pairs, mode


def crops(layer: ast.expr) -> bool:
    """Return whether a layer is one of Keras's that crop the output of the layer before."""
    return isinstance(layer, ast.Call) and short_name(layer.func).startswith("Cropping")


def crops_only(sides: Any, mode: str) -> bool:
    """Return whether a padding layer crops: a side is negative, and none is positive.

    Parameters
    ----------
    sides, mode: what `padding_layer` returns.
    """
    numbers = [side for both in sides for side in both if isinstance(side, int)]
    return mode == "zeros" and bool(numbers) and max(numbers) <= 0 > min(numbers)


def _keras_sides(layer: ast.Call, crops: bool, axes: int) -> list[list[int]]:
    """Return the cells at each side of a layer of Keras; those that are cropped are negative."""
    argument = "cropping" if crops else "padding"
    given = arguments(layer, short_name(layer.func), (argument, "data_format"), ignored=("name",))
    cells = sides_of(argument, given.get(argument, 1), axes)
    return [[-before, -after] if crops else [before, after] for before, after in cells]


def _padding_arguments(layer: ast.Call) -> dict[str | None, ast.expr]:
    """The padding and the value of a layer, which PyTorch prints with their names."""
    unnamed = zip(("padding", "value", "third"), layer.args)  # noqa: B905 - it may have fewer
    return {**dict(unnamed), **{one.arg: one.value for one in layer.keywords}}


def _mode_of(value: ast.expr) -> str:
    """The mode of a layer that pads with a number."""
    text = ast.unparse(value)
    if text in MINUS_INFINITIES:
        return MINUS_INFINITY
    if literal("value", value) == 0:
        return "zeros"
    raise SvgconvError(
        "value", f"padding with {quoted(text)} is not drawn", 'use 0 or float("-inf")'
    )
