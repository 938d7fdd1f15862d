"""Deformable convolution: `torchvision.ops.DeformConv2d` (Dai et al., arXiv 1703.06211).

Each tap of the window samples bilinearly at an offset of its own; outside the input are zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import SvgconvError, quoted
from svgconv.operations._channels import check_one_channel
from svgconv.operations._repeat import Repeat
from svgconv.operations._spelling import Spelling
from svgconv.operations.base import WINDOWS, parameter
from svgconv.operations.conv import Conv
from svgconv.options import Flag
from svgconv.specification.flags import PADDING_OR_VALID
from svgconv.specification.offsets import QUARTERS, is_seed, offset, offsets, shortest
from svgconv.specification.padding_words import Padding, padding
from svgconv.specification.sizes import symmetric, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.deformed import DeformedStates


@dataclass(frozen=True)
class DeformConv(Conv):
    """A deformable convolution of one channel, as `torchvision.ops.DeformConv2d` computes it.

    Each tap of the kernel is moved by its own offset, and reads between cells bilinearly.
    ``padding`` is the same at both sides of an axis.
    """

    name: ClassVar[str] = "deform_conv"
    torch_package: ClassVar[str] = "torchvision.ops"
    torch_module: ClassVar[str] = "DeformConv2d"
    torch_signature: ClassVar[tuple[str, ...]] = (
        "in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups",
        "bias",
    )  # fmt: skip
    spellings: ClassVar[tuple[Spelling, ...]] = ()
    positional: ClassVar[tuple[str, ...]] = ("input_size", "kernel_size", "offset")
    is_exact: ClassVar[bool] = True
    has_numbers: ClassVar[bool] = False
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS,)

    in_channels: ClassVar[int] = 1  # type: ignore[misc]
    out_channels: ClassVar[int] = 1  # type: ignore[misc]
    groups: ClassVar[int] = 1  # type: ignore[misc]
    padding_mode: ClassVar[str] = "zeros"  # type: ignore[misc]

    padding: Padding = parameter(padding, PADDING_OR_VALID, default=0)
    offset: str = parameter(
        offset,
        Flag("How far each tap is moved down and to the right, in cells.", "SEED|DOWN,RIGHT;..."),
        default="0",
    )

    def check(self) -> None:
        """Reject what torchvision rejects, and offsets that do not fit."""
        if isinstance(self.padding, str) or symmetric(self.padding) is None:
            form = quoted(self.padding) if isinstance(self.padding, str) else "asymmetric padding"
            raise SvgconvError("padding", f"DeformConv2d has no {form}", "give N or H,W")
        super().check()
        offsets("offset", self.offset, self.kernel_size, self.output_size)
        object.__setattr__(self, "offset", shortest(self.offset))

    @cached_property
    def offsets(self) -> Array:
        """The offsets in cells, ``(output cells, taps, 2)``, or ``(1, taps, 2)`` for all cells."""
        return offsets("offset", self.offset, self.kernel_size, self.output_size)

    def repeat(self, axis: int) -> Repeat:
        """Return the cells by which the window moves.

        Raises
        ------
        SvgconvError: offsets that are given for each output cell.
        """
        if not is_seed(self.offset) and len(self.offsets) > 1:
            raise SvgconvError("small", "each output cell has its own offsets", "leave it out")
        return super().repeat(axis)

    def unread_remarks(self) -> Iterator[str]:
        """Return nothing: taps may be moved anywhere, so that nothing is known."""
        return iter(())

    def states(self) -> DeformedStates:
        """Return the states of the convolution with its taps moved."""
        from svgconv.states.deformed import DeformedStates

        plain = super().states()
        return DeformedStates(
            operation=plain.operation,
            parameters=plain.parameters,
            axes=plain.axes,
            input_size=plain.input_size,
            offsets=self.offsets,
        )

    def _forward(self, input: Array, weight: Array | None) -> Array:
        assert weight is not None
        return self.states().correlated(input, weight)

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters of ``DeformConv2d(...)``, which is drawn with one channel."""
        check_one_channel(arguments)
        return super().from_torch(arguments)

    def _kind(self) -> str:
        return "Deformable convolution"

    def _kernel_words(self) -> str:
        return f"{times(self.kernel_size)}, {self._offset_words}"

    @property
    def _offset_words(self) -> str:
        if is_seed(self.offset):
            return f"random offsets (seed {self.offset})"
        return "one set of offsets" if len(self.offsets) == 1 else "offsets for each output"

    def description(self) -> str:
        """Return sentences about the window, its taps and its result."""
        return (
            f"{super().description()} Each tap of the shaded window, which has a ring, is moved by"
            " an offset, drawn as an arrow. An outlined square with the size of a unit is centred"
            " on its end; the part of a unit that it covers is that unit's weight."
        )

    def remarks(self) -> list[str]:
        """Return the number of offsets and their origin, and a convolution's remarks."""
        taps, cells = self.offsets.shape[1], times(self.output_size)
        numbers = f"2·{times(self.kernel_size)} = {2 * taps} numbers"
        where = f"for each of {cells} output cells" if len(self.offsets) > 1 else "for all outputs"
        words = f"offset: {numbers} {where}"
        if is_seed(self.offset):
            words += f", from seed {self.offset}: quarters from -{QUARTERS / 4} to {QUARTERS / 4}"
        between = "a tap between cells reads up to four units, weighted bilinearly"
        return [words, f"{between}; cells outside the padded input are zeros", *super().remarks()]

    def _layer(self, arguments: str) -> str:
        return f"{self.torch_package}.{self.torch_module}({arguments})(x, {self._tensor})"

    @property
    def _tensor(self) -> str:
        """The offsets as PyTorch has them, ``(1, 2·taps, *output)``."""
        alike, (rows, columns) = len(self.offsets) == 1, self.output_size
        shape = (1, 1) if alike else (rows, columns)
        grid = self.offsets.transpose(1, 2, 0).reshape(1, -1, *shape)
        numbers = [[[[_short(x) for x in row] for row in one] for one in grid[0].tolist()]]
        tensor = f"torch.tensor({numbers})".replace("'", "")
        return f"{tensor}.expand(-1, -1, {rows}, {columns})" if alike else tensor


def _short(number: float) -> str:
    return f"{number:g}" if float(f"{number:g}") == number else repr(number)


OPERATION = DeformConv
