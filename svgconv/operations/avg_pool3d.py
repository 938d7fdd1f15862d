"""Average pooling along three axes: `torch.nn.AvgPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations.avg_pool import AvgPool


class AvgPool3d(AvgPool):
    """An average pooling along three axes, as `torch.nn.AvgPool3d` computes it."""

    name: ClassVar[str] = "avg_pool3d"
    torch_module: ClassVar[str] = "AvgPool3d"
    axes: ClassVar[int] = 3

    def check(self) -> None:
        """Reject what PyTorch rejects, such as a kernel that is larger than the input."""
        super().check()
        for kernel, size in zip(self.kernel_size, self.input_size, strict=True):
            if kernel > size:
                raise SvgconvError(
                    "kernel_size",
                    f"{kernel} is larger than the input, {size}, without its padding",
                    f"use at most {size}",
                )


OPERATION = AvgPool3d
