"""The layout of a strip's panels: how many per row and per page, and their size."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from svgconv.errors import SvgconvError
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.strip.pages import page_size

SHORTEST = 4
"""The millimetres of a cell on paper that can be read and filled in."""
GAP = 0.06
"""The gap between panels, in widths of a panel."""

LABEL = 0.045
"""The size of labels in widths of a panel: 7.6 pt if a panel is 60 mm wide."""

LEAST_LABEL = 9


@dataclass(frozen=True)
class Layout:
    """A sheet, in the scene's user units.

    Attributes
    ----------
    columns, rows: the panels of one sheet.
    width, height: the sheet.
    left, top: the corner of the first panel.
    across, down: from a panel to the next.
    label: the size of labels; 0 without.
    size: the sheet's width and height as SVG has them, such as ``"210mm"``.
    """

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    label: float
    size: tuple[str, str]

    def corner(self, index: int) -> tuple[float, float]:
        """Return the corner of the panel at ``index`` of a sheet, in reading order."""
        row, column = divmod(index, self.columns)
        return self.left + column * self.across, self.top + row * self.down


def layout(
    scene: Scene, panels: int, columns: int | None, page: str | None, margin: float, labels: bool
) -> Layout:
    """Return the layout of one tight sheet for all panels, or of pages.

    Parameters
    ----------
    columns: panels per row; None chooses what suits the figure.
    page: ``"a4"``, ``"letter"`` or ``"WxHmm"``; None is a tight sheet.
    margin: around a page's panels, in millimetres.
    """
    if columns is None:
        columns = _columns(scene, panels) if page is None else _columns_of_page(scene, page, margin)
    columns = min(columns, panels)
    gap = round(GAP * scene.width)
    label = max(LEAST_LABEL, round(LABEL * scene.width)) if labels else 0
    across, down = scene.width + gap, scene.height + round(1.6 * label) + gap
    if page is None:
        rows = ceil(panels / columns)
        width, height = columns * across - gap, rows * down - gap
        return Layout(
            columns, rows, width, height, 0, 0, across, down, label, (str(width), str(height))
        )
    wide, high = page_size(page)
    inner_wide, inner_high = wide - 2 * margin, high - 2 * margin
    if min(inner_wide, inner_high) < 10:
        raise SvgconvError(
            "margin", f"{margin:g} mm leave too little room on {page}", "use a smaller margin"
        )
    unit = min(inner_wide / (columns * across - gap), inner_high / (down - gap))
    rows = int((inner_high / unit + gap + 1e-9) // down)
    left = (wide / unit - (columns * across - gap)) / 2
    size = (f"{wide:g}mm", f"{high:g}mm")
    return Layout(
        columns, rows, wide / unit, high / unit, left, margin / unit, across, down, label, size
    )


def _columns(scene: Scene, panels: int) -> int:
    """Return the output's columns if all frames are shown and fit, else those of a square."""
    if (
        scene.odometer.shape
        and panels == scene.odometer.frame_count
        and scene.odometer.shape[-1] <= 8
    ):
        return scene.odometer.shape[-1]
    return ceil(sqrt(panels * scene.height / scene.width))


def _columns_of_page(scene: Scene, page: str, margin: float) -> int:
    """Return the columns that make a panel about 60 mm wide, which prints well.

    It is wider if a cell would be shorter than `SHORTEST`.
    """
    wide, _ = page_size(page)
    each = max(60, SHORTEST * scene.width / CELL)
    return max(1, round((wide - 2 * margin) / each))
