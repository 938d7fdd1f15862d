"""Masked convolutions of PyTorch: layers that multiply their weight by a buffer of 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from svgconv.errors import SvgconvError
from svgconv.specification.masks import MOST_COLORS, mask_of_weight

Kernels: TypeAlias = Sequence[Sequence[Sequence[Sequence[float]]]]
"""A mask as lists: one kernel for each group of outputs and each group of inputs."""


def masks_of(module: Any) -> list[Kernels]:
    """Return each buffer of a layer that is 0 or 1 for each of its weights.

    A mask has the fewest groups of channels, up to `MOST_COLORS`, within which it is the same.
    It is empty if there are none.
    """
    weight = vars(module).get("_parameters", {}).get("weight")
    buffers = vars(module).get("_buffers", {}).values()
    if weight is None or weight.dim() < 3:
        return []
    alike = [one.detach() for one in buffers if one is not None and one.shape == weight.shape]
    return [_grouped(one) for one in alike if ((one == 0) | (one == 1)).all()]


def _grouped(mask: Any) -> Kernels:
    outputs, inputs, *size = mask.shape
    for groups in range(1, MOST_COLORS + 1):
        if outputs % groups == inputs % groups == 0:
            apart = mask.reshape(groups, outputs // groups, groups, inputs // groups, *size)
            first = apart[:, :1, :, :1]
            if (apart == first).all():
                kernels: Kernels = first.reshape(groups, groups, *size).tolist()
                return kernels
    return []


def masked(call: str, masks: Sequence[Kernels]) -> str:
    """Return the call of a masked convolution.

    Parameters
    ----------
    call: the convolution's.
    masks: what `masks_of` returns; at least one.

    Raises
    ------
    SvgconvError: several masks, one of another layer than ``Conv2d``, or one that differs between
        channels in another way than PixelCNN's.
    """
    first, *others = masks
    if others or not call.startswith("Conv2d("):
        raise SvgconvError("mask", "only a Conv2d with one mask is read")
    if not first:
        raise SvgconvError("mask", "it differs between channels in another way than PixelCNN's")
    found = mask_of_weight(first, (1, 1), (len(first), len(first)))
    if "color_groups" in found:
        return f"Masked{call[:-1]}, mask={found['mask']!r}, color_groups={found['color_groups']})"
    rows = [[int(number) for number in row] for row in first[0][0]]
    return f"Masked{call[:-1]}, mask={rows})"
