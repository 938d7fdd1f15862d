"""Power-average pooling along one axis: `torch.nn.LPPool1d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.lp_pool import LPPool


class LPPool1d(LPPool):
    """A power-average pooling along one axis, as `torch.nn.LPPool1d` computes it."""

    name: ClassVar[str] = "lp_pool1d"
    torch_module: ClassVar[str] = "LPPool1d"
    axes: ClassVar[int] = 1


OPERATION = LPPool1d
