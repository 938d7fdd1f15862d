"""Make `masked.json.gz`: what PyTorch reads and computes of convolutions with a mask on the weight.

    python -m tests.golden.make_masked

Cases are as those of `make_pytorch.py`. The layer is PyTorch's own, masked by PyTorch's own
`torch.nn.utils.prune.custom_from_mask`; the letters A and B are written out here once more, tap by
tap. Reads are the input units that an output cell's gradient is not 0 for. The same seed and
PyTorch give the same bytes.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn.utils import prune

from tests.golden.archive import write
from tests.golden.numbered import numbered

Parameters: TypeAlias = dict[str, Any]

SEED = 20160122
COUNT = 150
LARGEST_OUTPUT = 5


def rows(mask: str, kernel_size: list[int]) -> list[list[int]]:
    """The mask's numbers: A is zero from the centre on, B behind it, as PixelCNN's code has it."""
    if mask not in "AB":
        return [[int(digit) for digit in row] for row in mask.split(",")]
    height, width = kernel_size
    numbers = torch.ones(height, width, dtype=torch.int64)
    numbers[height // 2, width // 2 + (mask == "B") :] = 0
    numbers[height // 2 + 1 :] = 0
    return [[int(number) for number in row] for row in numbers.tolist()]


def layer(parameters: Parameters, weight: Tensor) -> Any:
    """PyTorch's masked layer with this weight."""
    options = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in parameters.items()
        if name not in ("input_size", "mask")
    }
    made = nn.Conv2d(1, 1, **options, bias=False, dtype=torch.float64)
    with torch.no_grad():
        made.weight.copy_(weight)
    mask = rows(parameters["mask"], parameters["kernel_size"])
    return prune.custom_from_mask(made, "weight", torch.tensor([[mask]]))


def case(parameters: Parameters) -> dict[str, Any]:
    """One case: the output's size and values, and what each output cell reads."""
    size, kernel = parameters["input_size"], [1, 1, *parameters["kernel_size"]]
    with torch.no_grad():
        output = layer(parameters, numbered(kernel, seed=5))(numbered([1, 1, *size], seed=1))[0, 0]
    cells = output.numel()
    inputs = torch.ones(cells, 1, *size, dtype=torch.float64).requires_grad_()
    outputs = layer(parameters, torch.ones(kernel))(inputs).reshape(cells, cells)
    (gradient,) = torch.autograd.grad(outputs.diagonal().sum(), inputs)
    read = gradient.reshape(cells, -1) != 0
    return {
        "operation": "masked_conv",
        "parameters": parameters,
        "output": list(output.shape),
        "values": [int(value) for value in output.flatten().tolist()],
        "reads": [row.nonzero().flatten().tolist() for row in read],
    }


def masks(chance: random.Random, kernel_size: list[int]) -> str:
    """A letter, or a random mask that leaves something."""
    height, width = kernel_size
    written = [[chance.randint(0, 1) for _ in range(width)] for _ in range(height)]
    mask = chance.choice(["A", "B", ",".join("".join(map(str, row)) for row in written)])
    return mask if any(map(any, rows(mask, kernel_size))) else masks(chance, kernel_size)


def drawn(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Random cases, no two alike."""

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(2)]

    known: set[str] = set()
    while len(known) < COUNT:
        kernel_size = each(1, 4)
        if math.prod(kernel_size) == 1:
            continue
        parameters = {
            "input_size": each(1, 6),
            "kernel_size": kernel_size,
            "stride": each(1, 3),
            "padding": each(0, 2),
            "dilation": each(1, 2),
            "padding_mode": chance.choice(["zeros"] * 4 + ["circular", "reflect", "replicate"]),
            "mask": masks(chance, kernel_size),
        }
        said = json.dumps(parameters, sort_keys=True)
        try:
            new = case(parameters)
        except (RuntimeError, ValueError):
            continue
        if said not in known and all(1 <= size <= LARGEST_OUTPUT for size in new["output"]):
            known.add(said)
            yield new


def main() -> None:
    """Write the data."""
    torch.set_num_threads(1)
    contents = {
        "torch": torch.__version__,
        "seed": SEED,
        "cases": list(drawn(random.Random(SEED))),
    }
    write("masked", contents, "numbered.py")


if __name__ == "__main__":
    main()
