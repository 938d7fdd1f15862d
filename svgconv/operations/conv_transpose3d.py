"""Transposed convolution along three axes: `torch.nn.ConvTranspose3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.base import WINDOWS
from svgconv.operations.conv_transpose import ConvTranspose


class ConvTranspose3d(ConvTranspose):
    """A transposed convolution along three axes, as `torch.nn.ConvTranspose3d` computes it.

    It is drawn with one channel; its arithmetic takes any number.
    """

    name: ClassVar[str] = "conv_transpose3d"
    torch_module: ClassVar[str] = "ConvTranspose3d"
    axes: ClassVar[int] = 3
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS,)


OPERATION = ConvTranspose3d
