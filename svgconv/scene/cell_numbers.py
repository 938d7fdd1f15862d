"""The numbers of the input and the kernel: text fit, weights in badges, and the input's numbers.

All numbers of a kind have the same size, the largest at which each fits its cell. A weight is in a
badge, in the lower right corner of the cell that it meets, and moves with the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from svgconv.glyphs.font import FIGURES, width
from svgconv.numbers.cell_texts import CellTexts, Planes, Texts, texts_in
from svgconv.scene.marks import Cell, FixedText, Mark, Path, Subpath
from svgconv.scene.motion import Summed
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence
from svgconv.scene.text_setting import TextSetting
from svgconv.scene.theme import Theme
from svgconv.scene.window import first_cells
from svgconv.states.axis import Axis

MARGIN = 0.06
"""The space above and below a number, in cells: more than half the width of any line."""
BESIDE = 0.11
"""The space on either side of a number, in cells: half a digit is between two long neighbours."""
LARGEST, LARGEST_WEIGHT = 0.62, 0.34
"""The largest size of numbers, and of weights, in cells to an em."""
BADGE_HEIGHT, LEAST_BADGE_WIDTH = 0.34, 0.3
"""The height of a badge, and its least width, in cells."""


def largest_setting(
    plane: Plane,
    texts: Iterable[str],
    height: float = 1 - 2 * MARGIN,
    place: tuple[float, float] = (0.5, 0.5),
    largest: float = LARGEST,
) -> TextSetting:
    """Return the largest setting in which every text fits its cell.

    Parameters
    ----------
    height: the height that a text may take, in cells.
    place: where its middle is: rows and columns from the cell's corner.
    largest: the upper limit of the size, in cells to an em.
    """
    low, high = FIGURES
    room = [largest, height / (high - low), (1 - 2 * BESIDE) / max(widest(texts), 0.1)]
    size = int(1000 * min(room)) / 1000
    return TextSetting(plane.origin, plane.row, plane.column, size, place)


def setting_clear_of_badge(plane: Plane, texts: Iterable[str], badge: float) -> TextSetting:
    """Return the largest setting in which no text touches a badge of this width, in cells."""
    texts = list(texts)
    setting = largest_setting(plane, texts)
    left = 1 - badge
    if 0.5 + widest(texts) * setting.size / 2 <= left - MARGIN / 2:
        return setting
    bottom = 1 - BADGE_HEIGHT
    return largest_setting(plane, texts, bottom - 2 * MARGIN, (bottom / 2, 0.5))


def widest(texts: Iterable[str]) -> float:
    """Return the width of the widest text in ems; 0 if there are none."""
    return max(map(width, texts), default=0)


def input_numbers(plane: Plane, number: int, texts: CellTexts | None, theme: Theme) -> list[Mark]:
    """Return the numbers in the cells of one plane of the drawn input.

    Parameters
    ----------
    number: the plane's number among those of the input.
    texts: the figure's; None for a figure without numbers.
    """
    if texts is None:
        return []
    setting = largest_setting(plane, texts_in(texts.input))
    if texts.weight is not None:
        badge = badge_width(plane, _weights(texts.weight))
        setting = setting_clear_of_badge(plane, texts_in(texts.input), badge)
    cells: dict[str, list[Cell]] = {}
    rows = zip(texts.input[number], texts.roles[number], strict=True)
    for row, (line, roles) in enumerate(rows):
        for column, (text, role) in enumerate(zip(line, roles, strict=True)):
            if text:
                cells.setdefault(role, []).append((row, column, text))
    return [
        FixedText(role, theme.paint(role), setting, tuple(found)) for role, found in cells.items()
    ]


def weight_badges(
    plane: Plane, number: int, rows: Axis, columns: Axis, texts: CellTexts | None, theme: Theme
) -> list[Path | FixedText]:
    """Return the weights in badges in the window's cells on one plane of the input.

    If there are several output planes, each has weights of its own. The presence of those that
    differ is a table with one axis, the output's planes.
    """
    if texts is None or texts.weight is None or not any(texts.weight[number]):
        return []
    down, across, movement = first_cells(plane, rows, columns)
    every = list(_weights(texts.weight))
    window = [(row, column) for row in down for column in across]
    width_of_badge, own = badge_width(plane, every), texts.weight[number]
    return [
        badges(plane, window, width_of_badge, movement, _output_planes(own), theme),
        *(
            badge_weights(
                plane,
                [(*cell, text) for cell, text in zip(window, texts_in([weights]), strict=True)],
                every,
                movement,
                _output_planes(own, weights),
                theme,
            )
            for weights in dict.fromkeys(own)
            if weights
        ),
    ]


def badge_width(plane: Plane, weights: Iterable[str]) -> float:
    """Return the width of badges that hold these weights, in cells."""
    weights = list(weights)
    size = largest_setting(plane, weights, BADGE_HEIGHT - MARGIN, (0, 0), LARGEST_WEIGHT).size
    return max(LEAST_BADGE_WIDTH, widest(weights) * size + MARGIN)


def badges(
    plane: Plane,
    cells: Sequence[tuple[int, int]],
    width_of_badge: float,
    movement: Summed,
    presence: Presence,
    theme: Theme,
) -> Path:
    """Return a badge of this width, in cells, in the lower right corner of each cell."""
    top, left = 1 - BADGE_HEIGHT, 1 - width_of_badge
    corners = ((top, left), (top, 1), (1, 1), (1, left))
    shapes = tuple(
        Subpath(tuple(plane.point(row + y, column + x) for y, x in corners), closed=True)
        for row, column in cells
    )
    return Path("badge", theme.paint("badge"), shapes, movement, presence)


def badge_weights(
    plane: Plane,
    cells: Sequence[Cell],
    weights: Iterable[str],
    movement: Summed,
    presence: Presence,
    theme: Theme,
) -> FixedText:
    """Return some of the weights in their badges, in the size at which all ``weights`` fit."""
    weights = list(weights)
    place = (1 - BADGE_HEIGHT / 2, 1 - badge_width(plane, weights) / 2)
    setting = largest_setting(plane, weights, BADGE_HEIGHT - MARGIN, place, LARGEST_WEIGHT)
    return FixedText("weight", theme.paint("weight"), setting, tuple(cells), movement, presence)


def _weights(weight: Sequence[Planes]) -> Iterator[str]:
    return texts_in(texts for of_plane in weight for texts in of_plane)


def _output_planes(by_plane: Planes, weights: Texts | None = None) -> Presence:
    """Return for which output planes a plane of the input has these weights, or any at all."""
    present = tuple(bool(own) if weights is None else own == weights for own in by_plane)
    return () if all(present) else (present,)
