"""Make `pytorch.json.gz`: what PyTorch reads, computes and refuses. Run where torch is installed.

    python tests/golden/make_pytorch.py

Every case holds one operation's parameters, the shape of PyTorch's output, and for each output cell
(row-major) the input units that it depends on, as flat indices ``row * W + column``.
That dependence is read off PyTorch's gradients and nothing else: kernels are all ones, so that a
gradient is 1 where a tap lies on a unit, and 0 elsewhere. Every refusal holds parameters for which
`torch.nn` raises, and the first line that it says. The same seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

SEED = 20160323
LARGEST_OUTPUT = 14
BY_CHANCE = 40
SPOILED = 3

HERE = Path(__file__).resolve()
DATA = HERE.with_name("pytorch.json.gz")

Parameters: TypeAlias = dict[str, Any]
"""As the JSON holds them: ``[H, W]``, and ``[[top, bottom], [left, right]]`` for padding."""

CATALOGUE = {  # name: input, kernel, stride, padding, dilation; a square
    "no_padding_no_strides": (4, 3, 1, 0, 1),
    "arbitrary_padding_no_strides": (5, 4, 1, 2, 1),
    "same_padding_no_strides": (5, 3, 1, 1, 1),
    "full_padding_no_strides": (5, 3, 1, 2, 1),
    "no_padding_strides": (5, 3, 2, 0, 1),
    "padding_strides": (5, 3, 2, 1, 1),
    "padding_strides_odd": (6, 3, 2, 1, 1),
    "dilation": (7, 3, 1, 0, 2),
}


@dataclass(frozen=True)
class Kind:
    """Random parameters of one kind: each number's least and greatest, drawn for each axis.

    ``sides_alike`` says whether both sides of an axis have the same padding; a word in ``padding``
    is passed on as it is.
    """

    operation: str
    count: int
    input: tuple[int, int] = (1, 9)
    kernel: tuple[int, int] = (1, 5)
    stride: tuple[int, int] = (1, 4)
    dilation: tuple[int, int] = (1, 3)
    padding: tuple[int, int] | str = (0, 3)
    sides_alike: bool = True
    output_padding: tuple[int, int] = (0, 2)

    def draw(self, chance: random.Random) -> Parameters:
        """Parameters of this kind; PyTorch may refuse them."""

        def each(bounds: tuple[int, int]) -> list[int]:
            return [chance.randint(*bounds), chance.randint(*bounds)]

        parameters: Parameters = {
            "input_size": each(self.input),
            "kernel_size": each(self.kernel),
            "stride": each(self.stride),
            "dilation": each(self.dilation),
        }
        if isinstance(self.padding, str):
            parameters["padding"] = self.padding
        elif self.sides_alike:
            parameters["padding"] = [[number, number] for number in each(self.padding)]
        else:
            parameters["padding"] = [each(self.padding), each(self.padding)]
        if self.operation == "conv_transpose":
            parameters["output_padding"] = each(self.output_padding)
        return parameters


KINDS = (
    Kind("conv", 100),
    Kind("conv", 80, padding=(0, 4), sides_alike=False),
    Kind("conv", 80, padding="same", kernel=(1, 6), stride=(1, 1)),
    Kind("conv", 30, padding="valid"),
    Kind("conv", 50, kernel=(1, 2), stride=(3, 5), padding=(0, 2)),
    Kind("conv_transpose", 100, input=(1, 5)),
    Kind("conv_transpose", 80, input=(1, 5), padding=(0, 4), sides_alike=False),
    Kind("conv_transpose", 50, input=(1, 5), kernel=(1, 2), stride=(3, 4), dilation=(1, 2)),
    Kind("conv_transpose", 50, input=(2, 6), kernel=(1, 2), dilation=(1, 2), padding=(2, 5)),
    Kind("conv_transpose", 40, input=(1, 6), kernel=(1, 2), padding=(0, 6), sides_alike=False),
)

SPOIL_ALONE: Parameters = {  # each changes sound parameters of either operation, alone
    "input_size": ([0, 5], [5, 0], [0, 0]),
    "kernel_size": ([0, 0], [3, 0], [-1, 2], [3, 3, 3], [2.0, 2.0]),
    "stride": ([0, 0], [1, 0], [-1, 1], [1.5, 1.5]),
    "dilation": ([0, 0], [0, 1], [1, -1]),
    "padding": ([[-1, -1], [-1, -1]], [[0, 0], [-1, -1]], "full", "SAME"),
}
SPOIL_TOGETHER: dict[str, tuple[Parameters, ...]] = {
    "conv": (
        {"padding": "same", "stride": [2, 2]},
        {"padding": "same", "stride": [1, 2]},
        {"padding": "same", "stride": [2, 1], "kernel_size": [1, 1]},
        {"padding": "valid", "input_size": [3, 3], "kernel_size": [4, 4]},
        {"padding": "valid", "input_size": [3, 9], "kernel_size": [2, 2], "dilation": [3, 1]},
        {"padding": [[1, 0], [0, 0]], "input_size": [2, 2], "kernel_size": [4, 1]},
        {"padding": [[0, 0], [1, 2]], "input_size": [1, 1], "kernel_size": [1, 5]},
    ),
    "conv_transpose": (
        {"padding": "same"},
        {"padding": "valid"},
        {"output_padding": [1, 1], "stride": [1, 1], "dilation": [1, 1]},
        {"output_padding": [2, 2], "stride": [2, 2], "dilation": [2, 2]},
        {"output_padding": [0, 1], "stride": [3, 1], "dilation": [3, 1]},
        {"output_padding": [3, 0], "stride": [3, 9], "dilation": [1, 9]},
        {"output_padding": [-1, -1]},
        {"output_padding": [0, -1]},
        {"padding": [[9, 9], [0, 0]], "stride": [1, 1], "dilation": [1, 1]},
        {"padding": [[1, 1], [0, 0]], "input_size": [1, 1], "kernel_size": [1, 1]},
    ),
}


def alike(padding: list[list[int]]) -> bool:
    """Whether both sides of every axis have the same padding."""
    return all(before == after for before, after in padding)


def ahead_and_within(padding: list[list[int]] | str) -> tuple[list[int], Any]:
    """What to pad by before the layer (`functional.pad`'s order), and the layer's own padding."""
    if isinstance(padding, str):
        return [0, 0, 0, 0], padding
    if alike(padding):
        return [0, 0, 0, 0], tuple(before for before, _ in padding)
    return [*padding[1], *padding[0]], 0


def numbers(parameters: Parameters, *names: str) -> dict[str, Any]:
    """These of the parameters, as tuples."""
    return {name: tuple(parameters[name]) for name in names}


def convolve(inputs: Tensor, kernel: Tensor, parameters: Parameters) -> Tensor:
    """PyTorch's convolution; where sides differ, of an input padded by PyTorch beforehand."""
    ahead, padding = ahead_and_within(parameters["padding"])
    options = numbers(parameters, "stride", "dilation")
    return functional.conv2d(functional.pad(inputs, ahead), kernel, padding=padding, **options)


def transpose(inputs: Tensor, kernel: Tensor, parameters: Parameters) -> Tensor:
    """PyTorch's transposed convolution; where sides differ, its output cropped.

    Where sides are alike, assert that PyTorch's padding is that very crop.
    """
    options = numbers(parameters, "stride", "output_padding", "dilation")
    cropped = functional.conv_transpose2d(inputs, kernel, **options)
    for axis, (before, after) in zip((2, 3), parameters["padding"], strict=True):
        length = cropped.shape[axis] - before - after
        cropped = cropped.narrow(axis, min(before, cropped.shape[axis]), max(length, 0))
    if not alike(parameters["padding"]):
        return cropped
    _, padding = ahead_and_within(parameters["padding"])
    padded = functional.conv_transpose2d(inputs, kernel, padding=padding, **options)
    assert torch.equal(padded, cropped), parameters
    return padded


def case(name: str | None, operation: str, parameters: Parameters) -> dict[str, Any]:
    """One case: the output's shape, and what each output cell reads, by PyTorch's gradients.

    The batch has one copy of the input for each output cell, and copy n's gradient is taken of its
    output cell n alone.
    """
    height, width = parameters["input_size"]
    ramp = torch.arange(1.0, 1 + height * width, dtype=torch.float64).reshape(1, 1, height, width)
    taps = parameters["kernel_size"]
    weights = torch.arange(1.0, 1 + taps[0] * taps[1], dtype=torch.float64).reshape(1, 1, *taps)
    run = convolve if operation == "conv" else transpose
    output = run(ramp, weights, parameters).shape[2:]
    cells = output.numel()
    inputs = ramp.repeat(cells, 1, 1, 1).requires_grad_()
    outputs = run(inputs, torch.ones_like(weights), parameters)
    (gradient,) = torch.autograd.grad(outputs.reshape(cells, cells).diagonal().sum(), inputs)
    gradient = gradient.reshape(cells, height * width)
    assert torch.equal(gradient, (gradient != 0).to(gradient.dtype)), parameters
    return {
        "name": name,
        "operation": operation,
        "parameters": parameters,
        "output": list(output),
        "reads": [row.nonzero().flatten().tolist() for row in gradient],
    }


def refusal(operation: str, parameters: Parameters) -> dict[str, Any] | None:
    """One refusal, with the first line of what `torch.nn` raises, or None where it does not.

    In float64: in float32 oneDNN lets some transposed convolutions have an output of size 0.
    """
    ahead, padding = ahead_and_within(parameters["padding"])
    if operation == "conv_transpose":
        ahead = [0, 0, 0, 0]  # a crop comes afterwards, and is not PyTorch's to refuse
    names = [name for name in parameters if name not in ("input_size", "padding")]
    layer = nn.Conv2d if operation == "conv" else nn.ConvTranspose2d
    try:
        made = layer(1, 1, padding=padding, bias=False, **numbers(parameters, *names)).double()
        made(functional.pad(torch.zeros(1, 1, *parameters["input_size"]).double(), ahead))
    except (RuntimeError, TypeError, ValueError) as error:
        message = str(error).splitlines()[0]
        return {"operation": operation, "parameters": parameters, "message": message}
    return None


def catalogue() -> Iterator[dict[str, Any]]:
    """The published figures; an undilated one's transposed leads back to its input."""
    for name, (size, kernel, stride, padding, dilation) in CATALOGUE.items():
        parameters: Parameters = {
            "input_size": [size, size],
            "kernel_size": [kernel, kernel],
            "stride": [stride, stride],
            "dilation": [dilation, dilation],
            "padding": [[padding, padding], [padding, padding]],
        }
        straight = case(name, "conv", parameters)
        yield straight
        for extra in range(stride if dilation == 1 else 0):
            back = parameters | {"input_size": straight["output"], "output_padding": [extra] * 2}
            transposed = case(f"{name}_transposed", "conv_transpose", back)
            if transposed["output"] == parameters["input_size"]:
                yield transposed


def drawn(chance: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Random cases of every kind, no two alike, and what PyTorch refused on the way."""
    cases: list[dict[str, Any]] = []
    refusals: list[dict[str, Any]] = []
    for kind in KINDS:
        missing = kind.count
        while missing:
            parameters = kind.draw(chance)
            if refused := refusal(kind.operation, parameters):
                refusals.append(refused)
                continue
            new = case(None, kind.operation, parameters)
            if all(1 <= size <= LARGEST_OUTPUT for size in new["output"]) and new not in cases:
                cases.append(new)
                missing -= 1
    return cases, refusals


def spoiled(chance: random.Random, cases: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Sound parameters with a change that PyTorch refuses, each change on several of them."""
    alone = [{name: value} for name, values in SPOIL_ALONE.items() for value in values]
    for operation, together in SPOIL_TOGETHER.items():
        sound = [case["parameters"] for case in cases if case["operation"] == operation]
        for change in (*alone, *together):
            shuffled = (one | change for one in chance.sample(sound, len(sound)))
            yield from islice(filter(None, (refusal(operation, one) for one in shuffled)), SPOILED)


def document() -> dict[str, Any]:
    """Everything, as the file holds it."""
    chance = random.Random(SEED)
    cases, refusals = drawn(chance)
    found = [[one for one in refusals if one["operation"] == name] for name in SPOIL_TOGETHER]
    return {
        "script": "tests/golden/make_pytorch.py",
        "script_sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "torch": torch.__version__,
        "seed": SEED,
        "cases": [*catalogue(), *cases],
        "refusals": [*found[0][:BY_CHANCE], *found[1][:BY_CHANCE], *spoiled(chance, cases)],
    }


def main() -> None:
    """Write the file; its bytes hold no time and no name."""
    torch.set_num_threads(1)
    text = json.dumps(document(), sort_keys=True, separators=(",", ":"))
    with DATA.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())


if __name__ == "__main__":
    main()
