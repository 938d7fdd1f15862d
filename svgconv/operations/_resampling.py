"""A resampling's parameters, and the units and weights that follow from them along each axis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import gcd

from svgconv.errors import Name, SvgconvError, Words
from svgconv.operations._repeat import Repeat
from svgconv.operations._sampling import LINEAR, Sampling
from svgconv.operations.base import Operation, parameter
from svgconv.options import Flag
from svgconv.specification.parsers import optional
from svgconv.specification.scalars import Factors, factors, one_of, yes_or_no
from svgconv.specification.sizes import Size, size

MODES = {
    1: ("nearest", "nearest-exact", "linear", "area"),
    2: ("nearest", "nearest-exact", "bilinear", "bicubic", "area"),
    3: ("nearest", "nearest-exact", "trilinear", "area"),
}
"""PyTorch's modes, by the number of axes."""
MODE = Flag("The interpolation.", "MODE")
ALIGNED = (*LINEAR, "bicubic")
"""The modes that can align corners."""


@dataclass(frozen=True)
class Resampling(Operation):
    """A resampling as far as what each output reads goes."""

    scale_factor: Factors | None = parameter(
        optional(factors),
        Flag("How many output cells each input cell becomes, along each axis.", metavar="X|H,W"),
        default=None,
    )
    size: Size | None = parameter(
        optional(size(least=1)), Flag("The size of the output, in cells."), default=None
    )
    mode: str = parameter(one_of(*MODES[2]), MODE, default="nearest")
    align_corners: bool | None = parameter(
        optional(yes_or_no),
        Flag(
            "Align the corner cells of input and output (linear modes and bicubic).",
            metavar="",
            default="no",
        ),
        default=None,
    )
    recompute_scale_factor: bool | None = parameter(
        optional(yes_or_no),
        Flag("Compute the factor again from the sizes.", metavar="", default="no"),
        default=None,
    )

    def check(self) -> None:
        """Reject what PyTorch rejects: no factor and no size, both, or an option of the other."""
        if (self.scale_factor is None) == (self.size is None):
            problem = Words("cannot be combined with ", Name("size")) if self.size else "missing"
            raise SvgconvError(
                "scale_factor",
                problem,
                Words("give either ", Name("scale_factor"), " or ", Name("size")),
            )
        if self.align_corners is not None and self.mode not in ALIGNED:
            problem = Words("cannot be combined with ", Name("mode"), f" {self.mode}")
            raise SvgconvError("align_corners", problem, "leave it out")
        if self.recompute_scale_factor and self.size is not None:
            raise SvgconvError(
                "recompute_scale_factor",
                Words("cannot be combined with ", Name("size")),
                "leave it out",
            )
        for units, count, factor in zip(
            self.input_size, self.output_size, self.scale_factor or self.input_size, strict=True
        ):
            if count < 1:
                raise SvgconvError(
                    "scale_factor",
                    f"{factor:g} is too small for {units} cell{'s' * (units > 1)}",
                    f"use at least 1/{units}",
                )

    @cached_property
    def output_size(self) -> Size:
        """The size given, or floor(i · scale_factor)."""
        if self.scale_factor is None:
            return self.size or ()
        return tuple(int(i * f) for i, f in zip(self.input_size, self.scale_factor, strict=True))

    @property
    def given_output(self) -> str:
        """``size``, if it is given."""
        return "size" if self.scale_factor is None else ""

    def repeat(self, axis: int) -> Repeat:
        """Return the units after which the places of the outputs repeat.

        With aligned corners and a factor, no smaller input has the same places; what is kept there
        is the factor.
        """
        units, count = self.input_size[axis], self.output_size[axis]
        least = min(units, 3 if self.mode == "bicubic" else 1 + self._linear)
        if self.scale_factor is not None:
            ratio = Fraction(repr(self.scale_factor[axis]))
            found = Repeat.of(ratio.denominator, ratio.numerator, units, count, least)
            kept = units - found.units * found.most, count - found.outputs * found.most
            exactly = int(kept[0] * self.scale_factor[axis]) == kept[1] and (
                self.mode != "area" or units * found.outputs == count * found.units
            )
            return found if exactly else replace(found, most=0)
        last = 1 if self.align_corners else 0
        if min(units, count) == last:  # corners that are aligned, but are one cell
            return Repeat(1, 1, 0)
        common = gcd(units - last, count - last)
        steps = (units - last) // common, (count - last) // common
        return Repeat.of(*steps, units, count, least)

    def sampling(self, axis: int) -> Sampling:
        """Return where the outputs of an axis lie among its units."""
        factor = None
        if self.scale_factor is not None and not self.recompute_scale_factor:
            factor = float(self.scale_factor[axis])
        sizes = self.input_size[axis], self.output_size[axis]
        return Sampling(*sizes, factor, bool(self.align_corners), self.axes == 2)

    def _windows(self, axis: int) -> tuple[list[int], list[list[Fraction]], list[Fraction]]:
        """For each output the first unit read, the weights from there on, and its own place."""
        return self.sampling(axis).windows(self.mode)

    def _longest(self, axis: int) -> int:
        """The most units that an output reads along an axis."""
        if self.mode == "area":
            return -(-self.input_size[axis] // self.output_size[axis]) + 1
        return 4 if self.mode == "bicubic" else 1 + self._linear

    @property
    def _linear(self) -> bool:
        return self.mode in LINEAR

    @property
    def _weighted(self) -> bool:
        """Whether weights depend on the output's place between the units."""
        return self.mode in ALIGNED
