"""Make `winners.json.gz`: which cell of each window is the maximum. Run where torch is installed.

    python -m tests.golden.make_winners

Every case holds the parameters of a max pooling, its input with many equal numbers, and PyTorch's
``return_indices``, flat: into the input, or behind a padding layer into the padded input. A window
without numbers, whose maximum is minus infinity, has None.
"""

from __future__ import annotations

import math
import random
from itertools import islice
from math import prod
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

from tests.golden.archive import write

SEED = 20261128
EACH = 36

Case: TypeAlias = dict[str, Any]
NAMES = {
    "max_pool": 2,
    "max_pool1d": 1,
    "max_pool3d": 3,
    "adaptive_max_pool": 2,
    "adaptive_max_pool1d": 1,
}


def drawn(chance: random.Random, name: str) -> Case:
    """Random parameters; PyTorch may reject them."""
    axes = NAMES[name]

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(axes)]

    size = each(1, 4 if axes == 3 else 7)
    if name.startswith("adaptive"):
        return {"input_size": size, "output_size": each(1, 4)}
    kernel = each(1, 3 if axes == 3 else 4)
    found: Case = {
        "input_size": size,
        "kernel_size": kernel,
        "stride": each(1, 3),
        "dilation": each(1, 2),
        "ceil_mode": chance.random() < 0.3,
        "padding": [chance.randint(0, k // 2) for k in kernel],
    }
    if axes < 3 and chance.random() < 0.3:
        found["padding_mode"] = chance.choice(["zeros", "replicate"])
        found["ceil_mode"] = False
    return found


def pooled(name: str, parameters: Case, batch: Tensor) -> tuple[Tensor, Tensor]:
    """The maxima of a batch, and their indices."""
    axes = NAMES[name]
    if name.startswith("adaptive"):
        kind = getattr(nn, f"AdaptiveMaxPool{axes}d")
        maxima, places = kind(tuple(parameters["output_size"]), return_indices=True)(batch)
        return maxima, places
    padding, mode = tuple(parameters["padding"]), parameters.get("padding_mode")
    if mode is not None:
        sides = [side for one in reversed(padding) for side in (one, one)]
        batch = functional.pad(batch, sides, {"zeros": "constant"}.get(mode, mode))
        padding = (0,) * axes
    layer = getattr(nn, f"MaxPool{axes}d")(
        tuple(parameters["kernel_size"]),
        tuple(parameters["stride"]),
        padding,
        tuple(parameters["dilation"]),
        return_indices=True,
        ceil_mode=parameters["ceil_mode"],
    )
    maxima, places = layer(batch)
    return maxima, places


def case(name: str, parameters: Case, chance: random.Random) -> Case | None:
    """What PyTorch does; None if it rejects the parameters."""
    size = parameters["input_size"]
    numbers = [chance.randint(-2, 1) for _ in range(prod(size))]
    batch = torch.tensor(numbers, dtype=torch.float64).reshape(1, 1, *size)
    try:
        maxima, places = pooled(name, parameters, batch)
    except RuntimeError:
        return None
    if not 0 < maxima.numel() <= 40:
        return None
    found = zip(maxima.flatten().tolist(), places.flatten().tolist(), strict=True)
    winners = [None if math.isinf(number) else place for number, place in found]
    return {"operation": name, "parameters": parameters, "input": numbers, "winners": winners}


def main() -> None:
    """Write the golden data."""
    chance = random.Random(SEED)
    cases = []
    for name in NAMES:
        made = (case(name, drawn(chance, name), chance) for _ in range(10_000))
        cases += list(islice((one for one in made if one is not None), EACH))
    write("winners", {"torch": torch.__version__, "cases": cases})


if __name__ == "__main__":
    main()
