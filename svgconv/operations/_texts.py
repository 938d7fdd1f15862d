"""The words about an operation, and the calls that compute the same."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Any

from svgconv.operations._keras_layers import sequence
from svgconv.operations._parameters import Parameters
from svgconv.operations._step import Step
from svgconv.specification.phrases import frames_phrase
from svgconv.specification.sizes import AXIS_NAMES, Size, times

IN_WORDS = (
    "kernel_size", "stride", "dilation", "groups", "scale_factor", "upscale_factor",
    "downscale_factor",
)  # fmt: skip
"""The parameters that a few words about a layer mention."""


class Texts(Parameters):
    """The title, the description, the arithmetic and the calls of an operation."""

    @property
    @abstractmethod
    def output_shape(self) -> Size:
        """The output's shape: its size, with several channels first."""

    @property
    @abstractmethod
    def frame_count(self) -> int:
        """The number of frames."""

    @abstractmethod
    def title(self) -> str:
        """Return one line that names the operation and its parameters."""

    @abstractmethod
    def description(self) -> str:
        """Return sentences that describe the figure for those who cannot see it."""

    @abstractmethod
    def steps(self, axis: int) -> list[Step]:
        """Return the arithmetic of the output's size along one axis."""

    @abstractmethod
    def remarks(self) -> list[str]:
        """Return what the arithmetic does not show: unread cells, inserted zeros, a crop."""

    @abstractmethod
    def torch_call(self) -> str:
        """Return the PyTorch expression for this operation."""

    def words(self) -> str:
        """Return a few words such as ``convolution, kernel 3×3, stride 2``, without the sizes."""
        kind = self.title().partition(":")[0].removeprefix(f"{self.axes}D ")
        given = self.parameters()
        parts = [
            f"{name.replace('_', ' ').removesuffix(' size')} {self._each(name, given[name])}"
            for name in IN_WORDS
            if name in given
        ]
        return ", ".join([kind[0].lower() + kind[1:], *parts])

    def _each(self, name: str, value: Any) -> str:
        """Return ``3×2`` for numbers that differ from axis to axis; a kernel has all its sides."""
        numbers = value if isinstance(value, list) else [value]
        several = self.axes if name == "kernel_size" and len(numbers) == 1 else 1
        return "×".join(map(str, numbers * several))

    def torch_layer(self) -> str:
        """Return the PyTorch expression as a layer, which ``nn.Sequential`` takes."""
        return self.torch_call()

    def keras_layers(self) -> list[str]:
        """Return the layers of Keras that compute the same; none if Keras has none."""
        return []

    def keras_call(self) -> str:
        """Return the Keras expression for this operation; ``""`` if Keras has none."""
        return sequence(self.keras_layers())

    def all_steps(self) -> list[Step]:
        """Return the steps of all axes: once if they are the same, else with the axes' names."""
        axes = [tuple(self.steps(axis)) for axis in range(self.axes)]
        if len({*axes}) == 1:
            return [*axes[0]]
        return [
            replace(step, source=f"{name}, {step.source}")
            for name, steps in zip(AXIS_NAMES[self.axes], axes, strict=True)
            for step in steps
        ]

    def explanation(self) -> list[str]:
        """Return the arithmetic of the sizes, step by step, as lines of text."""
        lines = [self.title()]
        lines += [f"  {line}" for step in self.all_steps() for line in step.lines()]
        lines += [f"  {remark}" for remark in self.remarks()]
        lines.append(f"  output {times(self.output_shape)}, {frames_phrase(self.frame_count)}")
        lines.append(f"  PyTorch: {self.torch_call()}")
        lines += [f"  Keras: {call}"] if (call := self.keras_call()) else []
        return lines
