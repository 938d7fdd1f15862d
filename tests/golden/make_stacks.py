"""Make `stacks.json.gz`: what PyTorch's stacks of layers read. Run where torch is installed.

    python -m tests.golden.make_stacks

Every case holds the layers as arguments of `torch.nn`, the sizes of the input and of each layer's
output, and for each unit of the last output (row-major) what it depends on in each layer's input,
the stack's own first, as flat indices. That is read off PyTorch and nothing else: which outputs
become positive once one unit alone is, all kernels being ones; and where nothing takes a maximum,
the gradients say the same, which is asserted. Where windows are all alike, a case also has the
receptive field far from the edges, measured by gradients on a large input: its size, stride and
start along each axis. The same seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import math
import random
from typing import Any

import torch
from torch import Tensor, nn

from tests.golden.archive import write

SEED = 20191104
COUNTS = {1: 160, 2: 120}
MOST_UNITS = {1: 24, 2: 11}
MOST_READS = 6_000
LARGE = {1: 900, 2: 150}
FAR = 40


Layer = dict[str, Any]
"""``module`` is the class without its number of axes, the rest its arguments; a convolution whose
``padding`` holds both sides of each axis stands behind a layer that pads."""


def tuples(value: Any) -> Any:
    """JSON's lists as tuples."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value


def modules(layer: Layer, axes: int) -> list[nn.Module]:
    """PyTorch's layers for one of ours, kernels all ones."""
    told = {key: tuples(value) for key, value in layer.items() if key != "module"}
    name = layer["module"]
    made: list[nn.Module] = []
    if "Conv" in name:
        told |= {"in_channels": 1, "out_channels": 1, "bias": False, "dtype": torch.float64}
        if isinstance(layer.get("padding"), list) and isinstance(layer["padding"][0], list):
            sides = tuple(side for both in reversed(layer["padding"]) for side in both)
            made.append(getattr(nn, f"ConstantPad{axes}d")(sides, 0.0))
            told["padding"] = 0
    made.append(getattr(nn, f"{name}{axes}d")(**told))
    for parameter in made[-1].parameters():
        nn.init.ones_(parameter)
    return made


def stacked(layers: list[Layer], axes: int) -> list[nn.Sequential]:
    """The layers one by one."""
    return [nn.Sequential(*modules(layer, axes)) for layer in layers]


def output_sizes(layers: list[Layer], size: list[int]) -> list[list[int]]:
    """The size of each layer's output."""
    flowing = torch.zeros(1, 1, *size, dtype=torch.float64)
    sizes = []
    for step in stacked(layers, len(size)):
        flowing = step(flowing)
        sizes.append(list(flowing.shape[2:]))
    return sizes


def reads(layers: list[Layer], size: list[int]) -> list[list[int]]:
    """For each unit of the last output the units of the first input that it depends on."""
    units = math.prod(size)
    stack = nn.Sequential(*stacked(layers, len(size)))
    outputs = stack(torch.eye(units, dtype=torch.float64).reshape(units, 1, *size))
    if not torch.isfinite(outputs).all():
        raise ValueError("a maximum of nothing")
    positive = (outputs.reshape(units, -1) > 0).T
    if not any("Max" in layer["module"] for layer in layers):
        assert torch.equal(positive, gradients(stack, size))
    return [row.nonzero().flatten().tolist() for row in positive]


def gradients(stack: nn.Sequential, size: list[int]) -> Tensor:
    """Whether each output unit's gradient is not zero, for each unit of the input."""
    count = stack(torch.ones(1, 1, *size, dtype=torch.float64)).numel()
    inputs = torch.ones(count, 1, *size, dtype=torch.float64).requires_grad_()
    outputs = stack(inputs).reshape(count, count)
    (gradient,) = torch.autograd.grad(outputs.diagonal().sum(), inputs)
    return gradient.reshape(count, math.prod(size)) != 0


def smooth(layer: Layer) -> Layer:
    """A layer whose gradient has all that its window covers: a maximum's as a convolution's."""
    if layer["module"] != "MaxPool":
        return layer
    told = {key: value for key, value in layer.items() if key != "ceil_mode"}
    return told | {"module": "Conv", "stride": layer.get("stride") or layer["kernel_size"]}


