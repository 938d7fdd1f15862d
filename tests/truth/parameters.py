"""Random parameters of every operation, most of which PyTorch accepts."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from random import Random
from typing import Any

Parameters = dict[str, Any]

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


def _lp_pool(random: Random, axes: int) -> Parameters:
    made = {name: value for name, value in _pool(random, axes).items() if name != "padding"}
    return {**made, "norm_type": random.choice([1, 2, 2, 3, 4, 7, 0.5, 1.2, 1.5, "inf"])}


def _adaptive(random: Random, axes: int) -> Parameters:
    size = _each(random, axes, 1, 5)
    output = [None if random.random() < 0.1 else n for n in size]
    return {"input_size": _each(random, axes, 1, LARGEST[axes] + 1), "output_size": output}


def _upsample(random: Random, axes: int) -> Parameters:
    linear = ("linear", "bilinear", "trilinear")[axes - 1]
    more = ["bicubic"] if axes == 2 else []
    mode = random.choice(["nearest", "nearest-exact", *[linear] * 3, *more, "area"])
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
    if mode in (linear, "bicubic") and random.random() < 0.5:
        made["align_corners"] = random.random() < 0.7
    return made


def _columns(random: Random, size: str, channels: str) -> Parameters:
    return {
        size: _each(random, 2, 1, 5),
        "kernel_size": _each(random, 2, 1, 3),
        **_seldom(random, {
            "stride": _each(random, 2, 1, 3),
            "padding": _each(random, 2, 0, 2),
            "dilation": _each(random, 2, 1, 2),
            channels: random.randint(1, 4),
        }),
    }  # fmt: skip


def _unshuffle(random: Random, axes: int) -> Parameters:
    factor = random.randint(1, 3)
    size = [factor * n for n in _each(random, axes, 1, 2)]
    return {"input_size": size, "downscale_factor": factor}


def _layer(random: Random, axes: int) -> Parameters:
    kind = random.choice(["conv", "conv", "conv", "max_pool", "avg_pool", "conv_transpose", "pool",
                          "lp_pool"])  # fmt: skip
    suffix = "1d" if axes == 1 else ""
    if kind == "pool":
        name = random.choice(["adaptive_avg_pool", "adaptive_max_pool"])
        return {"operation": f"{name}{suffix}", "output_size": _each(random, axes, 1, 4)}
    draw = {"conv": _conv, "conv_transpose": _conv_transpose, "max_pool": _max_pool,
            "lp_pool": _lp_pool}  # fmt: skip
    made = draw.get(kind, _avg_pool)(random, axes)
    if kind == "conv_transpose":  # a crop is no layer
        made["padding"] = _each(random, axes, 0, 2)
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
    **dict.fromkeys(("lp_pool", "lp_pool1d", "lp_pool3d"), _lp_pool),
    **dict.fromkeys(
        (f"adaptive_{kind}_pool{axes}" for kind in ("avg", "max") for axes in ("", "1d", "3d")),
        _adaptive,
    ),
    "masked_conv": _masked_conv,
    "deform_conv": _deform_conv,
    "upsample": _upsample,
    "upsample1d": _upsample,
    "upsample3d": _upsample,
    "unfold": lambda random, _: _columns(random, "input_size", "in_channels"),
    "fold": lambda random, _: _columns(random, "output_size", "out_channels"),
    "pixel_shuffle": lambda random, axes: {
        "input_size": _each(random, axes, 1, 2),
        "upscale_factor": random.randint(1, 3),
    },
    "pixel_unshuffle": _unshuffle,
    "stack": _stack,
}
