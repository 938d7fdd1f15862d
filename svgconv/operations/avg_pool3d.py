"""Average pooling along three axes: `torch.nn.AvgPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations.avg_pool import AvgPool


class AvgPool3d(AvgPool):
    """An average pooling of one channel along depth, height and width."""

    name: ClassVar[str] = "avg_pool3d"
    torch_module: ClassVar[str] = "AvgPool3d"
    axes: ClassVar[int] = 3

    def check(self) -> None:
        """Refuse what PyTorch refuses: here padding does not make room for a larger kernel."""
        super().check()
        for kernel, size in zip(self.kernel_size, self.input_size, strict=True):
            if kernel > size:
                raise SvgconvError(
                    "kernel_size",
                    f"{kernel} is larger than the input without its padding, {size}",
                    f"use at most {size}",
                )


OPERATION = AvgPool3d
