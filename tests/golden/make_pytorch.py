"""Make `pytorch.json.gz`: what PyTorch reads, computes and refuses. Run where torch is installed.

    python -m tests.golden.make_pytorch

Every case holds one operation's parameters, the shape of PyTorch's output, for each output cell
(row-major) the input units that it depends on, as flat indices, and the values that PyTorch
computes from `numbered` inputs and weights. What an output depends on is read off PyTorch and
nothing else: its gradients; for max pooling, which units become its output once they alone are 1.
Every refusal holds parameters for which `torch.nn` raises, and the first line that it says. The
same seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from tests.golden.kinds import KINDS, OPERATIONS, Parameters, spoilers

SEED = 20160323
LARGEST_OUTPUT = 14
BY_CHANCE = 25
SPOILED = 2

HERE = Path(__file__).resolve()
DATA = HERE.with_name("pytorch.json.gz")
SCRIPTS = (HERE, HERE.with_name("kinds.py"))

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

LAYERS = {
    "conv": nn.Conv2d,
    "conv1d": nn.Conv1d,
    "conv_transpose": nn.ConvTranspose2d,
    "conv_transpose1d": nn.ConvTranspose1d,
    "max_pool": nn.MaxPool2d,
    "max_pool1d": nn.MaxPool1d,
    "avg_pool": nn.AvgPool2d,
    "avg_pool1d": nn.AvgPool1d,
    "adaptive_max_pool": nn.AdaptiveMaxPool2d,
    "adaptive_max_pool1d": nn.AdaptiveMaxPool1d,
    "adaptive_avg_pool": nn.AdaptiveAvgPool2d,
    "adaptive_avg_pool1d": nn.AdaptiveAvgPool1d,
}
FORMER_NAMES = {"zeros": "constant"}
"""Padding modes of layers, as `functional.pad` calls them."""


def tuples(value: Any) -> Any:
    """JSON's lists as tuples."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value


def numbered(size: list[int], seed: int) -> Tensor:
    """Whole numbers, some negative, in this shape; the tests make the same."""
    flat = [(7 * n * n + 3 * n + seed) % 23 - 11 for n in range(math.prod(size))]
    return torch.tensor(flat, dtype=torch.float64).reshape(1, 1, *size)


class Run:
    """One operation with parameters: PyTorch's layer, and what padding of unlike sides asks for.

    PyTorch's layers have the same padding on both sides. Where sides differ, a convolution's input
    is padded by PyTorch beforehand; a transposed convolution's output is cropped, and where sides
    are alike it is asserted that PyTorch's padding is that very crop.
    """

    def __init__(self, operation: str, parameters: Parameters) -> None:
        options = {name: tuples(value) for name, value in parameters.items()}
        options.pop("input_size")
        self.ahead: list[int] = []
        self.crop: list[list[int]] = []
        self.mode = options.get("padding_mode", "zeros")
        padding = parameters.get("padding")
        if operation.startswith("conv"):
            options |= {"in_channels": 1, "out_channels": 1, "bias": False, "dtype": torch.float64}
            if isinstance(padding, list):
                options["padding"] = tuple(before for before, _ in padding)
                if operation.startswith("conv_transpose"):
                    self.crop = padding
                elif any(before != after for before, after in padding):
                    self.ahead = [side for both in reversed(padding) for side in both]
                    options |= {"padding": 0, "padding_mode": "zeros"}
        self.alike = all(before == after for before, after in self.crop)
        self.layer: Any = LAYERS[operation](**options if self.alike else options | {"padding": 0})
        self.whole = LAYERS[operation](**options | {"padding": 0}) if self.crop else None

    def __call__(self, inputs: Tensor, weight: Tensor | None = None) -> Tensor:
        """The layer's output for a batch of inputs of one channel."""
        if self.ahead:
            inputs = functional.pad(inputs, self.ahead, FORMER_NAMES.get(self.mode, self.mode))
        if weight is not None:
            self.layer.weight = nn.Parameter(weight, requires_grad=False)
        outputs: Tensor = self.layer(inputs)
        if self.whole is None or weight is None:
            return outputs
        self.whole.weight = self.layer.weight
        cropped: Tensor = self.whole(inputs)
        for axis, (before, after) in enumerate(self.crop, start=2):
            length = cropped.shape[axis] - before - after
            cropped = cropped.narrow(axis, min(before, cropped.shape[axis]), max(length, 0))
        assert not self.alike or torch.equal(outputs, cropped)
        return cropped


