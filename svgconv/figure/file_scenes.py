"""A figure's scene in a file: the size of the file decides on lines, grids and the lens."""

from __future__ import annotations

from collections.abc import Callable

from svgconv.files.canvas import css_pixels
from svgconv.files.output import Output
from svgconv.scene.line_weights import are_tiny, weighted
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene

LENS_CELL = 12
"""The pixels of a lens's cells, if there is room."""
LARGER = 2
"""How many times larger than on the input they are at least, if there is room."""
ROUNDS = 12
SMALLER = 0.99
"""What an additional part of a scene changes its scale by, at least, in another round."""


def lens_at(scale: float, chosen: bool | None) -> float:
    """Return how many times larger a lens shows cells; 0 for no lens.

    Parameters
    ----------
    scale: CSS pixels to a user unit.
    chosen: whether there is a lens; None for one where cells are tiny.
    """
    wanted = are_tiny(scale) if chosen is None else chosen
    return max(LENS_CELL / (CELL * scale), LARGER) if wanted else 0


def scene_in_file(
    drawn: Callable[[float, float], Scene], natural: Scene, output: Output, *, published: bool
) -> Scene:
    """Return the scene as a file of this size shows it.

    Parameters
    ----------
    drawn: returns the scene for a number of CSS pixels to a user unit, and for the least size of
        texts in user units. What it adds makes the scene larger, and so the number smaller, until
        both agree.
    natural: the scene without additions.
    published: keep lines as thin as in the published figures, unless cells are tiny.
    """
    scale = css_pixels(natural, output)
    for _ in range(ROUNDS):
        scene = weighted(drawn(scale, output.least_text / scale), scale, published=published)
        made = css_pixels(scene, output)
        if made >= scale:
            break
        scale = SMALLER * made
    return scene
