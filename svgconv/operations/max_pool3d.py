"""Max pooling along three axes: `torch.nn.MaxPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.max_pool import MaxPool


class MaxPool3d(MaxPool):
    """A max pooling along depth, height and width of one channel; see `torch.nn.MaxPool3d`."""

    name: ClassVar[str] = "max_pool3d"
    torch_module: ClassVar[str] = "MaxPool3d"
    axes: ClassVar[int] = 3


OPERATION = MaxPool3d
