"""The limits of the page, checked before anything is drawn."""

from __future__ import annotations

from math import prod

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.files.canvas import canvas
from svgconv.files.output import Output

MOST_FRAMES = 2_500
MOST_CELLS = 10_000
MOST_PIXELS = 400_000_000
LONGEST_PLAY = 600
"""Seconds of an animation in a format made of pixels."""
MOST_TEXT = 8_000
"""Characters of a query."""
MOST_PASTED = MOST_TEXT // 2
"""Letters of a pasted text: those of a printed model take 1.7 characters of a query each."""


def check_figure(figure: Figure) -> None:
    """Check the figure's frames and cells.

    Raises
    ------
    SvgconvError: the figure has more of them than the page draws.
    """
    _at_most("input_size", figure.frame_count, MOST_FRAMES, "frames")
    _at_most("input_size", prod(figure.states.drawn_size), MOST_CELLS, "drawn cells")


def check_file(figure: Figure, suffix: str, output: Output) -> None:
    """Check the file's pixels and playing time.

    Raises
    ------
    SvgconvError: the file exceeds what the page makes.
    """
    encoder = ENCODERS.get(suffix)
    if encoder.content != "pixels":
        return
    paper = canvas(figure.scene, output)
    frames = len(figure.chosen_frames) if encoder.animated else 1
    _at_most("width", paper.width * paper.height * frames, MOST_PIXELS, "pixels in all frames")
    if not encoder.animated:
        return
    plays = (figure.plays or 1) if "plays" in encoder.options else 1
    seconds = sum(figure.seconds) * plays
    _at_most("plays", int(seconds), LONGEST_PLAY, "seconds")


def _at_most(name: str, count: int, most: int, things: str) -> None:
    if count > most:
        raise SvgconvError(
            name,
            f"{count:,} {things} are more than this page's limit, {most:,}",
            "use a smaller value here, or the command line",
        )
