"""Random parameters for `make_pytorch.py`: of every operation, of many kinds, sound and spoiled.

Parameters are as the golden data holds them: a list with a number for each axis, and padding as
``[[before, after], ...]`` where an operation takes both sides.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Parameters: TypeAlias = dict[str, Any]
Draw: TypeAlias = Callable[[random.Random, int], Any]
"""A random value for so many axes."""

MODES = ("reflect", "replicate", "circular")


def each(least: int, most: int) -> Draw:
    """A number for each axis."""
    return lambda chance, axes: [chance.randint(least, most) for _ in range(axes)]


def alike(least: int, most: int) -> Draw:
    """Padding whose two sides are alike on each axis."""
    return lambda chance, axes: [[side, side] for side in each(least, most)(chance, axes)]


def unlike(least: int, most: int) -> Draw:
    """Padding with a number for each side."""
    return lambda chance, axes: [each(least, most)(chance, 2) for _ in range(axes)]


def among(*values: Any) -> Draw:
    """One of the values."""
    return lambda chance, axes: chance.choice(values)


@dataclass(frozen=True)
class Kind:
    """So many random parameters of one kind of an operation."""

    operation: str
    count: int
    draws: dict[str, Draw]

    @property
    def axes(self) -> int:
        """The operation's axes."""
        return 1 if self.operation.endswith("1d") else 2

    def draw(self, chance: random.Random) -> Parameters:
        """Parameters of this kind; PyTorch may refuse them."""
        return {name: draw(chance, self.axes) for name, draw in self.draws.items()}


CONV = {
    "input_size": each(1, 9),
    "kernel_size": each(1, 5),
    "stride": each(1, 4),
    "dilation": each(1, 3),
    "padding": alike(0, 3),
    "padding_mode": among("zeros"),
}
TRANSPOSE = {
    "input_size": each(1, 5),
    "kernel_size": each(1, 5),
    "stride": each(1, 4),
    "dilation": each(1, 3),
    "padding": alike(0, 3),
    "output_padding": each(0, 2),
}
POOL = {
    "input_size": each(1, 10),
    "kernel_size": each(1, 5),
    "stride": each(1, 4),
    "padding": each(0, 2),
    "ceil_mode": among(False, True),
}
MAX = POOL | {"dilation": each(1, 3)}
AVERAGE = POOL | {"count_include_pad": among(False, True)}
CEIL = {"ceil_mode": among(True), "stride": each(2, 6)}
ADAPTIVE = {"input_size": each(1, 10), "output_size": each(1, 10)}
GLOBAL = {"input_size": each(1, 30), "output_size": each(1, 1)}

KINDS = (
    Kind("conv", 100, CONV),
    Kind("conv", 80, CONV | {"padding": unlike(0, 4)}),
    Kind("conv", 80, CONV | {
        "padding": among("same"), "kernel_size": each(1, 6), "stride": each(1, 1),
    }),
    Kind("conv", 30, CONV | {"padding": among("valid")}),
    Kind("conv", 50, CONV | {
        "kernel_size": each(1, 2), "stride": each(3, 5), "padding": alike(0, 2),
    }),
    Kind("conv", 120, CONV | {"padding_mode": among(*MODES), "padding": alike(0, 5)}),
    Kind("conv", 80, CONV | {"padding_mode": among(*MODES), "padding": unlike(0, 5)}),
    Kind("conv", 40, CONV | {
        "padding_mode": among(*MODES), "padding": among("same"), "stride": each(1, 1),
        "kernel_size": each(2, 6),
    }),
    Kind("conv1d", 60, CONV),
    Kind("conv1d", 40, CONV | {"padding": unlike(0, 4)}),
    Kind("conv1d", 40, CONV | {
        "padding": among("same", "valid"), "kernel_size": each(1, 6), "stride": each(1, 1),
    }),
    Kind("conv1d", 80, CONV | {"padding_mode": among(*MODES), "padding": unlike(0, 6)}),
    Kind("conv_transpose", 100, TRANSPOSE),
    Kind("conv_transpose", 80, TRANSPOSE | {"padding": unlike(0, 4)}),
    Kind("conv_transpose", 50, TRANSPOSE | {
        "kernel_size": each(1, 2), "stride": each(3, 4), "dilation": each(1, 2),
    }),
    Kind("conv_transpose", 50, TRANSPOSE | {
        "input_size": each(2, 6), "kernel_size": each(1, 2), "dilation": each(1, 2),
        "padding": alike(2, 5),
    }),
    Kind("conv_transpose", 40, TRANSPOSE | {
        "input_size": each(1, 6), "kernel_size": each(1, 2), "padding": unlike(0, 6),
    }),
    Kind("conv_transpose1d", 80, TRANSPOSE),
    Kind("conv_transpose1d", 60, TRANSPOSE | {"padding": unlike(0, 5)}),
    Kind("max_pool", 120, MAX),
    Kind("max_pool", 60, MAX | CEIL),
    Kind("max_pool", 20, MAX | {"stride": among(None)}),
    Kind("max_pool1d", 60, MAX),
    Kind("max_pool1d", 40, MAX | CEIL),
    Kind("avg_pool", 120, AVERAGE),
    Kind("avg_pool", 60, AVERAGE | CEIL),
    Kind("avg_pool", 20, AVERAGE | {"stride": among(None)}),
    Kind("avg_pool", 30, AVERAGE | {"divisor_override": among(1, 2, 3, 7, -2)}),
    Kind("avg_pool1d", 60, AVERAGE),
    Kind("avg_pool1d", 40, AVERAGE | CEIL),
    Kind("adaptive_max_pool", 80, ADAPTIVE),
    Kind("adaptive_avg_pool", 80, ADAPTIVE),
    Kind("adaptive_max_pool1d", 40, ADAPTIVE),
    Kind("adaptive_avg_pool1d", 40, ADAPTIVE),
    *(Kind(f"adaptive_{kind}_pool{axes}", 10, GLOBAL) for kind in ("max", "avg")
      for axes in ("", "1d")),
)  # fmt: skip

