"""Make `columns.json.gz`: what PyTorch unfolds and folds of several channels, and in which order.

    python -m tests.golden.make_columns

A case has the parameters, PyTorch's output from `numbered` inputs, and for each output cell the
flat indices of the input units that it is the sum of. The same seed and PyTorch give the same
bytes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any, TypeAlias

import torch
from torch import nn

from tests.golden.archive import write
from tests.golden.numbered import numbered

Parameters: TypeAlias = dict[str, Any]

SEED = 20261128
COUNT = 30
"""The cases of each of the two."""
MOST_CELLS = 150


def window(chance: random.Random) -> Parameters:
    """A random window."""
    return {
        name: [chance.randint(least, most) for _ in range(2)]
        for name, least, most in (
            ("kernel_size", 1, 3), ("stride", 1, 3), ("padding", 0, 1), ("dilation", 1, 2),
        )
    }  # fmt: skip


def case(operation: str, size: list[int], channels: int, given: Parameters) -> dict[str, Any]:
    """One case; `RuntimeError` for a window that does not fit."""
    named = {name: tuple(value) for name, value in given.items()}
    unfold = nn.Unfold(**named)
    shape = [channels, *size]
    layer: Any = unfold
    if operation == "fold":
        layer = nn.Fold(tuple(size), **named)
        shape = list(unfold(torch.zeros(1, channels, *size)).shape[1:])
    output = layer(numbered(shape, 1)[None])[0]
    lone = torch.eye(math.prod(shape), dtype=torch.float64).reshape(-1, *shape)
    reads = layer(lone).reshape(len(lone), -1).T
    own = {"input_size": size, "in_channels": channels}
    if operation == "fold":
        own = {"output_size": size, "out_channels": channels}
    return {
        "operation": operation,
        "parameters": own | given,
        "input": shape,
        "output": list(output.shape),
        "values": [int(value) for value in output.flatten().tolist()],
        "reads": [row.nonzero().flatten().tolist() for row in reads],
    }


def drawn(chance: random.Random) -> Iterator[dict[str, Any]]:
    """The cases of both."""
    for operation in ("unfold", "fold"):
        found = 0
        while found < COUNT:
            size = [chance.randint(2, 4) for _ in range(2)]
            try:
                made = case(operation, size, chance.randint(2, 4), window(chance))
            except RuntimeError:
                continue
            if math.prod(made["output"]) <= MOST_CELLS:
                found += 1
                yield made


def main() -> None:
    """Write the data."""
    torch.set_num_threads(1)
    contents = {
        "torch": torch.__version__,
        "seed": SEED,
        "cases": list(drawn(random.Random(SEED))),
    }
    write("columns", contents, "numbered.py")


if __name__ == "__main__":
    main()
