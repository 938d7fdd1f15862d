"""Convolution along three axes: `torch.nn.Conv3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.base import WINDOWS
from svgconv.operations.conv import Conv


class Conv3d(Conv):
    """A convolution along depth, height and width; it is drawn with one channel.

    Parameters are those of `torch.nn.Conv3d`; sides are front, back, top, bottom, left, right.
    """

    name: ClassVar[str] = "conv3d"
    torch_module: ClassVar[str] = "Conv3d"
    axes: ClassVar[int] = 3
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS,)


OPERATION = Conv3d