def case(name: str | None, operation: str, parameters: Parameters) -> dict[str, Any]:
    """One case: the output's shape and values, and what each output cell reads."""
    run = Run(operation, parameters)
    size = parameters["input_size"]
    taps = parameters["kernel_size"] if operation.startswith("conv") else None
    inputs = numbered(size, seed=1)
    with torch.no_grad():
        output = run(inputs, None if taps is None else numbered(taps, seed=5))
    ones = None if taps is None else torch.ones(1, 1, *taps, dtype=torch.float64)
    read = by_probing if "max" in operation else by_gradients
    return {
        "name": name,
        "operation": operation,
        "parameters": parameters,
        "output": list(output.shape[2:]),
        "values": [int(v) if v.is_integer() else v for v in output.flatten().tolist()],
        "reads": [row.nonzero().flatten().tolist() for row in read(run, size, ones)],
    }


def by_gradients(run: Run, size: list[int], ones: Tensor | None) -> Tensor:
    """Whether each output cell depends on each unit; (cells, units).

    The batch has one copy of the input for each output cell, and copy n's gradient is taken of its
    output cell n alone. Kernels are all ones, so that nothing cancels.
    """
    cells = run(torch.ones(1, 1, *size, dtype=torch.float64), ones).numel()
    inputs = torch.ones(cells, 1, *size, dtype=torch.float64).requires_grad_()
    outputs = run(inputs, ones).reshape(cells, cells)
    (gradient,) = torch.autograd.grad(outputs.diagonal().sum(), inputs)
    return gradient.reshape(cells, math.prod(size)) != 0


def by_probing(run: Run, size: list[int], ones: Tensor | None) -> Tensor:
    """The same for maxima: an output depends on the units that make it 1 when all others are 0."""
    units = math.prod(size)
    inputs = torch.eye(units, dtype=torch.float64).reshape(units, 1, *size)
    return (run(inputs, ones).reshape(units, -1) == 1).T


def refusal(operation: str, parameters: Parameters) -> dict[str, Any] | None:
    """One refusal, with the first line of what `torch.nn` raises, or None where it does not.

    In float64: in float32 oneDNN lets some transposed convolutions have an output of size 0.
    A crop comes after the layer, and is not PyTorch's to refuse.
    """
    try:
        Run(operation, parameters)(torch.zeros(1, 1, *parameters["input_size"]).double())
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
        straight = case(name, "conv", parameters | {"padding_mode": "zeros"})
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
    known: set[str] = set()
    for kind in KINDS:
        missing = kind.count
        while missing:
            parameters = kind.draw(chance)
            said = json.dumps([kind.operation, parameters], sort_keys=True)
            if said in known:
                continue
            known.add(said)
            if refused := refusal(kind.operation, parameters):
                refusals.append(refused)
                continue
            new = case(None, kind.operation, parameters)
            if all(1 <= size <= LARGEST_OUTPUT for size in new["output"]):
                cases.append(new)
                missing -= 1
    return cases, refusals


def spoiled(chance: random.Random, cases: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Sound parameters with a change that PyTorch refuses, each change on several of them."""
    for operation in OPERATIONS:
        sound = [case["parameters"] for case in cases if case["operation"] == operation]
        for change in spoilers(operation):
            shuffled = (one | change for one in chance.sample(sound, len(sound)))
            yield from islice(filter(None, (refusal(operation, one) for one in shuffled)), SPOILED)


def digest() -> str:
    """What the scripts' bytes hash to, so that a test may tell that the data is theirs."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in SCRIPTS)).hexdigest()


def document() -> dict[str, Any]:
    """Everything, as the file holds it."""
    chance = random.Random(SEED)
    cases, refusals = drawn(chance)
    by_chance = [
        refused
        for name in OPERATIONS
        for refused in islice((one for one in refusals if one["operation"] == name), BY_CHANCE)
    ]
    return {
        "scripts": [f"tests/golden/{path.name}" for path in SCRIPTS],
        "scripts_sha256": digest(),
        "torch": torch.__version__,
        "seed": SEED,
        "cases": [*catalogue(), *cases],
        "refusals": [*by_chance, *spoiled(chance, cases)],
    }


def main() -> None:
    """Write the file; its bytes hold no time and no name."""
    torch.set_num_threads(1)
    text = json.dumps(document(), sort_keys=True, separators=(",", ":"))
    with DATA.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())


if __name__ == "__main__":
    main()
