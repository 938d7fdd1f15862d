"""What an operation says about itself as a layer of a stack."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._receptive_field import Window
from svgconv.operations._repeat import Repeat
from svgconv.specification.sizes import Sides


class Layered:
    """The parameters and windows of layers; operations override what they can do."""

    name: ClassVar[str]
    torch_module: ClassVar[str]

    @classmethod
    def behind_padding(
        cls, parameters: Mapping[str, Any], padding: Sides, mode: str
    ) -> dict[str, Any]:
        """Return the parameters of a layer behind a padding layer.

        Parameters
        ----------
        padding, mode: what `svgconv.specification.sequences.padding_layer` returns.

        Raises
        ------
        SvgconvError: the layer pads, too, or the operation cannot draw such padding.
        """
        raise SvgconvError(
            "padding", "a padding layer cannot precede this layer", "pad in the layer itself"
        )

    @classmethod
    def cropped(cls, parameters: Mapping[str, Any], crop: Sides) -> dict[str, Any]:
        """Return the parameters of a layer whose output is cropped by some cells at each side.

        Raises
        ------
        SvgconvError: the operation cannot draw a crop.
        """
        raise SvgconvError("crop", f"{cls.torch_module} is drawn without it", "leave it out")

    @classmethod
    def layer_parameters(cls, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters of a layer of a stack, without forms that only layers have.

        Raises
        ------
        SvgconvError: a parameter that a layer cannot have.
        """
        return dict(parameters)

    @classmethod
    def fewest_channels(cls, parameters: Mapping[str, Any]) -> int:
        """Return the fewest channels of its input and output as a layer; it is drawn with these."""
        return 1

    def check_channels(self, inputs: int, outputs: int) -> None:
        """Reject the channels of a layer of a stack.

        Raises
        ------
        SvgconvError: it cannot have these channels, or what it reads depends on the channel.
        """

    def layer_window(self, axis: int) -> Window | None:
        """Return the window that its output cells have on an axis, for the receptive field.

        None if the windows are not all the same, or move by fractions of a cell.
        """
        return None

    def repeat(self, axis: int) -> Repeat:
        """Return the part of an input axis that can be left out, as `on_small_input` does.

        Raises
        ------
        SvgconvError: its outputs depend on the whole input.
        """
        problem = f"what {self.name} reads depends on its whole input"
        raise SvgconvError("small", problem, "leave it out")

    @classmethod
    def layer_channels(cls, parameters: Mapping[str, Any], before: Fraction) -> Fraction:
        """Return the channels of its output as a layer without a weight; they are kept."""
        return before
