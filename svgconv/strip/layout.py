"""The layout of a strip's panels: how many per row and per page, and their size."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from svgconv.errors import SvgconvError
from svgconv.glyphs.decimals import rounded_up
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.specification.measures import CSS_DPI, inches
from svgconv.strip.pages import page_size

SHORTEST = 4
"""The millimetres of a cell on paper that can be read and filled in."""
GAP = 0.06
"""The gap between panels, in widths of a panel."""

LABEL = 0.045
"""The size of labels in widths of a panel: 7.6 pt if a panel is 60 mm wide."""
LABEL_LINE = 1.6
"""The room of a label below its panel, in ems."""
MILLIMETRE = inches("1mm") * CSS_DPI
"""CSS pixels to a millimetre."""


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
    scale: CSS pixels to a user unit.
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
    scale: float
    size: tuple[str, str]

    @property
    def natural_size(self) -> tuple[float, float]:
        """The width and height in CSS pixels if nobody chooses a size."""
        return self.scale * self.width, self.scale * self.height

    def corner(self, index: int) -> tuple[float, float]:
        """Return the corner of the panel at ``index`` of a sheet, in reading order."""
        row, column = divmod(index, self.columns)
        return self.left + column * self.across, self.top + row * self.down


def tight_sheet(
    scene: Scene, panels: int, columns: int | None, scale: float, longest: float, least: float
) -> Layout:
    """Return the layout of one sheet for all panels.

    Parameters
    ----------
    columns: panels per row; None chooses what suits the figure.
    scale: CSS pixels to a user unit.
    longest: the width of the longest label, in ems; 0 for no labels.
    least: the least size of labels, in CSS pixels.
    """
    columns = min(suitable_columns(scene, panels) if columns is None else columns, panels)
    rows, gap = ceil(panels / columns), round(GAP * scene.width)
    label = _label(scene, scale, least, longest)
    across, down = scene.width + gap, scene.height + round(LABEL_LINE * label) + gap
    width, height = columns * across - gap, rows * down - gap
    size = (f"{scale * width:g}", f"{scale * height:g}")
    return Layout(columns, rows, width, height, 0, 0, across, down, label, scale, size)


def paper_page(
    scene: Scene,
    panels: int,
    columns: int | None,
    page: str,
    margin: float,
    longest: float,
    least: float,
) -> Layout:
    """Return the layout of pages on paper.

    Parameters
    ----------
    columns: panels per row; None chooses what suits the figure.
    page: ``"a4"``, ``"letter"`` or ``"WxHmm"``.
    margin: around a page's panels, in millimetres.
    longest: the width of the longest label, in ems; 0 for no labels.
    least: the least size of texts, in CSS pixels.

    Raises
    ------
    SvgconvError: a margin that leaves too little room.
    """
    wide, high = page_size(page)
    inner_wide, inner_high = wide - 2 * margin, high - 2 * margin
    if min(inner_wide, inner_high) < 10:
        raise SvgconvError(
            "margin", f"{margin:g} mm leave too little room on {page}", "use a smaller margin"
        )
    if columns is None:
        columns = _columns_of_page(scene, inner_wide, least)
    columns, gap = min(columns, panels), round(GAP * scene.width)
    across, line = scene.width + gap, LABEL_LINE * least / MILLIMETRE if longest else 0
    if line > inner_high / 2:  # labels of this size leave no room for panels
        line = longest = 0
    unit = min(
        inner_wide / (columns * across - gap),
        inner_high / (scene.height + LABEL_LINE * _wanted(scene, longest)),
        (inner_high - line) / scene.height,
    )
    label = _label(scene, unit * MILLIMETRE, least, longest)
    down = scene.height + LABEL_LINE * label + gap
    rows = max(1, int((inner_high / unit + gap) / down + 1e-6))
    left = (wide / unit - (columns * across - gap)) / 2
    return Layout(
        columns,
        rows,
        wide / unit,
        high / unit,
        left,
        margin / unit,
        across,
        down,
        label,
        unit * MILLIMETRE,
        (f"{wide:g}mm", f"{high:g}mm"),
    )


def _wanted(scene: Scene, longest: float) -> int:
    """Return the size of labels that suits a panel, in user units; 0 without labels."""
    return round(LABEL * scene.width) if longest else 0


def _label(scene: Scene, scale: float, least: float, longest: float) -> float:
    """Return the size of labels in user units; 0 if neighbours would touch in the least size.

    Parameters
    ----------
    scale: CSS pixels to a user unit.
    least: the least size, in CSS pixels.
    longest: the width of the longest label, in ems; 0 for no labels.
    """
    if not longest:
        return 0
    room = (1 + GAP / 2) * scene.width / longest
    label = min(max(_wanted(scene, longest), rounded_up(least / scale)), room)
    return label if label * scale >= least else 0


def suitable_columns(scene: Scene, panels: int) -> int:
    """Return the output's columns if all frames are shown and fit, else those of a square."""
    if (
        scene.odometer.shape
        and panels == scene.odometer.frame_count
        and scene.odometer.shape[-1] <= 8
    ):
        return scene.odometer.shape[-1]
    return ceil(sqrt(panels * scene.height / scene.width))


def _columns_of_page(scene: Scene, room: float, least: float) -> int:
    """Return the columns that make a panel about 60 mm wide, which prints well.

    It is wider if a cell would be shorter than `SHORTEST`, or if texts could not be read that can
    be in a wider one.

    Parameters
    ----------
    room: the width of a page without its margins, in millimetres.
    least: the least size of texts, in CSS pixels.
    """
    each = max(60, SHORTEST * scene.width / CELL)
    return readable_columns(scene, max(1, round(room / each)), room * MILLIMETRE, least)


def readable_columns(scene: Scene, columns: int, width: float, least: float) -> int:
    """Return at most this many columns, so that texts can be read that can be in one column.

    Parameters
    ----------
    width: the width of all columns in CSS pixels.
    least: the least size of texts, in CSS pixels.
    """
    unit, gap = least / scene.smallest_text, GAP * scene.width
    if not unit:
        return columns
    readable = (width + gap * unit) / ((scene.width + gap) * unit)
    return int(min(columns, readable)) if readable >= 1 else columns
