"""Convolution along one axis: `torch.nn.Conv1d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.conv import Conv


class Conv1d(Conv):
    """A convolution of one channel along one axis; parameters as in `torch.nn.Conv1d`."""

    name: ClassVar[str] = "conv1d"
    torch_module: ClassVar[str] = "Conv1d"
    axes: ClassVar[int] = 1


OPERATION = Conv1d
