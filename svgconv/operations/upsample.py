"""Upsampling: `torch.nn.Upsample`, in the modes of two axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError, enumeration
from svgconv.operations import _keras, _keras_layers
from svgconv.operations._resampling import MODES, Resampling
from svgconv.operations._spelling import Spelling, function, keras_class
from svgconv.operations.base import INTERPOLATION, Step, SumForm, average
from svgconv.specification.phrases import moves_over, torch_size, with_axes
from svgconv.specification.scalars import Factors
from svgconv.specification.sizes import LINE_NAMES, axes_in, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.states import States

MOST_OUTPUTS = 6


def _interpolation(axes: int, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of ``F.interpolate``.

    Raises
    ------
    SvgconvError: it is smoothed, which is not drawn.
    """
    if arguments.pop("antialias", False):
        raise SvgconvError("antialias", "True is not drawn", "leave it out")
    return arguments


def _aligned(axes: int, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of ``nn.UpsamplingBilinear2d``, which aligns the corners."""
    return {"mode": "bilinear", "align_corners": True, **arguments}


@dataclass(frozen=True)
class Upsample(Resampling):
    """An upsampling of one channel, as `torch.nn.Upsample` computes it.

    Give either ``scale_factor`` or ``size``. A factor below 1 samples down.
    """

    name: ClassVar[str] = "upsample"
    example: ClassVar[str] = "3, scale_factor=2"
    torch_module: ClassVar[str] = "Upsample"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "size", "scale_factor", "mode", "align_corners", "recompute_scale_factor",
    )  # fmt: skip
    spellings: ClassVar[tuple[Spelling, ...]] = (
        function(*torch_signature, "antialias", name="interpolate", read=_interpolation),
        Spelling("UpsamplingNearest2d", ("size", "scale_factor")),
        Spelling("UpsamplingBilinear2d", ("size", "scale_factor"), read=_aligned),
        _keras.layer(
            "UpSampling2D", "size", "data_format", "interpolation", read=_keras.upsampling
        ),
    )

    is_exact: ClassVar[bool] = True
    is_layer: ClassVar[bool] = True

    @property
    def sum_form(self) -> SumForm | None:
        """A sum with the weights of the units around an output's place, or an average."""
        if self.mode == "area":
            from svgconv.states.arithmetic import counted_cells

            return average(counted_cells([self._windows(axis)[1] for axis in range(self.axes)]))
        return INTERPOLATION if self._weighted else None

    def states(self) -> States:
        """Return the states: the nearest unit, or those around each output's place."""
        from svgconv.states.axis import Axis
        from svgconv.states.limits import within_limits
        from svgconv.states.sampled import SampledStates

        longest = tuple(map(self._longest, range(self.axes)))
        within_limits(self.input_size, longest, self.output_size)
        axes, weights_by_output = [], []
        for axis, units in enumerate(self.input_size):
            starts, each, places = self._windows(axis)
            stops = [start + len(found) for start, found in zip(starts, each, strict=True)]
            windows = Axis.stretched(starts=starts, stops=stops, units=units)
            axes.append(windows.sampled_at(list(map(float, places))))
            weights_by_output.append(each)
        return SampledStates(
            operation=self.name,
            parameters=self.all_parameters(),
            axes=tuple(axes),
            input_size=self.input_size,
            weights=tuple(weights_by_output),
        )

    def all_parameters(self) -> dict[str, Any]:
        """Return every parameter that is given, and for bilinear sampling ``align_corners``."""
        return super().all_parameters() | (
            {"align_corners": bool(self.align_corners)} if self._weighted else {}
        )

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        values = input
        for axis in range(self.axes):
            starts, each, _ = self._windows(axis)
            if not (self._weighted or self.mode == "area"):
                values = values.take(starts, axis)
                continue
            exactly = values.dtype.kind == "O"
            matrix = np.zeros((len(starts), self.input_size[axis]), object if exactly else float)
            for row, (start, found) in enumerate(zip(starts, each, strict=True)):
                matrix[row, start : start + len(found)] = found
            values = np.moveaxis(np.tensordot(matrix, values, (1, axis)), 0, axis)
        return values

    def title(self) -> str:
        """Return a title such as ``Upsampling: input 3×3, bilinear, output 6×6``."""
        parts = [f"input {times(self.input_size)}"]
        if self.scale_factor is not None:
            parts.append(f"scale factor {_torch_factors(self.scale_factor)}")
        parts.append(self.mode)
        parts += ["aligned corners"] * bool(self.align_corners)
        kind = with_axes("Upsampling", self.axes)
        return f"{kind}: {', '.join(parts)}, output {times(self.output_size)}"

    def description(self) -> str:
        """Return sentences about the window and its result."""
        if self.mode == "area":
            return (
                f"A window with a varying size {moves_over(self.axes)} the input."
                " The shaded output cell is the average of the cells under it."
            )
        if self.mode == "bicubic":
            return (
                f"A window of up to four units along each axis {moves_over(self.axes)} the input."
                " It is around the place of the shaded output cell, which is a sum of these units"
                " with cubic weights."
            )
        if not self._linear:
            return (
                f"A window of one unit {moves_over(self.axes)} the input. It is at the unit that"
                " is nearest to the shaded output cell, which has the same value."
            )
        shape = ("cell", "square", "cube")[self.axes - 1]
        return (
            f"A {shape} with the size of a unit {moves_over(self.axes)} the input, to the place of"
            " the shaded output cell. The part of a unit that it covers is that unit's weight."
        )

    def steps(self, axis: int) -> list[Step]:
        """Return the output's size: the input's, multiplied and rounded down, or as given."""
        count, source = self.output_size[axis], f"torch.nn.{self.torch_module}"
        if self.scale_factor is None:
            return [Step(source, "size", str(count), count)]
        factor = self.scale_factor[axis]
        numbers = f"floor({self.input_size[axis]} · {factor})"
        return [Step(source, "floor(i · scale_factor)", numbers, count)]

    def remarks(self) -> list[str]:
        """Return how an output's place is found, and what it reads there."""
        names = [f"{name}s" for name in LINE_NAMES[self.axes]]
        places = [self._place_words(axis) for axis in range(self.axes)]
        reads = [self._reads_words(axis) for axis in range(self.axes)]
        remarks = places[:1]
        if len(set(places)) > 1:
            remarks = [f"{name}: {words}" for name, words in zip(names, places, strict=True)]
        if len(set(reads)) == 1:
            return [*remarks, f"{enumeration(names, 'and')}: {reads[0]}"]
        return remarks + [f"{name}: {words}" for name, words in zip(names, reads, strict=True)]

    def _place_words(self, axis: int) -> str:
        """Where an output's place is on an axis; PyTorch has shortcuts for sizes that it keeps."""
        given = self.scale_factor is not None and not self.recompute_scale_factor
        scale = "1 / scale_factor" if given else "i / o"
        units, count = self.input_size[axis], self.output_size[axis]
        if self.mode == "area":
            return "output cell n reads input cells floor(n·i / o) to ceil((n + 1)·i / o) - 1"
        if self.mode == "nearest-exact":
            return f"output cell n reads input cell floor((n + 0.5)·scale), scale = {scale}"
        if self.mode == "nearest":
            if given and self.axes == 2 and count in (units, 2 * units):
                return f"output cell n reads input cell {'n' if count == units else 'floor(n / 2)'}"
            return f"output cell n reads input cell floor(n·scale), scale = {scale}"
        if self.align_corners:
            return f"output cell n lies at {'n·(i - 1) / (o - 1)' if count > 1 else '0'}"
        if given and self._linear and count == units:
            return "output cell n lies at n"
        least = ", at least 0" * self._linear
        return f"output cell n lies at (n + 0.5)·scale - 0.5{least}; scale = {scale}"

    def _reads_words(self, axis: int) -> str:
        starts, each, _ = self._windows(axis)
        outputs = [
            " + ".join(
                f"x{start + step}" if weight == 1 else f"{float(weight):.3g}·x{start + step}"
                for step, weight in enumerate(found)
            ).replace("+ -", "- ")
            for start, found in zip(starts, each, strict=True)
        ]
        if len(outputs) > MOST_OUTPUTS:
            outputs[MOST_OUTPUTS - 2 : -1] = ["..."]
        return ", ".join(outputs)

    def torch_call(self) -> str:
        """Return the layer, without defaults."""
        if self.scale_factor is None:
            arguments = [f"size={torch_size(self.size or ())}"]
        else:
            arguments = [f"scale_factor={_torch_factors(self.scale_factor)}"]
        arguments += [f'mode="{self.mode}"']
        for name in ("align_corners", "recompute_scale_factor"):
            if (value := getattr(self, name)) is not None:
                arguments.append(f"{name}={value}")
        return f"nn.{self.torch_module}({', '.join(arguments)})"

    @classmethod
    def axes_of(cls, parameters: Mapping[str, Any]) -> int | None:
        """Return the number of axes of a mode that only this number has, or of the sizes."""
        having = [axes for axes, modes in MODES.items() if parameters.get("mode") in modes]
        if len(having) == 1:
            return having[0]
        given = (parameters.get(name) for name in ("size", "scale_factor", "input_size"))
        return next(filter(None, map(axes_in, given)), None)

    def keras_layers(self) -> list[str]:
        """Return the layer; none for fractions, and for corners that are aligned."""
        sizes = [*zip(self.output_size, self.input_size, strict=True)]
        factors = tuple(count // units for count, units in sizes)
        whole = self.scale_factor in (None, factors)
        if (
            self.align_corners
            or self.mode in ("bicubic", "area")
            or (self._linear and self.axes != 2)
            or not whole
            or any(count % units for count, units in sizes)
        ):
            return []
        mode = 'interpolation="bilinear"' * self._linear
        arguments = filter(None, (torch_size(factors), mode))
        name = keras_class(self.spellings, self.axes)
        return [f"{_keras_layers.PACKAGE}{name}({', '.join(arguments)})"]

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the same arguments."""
        return dict(arguments)


def _torch_factors(numbers: Factors) -> str:
    return str(numbers[0]) if len(set(numbers)) == 1 else f"({', '.join(map(str, numbers))})"


OPERATION = Upsample
