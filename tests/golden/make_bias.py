"""Make `bias.json.gz`: what PyTorch computes with a bias, which it adds by default.

    python -m tests.golden.make_bias

Cases are parameters, the numbers of the input, the weight and the bias, and those of PyTorch's
output, all flat and in float64. The same seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn

from tests.golden.archive import write

Parameters: TypeAlias = dict[str, Any]

SEED = 20261127
COUNT = 12
"""The cases of each layer."""

LAYERS: dict[str, Any] = {
    f"{name}{'' if axes == 2 else f'{axes}d'}": getattr(nn, f"{layer}{axes}d")
    for name, layer in (("conv", "Conv"), ("conv_transpose", "ConvTranspose"))
    for axes in (1, 2, 3)
}


def axes_of(operation: str) -> int:
    """The axes of an operation."""
    return {"1d": 1, "3d": 3}.get(operation[-2:], 2)


def drawn_parameters(chance: random.Random, operation: str) -> Parameters:
    """Random sizes, channels and groups; with three axes there is one channel."""
    axes = axes_of(operation)

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(axes)]

    alone = axes == 3 or chance.random() < 0.4
    groups = 1 if alone else chance.choice([1, 1, 2])
    most = 1 if alone else 4 // groups
    return {
        "input_size": each(2, 4 if axes < 3 else 3),
        "kernel_size": each(1, 3 if axes < 3 else 2),
        "stride": each(1, 3),
        "padding": each(0, 1),
        "dilation": each(1, 2),
        "in_channels": groups * chance.randint(1, most),
        "out_channels": groups * chance.randint(1, most),
        "groups": groups,
    }


def numbers(chance: random.Random, count: int) -> list[float]:
    """Numbers with at most one decimal."""
    return [chance.randint(-40, 40) / chance.choice([1, 10]) for _ in range(count)]


def tensor(flat: list[float], shape: tuple[int, ...]) -> Tensor:
    """The numbers in float64, in this shape."""
    return torch.tensor(flat, dtype=torch.float64).reshape(shape)


def case(chance: random.Random, operation: str) -> dict[str, Any] | None:
    """One case; None for parameters that PyTorch rejects."""
    parameters = drawn_parameters(chance, operation)
    named = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in parameters.items()
        if name != "input_size"
    }
    layer = LAYERS[operation](**named, dtype=torch.float64)
    shape = (parameters["in_channels"], *parameters["input_size"])
    flat = {
        name: numbers(chance, one.numel())
        for name, one in (
            ("input", torch.zeros(shape)), ("weight", layer.weight), ("bias", layer.bias)
        )
    }  # fmt: skip
    try:
        with torch.no_grad():
            layer.weight.copy_(tensor(flat["weight"], layer.weight.shape))
            layer.bias.copy_(tensor(flat["bias"], layer.bias.shape))
            output = layer(tensor(flat["input"], shape)[None])[0]
    except RuntimeError:
        return None
    return {
        "operation": operation,
        "parameters": parameters,
        "shapes": {"input": list(shape), "weight": list(layer.weight.shape)},
        "output": output.flatten().tolist(),
        **flat,
    }


def drawn(chance: random.Random) -> Iterator[dict[str, Any]]:
    """The cases of every layer."""
    for operation in LAYERS:
        found = 0
        while found < COUNT:
            if made := case(chance, operation):
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
    write("bias", contents)


if __name__ == "__main__":
    main()