OPERATIONS = tuple(dict.fromkeys(kind.operation for kind in KINDS))


def spoilers(operation: str) -> list[Parameters]:
    """Changes of sound parameters, each of which may make PyTorch refuse them."""
    axes = 1 if operation.endswith("1d") else 2

    def told(**numbers: list[Any]) -> list[Parameters]:
        return [{name: value[:axes] for name, value in numbers.items()}]

    changes = told(input_size=[0, 5]) + told(input_size=[0, 0])
    if operation.startswith("adaptive"):
        return changes + told(output_size=[-1, 2]) + told(output_size=[2.5, 2.5])
    changes += told(kernel_size=[0, 0]) + told(kernel_size=[-1, 2]) + told(kernel_size=[2.0, 2.0])
    changes += [{"kernel_size": [3] * (axes + 1)}]
    changes += told(stride=[0, 0]) + told(stride=[-1, 1]) + told(stride=[1.5, 1.5])
    if "pool" in operation:
        changes += told(padding=[-1, -1]) + told(padding=[9, 9])
        changes += told(padding=[2, 2], kernel_size=[3, 3], dilation=[1, 1])
        changes += told(padding=[1, 1], kernel_size=[1, 1], dilation=[1, 1])
        changes += told(padding=[0, 0], kernel_size=[9, 9], input_size=[3, 3], stride=[1, 1])
        changes += told(padding=[0, 0], kernel_size=[9, 9], input_size=[3, 3], stride=[7, 7])
        if operation.startswith("avg"):
            changes = [{k: v for k, v in one.items() if k != "dilation"} for one in changes]
        else:
            changes += told(dilation=[0, 0]) + told(dilation=[1, -1])
        return changes + [{"divisor_override": 0}] * (operation == "avg_pool")
    changes += told(dilation=[0, 0]) + told(dilation=[-1, 1])
    changes += told(padding=[[-1, -1], [-1, -1]])
    changes += [{"padding": "full"}, {"padding": "SAME"}]
    if operation.startswith("conv_transpose"):
        return [
            *changes,
            {"padding": "same"},
            {"padding": "valid"},
            *told(output_padding=[1, 1], stride=[1, 1], dilation=[1, 1]),
            *told(output_padding=[2, 2], stride=[2, 2], dilation=[2, 2]),
            *told(output_padding=[3, 0], stride=[3, 9], dilation=[1, 9]),
            *told(output_padding=[-1, -1]),
            *told(padding=[[9, 9], [0, 0]], stride=[1, 1], dilation=[1, 1]),
            *told(padding=[[1, 1], [0, 0]], input_size=[1, 1], kernel_size=[1, 1]),
        ]
    return [
        *changes,
        {"padding": "same", **told(stride=[2, 2])[0]},
        {"padding": "same", **told(stride=[2, 1], kernel_size=[1, 1])[0]},
        {"padding": "valid", **told(input_size=[3, 3], kernel_size=[4, 4])[0]},
        {"padding": "valid", **told(input_size=[3, 9], kernel_size=[2, 2], dilation=[3, 1])[0]},
        *told(padding=[[1, 0], [0, 0]], input_size=[2, 2], kernel_size=[4, 1]),
        {"padding_mode": "mirror"},
        *(
            {"padding_mode": mode, **told(padding=[[n, n], [n, n]], input_size=[3, 3])[0]}
            for mode, n in (("reflect", 3), ("reflect", 4), ("circular", 4))
        ),
        {"padding_mode": "reflect", **told(padding=[[3, 0], [0, 0]], input_size=[3, 3])[0]},
        {"padding_mode": "circular", **told(padding=[[0, 4], [0, 0]], input_size=[3, 3])[0]},
        {"padding_mode": "reflect", "padding": "same",
         **told(input_size=[2, 2], kernel_size=[6, 6], stride=[1, 1])[0]},
    ]  # fmt: skip
