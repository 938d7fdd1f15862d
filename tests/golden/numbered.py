"""The numbers that golden data is computed from."""

from __future__ import annotations

from math import prod

import torch
from torch import Tensor


def numbered(shape: list[int], seed: int) -> Tensor:
    """Whole numbers in float64, some negative, in this shape; the tests make the same."""
    flat = [(7 * n * n + 3 * n + seed) % 23 - 11 for n in range(prod(shape))]
    return torch.tensor(flat, dtype=torch.float64).reshape(shape)
