"""A figure's scene in a file: the file's size decides on lines, grids, texts and the lens."""

from __future__ import annotations

from collections.abc import Callable, Collection

from svgconv.figure.composition import AROUND, LABELS
from svgconv.files.canvas import css_pixels
from svgconv.files.size import Size
from svgconv.scene.line_weights import are_tiny, weighted
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene

LENS_CELL = 12
"""The length of a cell in a lens, in pixels, if there is room."""
LARGER = 2
"""The least enlargement of a lens, if there is room."""
ROUNDS = 12
"""The most scales that are tried with the same texts around a figure."""
SMALLER = 0.99
"""The next scale that is tried, in parts of the scale that the last scene has in the file."""
MOST_GROWTH = 3
"""How many times larger than without additions a scene is at most."""
TRIED = (tuple(AROUND), tuple(kind for kind in AROUND if kind != "legend"), LABELS, ())
"""The texts around a figure: all of them, and what is drawn instead where they have no room."""


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
    natural: Callable[[Collection[str]], Scene],
    drawn: Callable[[Scene, float, float, Collection[str]], Scene],
    size: Size,
    *,
    published: bool,
) -> Scene:
    """Return the scene as a file of this size shows it.

    Large texts, a lens and wide lines make a scene larger, and so the number of pixels to a user
    unit smaller, which makes them larger again. Where both do not agree before the scene is
    `MOST_GROWTH` times larger, texts around the figure are left out.

    Parameters
    ----------
    natural: returns the scene without such additions, with some of the texts around it (`AROUND`).
    drawn: returns the scene for the natural one, for a number of CSS pixels to a user unit, for the
        least size of texts in user units, and with some of the texts around it.
    published: keep lines as thin as in the published figures, unless cells are tiny.
    """
    for around in TRIED:
        bare = natural(around)
        first = scale = css_pixels(bare, size)
        for _ in range(ROUNDS):
            made = drawn(bare, scale, size.least_text / scale, around)
            scene = weighted(made, scale, published=published)
            found = css_pixels(scene, size)
            if found >= scale:
                return scene
            scale = SMALLER * found
            if scale * MOST_GROWTH < first:
                break
    made = drawn(bare, first, MOST_GROWTH * size.least_text / first, around)
    return weighted(made, first, published=published)
