"""Random specifications of every operation in every view, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from random import Random
from typing import Any

from tests.truth import norms
from tests.truth.parameters import PARAMETERS, Parameters

NAMES = tuple(PARAMETERS)


@dataclass(frozen=True)
class Specification:
    """One figure, as `svgconv.load` takes it.

    Attributes
    ----------
    view: empty for the operation's default view.
    values: the numbers ``input``, ``weight`` and ``bias`` in nested lists; None for no numbers.
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


def random_specification(random: Random, *, numbers: bool = True) -> Specification:
    """Return any specification that svgconv may draw; PyTorch rejects some of them."""
    operation = random.choice(NAMES)
    parameters = PARAMETERS[operation](random, {"1d": 1, "3d": 3}.get(operation[-2:], 2))
    made = Specification(operation, parameters)
    made = replace(made, view=random.choice(views(made)))
    too_many = max(made.channels) > 4  # numbers need channels that are all drawn
    is_cubic = made.parameters.get("mode") == "bicubic"  # its factors are no simple fractions
    if (
        made.kind in ("stack", "deform_conv")
        or is_cubic
        or too_many
        or random.random() < 0.2
        or not numbers
    ):
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
    units = prod(made.parameters["input_size"])
    few = ["im2col"] * (units <= 6)  # padding adds windows, of which a matrix has at most 64
    more = ["gather", "scatter", "scatter"] if made.kind == "conv_transpose" else few
    return [*plain, *more, *["matrix"] * (units <= 30)]


def numbered(made: Specification, random: Random) -> Specification:
    """Return it with numbers, and with sums if the operation has them."""
    shapes = {"input": input_shape(made), "weight": weight_shape(made)}
    draw = random.choice(NUMBERS)
    if made.parameters.get("norm_type", 1) not in norms.ANY_SIGN:
        draw = _positive(draw)
    values = {name: _nested(shape, random, draw) for name, shape in shapes.items() if shape}
    if made.kind in BIASED and random.random() < 0.4:
        values["bias"] = _nested((made.channels[1],), random, draw)
    with_sum = (
        made.kind in SUMMED or made.parameters.get("mode") in ("linear", "bilinear", "area")
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


def _positive(draw: Callable[[Random], float]) -> Callable[[Random], float]:
    return lambda random: abs(draw(random))


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
    "conv", "conv_transpose", "masked_conv", "max_pool", "avg_pool", "lp_pool",
    "adaptive_max_pool", "adaptive_avg_pool",
)  # fmt: skip
BIASED = ("conv", "conv_transpose", "masked_conv")
WEIGHTED = ("conv", "conv_transpose", "masked_conv", "deform_conv")
