"""Channels: which ones of the input each output channel reads, and which of them are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from svgconv.states.axis import Axis

MOST_PLANES = 4
"""Up to this number all channels are drawn; of more, the first three and the last one."""


@dataclass(frozen=True)
class Channels:
    """The channels of a convolution: each group of outputs reads one group of inputs.

    Attributes
    ----------
    inputs, outputs: the numbers of channels, each a multiple of ``groups``.
    groups: with 1, each output channel reads all input channels, as in `torch.nn.Conv2d`.
    """

    inputs: int
    outputs: int
    groups: int = 1

    @property
    def drawn_inputs(self) -> tuple[int, ...]:
        """The input channels that are drawn."""
        return _drawn(self.inputs)

    @property
    def drawn_outputs(self) -> tuple[int, ...]:
        """The output channels that are drawn; only these have frames."""
        return _drawn(self.outputs)

    def read_by(self, output: int) -> range:
        """Return the input channels that an output channel reads: those of its group."""
        group = output // (self.outputs // self.groups)
        each = self.inputs // self.groups
        return range(group * each, (group + 1) * each)

    def kernel(self, output: int, input: int) -> tuple[int, ...]:
        """Return the index in the weight of the kernel from an input to an output channel."""
        return output, input - self.read_by(output).start

    def has_units(self, input: int) -> bool:
        """Return True: every channel has units (compare `svgconv.states.slices.Slices`)."""
        return True

    @cached_property
    def axis(self) -> Axis:
        """The channels as an axis: its windows are what each drawn output channel reads."""
        read = [self.read_by(output) for output in self.drawn_outputs]
        return Axis.stretched(
            starts=[group.start for group in read],
            stops=[group.stop for group in read],
            units=self.inputs,
        )


def _drawn(count: int) -> tuple[int, ...]:
    if count <= MOST_PLANES:
        return tuple(range(count))
    return (*range(MOST_PLANES - 1), count - 1)
