"""Max pooling along one axis: `torch.nn.MaxPool1d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.max_pool import MaxPool


class MaxPool1d(MaxPool):
    """A max pooling along one axis, as `torch.nn.MaxPool1d` computes it."""

    name: ClassVar[str] = "max_pool1d"
    torch_module: ClassVar[str] = "MaxPool1d"
    axes: ClassVar[int] = 1


OPERATION = MaxPool1d
