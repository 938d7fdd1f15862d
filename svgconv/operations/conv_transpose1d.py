"""Transposed convolution along one axis: `torch.nn.ConvTranspose1d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.conv_transpose import ConvTranspose


class ConvTranspose1d(ConvTranspose):
    """A transposed convolution of one channel along one axis; see `torch.nn.ConvTranspose1d`."""

    name: ClassVar[str] = "conv_transpose1d"
    torch_module: ClassVar[str] = "ConvTranspose1d"
    axes: ClassVar[int] = 1


OPERATION = ConvTranspose1d
