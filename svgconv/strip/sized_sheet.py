"""A sheet in a size that the user chooses: panels as large as they can be, with readable texts."""

from __future__ import annotations

from bisect import bisect
from dataclasses import replace

from svgconv.files.canvas import css_pixels
from svgconv.files.size import Size
from svgconv.scene.scene import Scene
from svgconv.specification.measures import CSS_DPI
from svgconv.strip.declaration import StripFigure
from svgconv.strip.layout import Layout, suitable_columns, tight_sheet

ROUNDS = 12
"""The most scales that are tried until texts have their size in the finished sheet."""
SMALLER = 0.99
"""The next scale that is tried, in parts of the one that panels have in the last sheet."""
MOST_GROWTH = 3
"""How many times smaller than without labels panels are at most."""
ROUNDED_UP = 1 + 1e-5
"""The factor by which a panel is larger, so that rounded lengths make no text too small."""


def panel_of(scene: Scene, scale: float, text_size: str | None) -> Size:
    """Return the size of a panel as that of a file.

    Parameters
    ----------
    scale: CSS pixels to a user unit.
    text_size: the least size of texts; None for that of paper.
    """
    pixels = (max(1.0, scale * side) for side in (scene.width, scene.height))
    across, down = (f"{one / CSS_DPI:.6f}in" for one in pixels)
    return Size(width=across, height=down, text_size=text_size)


def sized_sheet(
    figure: StripFigure, panels: int, columns: int | None, size: Size, longest: float
) -> tuple[Scene, Layout]:
    """Return a panel's scene and the layout of a sheet with a width, a height or both.

    Parameters
    ----------
    panels: the number of panels.
    columns: panels per row; None chooses what suits the figure and the size.
    longest: the width of the longest label, in ems; 0 for no labels.
    """
    if columns is None and size.height is None:
        return _narrow_sheet(figure, panels, size, longest)
    if columns is None:
        columns = _columns(figure.scene, panels, size)
    return _sheet(figure, panels, columns, size, longest)


def _narrow_sheet(
    figure: StripFigure, panels: int, size: Size, longest: float
) -> tuple[Scene, Layout]:
    """Return a sheet that has fewer columns than suit the figure, if all texts then fit."""
    made: dict[int, tuple[Scene, Layout]] = {}

    def is_too_narrow(columns: int) -> bool:
        scene, layout = made[columns] = _sheet(figure, panels, columns, size, longest)
        return bool(scene.left_out) or layout.label == 0 < longest

    most = min(suitable_columns(figure.scene, panels), panels)
    if not is_too_narrow(most):
        return made[most]
    return made[bisect(range(1, most), False, key=is_too_narrow) or most]


def _columns(scene: Scene, panels: int, size: Size) -> int:
    """Return the columns for a height; with a width, too, those that make panels largest."""
    if size.width is None:
        return min(suitable_columns(scene, panels), panels)
    counts = range(1, panels + 1)
    return max(counts, key=lambda count: css_pixels(_bare(scene, panels, count), size))


def _bare(scene: Scene, panels: int, columns: int) -> Layout:
    """Return the layout without labels."""
    return tight_sheet(scene, panels, columns, 1, 0, 0)


def _sheet(
    figure: StripFigure, panels: int, columns: int, size: Size, longest: float
) -> tuple[Scene, Layout]:
    """Return a panel's scene and the layout with this number of columns.

    Texts and labels make panels larger, and so the number of pixels to a user unit smaller, which
    makes them larger again. Where both do not agree before panels are `MOST_GROWTH` times smaller,
    labels are left out.
    """
    natural = figure.scene
    for label in dict.fromkeys((longest, 0)):
        first = scale = css_pixels(_bare(natural, panels, columns), size)
        for _ in range(ROUNDS):
            panel = panel_of(natural, scale * ROUNDED_UP, size.least_text_words)
            scene = figure.scene_in(panel)
            shown = css_pixels(scene, panel)
            sheet = tight_sheet(scene, panels, columns, shown, label, size.least_text)
            found = css_pixels(sheet, size)
            if found * ROUNDED_UP >= shown:
                return scene, replace(sheet, scale=found)
            scale *= SMALLER * found / shown
            if scale * MOST_GROWTH < first:
                break
    return scene, replace(sheet, scale=found)
