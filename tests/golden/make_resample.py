"""Make `resample.json.gz`: what PyTorch's rearrangements and upsamplings read, compute and refuse.

    python -m tests.golden.make_resample

Run where torch is installed. Every case holds an operation's parameters, the shape of PyTorch's
output, the numbers that it computes from `numbered` inputs, and for each output cell (row-major)
the input cells that it depends on, as flat indices, with their weights: PyTorch's own Jacobian, in
which what is below `NOISE` is rounding. Upsampling to the nearest unit runs in float32, which
decides between units; all else runs in float64. Every refusal holds parameters for which `torch.nn`
raises, and the first line that it says. The same seed and PyTorch give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn

SEED = 20160916
NOISE = 1e-6
DIGITS = 9
MOST_CELLS = 180

HERE = Path(__file__).resolve()
DATA = HERE.with_name("resample.json.gz")

Parameters: TypeAlias = dict[str, Any]


def tuples(value: Any) -> Any:
    """JSON's lists as tuples."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value


def numbered(size: list[int], seed: int) -> Tensor:
    """Whole numbers, some negative, in this shape; the tests make the same."""
    flat = [(7 * n * n + 3 * n + seed) % 23 - 11 for n in range(math.prod(size))]
    return torch.tensor(flat, dtype=torch.float64).reshape(size)


def sizes(chance: random.Random, least: int, most: int) -> list[int]:
    """A number for each of two axes."""
    return [chance.randint(least, most) for _ in range(2)]


def windows(chance: random.Random) -> Parameters:
    """A window, which may be too large."""
    return {
        "kernel_size": sizes(chance, 1, 4),
        "stride": sizes(chance, 1, 3),
        "padding": sizes(chance, 0, 2),
        "dilation": sizes(chance, 1, 3),
    }


def unfold(chance: random.Random) -> Parameters:
    """Of unfold."""
    return {"input_size": sizes(chance, 1, 8), **windows(chance)}


def fold(chance: random.Random) -> Parameters:
    """Of fold, the matrix's size sometimes wrong."""
    told = {"output_size": sizes(chance, 1, 7), **windows(chance)}
    counts = [
        (told["output_size"][axis] + 2 * told["padding"][axis]
         - told["dilation"][axis] * (told["kernel_size"][axis] - 1) - 1)
        // told["stride"][axis] + 1
        for axis in range(2)
    ]  # fmt: skip
    matrix = [math.prod(told["kernel_size"]), max(1, math.prod(counts))]
    if chance.random() < 0.15:
        matrix[chance.randrange(2)] += chance.choice([-1, 1])
    return {"input_size": [max(1, count) for count in matrix], **told}


def factor(chance: random.Random) -> float:
    """A factor, mostly above 1, and often no whole number."""
    kind = chance.randrange(4)
    if kind == 0:
        return chance.randint(1, 4)
    if kind == 1:
        return chance.choice([0.5, 1.5, 2.5, 0.75, 1.25])
    return round(chance.uniform(0.3, 3.5), chance.choice([1, 2, 6]))


def upsample(chance: random.Random) -> Parameters:
    """Of upsampling, in all modes, up and down."""
    told: Parameters = {"input_size": sizes(chance, 1, 7)}
    if chance.random() < 0.35:
        told["size"] = sizes(chance, 1, 12)
    else:
        told["scale_factor"] = chance.choice([factor(chance), [factor(chance), factor(chance)]])
        told["recompute_scale_factor"] = chance.choice([None, None, False, True])
    told["mode"] = chance.choice(["nearest", "nearest-exact", "bilinear", "bilinear"])
    if told["mode"] == "bilinear":
        told["align_corners"] = chance.choice([None, False, True, True])
    return told


def pixel_shuffle(chance: random.Random) -> Parameters:
    """Of pixel shuffle."""
    return {"input_size": sizes(chance, 1, 4), "upscale_factor": chance.randint(1, 4)}


def pixel_unshuffle(chance: random.Random) -> Parameters:
    """Of pixel unshuffle, the factor often none that divides the size."""
    times, r = sizes(chance, 1, 4), chance.randint(1, 4)
    spoiled = chance.choice([[0, 0], [0, 0], sizes(chance, 0, 1)])
    size = [count * r + more for count, more in zip(times, spoiled)]  # noqa: B905
    return {"input_size": size, "downscale_factor": r}


KINDS: dict[str, tuple[int, Callable[[random.Random], Parameters]]] = {
    "unfold": (130, unfold),
    "fold": (130, fold),
    "upsample": (320, upsample),
    "pixel_shuffle": (25, pixel_shuffle),
    "pixel_unshuffle": (25, pixel_unshuffle),
}

LAYERS = {
    "unfold": nn.Unfold,
    "fold": nn.Fold,
    "upsample": nn.Upsample,
    "pixel_shuffle": nn.PixelShuffle,
    "pixel_unshuffle": nn.PixelUnshuffle,
}

