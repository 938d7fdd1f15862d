"""Average pooling along any number of axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from svgconv.operations._pooling import Pooling
from svgconv.operations.base import SumForm, average, parameter
from svgconv.options import Flag
from svgconv.specification.scalars import yes_or_no

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True)
class AveragePooling(Pooling):
    """An average pooling of one channel: each window gives the average of its cells."""

    kind: ClassVar[str] = "Average pooling"
    guide: ClassVar[str] = "section 3, relationship 7"
    is_exact: ClassVar[bool] = True

    count_include_pad: bool = parameter(
        yes_or_no,
        Flag("Whether the padding's zeros count in an average.", metavar=""),
        default=True,
    )

    @property
    def padding_value(self) -> float | None:
        """Zero; None if the padding does not count."""
        return 0 if self.count_include_pad else None

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        from svgconv.states.arithmetic import pooled

        return pooled(self.states(), input, np.sum) / self.divisors()

    @property
    def sum_form(self) -> SumForm:
        """An average."""
        return average(self.divisors())

    def divisors(self) -> Array:
        """Return the number of cells that count in each window, in the output's shape."""
        from svgconv.states.arithmetic import counted_cells

        states = self.states()
        return counted_cells(
            [axis.cells if self.count_include_pad else axis.reads for axis in states.axes]
        )

    def title(self) -> str:
        """Return the title; it says if the padding does not count."""
        title = super().title()
        if self.count_include_pad or not any(self.padding):
            return title
        return title.replace(", output", ", padding not counted, output")

    def _padding_words(self) -> str:
        return super()._padding_words() if self.count_include_pad else "cells that do not count"

    def _result_words(self) -> str:
        return "the average of"

    def _padding_remarks(self) -> list[str]:
        if self.count_include_pad:
            return ["the padding's zeros count: each window divides by the number of all its cells"]
        return ["the padding does not count: each window divides by the number of its input cells"]

    def _torch_arguments(self) -> list[str]:
        arguments = super()._torch_arguments()
        return arguments + ["count_include_pad=False"] * (not self.count_include_pad)
