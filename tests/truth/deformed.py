"""A deformable convolution in PyTorch's own functions, compared with torchvision's results."""

from __future__ import annotations

import gzip
import json
from math import prod
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

GOLDEN = Path(__file__).parents[1] / "golden" / "deformed.json.gz"


class DeformConv2d(nn.Conv2d):  # type: ignore[misc, unused-ignore]
    """What `torchvision.ops.DeformConv2d` computes, for one channel, in PyTorch's own functions.

    torchvision's own needs a build that fits PyTorch's. `check_against_torchvision` compares it
    with torchvision's stored results.
    """

    def forward(self, values: Tensor, offset: Tensor) -> Tensor:
        """Return the sums of the weights times the samples."""
        (top, left), (down, right) = self.padding, self.stride
        values = functional.pad(values, (left, left, top, top))
        rows, columns = values.shape[2:]
        _, _, high, wide = offset.shape
        offset = offset.to(values.dtype)
        total = values.new_zeros(len(values), 1, high, wide)
        for tap in range(prod(self.kernel_size)):
            tap_row, tap_column = divmod(tap, self.kernel_size[1])
            row = torch.arange(high)[:, None] * down + tap_row * self.dilation[0]
            column = torch.arange(wide)[None] * right + tap_column * self.dilation[1]
            places = torch.stack(
                [
                    (2 * (column + offset[0, 2 * tap + 1]) + 1) / columns - 1,
                    (2 * (row + offset[0, 2 * tap]) + 1) / rows - 1,
                ],
                -1,
            )
            grid = places[None].to(values.dtype).expand(len(values), -1, -1, -1)
            samples = functional.grid_sample(
                values, grid, mode="bilinear", padding_mode="zeros", align_corners=False
            )
            total = total + samples * self.weight[0, 0, tap_row, tap_column]
        return total


def check_against_torchvision() -> int:
    """Compare the layer with the golden data, and return the number of cases.

    Raises
    ------
    AssertionError: a number differs.
    """
    cases = json.loads(gzip.decompress(GOLDEN.read_bytes()))["cases"]
    for case in cases:
        given = dict(case["parameters"])
        size, offset = given.pop("input_size"), given.pop("offset")
        named: dict[str, Any] = {name: tuple(value) for name, value in given.items()}
        layer = DeformConv2d(1, 1, bias=False, dtype=torch.float64, **named)
        with torch.no_grad():
            layer.weight.copy_(numbered([1, 1, *named["kernel_size"]], 5))
            values = layer(numbered([1, 1, *size], 1), torch.tensor([offset], dtype=torch.float64))
        wanted = torch.tensor(case["values"], dtype=torch.float64)
        assert torch.allclose(values.flatten(), wanted, atol=1e-9), case
    return len(cases)


def numbered(shape: list[int], seed: int) -> Tensor:
    """Return the numbers of the golden data in this shape."""
    flat = [(7 * n * n + 3 * n + seed) % 23 - 11 for n in range(prod(shape))]
    return torch.tensor(flat, dtype=torch.float64).reshape(shape)
