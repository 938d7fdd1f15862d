"""Pixel shuffle: `torch.nn.PixelShuffle`; channels become the cells of a larger plane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from svgconv.operations._shuffling import Shuffling
from svgconv.operations._spelling import Spelling, function
from svgconv.operations.base import Step, parameter
from svgconv.options import Flag
from svgconv.specification.phrases import channels_of
from svgconv.specification.scalars import count
from svgconv.specification.sizes import Size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array


@dataclass(frozen=True)
class PixelShuffle(Shuffling):
    """A pixel shuffle, as `torch.nn.PixelShuffle` computes it.

    The cells of ``upscale_factor`` squared channels become the cells of one larger plane.
    ``input_size`` is the size of each channel.
    """

    name: ClassVar[str] = "pixel_shuffle"
    example: ClassVar[str] = "3, 2"
    torch_module: ClassVar[str] = "PixelShuffle"
    torch_signature: ClassVar[tuple[str, ...]] = ("upscale_factor",)
    spellings: ClassVar[tuple[Spelling, ...]] = (function(*torch_signature),)
    into_one: ClassVar[bool] = True

    upscale_factor: int = parameter(
        count, Flag("How many output cells each input cell becomes, along each axis.", metavar="N")
    )

    def check(self) -> None:
        """Accept every combination."""

    @property
    def factor(self) -> int:
        """The factor."""
        return self.upscale_factor

    @cached_property
    def output_size(self) -> Size:
        """The input's size, multiplied."""
        return tuple(size * self.factor for size in self.input_size)

    @property
    def large_size(self) -> Size:
        """The output's size."""
        return self.output_size

    def _forward(self, input: Array, weight: Array | None) -> Array:
        r = self.factor
        return input.reshape(r, r, *self.input_size).transpose(2, 0, 3, 1).reshape(self.output_size)

    def title(self) -> str:
        """Return a title such as ``Pixel shuffle: input 4 channels of 3×3, ..., output 6×6``."""
        ends = channels_of(self.input_shape), times(self.output_size)
        return f"Pixel shuffle: input {ends[0]}, upscale factor {self.factor}, output {ends[1]}"

    def description(self) -> str:
        """Return a sentence about the cells."""
        return (
            f"Each of {self.factor**2} input channels has one cell of every"
            f" {self.factor}×{self.factor} block of the output; the shaded input cell becomes the"
            " shaded output cell."
        )

    def steps(self, axis: int) -> list[Step]:
        """Return the output's size: the input's, multiplied."""
        i, o = self.input_size[axis], self.output_size[axis]
        return [Step("torch.nn.PixelShuffle", "i · r", f"{i} · {self.factor}", o)]

    def torch_call(self) -> str:
        """Return the layer."""
        return f"nn.PixelShuffle({self.factor})"

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the same argument."""
        return dict(arguments)


OPERATION = PixelShuffle
