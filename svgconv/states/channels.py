"""Channels: which ones of the input each output channel reads, and which of them are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from svgconv.states.axis import Axis

MOST_PLANES = 4
"""The most channels that are all drawn; of more, the first three and the last are."""


@dataclass(frozen=True)
class Channels:
    """The channels of a convolution: a group of the output's reads a group of the input's.

    Attributes
    ----------
    inputs, outputs: how many there are, each a multiple of ``groups``.
    groups: 1 lets every output channel read every input channel (`torch.nn.Conv2d`).
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
        """The output channels that are drawn, and have frames."""
        return _drawn(self.outputs)

    def read_by(self, output: int) -> range:
        """The input channels that an output channel reads: those of its group."""
        group = output // (self.outputs // self.groups)
        each = self.inputs // self.groups
        return range(group * each, (group + 1) * each)

    def kernel(self, output: int, input: int) -> tuple[int, ...]:
        """Where the weights of an input channel that is read stand, for an output channel."""
        return output, input - self.read_by(output).start

    def has_units(self, input: int) -> bool:
        """Whether an input channel has units: each has."""
        return True

    @cached_property
    def axis(self) -> Axis:
        """The channels as an axis: the window that each drawn output channel has on the input's."""
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
