"""Kernels that have a name in image processing, as PyTorch's convolution meets the input."""

from __future__ import annotations

from functools import reduce
from math import comb
from typing import TYPE_CHECKING

from svgconv.errors import Name, SvgconvError, Words, enumeration
from svgconv.specification.sizes import Size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array

THREE = {
    "sharpen": ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
    "sobel_x": ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),
    "sobel_y": ((-1, -2, -1), (0, 0, 0), (1, 2, 1)),
    "laplacian": ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
    "emboss": ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),
}
"""The kernels that exist in one size only."""
KERNELS = ("identity", "box", "gaussian", *THREE)
"""The names of all kernels."""
DEFAULT = 3
"""The size along each axis if nothing says another one."""


def named_kernel(name: str, shape: Size, axes: int) -> Array:
    """Return a kernel's numbers in the weight's shape, the same for each pair of channels.

    ``identity`` exists in odd sizes; ``box``, the mean, and ``gaussian``, the binomial numbers
    divided by their sum, in all sizes; the others are 3×3.

    Raises
    ------
    SvgconvError: an unknown name, or a size in which the kernel does not exist.
    """
    import numpy as np

    size = shape[-axes:]
    if name not in KERNELS:
        raise SvgconvError("weight_values", f"{name!r} is not a kernel", f"use {_listed()}")
    problem = f"{name} does not exist in {times(size)}"
    if name in THREE:
        if size != (DEFAULT, DEFAULT):
            raise SvgconvError(
                "weight_values", problem, Words("use 3×3, ", Name("kernel_size"), " 3 of two axes")
            )
        own = np.array(THREE[name])
    else:
        if name == "identity" and not all(length % 2 for length in size):
            raise SvgconvError("weight_values", problem, "use odd sizes")
        lines = [np.array(_line(name, length)) for length in size]
        own = reduce(np.multiply.outer, lines)
        own = own if name == "identity" else own / own.sum()
    return np.broadcast_to(own, shape)


def _line(name: str, length: int) -> list[int]:
    """Return a kernel along one axis, before its numbers are divided by their sum."""
    if name == "gaussian":
        return [comb(length - 1, at) for at in range(length)]
    return [int(name == "box" or at == length // 2) for at in range(length)]


def _listed() -> str:
    return enumeration((*KERNELS, "a file", "rows such as 1,2;3,4"), "or")