SPOILED: list[tuple[str, Parameters]] = [
    *(("unfold", {"input_size": [5, 5], "kernel_size": 3} | one) for one in (
        {"kernel_size": 0}, {"stride": 0}, {"dilation": 0}, {"padding": -1}, {"kernel_size": 6},
        {"kernel_size": 3, "dilation": 3}, {"kernel_size": [3, 2, 1]}, {"stride": -1},
    )),
    *(("fold", {"input_size": [4, 9], "output_size": 4, "kernel_size": 2} | one) for one in (
        {"kernel_size": 0}, {"stride": 0}, {"dilation": 0}, {"output_size": 0},
        {"input_size": [4, 8]}, {"input_size": [3, 9]}, {"output_size": 1}, {"output_size": -4},
        {"output_size": [4, 4, 4]}, {"padding": 1},
    )),
    *(("upsample", {"input_size": [3, 4]} | one) for one in (
        {}, {"scale_factor": 2, "size": 3}, {"scale_factor": 0.1}, {"scale_factor": -1.5},
        {"scale_factor": 0}, {"size": 0}, {"size": -2}, {"scale_factor": 2, "align_corners": True},
        {"scale_factor": 2, "align_corners": False}, {"size": [3, 3, 3]},
        {"scale_factor": 2, "mode": "nearest-exact", "align_corners": True},
        {"size": 5, "recompute_scale_factor": True}, {"scale_factor": 2, "mode": "linear"},
        {"scale_factor": 2, "mode": "trilinear"}, {"scale_factor": 2, "mode": "cubic"},
        {"scale_factor": [2, 2, 2]}, {"size": 2.5}, {"scale_factor": 0.3, "mode": "bilinear"},
    )),
    *(("pixel_shuffle", {"input_size": [2, 2], "upscale_factor": r}) for r in (0, -1, 1.5)),
    *(("pixel_unshuffle", {"input_size": [4, 4], "downscale_factor": r}) for r in (0, -1, 3, 5)),
]  # fmt: skip


class Run:
    """One operation with parameters, as a function of a tensor without batch and channel."""

    def __init__(self, operation: str, parameters: Parameters) -> None:
        told = {name: tuples(value) for name, value in parameters.items() if value is not None}
        self.operation = operation
        self.size = list(told.pop("input_size"))
        if operation == "pixel_shuffle":
            self.size = [int(told["upscale_factor"]) ** 2, *self.size]
        self.layer = LAYERS[operation](**told)
        nearest = told.get("mode", "nearest") != "bilinear" and operation == "upsample"
        self.dtype = torch.float32 if nearest else torch.float64

    def __call__(self, inputs: Tensor) -> Tensor:
        """The layer's output."""
        whole = self.operation in ("pixel_shuffle", "fold")
        outputs: Tensor = self.layer(inputs[None] if whole else inputs[None, None])[0]
        one = outputs.dim() == 3 and self.operation != "pixel_unshuffle"
        return outputs[0] if one else outputs

    def case(self, seed: int) -> dict[str, Any]:
        """What it computes and reads."""
        inputs = numbered(self.size, seed).to(self.dtype)
        outputs = self(inputs)
        jacobian: Any = torch.autograd.functional.jacobian(self, inputs)
        rows = jacobian.reshape(outputs.numel(), inputs.numel()).tolist()
        return {
            "seed": seed,
            "output": list(outputs.shape),
            "values": [round(value, DIGITS) for value in outputs.flatten().tolist()],
            "reads": [
                [[unit, round(weight, DIGITS)] for unit, weight in enumerate(row)
                 if abs(weight) > NOISE]
                for row in rows
            ],
        }  # fmt: skip


def attempt(operation: str, parameters: Parameters, seed: int) -> dict[str, Any]:
    """A case, or PyTorch's refusal of one."""
    told = {"operation": operation, "parameters": parameters}
    try:
        return told | Run(operation, parameters).case(seed)
    except (RuntimeError, ValueError, TypeError, NotImplementedError, ZeroDivisionError) as error:
        return told | {"refusal": str(error).split("\n")[0]}


def main() -> None:
    """Write the data."""
    chance = random.Random(SEED)
    found = [attempt(operation, told, 0) for operation, told in SPOILED]
    for one in found:
        assert "refusal" in one, one
    for operation, (count, draw) in KINDS.items():
        cases = 0
        while cases < count:
            one = attempt(operation, draw(chance), chance.randrange(23))
            if "refusal" not in one and math.prod(one["output"]) > MOST_CELLS:
                continue
            found.append(one)
            cases += "refusal" not in one
    script = hashlib.sha256(HERE.read_bytes()).hexdigest()
    data = {
        "torch": torch.__version__,
        "script_sha256": script,
        "cases": [one for one in found if "refusal" not in one],
        "refusals": [one for one in found if "refusal" in one],
    }
    text = json.dumps(data, separators=(",", ":"))
    DATA.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(len(data["cases"]), "cases", len(data["refusals"]), "refusals", DATA.stat().st_size)


if __name__ == "__main__":
    main()
