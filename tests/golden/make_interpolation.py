"""Make `interpolation.json.gz`: what PyTorch's modes of upsampling compute along one to three axes.

    python -m tests.golden.make_interpolation

A case has the parameters, `numbered` inputs' outputs, and for each output cell the flat indices of
the input units with a weight. The same seed and PyTorch give the same bytes.
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

SEED = 20261129
COUNTS = {
    (2, "bicubic"): 80, (2, "area"): 40,
    (1, "linear"): 40, (1, "area"): 20, (1, "nearest"): 20, (1, "nearest-exact"): 20,
    (3, "trilinear"): 25, (3, "area"): 15, (3, "nearest"): 15, (3, "nearest-exact"): 15,
}  # fmt: skip
FACTORS = (0.5, 0.75, 1, 1.1, 1.3, 1.5, 2, 3)
ALIGNED = ("linear", "bilinear", "bicubic", "trilinear")
MOST_CELLS = 80
NOISE = 1e-9
DIGITS = 10


def parameters(chance: random.Random, axes: int, mode: str) -> Parameters:
    """Random sizes or factors."""
    most = 5 if axes < 3 else 3
    made: Parameters = {"input_size": [chance.randint(1, most) for _ in range(axes)], "mode": mode}
    if chance.random() < 0.5:
        made["size"] = [chance.randint(1, most + 2) for _ in range(axes)]
    else:
        made["scale_factor"] = [chance.choice(FACTORS) for _ in range(axes)]
        if chance.random() < 0.3:
            made["recompute_scale_factor"] = chance.random() < 0.5
    if mode in ALIGNED and chance.random() < 0.6:
        made["align_corners"] = chance.random() < 0.6
    return made


def case(axes: int, given: Parameters) -> dict[str, Any]:
    """One case."""
    own = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    size = own.pop("input_size")
    dtype = torch.float32 if "nearest" in given["mode"] else torch.float64
    layer = nn.Upsample(**own)
    output = layer(numbered(list(size), 1).to(dtype)[None, None])[0, 0]
    lone = torch.eye(math.prod(size), dtype=dtype).reshape(-1, 1, *size)
    weights = layer(lone).reshape(len(lone), -1).T
    return {
        "axes": axes,
        "parameters": given,
        "output": list(output.shape),
        "values": [round(value, DIGITS) for value in output.flatten().tolist()],
        "reads": [(row.abs() > NOISE).nonzero().flatten().tolist() for row in weights],
    }


def drawn(chance: random.Random) -> Iterator[dict[str, Any]]:
    """The cases of every mode."""
    for (axes, mode), count in COUNTS.items():
        found = 0
        while found < count:
            given = parameters(chance, axes, mode)
            sizes = given.get("size") or [
                int(size * factor)
                for size, factor in zip(given["input_size"], given["scale_factor"], strict=True)
            ]
            if 0 < math.prod(sizes) <= MOST_CELLS:
                found += 1
                yield case(axes, given)


def main() -> None:
    """Write the data."""
    torch.set_num_threads(1)
    contents = {
        "torch": torch.__version__,
        "seed": SEED,
        "cases": list(drawn(random.Random(SEED))),
    }
    write("interpolation", contents, "numbered.py")


if __name__ == "__main__":
    main()
