"""Random specifications of every operation in every view, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from random import Random
from typing import Any

Parameters = dict[str, Any]


@dataclass(frozen=True)
class Specification:
    """One figure, as `svgconv.load` takes it.

    Attributes
    ----------
    view: empty for the operation's default view.
    values: the numbers ``input`` and ``weight`` in nested lists; None for no numbers.
    sum: whether each frame's sum is written.
    """

    operation: str
    parameters: Parameters
    view: str = ""
    values: dict[str, Any] | None = None
    sum: bool = False

    @property
    def axes(self) -> int:
        """The axes of its input, without channels."""
        return axes_of(self.operation, self.parameters)

    @property
    def kind(self) -> str:
        """The operation's name without its axes: ``conv`` for ``conv3d``."""
        return self.operation.removesuffix("1d").removesuffix("3d")

    @property
    def channels(self) -> tuple[int, int, int]:
        """Input channels, output channels and groups."""
        inputs, outputs, groups = (
            self.parameters.get(name, 1) for name in ("in_channels", "out_channels", "groups")
        )
        return inputs, outputs, groups

    @property
    def recipe(self) -> Parameters:
        """The options beside the operation's name and parameters."""
        chosen = {"view": self.view, "values": self.values, "sum": self.sum}
        return {key: value for key, value in chosen.items() if value}


def axes_of(operation: str, parameters: Parameters) -> int:
    """Return the axes of an operation's input, without channels."""
    if operation == "stack":
        return len(parameters["input_size"])
    return {"1d": 1, "3d": 3}.get(operation[-2:], 2)


def random_specification(random: Random) -> Specification:
    """Return any specification that svgconv may draw; PyTorch rejects some of them."""
    operation = random.choice(NAMES)
    parameters = PARAMETERS[operation](random, {"1d": 1, "3d": 3}.get(operation[-2:], 2))
    made = Specification(operation, parameters)
    made = replace(made, view=random.choice(views(made)))
    too_many = max(made.channels) > 4  # numbers need channels that are all drawn
    if made.kind in ("stack", "deform_conv") or too_many or random.random() < 0.2:
        return made
    return numbered(made, random)


def views(made: Specification) -> list[str]:
    """Return the views that can draw it."""
    if made.kind == "stack":
        return ["planes", "tree"] if made.axes == 1 else ["planes"]
    if made.kind in ("unfold", "fold"):
        return ["columns"]
    if "shuffle" in made.kind:
        return ["shuffle"]
    plain = ["oblique", "flat"]
    if made.kind not in ("conv", "conv_transpose") or made.axes == 3 or made.channels != (1, 1, 1):
        return plain
    small = prod(made.parameters["input_size"]) <= 30
    more = ["gather", "scatter", "scatter"] if made.kind == "conv_transpose" else []
    return [*plain, *more, *["matrix"] * small]


def numbered(made: Specification, random: Random) -> Specification:
    """Return it with numbers, and with sums if the operation has them."""
    shapes = {"input": input_shape(made), "weight": weight_shape(made)}
    draw = random.choice(NUMBERS)
    values = {name: _nested(shape, random, draw) for name, shape in shapes.items() if shape}
    with_sum = (
        made.kind in SUMMED or made.parameters.get("mode") == "bilinear"
    ) and made.view != "scatter"
    return replace(made, values=values, sum=with_sum)


def input_shape(made: Specification) -> tuple[int, ...]:
    """Return the shape of its input as PyTorch has it, without the batch."""
    given = made.parameters
    if made.kind == "fold":
        from tests.truth.pytorch import fold_matrix

        return fold_matrix(given)
    size = tuple(given["input_size"])
    if made.kind == "pixel_shuffle":
        return (given["upscale_factor"] ** 2, *size)
    inputs, outputs, _ = made.channels
    return size if inputs == outputs == 1 else (inputs, *size)


