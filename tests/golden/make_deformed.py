"""Make `deformed.json.gz`: what torchvision reads, computes and refuses of deformable convolutions.

    python -m tests.golden.make_deformed

Run where torch and torchvision are installed. Cases are as those of `make_pytorch.py`, and have
``offset`` as `torchvision.ops.deform_conv2d` takes it. Offsets are eighths of a cell, so that all
values are exact; some reach beyond the input. Reads are the input units that an output cell's
gradient is not 0 for. The same seed and torchvision give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import torch
import torchvision  # type: ignore[import-not-found, unused-ignore]
from torch import Tensor
from torchvision.ops import DeformConv2d  # type: ignore[import-not-found, unused-ignore]

Parameters: TypeAlias = dict[str, Any]

SEED = 20170317
COUNT = 200
LARGEST_OUTPUT = 4
HERE = Path(__file__).resolve()
DATA = HERE.with_name("deformed.json.gz")

SPOILERS: tuple[Parameters, ...] = (
    {"input_size": [2, 2], "kernel_size": [4, 1], "padding": [0, 0], "dilation": [1, 1]},
    {"input_size": [2, 2], "kernel_size": [2, 2], "padding": [0, 0], "dilation": [1, 2]},
    {"dilation": [1, 0]},
    {"padding": [-1, 0]},
    {"kernel_size": [0, 1]},
    {"offset": [[[0.0]]] * 3},
    {"offset": [[[0.0]]] * 20},
    {"offset": [[[0.0] * 9] * 9] * 8},
)
"""Changes of sound parameters, each of which may make torchvision refuse them."""


def numbered(shape: list[int], seed: int) -> Tensor:
    """Whole numbers, some negative, in this shape; the tests make the same."""
    flat = [(7 * n * n + 3 * n + seed) % 23 - 11 for n in range(math.prod(shape))]
    return torch.tensor(flat, dtype=torch.float64).reshape(shape)


def layer(parameters: Parameters, weight: Tensor) -> Any:
    """torchvision's layer with this weight."""
    options = {
        name: tuple(value)
        for name, value in parameters.items()
        if name not in ("input_size", "offset")
    }
    made = DeformConv2d(1, 1, **options, bias=False).double()
    with torch.no_grad():
        made.weight.copy_(weight)
    return made


def case(parameters: Parameters) -> dict[str, Any]:
    """One case: the output's size and values, and what each output cell reads."""
    size, kernel = parameters["input_size"], [1, 1, *parameters["kernel_size"]]
    offset = torch.tensor([parameters["offset"]], dtype=torch.float64)
    with torch.no_grad():
        output = layer(parameters, numbered(kernel, seed=5))(numbered([1, 1, *size], 1), offset)
    cells = output.numel()
    inputs = torch.ones(cells, 1, *size, dtype=torch.float64).requires_grad_()
    plain = layer(parameters, torch.ones(kernel))
    outputs = plain(inputs, offset.expand(cells, -1, -1, -1)).reshape(cells, cells)
    (gradient,) = torch.autograd.grad(outputs.diagonal().sum(), inputs)
    return {
        "operation": "deform_conv",
        "parameters": parameters,
        "output": list(output.shape[2:]),
        "values": output.flatten().tolist(),
        "reads": [row.nonzero().flatten().tolist() for row in gradient.reshape(cells, -1) != 0],
    }


def drawn(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Random cases, no two alike: most with offsets for each output cell, some with one set."""

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(2)]

    known: set[str] = set()
    while len(known) < COUNT:
        parameters: Parameters = {
            "input_size": each(1, 6),
            "kernel_size": each(1, 3),
            "stride": each(1, 3),
            "padding": each(0, 2),
            "dilation": each(1, 2),
        }
        output = [
            (i + 2 * p - d * (k - 1) - 1) // s + 1
            for i, k, s, p, d in zip(*parameters.values(), strict=True)
        ]
        if not all(1 <= size <= LARGEST_OUTPUT for size in output):
            continue
        far, alike = chance.choice([4, 8, 24]), chance.random() < 0.3
        rows, columns = (1, 1) if alike else output
        numbers = [
            [[chance.randint(-far, far) / 8 for _ in range(columns)] for _ in range(rows)]
            for _ in range(2 * math.prod(parameters["kernel_size"]))
        ]
        parameters["offset"] = [
            [[one[0][0]] * output[1]] * output[0] if alike else one for one in numbers
        ]
        said = json.dumps(parameters, sort_keys=True)
        if said not in known:
            known.add(said)
            yield case(parameters)


def refusals(chance: random.Random, cases: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Sound parameters with a change that torchvision refuses."""
    for change in SPOILERS:
        for sound in chance.sample(cases, 3):
            parameters = sound["parameters"] | change
            try:
                case(parameters)
            except (RuntimeError, ValueError, IndexError, ZeroDivisionError) as error:
                message = str(error).splitlines()[0]
                yield {"parameters": parameters, "message": message}


def document() -> dict[str, Any]:
    """Everything, as the file holds it."""
    chance = random.Random(SEED)
    cases = list(drawn(chance))
    return {
        "scripts_sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
        "seed": SEED,
        "cases": cases,
        "refusals": list(refusals(chance, cases)),
    }


def main() -> None:
    """Write the file; its bytes hold no time and no name."""
    torch.set_num_threads(1)
    text = json.dumps(document(), sort_keys=True, separators=(",", ":"))
    with DATA.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())


if __name__ == "__main__":
    main()
