"""Make `masked.json.gz`: what PyTorch reads and computes of convolutions with a mask on the weight.

    python -m tests.golden.make_masked

Cases are as those of `make_pytorch.py`. The layer is PyTorch's own, masked by PyTorch's own
`torch.nn.utils.prune.custom_from_mask`; the letters A and B are written out here once more, tap by
tap, and PixelCNN's order of colors channel by channel. Reads are the input units that an output
cell's gradient is not 0 for. The same seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn.utils import prune

from tests.golden.archive import write
from tests.golden.numbered import numbered

Parameters: TypeAlias = dict[str, Any]
Change: TypeAlias = Callable[[random.Random, Parameters], Parameters]

SEED = 20160122
COUNT = 150
COUNT_OF_CHANNELS = 60
LARGEST_OUTPUT = 5
CHANNELS = ("out_channels", "in_channels")


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
        if name not in ("input_size", "mask", "color_groups", *CHANNELS)
    }
    outputs, inputs = weight.shape[:2]
    made = nn.Conv2d(inputs, outputs, **options, bias=False, dtype=torch.float64)
    with torch.no_grad():
        made.weight.copy_(weight)
    mask = torch.tensor(rows(parameters["mask"], parameters["kernel_size"]))
    mask = mask.expand(weight.shape).clone()
    colors = parameters.get("color_groups", 1)
    height, width = parameters["kernel_size"]
    for above, below in product(range(outputs), range(inputs)):
        if colors > 1:
            color, read = above // (outputs // colors), below // (inputs // colors)
            counts = read <= color if parameters["mask"] == "B" else read < color
            mask[above, below, height // 2, width // 2] = int(counts)
    return prune.custom_from_mask(made, "weight", mask)


def case(parameters: Parameters) -> dict[str, Any]:
    """One case: the output's size and values, and what each output cell reads."""
    outputs, channels = (parameters.get(name, 1) for name in CHANNELS)
    size = [channels, *parameters["input_size"]]
    kernel = [outputs, channels, *parameters["kernel_size"]]
    with torch.no_grad():
        output = layer(parameters, numbered(kernel, seed=5))(numbered([1, *size], seed=1))[0]
    if outputs == channels == 1:
        output = output[0]
    cells = output.numel()
    inputs = torch.ones(cells, *size, dtype=torch.float64).requires_grad_()
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


def channelled(chance: random.Random, parameters: Parameters) -> Parameters:
    """The parameters with channels, which often have PixelCNN's order of colors."""
    colors = chance.choice([1, 2, 3, 3])
    most = 4 // colors
    channels = [colors * chance.randint(1, most), colors * chance.randint(1, 2)]
    made = {**parameters, **dict(zip(CHANNELS, channels, strict=True))}
    if colors > 1:
        mask = chance.choice("AB" if rows("A", parameters["kernel_size"])[0][0] else "B")
        made |= {"color_groups": colors, "mask": mask}
    return made


def drawn(
    chance: random.Random, count: int, change: Change = lambda chance, parameters: parameters
) -> Iterator[dict[str, Any]]:
    """Random cases, no two alike."""

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(2)]

    known: set[str] = set()
    while len(known) < count:
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
        parameters = change(chance, parameters)
        said = json.dumps(parameters, sort_keys=True)
        try:
            new = case(parameters)
        except (RuntimeError, ValueError):
            continue
        if said not in known and all(1 <= size <= LARGEST_OUTPUT for size in new["output"][-2:]):
            known.add(said)
            yield new


def main() -> None:
    """Write the data."""
    torch.set_num_threads(1)
    contents = {
        "torch": torch.__version__,
        "seed": SEED,
        "cases": list(drawn(random.Random(SEED), COUNT)),
        "channels": list(drawn(random.Random(SEED + 1), COUNT_OF_CHANNELS, channelled)),
    }
    write("masked", contents, "numbered.py")


if __name__ == "__main__":
    main()
