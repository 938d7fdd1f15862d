"""The channels of convolutions and transposed convolutions: parameters, shapes and words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import gcd, prod
from typing import TYPE_CHECKING, ClassVar

from svgconv.errors import Name, SvgconvError, Words
from svgconv.operations.base import Operation, parameter
from svgconv.options import Flag
from svgconv.specification.flags import IN_CHANNELS, OUT_CHANNELS
from svgconv.specification.phrases import channels_of
from svgconv.specification.scalars import count
from svgconv.specification.sizes import Size, times

if TYPE_CHECKING:
    from svgconv.states.channels import Channels


@dataclass(frozen=True, kw_only=True)
class Channelled(Operation):
    """An operation with channels and groups, as in `torch.nn.Conv2d`; by default one of each.

    With several channels the input is ``(in_channels, *input_size)`` and the output
    ``(out_channels, *output_size)``; an output channel reads the input channels of its group.
    """

    has_bias: ClassVar[bool] = True

    in_channels: int = parameter(count, IN_CHANNELS, default=1)
    out_channels: int = parameter(count, OUT_CHANNELS, default=1)
    groups: int = parameter(
        count,
        Flag(
            "The number of groups of channels; in a depthwise layer, one per input channel.",
            metavar="N",
        ),
        default=1,
    )

    def check(self) -> None:
        """Reject groups that do not divide the channels."""
        check_groups(self.in_channels, self.out_channels, self.groups)

    @cached_property
    def channels(self) -> Channels | None:
        """The channels of input and output; None for one channel each."""
        from svgconv.states.channels import Channels

        if self.in_channels == self.out_channels == 1:
            return None
        return Channels(self.in_channels, self.out_channels, self.groups)

    @property
    def input_shape(self) -> Size:
        """The input's shape, with several channels first."""
        return (self.in_channels, *self.input_size) if self.channels else self.input_size

    @property
    def output_shape(self) -> Size:
        """The output's shape, with several channels first."""
        return (self.out_channels, *self.output_size) if self.channels else self.output_size

    @property
    def input_words(self) -> str:
        """The input's size as in titles: ``5×5``, or ``4 channels of 5×5``."""
        return channels_of(self.input_shape) if self.channels else times(self.input_size)

    @property
    def output_words(self) -> str:
        """The output's size as in titles: ``3×3``, or ``8 channels of 3×3``."""
        return channels_of(self.output_shape) if self.channels else times(self.output_size)

    @property
    def odometer_shape(self) -> Size:
        """The output's size; with several channels, first the number of drawn ones."""
        drawn = (len(self.channels.drawn_outputs),) if self.channels else ()
        return (*drawn, *self.output_size)

    @property
    def channel_arguments(self) -> list[str]:
        """The positional arguments of a PyTorch call: ``["4", "8"]``."""
        return [str(self.in_channels), str(self.out_channels)]

    @property
    def group_words(self) -> list[str]:
        """``["2 groups"]``, or nothing for one group."""
        return [f"{self.groups} groups"] if self.groups > 1 else []

    @property
    def channel_words(self) -> str:
        """The description's sentences about several channels."""
        if self.channels is None:
            return ""
        left_out = [f"{words[0].upper()}{words[1:]}." for words in self._undrawn_words()]
        return " ".join(["", self._read_words(), *left_out])

    def _read_words(self) -> str:
        """Return the sentence about which input channels each output channel reads."""
        if self.groups > 1:
            each = f"There are {self.groups} groups; each output channel reads its own group's"
            return each + (
                f" {self._read} input channels." if self._read > 1 else " one input channel."
            )
        if self.in_channels == 1:
            return "Each output channel reads the one input channel."
        return "Each output channel is a sum over all input channels."

    @property
    def _read(self) -> int:
        return self.in_channels // self.groups

    def _undrawn_words(self) -> list[str]:
        if self.channels is None:
            return []
        if self.axes == 3:
            return ["with three axes, only one channel is drawn"]
        drawn = self.channels.drawn_inputs, self.channels.drawn_outputs
        words = []
        if len(drawn[0]) < self.in_channels:
            words.append(
                f"of the {self.in_channels:,} input channels, the first {len(drawn[0]) - 1} and the"
                " last are drawn"
            )
        if len(drawn[1]) < self.out_channels:
            words.append(
                f"of the {self.out_channels:,} output channels, the first {len(drawn[1]) - 1} and"
                " the last are drawn and have frames"
            )
        return words

    def channel_remarks(self) -> list[str]:
        """Return the size of the weight, its cost, and what is not drawn of several channels."""
        if self.channels is None:
            return []
        weights, (places, words) = prod(self.weight_size), self._multiplied()
        remarks = [
            *self._read_remarks(),
            f"weight {times(self.weight_size)}: {self._weight_words()}",
            f"weights: {_product(self.weight_size)} = {weights:,}",
            f"multiplications: {weights:,} weights · {_product(places)} {words}"
            f" = {weights * prod(places):,}",
        ]
        if self.groups > 1:
            remarks.append(
                f"with one group there would be {self.groups} times as many weights and"
                f" multiplications: {self.groups * weights:,} and"
                f" {self.groups * weights * prod(places):,}"
            )
        return remarks + self._undrawn_words()

    def _read_remarks(self) -> list[str]:
        """What an output channel reads, for `channel_remarks`."""
        of_group = " of its group" * (self.groups > 1)
        return [f"each output channel reads {_channels(self._read)}{of_group}"]

    @abstractmethod
    def _weight_words(self) -> str:
        """The meaning of the axes of the weight's shape."""

    @abstractmethod
    def _multiplied(self) -> tuple[Size, str]:
        """The places where each weight is multiplied: their sizes, and what they are."""


def check_groups(
    in_channels: int, out_channels: int, groups: int, parameter: str = "groups"
) -> None:
    """Reject groups, given by this parameter, that do not divide the channels."""
    for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
        if channels % groups:
            both = f"use one that divides {in_channels}"
            if in_channels != out_channels:
                both += f" and {out_channels}"
            raise SvgconvError(
                parameter,
                Words(f"{groups} does not divide ", Name(name), f", {channels}"),
                both if gcd(in_channels, out_channels) > 1 else "use 1",
            )


def check_one_channel(arguments: Mapping[str, object]) -> None:
    """Reject a call with several channels, for an operation that is drawn with one.

    Raises
    ------
    SvgconvError: a number of channels or groups that is not 1.
    """
    for name in ("in_channels", "out_channels", "groups"):
        if arguments.get(name, 1) != 1:
            raise SvgconvError(name, f"{arguments[name]} cannot be drawn", "use 1")


def _channels(number: int) -> str:
    return "1 input channel" if number == 1 else f"{number:,} input channels"


def _product(numbers: Size) -> str:
    return "·".join(map(str, numbers))
