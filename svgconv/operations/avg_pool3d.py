"""Average pooling along three axes: `torch.nn.AvgPool3d`."""

from __future__ import annotations

from typing import ClassVar

from svgconv.operations.avg_pool import AvgPool


class AvgPool3d(AvgPool):
    """An average pooling along three axes, as `torch.nn.AvgPool3d` computes it."""

    name: ClassVar[str] = "avg_pool3d"
    torch_module: ClassVar[str] = "AvgPool3d"
    axes: ClassVar[int] = 3

    @property
    def _pads_alone(self) -> bool:
        """Whether PyTorch takes the padding in the pooling itself, whose kernel is then limited."""
        sizes = zip(self.kernel_size, self.input_size, strict=True)
        return super()._pads_alone and all(kernel <= size for kernel, size in sizes)

    def check(self) -> None:
        """Reject what PyTorch rejects, such as a kernel that is larger than the input."""
        super().check()
        self._check_kernel_within_input()


OPERATION = AvgPool3d
