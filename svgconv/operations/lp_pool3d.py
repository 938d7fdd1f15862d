"""Power-average pooling along three axes: `torch.nn.LPPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.lp_pool import LPPool
from svgconv.specification.scalars import INFINITE


class LPPool3d(LPPool):
    """A power-average pooling along three axes, as `torch.nn.LPPool3d` computes it."""

    name: ClassVar[str] = "lp_pool3d"
    torch_module: ClassVar[str] = "LPPool3d"
    axes: ClassVar[int] = 3

    def check(self) -> None:
        """Reject what PyTorch rejects, such as a kernel that is larger than the padded input."""
        super().check()
        if self.norm_type != INFINITE:
            self._check_kernel_within_input()


OPERATION = LPPool3d
