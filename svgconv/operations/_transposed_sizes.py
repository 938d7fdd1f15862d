"""The parameters of a transposed convolution, and the sizes that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from svgconv.errors import Name, SvgconvError, Words
from svgconv.operations._channels import Channelled
from svgconv.operations._repeat import Repeat
from svgconv.operations.base import parameter
from svgconv.options import Flag
from svgconv.specification.flags import (
    DILATION,
    KERNEL_SIZE,
    OUTPUT_SIZE,
    TRANSPOSED_PADDING,
    TRANSPOSED_STRIDE,
)
from svgconv.specification.padding_words import SAME, Padding, halves, not_same, padding_of_sides
from svgconv.specification.parsers import optional
from svgconv.specification.phrases import torch_size
from svgconv.specification.sizes import Sides, Size, size, times


@dataclass(frozen=True)
class TransposedSizes(Channelled):
    """A transposed convolution as far as its sizes go."""

    kernel_size: Size = parameter(size(least=1), KERNEL_SIZE)
    stride: Size = parameter(size(least=1), TRANSPOSED_STRIDE, default=1)
    padding: Padding = parameter(padding_of_sides, TRANSPOSED_PADDING, default=0)
    output_padding: Size = parameter(
        size(least=0),
        Flag("Rows and columns to add to the output, at the bottom and on the right."),
        default=0,
    )
    dilation: Size = parameter(size(least=1), DILATION, default=1)
    output_size: Size = parameter(optional(size(least=1)), OUTPUT_SIZE, default=None)

    def check(self) -> None:
        """Reject what PyTorch rejects: too much output padding, and an empty output."""
        super().check()
        if self.padding == SAME:
            raise not_same("is a padding of convolutions that are not transposed", self._same_sides)
        if isinstance(self.padding, str):
            self._check_same(self.padding)
        least = self._least_output()
        if (wanted := cast("Size | None", self.output_size)) is not None and not isinstance(
            self.padding, str
        ):
            object.__setattr__(self, "output_padding", added(wanted, least, self.stride))
        total = tuple(map(sum, zip(least, self.extra, strict=True)))
        object.__setattr__(self, "output_size", total)
        for extra, s, d in zip(self.output_padding, self.stride, self.dilation, strict=True):
            if extra >= max(s, d):
                raise SvgconvError(
                    "output_padding",
                    f"{extra} is not smaller than the stride, {s}, or the dilation, {d}",
                    f"use at most {max(s, d) - 1}"
                    if max(s, d) > 1
                    else "use 0, or a larger stride",
                )
        for axis, count in enumerate(self.output_size):
            if count < 1:
                before, after = self.sides[axis]
                raise SvgconvError(
                    "padding",
                    f"{before} and {after} remove the whole output",
                    f"use at most {before + after + count - 1} in total",
                )

    @property
    def reach(self) -> Size:
        """d(k-1): the cells by which the window reaches beyond its first."""
        return tuple(d * (k - 1) for k, d in zip(self.kernel_size, self.dilation, strict=True))

    def _check_same(self, word: str) -> None:
        """Reject sizes of the output that are given next to a word, which gives them."""
        if any(self.output_padding):
            raise SvgconvError(
                "output_padding",
                Words(
                    f"{torch_size(self.output_padding)} cannot be combined with ",
                    Name("padding"),
                    f" {word!r}, whose output is i·s",
                ),
                "leave it out",
            )
        sizes = tuple(i * s for i, s in zip(self.input_size, self.stride, strict=True))
        wanted = cast("Size | None", self.output_size)
        if wanted not in (None, sizes):
            problem = f"{times(wanted or ())} is not {times(sizes)}, the output of {word!r}"
            raise SvgconvError("output_size", problem, "leave it out")

    @cached_property
    def sides(self) -> Sides:
        """The output cells that are lost before and after, for each axis."""
        return self._same_sides(self.padding) if isinstance(self.padding, str) else self.padding

    def _same_sides(self, word: str) -> Sides:
        """The output cells that are lost with a word for padding."""
        return tuple(
            halves(max(0, reach + 1 - s), word)
            for reach, s in zip(self.reach, self.stride, strict=True)
        )

    @property
    def extra(self) -> Size:
        """The additional rows and columns of the output, at the bottom and on the right.

        They are ``output_padding``. With ``same_upper`` or ``same_lower`` there are as many as a
        kernel spans less than the stride.
        """
        if not isinstance(self.padding, str):
            return self.output_padding
        return tuple(
            max(0, s - reach - 1) for reach, s in zip(self.reach, self.stride, strict=True)
        )

    @cached_property
    def border(self) -> Sides:
        """The zeros before and after the spread input; negative if it is cropped."""
        return tuple(
            (reach - before, reach - after + extra)
            for reach, (before, after), extra in zip(
                self.reach, self.sides, self.extra, strict=True
            )
        )

    @property
    def spread(self) -> Size:
        """The input's size with s-1 zeros between its units."""
        return tuple((i - 1) * s + 1 for i, s in zip(self.input_size, self.stride, strict=True))

    @property
    def drawn(self) -> Size:
        """The drawn grid's size."""
        return tuple(n + sum(b) for n, b in zip(self.spread, self.border, strict=True))

    def _least_output(self) -> Size:
        """Return the output's size without output padding: (i-1)s - 2p + d(k-1) + 1."""
        return tuple(
            spread + reach - sum(padding)
            for spread, reach, padding in zip(self.spread, self.reach, self.sides, strict=True)
        )

    def repeat(self, axis: int) -> Repeat:
        """Return one unit, of which two are kept, so that the zeros between them are seen.

        No window reaches over both ends of the input, and no unit's kernel over both ends of the
        output, unless one does already.
        """
        s, reach, (before, after) = self.stride[axis], self.reach[axis], self.sides[axis]
        least, least_count = min(2, self.input_size[axis]), 1
        if min(self.border[axis]) > 0:
            least = max(least, -(-(reach - 1) // s) + 1)
        if before > 0 and after > self.extra[axis]:
            least_count = (-(-before // s) - 1) * s + reach + 1 - before
        return Repeat.of(1, s, self.input_size[axis], self.output_size[axis], least, least_count)

    def parameters(self) -> dict[str, Any]:
        """Return the parameters without the output's size, which follows from them."""
        every = super().parameters()
        return {name: value for name, value in every.items() if name != "output_size"}

    def all_parameters(self) -> dict[str, Any]:
        """Return every parameter without the output's size, which follows from them."""
        every = super().all_parameters()
        return {name: value for name, value in every.items() if name != "output_size"}


def added(wanted: Size, least: Size, stride: Size) -> Size:
    """Return the output padding of each axis, as PyTorch chooses it for ``output_size``.

    Parameters
    ----------
    wanted: the output's size that is asked for.
    least: the output's size without output padding.

    Raises
    ------
    SvgconvError: a size that no output padding from 0 to the stride less 1 gives.
    """
    most = tuple(size + s - 1 for size, s in zip(least, stride, strict=True))
    sizes = zip(wanted, least, most, strict=True)
    if not all(low <= size <= high for size, low, high in sizes):
        problem = f"{times(wanted)} is not between {times(least)} and {times(most)}"
        remedy = f"use {times(least)}" if least == most else f"use {times(least)} to {times(most)}"
        raise SvgconvError("output_size", problem, remedy)
    return tuple(size - low for size, low in zip(wanted, least, strict=True))
