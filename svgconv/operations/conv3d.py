"""Convolution along three axes: `torch.nn.Conv3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.base import WINDOWS
from svgconv.operations.conv import Conv


class Conv3d(Conv):
    """A convolution along three axes, as `torch.nn.Conv3d` computes it.

    It is drawn with one channel; its arithmetic takes any number.
    """

    name: ClassVar[str] = "conv3d"
    torch_module: ClassVar[str] = "Conv3d"
    axes: ClassVar[int] = 3
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS,)


OPERATION = Conv3d
