"""Make `three_axes.json.gz`: what PyTorch reads, computes and refuses along three axes.

    python -m tests.golden.make_three_axes

Cases and refusals are as those of `make_pytorch.py`, which this script uses; only the operations
and the random parameters are its own. The same seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from typing import Any

import torch
from torch import nn

from tests.golden import make_pytorch
from tests.golden.archive import write
from tests.golden.kinds import MODES, Draw, Parameters, alike, among, each, unlike
from tests.golden.make_pytorch import case, refusal

AXES = 3
SEED = 20141202
BY_CHANCE = 25
LARGEST_OUTPUT, MOST_CELLS, MOST_READS = 6, 64, 1500

make_pytorch.LAYERS |= {
    "conv3d": nn.Conv3d,
    "conv_transpose3d": nn.ConvTranspose3d,
    "max_pool3d": nn.MaxPool3d,
    "avg_pool3d": nn.AvgPool3d,
    "adaptive_max_pool3d": nn.AdaptiveMaxPool3d,
    "adaptive_avg_pool3d": nn.AdaptiveAvgPool3d,
}

CONV: dict[str, Draw] = {
    "input_size": each(1, 5),
    "kernel_size": each(1, 3),
    "stride": each(1, 3),
    "dilation": each(1, 2),
    "padding": alike(0, 2),
    "padding_mode": among("zeros"),
}
TRANSPOSE: dict[str, Draw] = {
    "input_size": each(1, 3),
    "kernel_size": each(1, 3),
    "stride": each(1, 3),
    "dilation": each(1, 2),
    "padding": alike(0, 2),
    "output_padding": each(0, 1),
}
POOL: dict[str, Draw] = {
    "input_size": each(1, 6),
    "kernel_size": each(1, 3),
    "stride": each(1, 3),
    "padding": each(0, 1),
    "ceil_mode": among(False, True),
}
AVERAGE = POOL | {
    "count_include_pad": among(False, True),
    "divisor_override": among(None, None, None, 3, -2),
}
ADAPTIVE: dict[str, Draw] = {"input_size": each(1, 6), "output_size": each(1, 4)}

KINDS: tuple[tuple[str, int, dict[str, Draw]], ...] = (
    ("conv3d", 60, CONV),
    ("conv3d", 40, CONV | {"padding": unlike(0, 2)}),
    ("conv3d", 30, CONV | {"padding": among("same", "valid"), "stride": each(1, 1)}),
    ("conv3d", 50, CONV | {"padding_mode": among(*MODES), "padding": unlike(0, 2)}),
    ("conv_transpose3d", 60, TRANSPOSE),
    ("conv_transpose3d", 30, TRANSPOSE | {"padding": unlike(0, 2)}),
    ("max_pool3d", 60, POOL | {"dilation": each(1, 2)}),
    ("max_pool3d", 20, POOL | {"dilation": each(1, 2), "stride": among(None)}),
    ("avg_pool3d", 60, AVERAGE),
    ("avg_pool3d", 20, AVERAGE | {"stride": among(None)}),
    ("adaptive_max_pool3d", 40, ADAPTIVE),
    ("adaptive_avg_pool3d", 40, ADAPTIVE),
)

OPERATIONS = tuple(dict.fromkeys(operation for operation, _, _ in KINDS))

SPOILERS: tuple[Parameters, ...] = (
    {"input_size": [0, 5, 5]},
    {"input_size": [2, 2, 2], "kernel_size": [3, 1, 1], "padding": [0, 0, 0]},
    {"kernel_size": [0, 1, 1]},
    {"kernel_size": [1, 2.5, 1]},
    {"kernel_size": [2, 2]},
    {"stride": [1, 0, 1]},
    {"stride": [1, 1, 1, 1]},
    {"padding": [-1, 0, 0]},
    {"padding": [3, 0, 0]},
    {"padding": "full"},
    {"padding": "same", "stride": [1, 2, 1]},
    {"dilation": [1, 0, 1]},
    {"output_padding": [3, 0, 0]},
    {"padding_mode": "mirror"},
    {"padding_mode": "reflect", "padding": [[3, 3], [0, 0], [0, 0]], "input_size": [3, 3, 3]},
    {"padding_mode": "circular", "padding": [[0, 0], [0, 0], [4, 4]], "input_size": [3, 3, 3]},
    {"divisor_override": 0},
    {"input_size": [2, 5, 5], "kernel_size": [3, 3, 3], "padding": [1, 1, 1]},
    {"input_size": [1, 5, 5], "kernel_size": [2, 3, 3], "padding": [0, 0, 0], "ceil_mode": True},
    {"output_size": [-1, 1, 1]},
    {"output_size": [1, 1]},
    {"output_size": [1, 2.5, 1]},
    {"output_size": [1, 1, 1, 1]},
)
"""Changes of sound parameters, each of which may make PyTorch refuse them."""


def small(new: dict[str, Any]) -> bool:
    """Whether a case is small enough to be kept, and has an output."""
    sizes, reads = new["output"], sum(map(len, new["reads"]))
    fits = math.prod(sizes) <= MOST_CELLS and reads <= MOST_READS
    return fits and all(1 <= size <= LARGEST_OUTPUT for size in sizes)


def drawn(chance: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Random cases of every kind, no two alike, and what PyTorch refused on the way."""
    cases: list[dict[str, Any]] = []
    refusals: list[dict[str, Any]] = []
    known: set[str] = set()
    for operation, count, draws in KINDS:
        missing = count
        while missing:
            parameters = {name: draw(chance, AXES) for name, draw in draws.items()}
            said = json.dumps([operation, parameters], sort_keys=True)
            if said in known:
                continue
            known.add(said)
            if refused := refusal(operation, parameters):
                refusals.append(refused)
                continue
            new = case(None, operation, parameters)
            if small(new):
                cases.append(new)
                missing -= 1
    return cases, refusals


def spoiled(chance: random.Random, cases: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Sound parameters of each operation with each change that it takes and PyTorch refuses."""
    for operation in OPERATIONS:
        sound = [case["parameters"] for case in cases if case["operation"] == operation]
        for change in SPOILERS:
            one = chance.choice(sound)
            both_sides = operation.startswith("conv")
            told = {
                name: [[side, side] for side in value]
                if name == "padding" and both_sides and not isinstance(value, str)
                and not isinstance(value[0], list)
                else value
                for name, value in change.items()
            }  # fmt: skip
            if {*told} <= {*one} and (refused := refusal(operation, one | told)):
                yield refused


def document() -> dict[str, Any]:
    """Everything, as the file holds it."""
    chance = random.Random(SEED)
    cases, refusals = drawn(chance)
    by_chance = [
        refused
        for name in OPERATIONS
        for refused in [one for one in refusals if one["operation"] == name][:BY_CHANCE]
    ]
    return {
        "torch": torch.__version__,
        "seed": SEED,
        "cases": cases,
        "refusals": [*by_chance, *spoiled(chance, cases)],
    }


def main() -> None:
    """Write the data."""
    torch.set_num_threads(1)
    write("three_axes", document(), "make_pytorch.py", "kinds.py")


if __name__ == "__main__":
    main()
