"""PyTorch's padding modes: what the cells of a convolution's padding hold."""

from __future__ import annotations

from dataclasses import dataclass

from svgconv.errors import SvgconvError
from svgconv.specification.sizes import Sides, Size


@dataclass(frozen=True)
class PaddingMode:
    """One mode.

    Attributes
    ----------
    layer: how the layer of `torch.nn` begins that pads in this mode.
    words: what the padding holds.
    short_of_input: how many cells fewer than the input's units a side may have; None: no limit.
    """

    layer: str
    words: str
    short_of_input: int | None = None


MODES = {
    "zeros": PaddingMode("ZeroPad", "zeros"),
    "reflect": PaddingMode("ReflectionPad", "units mirrored at the edge", 1),
    "replicate": PaddingMode("ReplicationPad", "the edge's units over and over"),
    "circular": PaddingMode("CircularPad", "units from the other side", 0),
}


def check_mode(mode: str, sides: Sides, input_size: Size) -> None:
    """Refuse sides that PyTorch cannot pad in this mode.

    Raises
    ------
    SvgconvError: a reflection as wide as the input, or a circle of more than one turn.
    """
    short = MODES[mode].short_of_input
    if short is None:
        return
    for both, units in zip(sides, input_size, strict=True):
        if max(both) > units - short:
            raise SvgconvError(
                "padding",
                f"{max(both)} is {'not below' if short else 'above'} the input's size, {units},"
                f" as padding_mode {mode} needs",
                f"use at most {units - short}",
            )


def copied_units(mode: str, units: int, before: int, after: int) -> list[int] | None:
    """The unit that each cell of a padded axis holds, its own or a copy's; None where zeros are."""
    if mode == "zeros":
        return None
    cells = range(-before, units + after)
    if mode == "replicate":
        return [min(max(cell, 0), units - 1) for cell in cells]
    if mode == "circular":
        return [cell % units for cell in cells]
    return [units - 1 - abs(units - 1 - abs(cell)) for cell in cells]
