"""PyTorch's padding modes: the values in the cells of a convolution's padding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from svgconv.errors import Name, SvgconvError, Words
from svgconv.specification.sizes import Sides, Size


@dataclass(frozen=True)
class PaddingMode:
    """One mode.

    Attributes
    ----------
    layer: the start of the name of the layer in `torch.nn` that pads in this mode.
    words: the values of the padding in words.
    short_of_input: a side has at most this many cells fewer than the input; None for no limit.
    """

    layer: str
    words: str
    short_of_input: int | None = None


MODES = {
    "zeros": PaddingMode("ZeroPad", "zeros"),
    "reflect": PaddingMode("ReflectionPad", "the input mirrored at its edge", 1),
    "replicate": PaddingMode("ReplicationPad", "copies of the edge"),
    "circular": PaddingMode("CircularPad", "the input's other side", 0),
}


MINUS_INFINITY = "minus_infinity"
"""The mode of a padding layer before a max pooling that pads as the pooling itself does."""


def padding_call(mode: str, sides: Sides) -> str:
    """Return PyTorch's layer that pads, or crops where sides are negative."""
    numbers = ", ".join(f"{before}, {after}" for before, after in reversed(sides))
    if mode == MINUS_INFINITY:
        return f'nn.ConstantPad{len(sides)}d(({numbers}), float("-inf"))'
    return f"nn.{MODES[mode].layer}{len(sides)}d(({numbers}))"


def with_padding(
    parameters: Mapping[str, Any], padding: Sides, mode: str | None = None
) -> dict[str, Any]:
    """Return the parameters of a layer with the padding of a padding layer, and its mode if given.

    Raises
    ------
    SvgconvError: both layers pad, or with minus infinity, which is no mode of a layer.
    """
    if parameters.get("padding", 0) not in (0, (0,) * len(padding), "valid"):
        raise SvgconvError("padding", "given twice", "pad in one of the layers")
    if mode == MINUS_INFINITY:
        raise SvgconvError("padding", "minus infinity is for max pooling", "pad with zeros")
    return {**parameters, "padding": padding, **({"padding_mode": mode} if mode else {})}


def check_mode(mode: str, sides: Sides, input_size: Size) -> None:
    """Reject sides that PyTorch cannot pad in this mode.

    Raises
    ------
    SvgconvError: a reflection as wide as the input, or circular padding wider than it.
    """
    short = MODES[mode].short_of_input
    if short is None:
        return
    for both, units in zip(sides, input_size, strict=True):
        if max(both) > units - short:
            raise SvgconvError(
                "padding",
                Words(
                    Name("padding_mode"), f" {mode} cannot pad an input of {units} by {max(both)}"
                ),
                f"use at most {units - short}",
            )


def least_units(mode: str, sides: tuple[int, int]) -> int:
    """Return the fewest units of an axis whose sides PyTorch can pad in this mode."""
    short = MODES[mode].short_of_input
    return 1 if short is None else max(1, max(sides) + short)


def copied_units(mode: str, units: int, before: int, after: int) -> list[int] | None:
    """Return the unit that each cell of a padded axis holds or copies; None for zeros."""
    if mode == "zeros":
        return None
    cells = range(-before, units + after)
    if mode == "replicate":
        return [min(max(cell, 0), units - 1) for cell in cells]
    if mode == "circular":
        return [cell % units for cell in cells]
    return [units - 1 - abs(units - 1 - abs(cell)) for cell in cells]
