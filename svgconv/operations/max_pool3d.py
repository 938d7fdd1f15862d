"""Max pooling along three axes: `torch.nn.MaxPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.max_pool import MaxPool


class MaxPool3d(MaxPool):
    """A max pooling along three axes, as `torch.nn.MaxPool3d` computes it."""

    name: ClassVar[str] = "max_pool3d"
    torch_module: ClassVar[str] = "MaxPool3d"
    axes: ClassVar[int] = 3


OPERATION = MaxPool3d
