"""The layers that can be drawn: not more than fit on a page, along one axis or two."""

from __future__ import annotations

from svgconv.errors import SvgconvError
from svgconv.states.stack import StackStates

MOST_LAYERS = 20
"""The most layers that are drawn; `svgconv explain` takes any number."""


def check_drawn(states: StackStates) -> None:
    """Reject a stack that is not drawn.

    Raises
    ------
    SvgconvError: more layers than `MOST_LAYERS`, or layers of three axes.
    """
    count = len(states.maps) - 1
    if count > MOST_LAYERS:
        raise SvgconvError(
            "layers", f"{count} are more than {MOST_LAYERS}, the most that are drawn",
            "draw fewer, or use svgconv explain",
        )  # fmt: skip
    if len(states.axes) > 2:
        raise SvgconvError("layers", "three axes are not drawn", "use svgconv explain")