def field(layers: list[Layer], axes: int) -> list[list[int]] | None:
    """[size, stride, start] for each axis, as gradients have it in the middle of a large input.

    None where a layer's windows are not all alike, and where even the large input is too small.
    """
    if any(layer["module"] not in ("Conv", "MaxPool", "AvgPool") for layer in layers):
        return None
    size = [LARGE[axes]] * axes
    stack = nn.Sequential(*stacked([smooth(layer) for layer in layers], axes))
    inputs = torch.ones(1, 1, *size, dtype=torch.float64).requires_grad_()
    outputs = stack(inputs)
    middle = [count // 2 for count in outputs.shape[2:]]
    spans = []
    for place in ([at - 1 for at in middle], middle, [at + 1 for at in middle]):
        if not all(0 <= at < count for at, count in zip(place, outputs.shape[2:], strict=True)):
            return None
        (gradient,) = torch.autograd.grad(outputs[(0, 0, *place)], inputs, retain_graph=True)
        touched = (gradient[0, 0] != 0).nonzero()
        spans.append((touched.min(0).values, touched.max(0).values))
    (before, last_before), (low, high), (after, last_after) = spans
    stride = after - low
    if (low < FAR).any() or (high >= LARGE[axes] - FAR).any():
        return None
    assert torch.equal(stride, low - before)
    assert torch.equal(high - low, last_before - before)
    assert torch.equal(high - low, last_after - after)
    start = low - stride * torch.tensor(middle)
    return [list(map(int, numbers)) for numbers in zip(high - low + 1, stride, start, strict=True)]


def some(chance: random.Random, axes: int, choices: list[int]) -> list[int]:
    """One of these numbers for each axis, often the same for all."""
    first = chance.choice(choices)
    alike = chance.random() < 0.6
    return [first if alike else chance.choice(choices) for _ in range(axes)]


def drawn_layer(chance: random.Random, axes: int) -> Layer:
    """A random layer."""
    name = chance.choice(["Conv"] * 6 + ["MaxPool"] * 2 + ["AvgPool"] * 2
                         + ["ConvTranspose", "AdaptiveAvgPool"])  # fmt: skip
    if name == "AdaptiveAvgPool":
        return {"module": name, "output_size": some(chance, axes, [1, 2, 3, 4])}
    kernel = some(chance, axes, [1, 2, 2, 3, 3, 4] if "Pool" not in name else [2, 2, 3])
    layer: Layer = {"module": name, "kernel_size": kernel}
    if name == "Conv":
        layer["stride"] = some(chance, axes, [1, 1, 1, 2, 3])
        layer["dilation"] = some(chance, axes, [1, 1, 1, 2, 3, 4])
        kind = chance.random()
        if kind < 0.3:
            layer["padding"] = [[chance.randint(0, 3), chance.randint(0, 3)] for _ in range(axes)]
        elif kind < 0.5:
            layer["padding"] = [
                [d * (k - 1), 0] for k, d in zip(kernel, layer["dilation"], strict=True)
            ]
        elif kind < 0.75:
            layer["padding"] = some(chance, axes, [0, 1, 2, 3])
    elif name == "ConvTranspose":
        layer["stride"] = some(chance, axes, [1, 2, 3])
        layer["padding"] = some(chance, axes, [0, 0, 1])
        layer["dilation"] = some(chance, axes, [1, 1, 2])
        layer["output_padding"] = some(chance, axes, [0, 0, 1])
    else:
        if chance.random() < 0.6:
            layer["stride"] = some(chance, axes, [1, 2, 3])
        layer["padding"] = [chance.randint(0, k // 2) for k in kernel]
        layer["ceil_mode"] = chance.random() < 0.3
        if name == "MaxPool":
            layer["dilation"] = some(chance, axes, [1, 1, 1, 2])
    return layer


def drawn(chance: random.Random, axes: int) -> dict[str, Any] | None:
    """A random case, or None where PyTorch refuses it or it is too large for the file."""
    layers = [drawn_layer(chance, axes) for _ in range(chance.randint(2, 5 if axes == 1 else 4))]
    size = some(chance, axes, list(range(4, MOST_UNITS[axes] + 1)))
    try:
        sizes = output_sizes(layers, size)
        found = [reads(layers[n:], below) for n, below in enumerate([size, *sizes[:-1]])]
    except (RuntimeError, ValueError):
        return None
    if sum(len(unit) for layer in found for unit in layer) > MOST_READS:
        return None
    return {
        "axes": axes,
        "input_size": size,
        "layers": layers,
        "sizes": sizes,
        "reads": found,
        "field": field(layers, axes),
    }


def main() -> None:
    """Write the data."""
    torch.set_num_threads(1)
    chance = random.Random(SEED)
    cases: list[dict[str, Any]] = []
    for axes, count in COUNTS.items():
        missing = count
        while missing:
            if case := drawn(chance, axes):
                cases.append(case)
                missing -= 1
    write("stacks", {"torch": torch.__version__, "seed": SEED, "cases": cases})


if __name__ == "__main__":
    main()
