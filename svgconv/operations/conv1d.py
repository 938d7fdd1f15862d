"""Convolution along one axis: `torch.nn.Conv1d`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from svgconv.operations.conv import Conv

ANY_SIZE = 1_000_000
"""An input's size that every kernel fits in."""


class Conv1d(Conv):
    """A convolution along one axis, as `torch.nn.Conv1d` computes it."""

    name: ClassVar[str] = "conv1d"
    torch_module: ClassVar[str] = "Conv1d"
    axes: ClassVar[int] = 1

    @classmethod
    def layer_parameters(cls, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters, with the padding that ``padding="causal"`` stands for.

        It pads before the first cell only, so that no output reads what comes after it.
        """
        if parameters.get("padding") != "causal":
            return dict(parameters)
        layer = cls.from_parameters({**parameters, "padding": 0, "input_size": ANY_SIZE})
        return {**parameters, "padding": [[layer.span[0] - 1, 0]]}


OPERATION = Conv1d
