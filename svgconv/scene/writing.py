"""Numbers into cells: how large they are, where they stand, and when they are there.

Outputs fill up without a clip or a cover: rows above the window's come and go whole, and the row
that is being computed is one reel a column, which turns with the rows. So what moves costs a row
and a column each, however many frames there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from svgconv.scene.marks import Mark, Path, Subpath
from svgconv.scene.numbers import Numbers, Reel, Setting
from svgconv.scene.plane import Plane
from svgconv.scene.window import first_cells
from svgconv.states.axis import Axis
from svgconv.states.odometer import Odometer
from svgconv.states.states import States
from svgconv.states.values import Array, drawn_values
from svgconv.text.font import FIGURES, width
from svgconv.text.numerals import numeral
from svgconv.themes.base import Theme

Texts = tuple[tuple[str, ...], ...]
"""What is written in each cell of a grid, in rows; ``""`` for nothing."""

MARGIN = 0.06
"""Around a number, in cells: more than half of any line's width."""
LARGEST = 0.62
LARGEST_WEIGHT = 0.34
"""The sizes of numbers that have room enough, in cells to an em."""
TAB = 0.34
"""The height of the tab in a cell's corner that holds a weight."""
LEAST_TAB = 0.3


@dataclass(frozen=True)
class Writing:
    """All that is written in a figure's cells; one axis is a single row.

    Attributes
    ----------
    input: in the drawn grid's cells.
    roles: for each of these cells the role of its paint.
    weight: in the window's cells, as the drawn grid meets them; None where there is no kernel.
    output: in the output's cells; None leaves them blank.
    """

    input: Texts
    roles: Texts
    weight: Texts | None = None
    output: Texts | None = None

    @classmethod
    def of(
        cls, states: States, input: Array, weight: Array | None = None, output: Array | None = None
    ) -> Writing:
        """The texts of numbers.

        Parameters
        ----------
        input, output: in the shapes of the operation's input and output; without an output its
            cells stay blank.
        weight: in the window's shape, as the drawn grid meets it.
        """
        drawn, real = np.atleast_2d(drawn_values(states, input)), np.atleast_2d(states.real)
        filled = real if states.outside == "nothing" else np.ones_like(real)
        return cls(
            input=tuple(
                tuple(numeral(value) if there else "" for value, there in zip(*line, strict=True))
                for line in zip(drawn.tolist(), filled.tolist(), strict=True)
            ),
            roles=tuple(
                tuple("input_value" if is_unit else "outside_value" for is_unit in line)
                for line in real.tolist()
            ),
            weight=None if weight is None else _texts(weight),
            output=None if output is None else _texts(output),
        )


def _texts(array: Array) -> Texts:
    return tuple(tuple(map(numeral, line)) for line in np.atleast_2d(array).tolist())


def input_numbers(plane: Plane, writing: Writing | None, theme: Theme) -> list[Mark]:
    """The drawn grid's numbers, beside the tabs where there is a kernel."""
    if writing is None:
        return []
    setting = _setting(plane, writing.input, 1 - 2 * MARGIN, (0.5, 0.5), LARGEST)
    if writing.weight is not None:
        left = 1 - _tab_room(plane, writing.weight)
        if 0.5 + _widest(writing.input) * setting.size / 2 > left - MARGIN / 2:
            bottom = 1 - TAB
            place = (bottom / 2, 0.5)
            setting = _setting(plane, writing.input, bottom - 2 * MARGIN, place, LARGEST)
    cells: dict[str, list[tuple[float, float, str]]] = {}
    for row, (texts, roles) in enumerate(zip(writing.input, writing.roles, strict=True)):
        for column, (text, role) in enumerate(zip(texts, roles, strict=True)):
            if text:
                cells.setdefault(role, []).append((row, column, text))
    return [
        Numbers(role, theme.paint(role), setting, tuple(found)) for role, found in cells.items()
    ]


def weight_numbers(
    plane: Plane, rows: Axis, columns: Axis, writing: Writing | None, theme: Theme
) -> list[Mark]:
    """The kernel's weights in tabs in the corners of the window's cells, moving as it does."""
    if writing is None or writing.weight is None:
        return []
    down, across, movement = first_cells(plane, rows, columns)
    setting = _setting(plane, writing.weight, TAB - MARGIN, (0, 0), LARGEST_WEIGHT)
    room = _tab_room(plane, writing.weight)
    top, left = 1 - TAB, 1 - room
    corners = ((top, left), (top, 1), (1, 1), (1, left))
    tabs = tuple(
        Subpath(tuple(plane.point(row + y, column + x) for y, x in corners), closed=True)
        for row in down
        for column in across
    )
    cells = tuple(
        (row, column, text)
        for row, texts in zip(down, writing.weight, strict=True)
        for column, text in zip(across, texts, strict=True)
    )
    in_tab = replace(setting, place=(1 - TAB / 2, 1 - room / 2))
    return [
        Path("tab", theme.paint("tab"), tabs, movement),
        Numbers("weight", theme.paint("weight"), in_tab, cells, movement),
    ]


def _tab_room(plane: Plane, weight: Texts) -> float:
    """The tabs' width, in cells."""
    size = _setting(plane, weight, TAB - MARGIN, (0, 0), LARGEST_WEIGHT).size
    return max(LEAST_TAB, _widest(weight) * size + MARGIN)


def output_numbers(
    plane: Plane, odometer: Odometer, writing: Writing | None, theme: Theme
) -> list[Mark]:
    """The output's numbers, each from its frame on."""
    if writing is None or writing.output is None:
        return []
    texts = writing.output
    rows, columns = odometer.shape
    setting = _setting(plane, texts, 1 - 2 * MARGIN, (0.5, 0.5), LARGEST)
    paint = theme.paint("output_value")
    done: list[Mark] = [
        Numbers(
            "output_value",
            paint,
            setting,
            tuple((row, column, text) for column, text in enumerate(texts[row])),
            presence=(tuple(digit > row for digit in range(rows)), ()),
        )
        for row in range(rows - 1)
    ]
    now: list[Mark] = [
        Reel(
            "output_value",
            paint,
            setting,
            0,
            column,
            tuple(line[column] for line in texts),
            axis=0,
            movement=plane.motion(int(rows > 1), 0),
            presence=((), tuple(digit >= column for digit in range(columns))) if column else (),
        )
        for column in range(columns)
    ]
    return done + now


def _setting(
    plane: Plane, texts: Texts, height: float, place: tuple[float, float], largest: float
) -> Setting:
    """The largest setting in which every text fits its cell."""
    low, high = FIGURES
    room = [largest, height / (high - low), (1 - 2 * MARGIN) / max(_widest(texts), 0.1)]
    size = int(1000 * min(room)) / 1000
    return Setting(plane.origin, plane.row, plane.column, size, place)


def _widest(texts: Texts) -> float:
    return max(width(text) for line in texts for text in line)
