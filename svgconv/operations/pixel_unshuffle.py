"""Pixel unshuffle: `torch.nn.PixelUnshuffle`; the cells of a plane become those of channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._shuffling import Shuffling
from svgconv.operations._spelling import Spelling, function
from svgconv.operations.base import Step, parameter
from svgconv.options import Flag
from svgconv.specification.phrases import channels_of
from svgconv.specification.scalars import count
from svgconv.specification.sizes import AXIS_NAMES, Size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True)
class PixelUnshuffle(Shuffling):
    """A pixel unshuffle, as `torch.nn.PixelUnshuffle` computes it.

    The cells of one plane become the cells of ``downscale_factor`` squared smaller channels. The
    factor divides the input's size.
    """

    name: ClassVar[str] = "pixel_unshuffle"
    example: ClassVar[str] = "6, 2"
    torch_module: ClassVar[str] = "PixelUnshuffle"
    torch_signature: ClassVar[tuple[str, ...]] = ("downscale_factor",)
    spellings: ClassVar[tuple[Spelling, ...]] = (function(*torch_signature),)
    into_one: ClassVar[bool] = False

    downscale_factor: int = parameter(
        count,
        Flag("How many input cells become one output cell, along each axis.", metavar="N"),
    )

    def check(self) -> None:
        """Reject an input that the factor does not divide."""
        for name, size in zip(AXIS_NAMES[2], self.input_size, strict=True):
            if size % self.factor:
                raise SvgconvError(
                    "downscale_factor",
                    f"{self.factor} does not divide the input's {name}, {size}",
                    f"use an input of {max(1, size // self.factor) * self.factor}",
                )

    @property
    def factor(self) -> int:
        """The factor."""
        return self.downscale_factor

    @cached_property
    def output_size(self) -> Size:
        """The size of each channel: the input's, divided."""
        return tuple(size // self.factor for size in self.input_size)

    @property
    def large_size(self) -> Size:
        """The input's size."""
        return self.input_size

    def _forward(self, input: Array, weight: Array | None) -> Array:
        r, (rows, columns) = self.factor, self.output_size
        dealt = input.reshape(rows, r, columns, r).transpose(1, 3, 0, 2)
        return dealt.reshape(self.output_shape)

    def title(self) -> str:
        """Return a title such as ``Pixel unshuffle: input 6×6, ..., output 4 channels of 3×3``."""
        ends = times(self.input_size), channels_of(self.output_shape)
        return f"Pixel unshuffle: input {ends[0]}, downscale factor {self.factor}, output {ends[1]}"

    def description(self) -> str:
        """Return a sentence about the cells."""
        return (
            f"Each of {self.factor**2} output channels has one cell of every"
            f" {self.factor}×{self.factor} block of the input; the shaded input cell becomes the"
            " shaded output cell."
        )

    def steps(self, axis: int) -> list[Step]:
        """Return the output's size: the input's, divided."""
        i, o = self.input_size[axis], self.output_size[axis]
        return [Step("torch.nn.PixelUnshuffle", "i / r", f"{i} / {self.factor}", o)]

    def torch_call(self) -> str:
        """Return the layer."""
        return f"nn.PixelUnshuffle({self.factor})"

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the same argument."""
        return dict(arguments)


OPERATION = PixelUnshuffle
