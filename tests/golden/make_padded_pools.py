"""Make `padded_pools.json.gz`: poolings behind a padding layer. Run where torch is installed.

    python -m tests.golden.make_padded_pools

Every case holds a pooling's parameters, whose padding PyTorch's layer does not have: sides that
differ, or a padding layer's mode. PyTorch pads the input by `torch.nn.functional.pad` and pools it.
An average that does not count the padding is the quotient of the padded input's average and that of
padded ones. A case has the output's shape and values for `numbered` inputs, for each output cell
the input units that it depends on, and the PyTorch expression that svgconv prints, which computes
the same values here.
"""

from __future__ import annotations

import math
import random
from itertools import islice
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

from svgconv.errors import SvgconvError
from svgconv.operations import OPERATIONS
from tests.golden.archive import write
from tests.golden.numbered import numbered

SEED = 20261127
EACH = 40

Case: TypeAlias = dict[str, Any]
NAMES = {"max_pool": 2, "max_pool1d": 1, "avg_pool": 2, "avg_pool1d": 1}
FORMER_NAMES = {"zeros": "constant", None: "constant"}
"""Padding modes, as `functional.pad` calls them."""


def drawn(chance: random.Random, name: str) -> Case:
    """Random parameters; svgconv and PyTorch may reject them."""
    axes = NAMES[name]

    def each(least: int, most: int) -> list[int]:
        return [chance.randint(least, most) for _ in range(axes)]

    mode = chance.choice([None, None, "zeros", "reflect", "replicate", "circular"])
    kernel = each(1, 5)
    most = [2 if mode else k // 2 for k in kernel]
    found: Case = {
        "input_size": each(1, 8),
        "kernel_size": kernel,
        "stride": each(1, 4),
        "padding": [chance.choices(range(side + 1), k=2) for side in most],
        "ceil_mode": chance.random() < 0.3,
    }
    found |= {"padding_mode": mode} if mode else {}
    if name.startswith("max"):
        found["dilation"] = each(1, 2)
    elif mode is None and not found["ceil_mode"]:
        found["count_include_pad"] = False
    return found


def pooled(name: str, parameters: Case, batch: Tensor) -> Tensor:
    """The pooling of a padded batch."""
    sides = [side for both in reversed(parameters["padding"]) for side in both]
    mode = parameters.get("padding_mode")
    ignores = name.startswith("max") and mode is None
    filled = {"value": -math.inf if ignores else 0.0} if mode in (None, "zeros") else {}
    padded = functional.pad(batch, sides, FORMER_NAMES.get(mode, mode), **filled)
    window = tuple(parameters["kernel_size"]), tuple(parameters["stride"])
    kind = getattr(nn, f"{'Max' if name.startswith('max') else 'Avg'}Pool{NAMES[name]}d")
    more = {"dilation": tuple(parameters["dilation"])} if "dilation" in parameters else {}
    layer = kind(*window, ceil_mode=parameters["ceil_mode"], **more)
    result: Tensor = layer(padded)
    if parameters.get("count_include_pad", True):
        return result
    return result / layer(functional.pad(torch.ones_like(batch), sides))


def case(name: str, parameters: Case) -> Case | None:
    """One case; None if svgconv rejects it, or if PyTorch's own padding does the same."""
    size = parameters["input_size"]
    try:
        made = OPERATIONS.get(name).from_parameters(parameters)
    except SvgconvError:
        return None
    call = made.torch_call()
    if "Sequential" not in call and "count_include_pad" not in call:
        return None
    inputs = numbered(size, 1)[None, None]
    values = pooled(name, parameters, inputs)[0, 0]
    same = eval(call, {"nn": nn})(inputs)[0, 0]
    torch.testing.assert_close(values, same)
    low = -1.0 if name.startswith("max") else 0.0
    units = torch.full((math.prod(size),) * 2, low, dtype=torch.float64)
    units.fill_diagonal_(1)
    found = pooled(name, parameters, units.reshape(-1, 1, *size)).flatten(1).T
    return {
        "operation": name,
        "parameters": parameters,
        "output": list(values.shape),
        "values": [v if math.isfinite(v) else str(v) for v in values.flatten().tolist()],
        "reads": [(row > 0).nonzero().flatten().tolist() for row in found],
        "call": call,
    }


def cases() -> list[Case]:
    """The cases of every operation."""
    found: list[Case] = []
    for name in NAMES:
        chance = random.Random(f"{SEED} {name}")
        some = (case(name, drawn(chance, name)) for _ in iter(int, 1))
        found += islice(filter(None, some), EACH)
    return found


if __name__ == "__main__":
    write("padded_pools", {"torch": torch.__version__, "cases": cases()}, "numbered.py")
