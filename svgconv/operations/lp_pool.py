"""Power-average pooling: `torch.nn.LPPool2d`, the root of a sum of powers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._norms import norm
from svgconv.operations._pooling import Pooling
from svgconv.operations._spelling import Spelling, function
from svgconv.operations.base import MAXIMUM, SumForm, parameter
from svgconv.options import Flag
from svgconv.specification.scalars import INFINITE, norm_type
from svgconv.specification.sizes import Size

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array

FORMS: dict[float, tuple[str, str, str]] = {
    1: ("{value}", "", ""),
    2: ("{value}²", "√(", ")"),
    3: ("{value}³", "(", ")^(1/3)"),
}
"""The term of a sum, and what is before and after the terms, by the power; others have ``^``."""

WORDS: dict[float, str] = {1: "the sum of", 2: "the root of the sum of the squares of"}


@dataclass(frozen=True)
class LPPool(Pooling):
    """A power-average pooling of one channel, as `torch.nn.LPPool2d` computes it.

    Each window gives the root of the sum of its cells' powers; ``"inf"`` gives the largest absolute
    value. PyTorch's layer has no padding, so a padding layer pads.
    """

    name: ClassVar[str] = "lp_pool"
    example: ClassVar[str] = "6, 2"
    torch_module: ClassVar[str] = "LPPool2d"
    torch_signature: ClassVar[tuple[str, ...]] = ("norm_type", "kernel_size", "stride", "ceil_mode")
    spellings: ClassVar[tuple[Spelling, ...]] = (function(*torch_signature),)
    kind: ClassVar[str] = "Power-average pooling"
    is_exact: ClassVar[bool] = True

    norm_type: int | float | str = parameter(
        norm_type,
        Flag("The power of each cell; inf gives the largest absolute value.", metavar="P"),
        default=2,
    )

    def check(self) -> None:
        """Reject a window that does not fit; padding with zeros needs no mode."""
        if self.padding_mode == "zeros":
            object.__setattr__(self, "padding_mode", None)
        super().check()

    @property
    def own_padding(self) -> Size | None:
        """None if the input is padded, which needs a padding layer."""
        return None if self.pads else (0,) * self.axes

    @property
    def _pads_itself(self) -> bool:
        return False

    @property
    def power(self) -> float:
        """The norm type as a number."""
        return float(self.norm_type)

    def _forward(self, input: Array, weight: Array | None) -> Array:
        import numpy as np

        from svgconv.states.arithmetic import pooled, under_windows

        states = self.states()
        if self.norm_type == INFINITE:
            return pooled(states, np.abs(input), np.max)
        if self.norm_type == 1 and not any(self.beyond):
            return pooled(states, input, np.sum)
        cells = prod(self.kernel_size)
        counts = self._counts()
        if input.dtype.kind != "O":
            with np.errstate(invalid="ignore"):
                sums = pooled(states, input.astype(np.float64) ** self.power, np.sum)
                return np.asarray((sums * cells / counts) ** (1 / self.power))
        power = Fraction(str(self.norm_type))
        result = np.empty(self.output_size, dtype=object)
        values, there = under_windows(states, input)
        for place, held, has in zip(np.ndindex(self.output_size), values, there, strict=True):
            found = norm(held[has].tolist(), power, Fraction(cells, int(counts[place])))
            if found is None:
                raise self._no_number(place)
            result[place] = found
        return result

    def _no_number(self, place: Size) -> SvgconvError:
        whole = Fraction(str(self.norm_type)).denominator == 1
        held = "of a negative sum" if whole else "with a negative number"
        return SvgconvError(
            "norm_type",
            f"{self.norm_type} {held} in output {', '.join(map(str, place))} gives no number,"
            " in PyTorch, too",
            "use an even number, or an input without negative numbers",
        )

    def _counts(self) -> Array:
        """The number of cells in each window, in the output's shape."""
        from svgconv.states.arithmetic import counted_cells

        return counted_cells([axis.cells for axis in self.states().axes])

    @property
    def sum_form(self) -> SumForm:
        """The sum of powers, scaled if a window reaches beyond the input."""
        p = self.norm_type
        if p == INFINITE:
            return replace(MAXIMUM, term="|{value}|")
        term, opening, closing = FORMS.get(self.power, (f"{{value}}^{p}", "(", f")^(1/{p})"))
        if not any(self.beyond):
            return SumForm(term=term, opening=opening, closing=closing)
        scaled = f"{opening}{prod(self.kernel_size)}·("
        return SumForm(
            term=term, opening=scaled, closing=")", divisors=self._counts(), ending=closing
        )

    def _title_words(self) -> list[str]:
        return [f"norm type {self.norm_type}"]

    def _result_words(self) -> str:
        p = self.norm_type
        if p == INFINITE:
            return "the largest absolute value of"
        others = f"the power 1/{p} of the sum of the powers {p} of"
        return WORDS.get(self.power, others)

    def _padding_remarks(self) -> list[str]:
        return ["a padding layer adds the zeros"]

    def remarks(self) -> list[str]:
        """Return the remarks of all poolings, and what a window beyond the input gives."""
        remarks = super().remarks()
        if any(self.beyond) and self.norm_type != INFINITE:
            remarks.append(
                "the sum of a window that reaches beyond the input is multiplied by"
                f" {prod(self.kernel_size)} / its cells, as in PyTorch"
            )
        return remarks

    def _torch_arguments(self) -> list[str]:
        p = self.norm_type
        written = 'float("inf")' if p == INFINITE else str(p)
        return [written, *super()._torch_arguments()]


OPERATION = LPPool
