"""The limits of a figure's size: its frames, its drawn cells and the cells of its windows."""

from __future__ import annotations

from math import prod

from svgconv.errors import SvgconvError
from svgconv.states.channels import Channels

MOST_FRAMES = 1_000_000
"""The largest number of frames of a figure."""
MOST_DRAWN_CELLS = 1_000_000
"""The largest number of cells of all drawn input planes."""
MOST_WINDOW_CELLS = 20_000_000
"""The largest number of window cells: along one axis, or in all frames of a states document."""


def within_limits(
    drawn: tuple[int, ...],
    taps: tuple[int, ...],
    output: tuple[int, ...],
    channels: Channels | None = None,
) -> None:
    """Check that a figure is not too large to draw, before any array is made.

    Parameters
    ----------
    drawn, taps, output: the sizes of the drawn grid, of the window and of the output.

    Raises
    ------
    SvgconvError: more than `MOST_FRAMES` frames, `MOST_DRAWN_CELLS` drawn cells, or
        `MOST_WINDOW_CELLS` window cells along one axis.
    """
    smaller = "use a smaller input"
    below = len(channels.drawn_inputs) if channels else 1
    above = len(channels.drawn_outputs) if channels else 1
    frames, cells = above * prod(output), below * prod(drawn)
    at_most("input_size", frames, MOST_FRAMES, "frames", f"{smaller} or make the output smaller")
    at_most("input_size", cells, MOST_DRAWN_CELLS, "drawn cells", smaller)
    for count, width in zip(output, taps, strict=True):
        at_most("kernel_size", count * width, MOST_WINDOW_CELLS, "window cells", smaller)


def at_most(subject: str, count: int, most: int, things: str, remedy: str) -> None:
    """Raise `SvgconvError` if a figure has more things than it can have."""
    if count > most:
        raise SvgconvError(
            subject, f"the figure has {count:,} {things}, more than {most:,}", remedy
        )
