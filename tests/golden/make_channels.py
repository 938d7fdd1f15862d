"""Make `channels.json.gz`: what PyTorch reads, computes and refuses of several channels and groups.

    python -m tests.golden.make_channels

Cases are as those of `make_pytorch.py`: parameters, the shape of PyTorch's output with its channels
first, for each output cell (row-major) the input units that its gradient is not 0 for, as flat
indices of ``(channel, row, column)``, and the values from `numbered` inputs and weights. The same
seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any, TypeAlias

import torch
from torch import nn

from tests.golden.archive import write
from tests.golden.numbered import numbered

Parameters: TypeAlias = dict[str, Any]

SEED = 20260801
LARGEST_OUTPUT = 5

LAYERS: dict[str, Any] = {
    "conv": nn.Conv2d,
    "conv1d": nn.Conv1d,
    "conv_transpose": nn.ConvTranspose2d,
    "conv_transpose1d": nn.ConvTranspose1d,
}
COUNTS = {"conv": 90, "conv1d": 60, "conv_transpose": 70, "conv_transpose1d": 50}
SPOILERS: tuple[Parameters, ...] = (
    {"in_channels": 4, "out_channels": 6, "groups": 3},
    {"in_channels": 6, "out_channels": 4, "groups": 3},
    {"in_channels": 2, "out_channels": 2, "groups": 4},
    {"in_channels": 1, "out_channels": 2, "groups": 2},
    {"in_channels": 2, "out_channels": 1, "groups": 2},
    {"in_channels": 5, "out_channels": 7, "groups": 2},
    {"in_channels": 2, "out_channels": 2, "groups": 0},
    {"in_channels": 2, "out_channels": 2, "groups": -1},
    {"in_channels": -1, "out_channels": 2, "groups": 1},
    {"in_channels": 2, "out_channels": -2, "groups": 1},
    {"in_channels": 0, "out_channels": 2, "groups": 1},
    {"in_channels": 2, "out_channels": 0, "groups": 1},
    {"in_channels": 2.5, "out_channels": 2, "groups": 1},
    {"in_channels": 2, "out_channels": 2, "groups": 1.5},
)


def layer(operation: str, parameters: Parameters) -> Any:
    """PyTorch's layer."""
    options = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in parameters.items()
        if name != "input_size"
    }
    return LAYERS[operation](**options, bias=False, dtype=torch.float64)


def case(operation: str, parameters: Parameters) -> dict[str, Any]:
    """One case: the output's shape and values, and what each output cell reads."""
    made = layer(operation, parameters)
    shape = [parameters["in_channels"], *parameters["input_size"]]
    with torch.no_grad():
        made.weight.copy_(numbered(list(made.weight.shape), seed=5))
        output = made(numbered(shape, seed=1)[None])[0]
        made.weight.fill_(1)
    cells = output.numel()
    inputs = torch.ones(cells, *shape, dtype=torch.float64).requires_grad_()
    (gradient,) = torch.autograd.grad(made(inputs).reshape(cells, cells).diagonal().sum(), inputs)
    read = gradient.reshape(cells, -1) != 0
    return {
        "operation": operation,
        "parameters": parameters,
        "weight": list(made.weight.shape),
        "output": list(output.shape),
        "values": [int(value) for value in output.flatten().tolist()],
        "reads": [row.nonzero().flatten().tolist() for row in read],
    }


def refusal(operation: str, parameters: Parameters) -> dict[str, Any] | None:
    """One refusal, with the first line of what PyTorch raises, or None where it does not."""
    try:
        shape = [1, parameters["in_channels"], *parameters["input_size"]]
        layer(operation, parameters)(torch.zeros(shape).double())
    except (RuntimeError, TypeError, ValueError) as error:
        message = str(error).splitlines()[0]
        return {"operation": operation, "parameters": parameters, "message": message}
    return None


def channels(chance: random.Random) -> Parameters:
    """Random channels: of one group or more, depthwise ones among them, but not one to one."""
    groups = chance.choice([1, 1, 2, 2, 3, 4, 5])
    most = 8 // groups
    inputs = groups * (1 if chance.random() < 0.4 else chance.randint(1, most))
    outputs = groups * chance.randint(1, most)
    if inputs == outputs == 1:
        return channels(chance)
    return {"in_channels": inputs, "out_channels": outputs, "groups": groups}


def spatial(chance: random.Random, operation: str) -> Parameters:
    """Random sizes, sides alike; PyTorch may refuse them."""
    axes = 1 if operation.endswith("1d") else 2

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(axes)]

    transposed = operation.startswith("conv_transpose")
    parameters = {
        "input_size": each(1, 3 if transposed else 5),
        "kernel_size": each(1, 3),
        "stride": each(1, 3),
        "padding": each(0, 2),
        "dilation": each(1, 2),
    }
    if transposed:
        return parameters | {"output_padding": each(0, 1)}
    return parameters | {"padding_mode": chance.choice(["zeros"] * 4 + ["circular", "reflect"])}


def drawn(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Random cases of every operation, no two alike."""
    for operation, count in COUNTS.items():
        known: set[str] = set()
        while len(known) < count:
            parameters = spatial(chance, operation) | channels(chance)
            said = json.dumps(parameters, sort_keys=True)
            if said in known or refusal(operation, parameters):
                continue
            new = case(operation, parameters)
            if all(1 <= size <= LARGEST_OUTPUT for size in new["output"][1:]):
                known.add(said)
                yield new


def spoiled() -> Iterator[dict[str, Any]]:
    """Channels and groups that PyTorch refuses."""
    for operation in LAYERS:
        axes = 1 if operation.endswith("1d") else 2
        sound: Parameters = {"input_size": [5] * axes, "kernel_size": [3] * axes}
        yield from filter(None, (refusal(operation, sound | change) for change in SPOILERS))


def main() -> None:
    """Write the data."""
    torch.set_num_threads(1)
    contents = {
        "torch": torch.__version__,
        "seed": SEED,
        "cases": list(drawn(random.Random(SEED))),
        "refusals": list(spoiled()),
    }
    write("channels", contents, "numbered.py")


if __name__ == "__main__":
    main()
