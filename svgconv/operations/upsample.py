"""Upsampling: `torch.nn.Upsample`, by the nearest unit or bilinearly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._sampling import Sampling, weights
from svgconv.operations.base import INTERPOLATION, Operation, Step, SumForm, parameter
from svgconv.options import Flag
from svgconv.specification.parsers import optional
from svgconv.specification.phrases import moves_over, torch_size
from svgconv.specification.scalars import Factors, factors, one_of, yes_or_no
from svgconv.specification.sizes import LINE_NAMES, Size, size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.states import States

MODES = ("nearest", "nearest-exact", "bilinear")
MOST_OUTPUTS_TOLD = 6


@dataclass(frozen=True)
class Upsample(Operation):
    """An upsampling of one channel; with a factor below 1 it samples down.

    Parameters are spelled as in `torch.nn.Upsample`: one of ``scale_factor`` and ``size``.
    """

    name: ClassVar[str] = "upsample"
    torch_module: ClassVar[str] = "Upsample"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "size", "scale_factor", "mode", "align_corners", "recompute_scale_factor",
    )  # fmt: skip

    is_linear: ClassVar[bool] = True

    scale_factor: Factors | None = parameter(
        optional(factors),
        Flag("Output cells for each input cell (upsample).", metavar="X|H,W"),
        default=None,
    )
    size: Size | None = parameter(
        optional(size(least=1)), Flag("The output's size instead (upsample)."), default=None
    )
    mode: str = parameter(
        one_of(*MODES), Flag(f"How it is sampled: {', '.join(MODES)}.", "MODE"), default="nearest"
    )
    align_corners: bool | None = parameter(
        optional(yes_or_no),
        Flag("Corner units on corner units (upsample, bilinear).", metavar=""),
        default=None,
    )
    recompute_scale_factor: bool | None = parameter(
        optional(yes_or_no),
        Flag("Sample by the sizes, not by the factor as given (upsample).", metavar=""),
        default=None,
    )

    def check(self) -> None:
        """Refuse what PyTorch refuses: no factor and no size, both, or what goes with the other."""
        if (self.scale_factor is None) == (self.size is None):
            given = "is given beside size" if self.size else "missing, and so is size"
            raise SvgconvError("scale_factor", given, "give one of them")
        if self.align_corners is not None and self.mode != "bilinear":
            raise SvgconvError("align_corners", f"mode {self.mode} has none", "leave it out")
        if self.recompute_scale_factor and self.size is not None:
            raise SvgconvError(
                "recompute_scale_factor", "means nothing beside size", "leave it out"
            )
        for units, count, factor in zip(
            self.input_size, self.output_size, self.scale_factor or self.input_size, strict=True
        ):
            if count < 1:
                raise SvgconvError(
                    "scale_factor",
                    f"{factor:g} leaves nothing of {units} cell{'s' * (units > 1)}",
                    f"use at least 1/{units}",
                )

    @property
    def sum_form(self) -> SumForm | None:
        """A sum with the weights of the units around an output's place, if it is bilinear."""
        return INTERPOLATION if self._linear else None

    @cached_property
    def output_size(self) -> Size:
        """The size given, or floor(i · scale_factor)."""
        if self.scale_factor is None:
            return self.size or ()
        return tuple(int(i * f) for i, f in zip(self.input_size, self.scale_factor, strict=True))

    def sampling(self, axis: int) -> Sampling:
        """Where the outputs of an axis lie among its units."""
        factor = None
        if self.scale_factor is not None and not self.recompute_scale_factor:
            factor = float(self.scale_factor[axis])
        aligned = bool(self.align_corners)
        return Sampling(self.input_size[axis], self.output_size[axis], factor, aligned)

    def _windows(self, axis: int) -> tuple[list[int], list[list[float]], list[float]]:
        """For each output the first unit read, the weights from there on, and its own place."""
        sampling = self.sampling(axis)
        if self.mode == "bilinear":
            places = sampling.places()
            return [int(place) for place in places], [weights(place) for place in places], places
        units = sampling.nearest() if self.mode == "nearest" else sampling.nearest_exact()
        return units, [[1.0]] * len(units), []

    def states(self) -> States:
        """The unit that is nearest, or the four around the place of each output."""
        from svgconv.states.axis import Axis
        from svgconv.states.sampled import SampledStates
        from svgconv.states.states import within_limits

        within_limits(self.input_size, (2,) * self.axes, self.output_size)
        axes, weights_by_output = [], []
        for axis, units in enumerate(self.input_size):
            starts, each, places = self._windows(axis)
            stops = [start + len(found) for start, found in zip(starts, each, strict=True)]
            axes.append(Axis.stretched(starts=starts, stops=stops, units=units).sampled_at(places))
            weights_by_output.append(each)
        return SampledStates(
            operation=self.name,
            parameters=self.all_parameters(),
            axes=tuple(axes),
            input_size=self.input_size,
            weights=tuple(weights_by_output),
        )

    def all_parameters(self) -> dict[str, Any]:
        """Every parameter that is given, and whether corners are aligned where that matters."""
        told = super().all_parameters()
        return told | ({"align_corners": bool(self.align_corners)} if self._linear else {})

    @property
    def _linear(self) -> bool:
        return self.mode == "bilinear"

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        values = input
        for axis in range(self.axes):
            starts, each, _ = self._windows(axis)
            if not self._linear:
                values = values.take(starts, axis)
                continue
            matrix = np.zeros((len(starts), self.input_size[axis]))
            for row, (start, found) in enumerate(zip(starts, each, strict=True)):
                matrix[row, start : start + len(found)] = found
            values = np.moveaxis(np.tensordot(matrix, values, (1, axis)), 0, axis)
        return values

    def title(self) -> str:
        """Such as ``Upsampling: input 3×3, scale factor 2, bilinear, output 6×6``."""
        parts = [f"input {times(self.input_size)}"]
        if self.scale_factor is not None:
            parts.append(f"scale factor {_factors(self.scale_factor)}")
        parts.append(self.mode)
        parts += ["aligned corners"] * bool(self.align_corners)
        return f"Upsampling: {', '.join(parts)}, output {times(self.output_size)}"

    def description(self) -> str:
        """What moves over what, and what it gives."""
        if not self._linear:
            return (
                f"The nearest unit {moves_over(self.axes)} the input; it gives the shaded output"
                " cell."
            )
        return (
            f"A square as large as a unit {moves_over(self.axes)} the input, to where the shaded"
            " output cell lies on it; it covers each of up to four units by that unit's weight."
        )

    def steps(self, axis: int) -> list[Step]:
        """The output's size: the input's, multiplied, rounded down; or as given."""
        count, source = self.output_size[axis], f"torch.nn.{self.torch_module}"
        if self.scale_factor is None:
            return [Step(source, "size", str(count), count)]
        factor = self.scale_factor[axis]
        numbers = f"floor({self.input_size[axis]} · {factor})"
        return [Step(source, "floor(i · scale_factor)", numbers, count)]

    def remarks(self) -> list[str]:
        """How an output's place is found, and what it reads there, by which weights."""
        remarks = [self._place_words()]
        said = [self._reads_words(axis) for axis in range(self.axes)]
        if len(set(said)) == 1:
            names = " and ".join(f"{name}s" for name in LINE_NAMES[self.axes])
            return [*remarks, f"{names}: {said[0]}"]
        return remarks + [
            f"{name}s: {words}" for name, words in zip(LINE_NAMES[self.axes], said, strict=True)
        ]

    def _place_words(self) -> str:
        given = self.scale_factor is not None and not self.recompute_scale_factor
        scale = "1 / scale_factor" if given else "i / o"
        if self.mode == "nearest":
            return f"output cell n reads input cell floor(n·scale), scale = {scale}"
        if self.mode == "nearest-exact":
            return f"output cell n reads input cell floor((n + 0.5)·scale), scale = {scale}"
        if self.align_corners:
            return "output cell n lies at n·(i - 1) / (o - 1)"
        return f"output cell n lies at (n + 0.5)·scale - 0.5, no less than 0; scale = {scale}"

    def _reads_words(self, axis: int) -> str:
        starts, each, _ = self._windows(axis)
        told = [
            " + ".join(
                f"x{start + step}" if weight == 1 else f"{weight:.3g}·x{start + step}"
                for step, weight in enumerate(found)
            )
            for start, found in zip(starts, each, strict=True)
        ]
        if len(told) > MOST_OUTPUTS_TOLD:
            told[MOST_OUTPUTS_TOLD - 2 : -1] = ["..."]
        return ", ".join(told)

    def torch_call(self) -> str:
        """The layer, its defaults left out."""
        if self.scale_factor is None:
            arguments = [f"size={torch_size(self.size or ())}"]
        else:
            arguments = [f"scale_factor={_torch_factors(self.scale_factor)}"]
        arguments += [f'mode="{self.mode}"']
        for name in ("align_corners", "recompute_scale_factor"):
            if (said := getattr(self, name)) is not None:
                arguments.append(f"{name}={said}")
        return f"nn.{self.torch_module}({', '.join(arguments)})"

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """The same arguments."""
        return dict(arguments)


def _factors(numbers: Factors) -> str:
    return str(numbers[0]) if len(set(numbers)) == 1 else "×".join(map(str, numbers))


def _torch_factors(numbers: Factors) -> str:
    return str(numbers[0]) if len(set(numbers)) == 1 else f"({', '.join(map(str, numbers))})"


OPERATION = Upsample
