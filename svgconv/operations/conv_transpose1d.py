"""Transposed convolution along one axis: `torch.nn.ConvTranspose1d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.conv_transpose import ConvTranspose


class ConvTranspose1d(ConvTranspose):
    """A transposed convolution along one axis, as `torch.nn.ConvTranspose1d` computes it."""

    name: ClassVar[str] = "conv_transpose1d"
    torch_module: ClassVar[str] = "ConvTranspose1d"
    axes: ClassVar[int] = 1


OPERATION = ConvTranspose1d
