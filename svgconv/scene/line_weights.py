"""The least widths of lines at a file's own size, and coarse grids where cells are tiny.

Lines become thinner as cells become smaller. But the window, the output cell and the beams must be
visible at every size, and lines between tiny cells would make the whole grid grey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from svgconv.glyphs.decimals import rounded_up
from svgconv.scene.marks import Lines, Mark, Paint, Path, Shape
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.scene.theme import EDGES

TINY = 4
"""Cells of fewer pixels than this have no grid lines between them, except coarse ones."""
OUTLINE, BEAM, LINE = 2, 1, 0.5
"""The least widths in pixels: of outlines of the window and the output cell, of beams, and of
other lines where cells are tiny."""
DASH = 2
"""The least length of dashes where cells are tiny, in pixels."""
OUTLINED = ("window", "active", "active_input", "scatter_kernel", "active_row", *EDGES)
"""The roles of marks that have an outline at every size."""
BEAMS = ("beam", "beam_body", "scatter_beam", "lens")


def are_tiny(scale: float) -> bool:
    """Return whether cells have too few pixels for a grid.

    Parameters
    ----------
    scale: pixels to a user unit.
    """
    return CELL * scale < TINY


def weighted(scene: Scene, scale: float, *, published: bool) -> Scene:
    """Return the scene for a file in which a user unit has this many pixels.

    Parameters
    ----------
    published: keep lines as thin as in the published figures, unless cells are tiny.
    """
    tiny = are_tiny(scale)
    if published and not tiny:
        return scene
    outlined = {mark.role for mark in scene.marks if _is_outline(mark)}
    marks = tuple(
        weighed for mark in scene.marks for weighed in _weighted(mark, scale, outlined, tiny=tiny)
    )
    drawn = replace(scene, marks=marks)
    more = ceil(OUTLINE / scale / 2) if tiny else 0
    return drawn.cropped(((-more, -more), (-more, -more))) if more else drawn


def _is_outline(mark: Mark) -> bool:
    """Return whether a mark is the outline around an area, which is a mark of its own."""
    has_line = mark.paint.fill is None and mark.paint.stroke is not None
    return isinstance(mark, Path) and mark.role in OUTLINED and has_line


def _weighted(mark: Mark, scale: float, outlined: set[str], *, tiny: bool) -> Iterator[Mark]:
    """Yield a mark whose lines are wide enough; nothing if it has only fine grid lines.

    Parameters
    ----------
    outlined: the roles whose outlines are marks of their own.
    """
    if not isinstance(mark, Shape) or mark.paint.stroke is None:
        yield mark
        return
    paint, is_shade = mark.paint, mark.role in outlined and mark.paint.fill is not None
    if mark.role in OUTLINED:
        least = OUTLINE / scale
    elif mark.role in BEAMS:
        least = BEAM / scale
    else:
        least = LINE / scale if tiny else 0
    if tiny and is_shade:
        paint = replace(paint, stroke=None)
    elif not is_shade and least > paint.stroke_width:
        paint = replace(paint, stroke_width=rounded_up(least))
    if not tiny:
        yield mark if paint is mark.paint else replace(mark, paint=paint)
        return
    paint = _dashed(paint, scale)
    if isinstance(mark, Lines):
        yield replace(mark, paint=paint)
    elif coarse := tuple(subpath for subpath in mark.subpaths if not subpath.is_fine):
        yield replace(mark, paint=paint, subpaths=coarse)


def _dashed(paint: Paint, scale: float) -> Paint:
    """Return a paint whose dashes, if any, are long enough to be seen."""
    if not paint.dashes:
        return paint
    longer = max(1, DASH / scale / min(paint.dashes))
    dashes = tuple(round(longer * length, 3) for length in paint.dashes)
    return replace(paint, dashes=dashes, dash_offset=round(longer * paint.dash_offset, 3))
