"""Average pooling along three axes: `torch.nn.AvgPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.avg_pool import AvgPool


class AvgPool3d(AvgPool):
    """An average pooling along three axes, as `torch.nn.AvgPool3d` computes it."""

    name: ClassVar[str] = "avg_pool3d"
    torch_module: ClassVar[str] = "AvgPool3d"
    axes: ClassVar[int] = 3

    def check(self) -> None:
        """Reject what PyTorch rejects, such as a kernel that is larger than the input."""
        super().check()
        self._check_kernel_within_input()


OPERATION = AvgPool3d