def weight_shape(made: Specification) -> tuple[int, ...]:
    """Return the shape of its weight as PyTorch has it, without channels if there is one each."""
    if made.kind not in WEIGHTED:
        return ()
    kernel = tuple(made.parameters["kernel_size"])
    inputs, outputs, groups = made.channels
    if inputs == outputs == 1:
        return kernel
    if made.kind == "conv_transpose":
        return (inputs, outputs // groups, *kernel)
    return (outputs, inputs // groups, *kernel)


def _nested(shape: tuple[int, ...], random: Random, draw: Callable[[Random], float]) -> Any:
    if not shape:
        return draw(random)
    return [_nested(shape[1:], random, draw) for _ in range(shape[0])]


def _large(random: Random) -> float:
    return random.choice(
        [1, -1, 1e12, -1e12, 1e-12, 0.1, 0.2, -0.3, 1234567.5, 1 / 3, 999999999, 0.005, -2.675,
         1000000.25, 1.0000000000001, 123456.789, 0]
    )  # fmt: skip


NUMBERS: tuple[Callable[[Random], float], ...] = (
    lambda random: random.randint(0, 3),
    lambda random: random.randint(-9, 9),
    lambda random: random.choice([1, -1, 1e12, -1e12, 0]),
    lambda random: random.randint(-99, 99) / 10,
    lambda random: random.randint(-999, 999) / 100,
    _large,
)
SUMMED = (
    "conv", "conv_transpose", "masked_conv", "max_pool", "avg_pool", "adaptive_max_pool",
    "adaptive_avg_pool",
)  # fmt: skip
WEIGHTED = ("conv", "conv_transpose", "masked_conv", "deform_conv")
LARGEST = {1: 9, 2: 6, 3: 3}


def _each(random: Random, axes: int, least: int, most: int) -> list[int]:
    if random.random() < 0.5:
        return [random.randint(least, most)] * axes
    return [random.randint(least, most) for _ in range(axes)]


def _seldom(random: Random, made: Parameters, chance: float = 0.5) -> Parameters:
    """Some of these parameters; the others keep their defaults."""
    return {name: value for name, value in made.items() if random.random() < chance}


def _padding(random: Random, axes: int, most: int) -> list[Any]:
    if random.random() < 0.6:
        return _each(random, axes, 0, most)
    return [_each(random, 2, 0, most) for _ in range(axes)]


def _channels(random: Random, axes: int) -> Parameters:
    if random.random() < 0.75:
        return {}
    groups = random.choice([1, 1, 2, 3])
    most = 2 if axes == 2 else 3
    made = {
        "in_channels": groups * random.randint(1, most),
        "out_channels": groups * random.randint(1, most),
        "groups": groups,
    }
    return made if axes < 3 else {}


def _conv(random: Random, axes: int) -> Parameters:
    padding = "same" if random.random() < 0.1 else _padding(random, axes, 2)
    return {
        "input_size": _each(random, axes, 1, LARGEST[axes]),
        "kernel_size": _each(random, axes, 1, 3 if axes > 1 else 4),
        **_channels(random, axes),
        **_seldom(random, {
            "stride": _each(random, axes, 1, 3),
            "padding": padding,
            "dilation": _each(random, axes, 1, 2 if axes > 1 else 3),
            "padding_mode": random.choice(["reflect", "replicate", "circular", "zeros"]),
        }),
    }  # fmt: skip


def _conv_transpose(random: Random, axes: int) -> Parameters:
    return {
        "input_size": _each(random, axes, 1, {1: 6, 2: 3, 3: 2}[axes]),
        "kernel_size": _each(random, axes, 1, 3 if axes < 3 else 2),
        **_channels(random, axes),
        **_seldom(random, {
            "stride": _each(random, axes, 1, 3 if axes < 3 else 2),
            "padding": _padding(random, axes, 2),
            "output_padding": _each(random, axes, 0, 2),
            "dilation": _each(random, axes, 1, 2),
        }),
    }  # fmt: skip


def _masked_conv(random: Random, axes: int) -> Parameters:
    made = _conv(random, axes)
    for name in ("in_channels", "out_channels", "groups"):
        made.pop(name, None)
    rows, columns = made["kernel_size"]
    digits = [[random.randint(0, 1) for _ in range(columns)] for _ in range(rows)]
    digits[random.randrange(rows)][random.randrange(columns)] = 1
    return {**made, "mask": random.choice(["A", "B", digits])}


def _deform_conv(random: Random, axes: int) -> Parameters:
    made = {
        "input_size": _each(random, axes, 1, 4),
        "kernel_size": _each(random, axes, 1, 3),
        **_seldom(random, {
            "stride": _each(random, axes, 1, 2),
            "padding": _each(random, axes, 0, 2),
            "dilation": _each(random, axes, 1, 2),
        }),
    }  # fmt: skip
    taps = prod(made["kernel_size"])
    return {**made, "offset": [random.randint(-12, 12) / 8 for _ in range(2 * taps)]}


def _pool(random: Random, axes: int) -> Parameters:
    return {
        "input_size": _each(random, axes, 1, {1: 9, 2: 6, 3: 4}[axes]),
        "kernel_size": _each(random, axes, 1, 3 if axes > 1 else 4),
        **_seldom(random, {
            "stride": _each(random, axes, 1, 4),
            "padding": _each(random, axes, 0, 2),
            "ceil_mode": random.random() < 0.7,
        }, 0.6),
    }  # fmt: skip


def _max_pool(random: Random, axes: int) -> Parameters:
    return {**_pool(random, axes), **_seldom(random, {"dilation": _each(random, axes, 1, 3)})}


def _avg_pool(random: Random, axes: int) -> Parameters:
    more: Parameters = {"count_include_pad": False}
    if axes > 1:
        more["divisor_override"] = random.choice([1, 2, 7, -3])
    return {**_pool(random, axes), **_seldom(random, more, 0.3)}


def _adaptive(random: Random, axes: int) -> Parameters:
    size = _each(random, axes, 1, 5)
    output = [None if random.random() < 0.1 else n for n in size]
    return {"input_size": _each(random, axes, 1, LARGEST[axes] + 1), "output_size": output}


def _upsample(random: Random, axes: int) -> Parameters:
    mode = random.choice(["nearest", "nearest-exact", "bilinear", "bilinear", "bilinear"])
    made: Parameters = {"input_size": _each(random, axes, 1, 4), "mode": mode}
    factors = [0.5, 0.7, 1, 1.25, 1.3, 1.5, 2, 2.5, 3, 1.7]
    if random.random() < 0.5:
        made["size"] = _each(random, axes, 1, 6)
    else:
        alike = random.random() < 0.5
        made["scale_factor"] = (
            [random.choice(factors)] * axes if alike else random.choices(factors, k=axes)
        )
        if random.random() < 0.2:
            made["recompute_scale_factor"] = random.random() < 0.5
    if mode == "bilinear" and random.random() < 0.5:
        made["align_corners"] = random.random() < 0.7
    return made


def _columns(random: Random, size: str) -> Parameters:
    return {
        size: _each(random, 2, 1, 5),
        "kernel_size": _each(random, 2, 1, 3),
        **_seldom(random, {
            "stride": _each(random, 2, 1, 3),
            "padding": _each(random, 2, 0, 2),
            "dilation": _each(random, 2, 1, 2),
        }),
    }  # fmt: skip


def _unshuffle(random: Random, axes: int) -> Parameters:
    factor = random.randint(1, 3)
    size = [factor * n for n in _each(random, axes, 1, 2)]
    return {"input_size": size, "downscale_factor": factor}


def _layer(random: Random, axes: int) -> Parameters:
    kind = random.choice(["conv", "conv", "conv", "max_pool", "avg_pool", "conv_transpose", "pool"])
    suffix = "1d" if axes == 1 else ""
    if kind == "pool":
        name = random.choice(["adaptive_avg_pool", "adaptive_max_pool"])
        return {"operation": f"{name}{suffix}", "output_size": _each(random, axes, 1, 4)}
    draw = {"conv": _conv, "conv_transpose": _conv_transpose, "max_pool": _max_pool}
    made = draw.get(kind, _avg_pool)(random, axes)
    dropped = ("input_size", "in_channels", "out_channels", "groups", "divisor_override")
    made = {name: value for name, value in made.items() if name not in dropped}
    return {"operation": f"{kind}{suffix}", **made}


def _stack(random: Random, _: int) -> Parameters:
    axes = random.choice([1, 2])
    layers = [_layer(random, axes) for _ in range(random.randint(1, 3))]
    return {"input_size": _each(random, axes, 2, 11 if axes == 1 else 6), "layers": layers}


PARAMETERS: dict[str, Callable[[Random, int], Parameters]] = {
    **dict.fromkeys(("conv", "conv1d", "conv3d"), _conv),
    **dict.fromkeys(("conv_transpose", "conv_transpose1d", "conv_transpose3d"), _conv_transpose),
    **dict.fromkeys(("max_pool", "max_pool1d", "max_pool3d"), _max_pool),
    **dict.fromkeys(("avg_pool", "avg_pool1d", "avg_pool3d"), _avg_pool),
    **dict.fromkeys(
        ("adaptive_avg_pool", "adaptive_avg_pool1d", "adaptive_max_pool", "adaptive_max_pool1d"),
        _adaptive,
    ),
    "masked_conv": _masked_conv,
    "deform_conv": _deform_conv,
    "upsample": _upsample,
    "unfold": lambda random, _: _columns(random, "input_size"),
    "fold": lambda random, _: _columns(random, "output_size"),
    "pixel_shuffle": lambda random, axes: {
        "input_size": _each(random, axes, 1, 2),
        "upscale_factor": random.randint(1, 3),
    },
    "pixel_unshuffle": _unshuffle,
    "stack": _stack,
}
NAMES = tuple(PARAMETERS)
