"""Numbers into cells: how large they are, where they stand, and when they are there.

Outputs fill up without a clip or a cover: rows above the window's come and go whole, and the row
that is being computed is one reel a column, which turns with the rows. So what moves costs a row
and a column each, however many frames there are. Where there are several planes, the row goes
through all of them, and the rows of a plane that is done stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from svgconv.scene.marks import Mark, Path, Subpath
from svgconv.scene.motion import Presence, Summed
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

Planes = tuple[Texts, ...]
"""The same for each plane."""

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
    """All that is written in a figure's cells, plane by plane; one axis is a single row.

    Attributes
    ----------
    input: in the cells of each plane of the drawn input.
    roles: for each of these cells the role of its paint.
    weight: for each of these planes and each plane of the output what is in the window's cells, as
        the drawn grid meets them, and nothing where it is not read; None where there is no kernel.
    output: in the cells of each plane of the output; None leaves them blank.
    """

    input: Planes
    roles: Planes
    weight: tuple[Planes, ...] | None = None
    output: Planes | None = None

    @classmethod
    def of(
        cls, states: States, input: Array, weight: Array | None = None, output: Array | None = None
    ) -> Writing:
        """The texts of numbers.

        Parameters
        ----------
        input, output: in the shapes of the operation's input and output; without an output its
            cells stay blank.
        weight: in the window's shape, as the drawn grid meets it; where there are several channels,
            ``(outputs, inputs / groups, *window)``.
        """
        drawn = _planes(drawn_values(states, input), states)
        real = np.broadcast_to(_planes(states.real, states), drawn.shape)
        filled = real if states.outside == "nothing" else np.ones_like(real)
        return cls(
            input=tuple(map(_texts, drawn, filled)),
            roles=tuple(
                tuple(
                    tuple("input_value" if is_unit else "outside_value" for is_unit in line)
                    for line in plane
                )
                for plane in real.tolist()
            ),
            weight=None if weight is None else _weights(states, weight),
            output=None if output is None else tuple(map(_texts, _planes(output, states))),
        )


def _planes(array: Array, states: States) -> Array:
    """An array's planes, rows and columns: a plane for all channels alike where it has none."""
    axes = len(states.plane) if len(states.axes) > 1 else 1
    return array.reshape(-1, *(array.shape[-axes:] if axes > 1 else (1, array.shape[-1])))


def _texts(array: Array, there: Array | None = None) -> Texts:
    """The numbers of a plane, in rows; nothing where none is there."""
    shown = np.ones_like(array, dtype=bool) if there is None else there
    return tuple(
        tuple(numeral(value) if has else "" for value, has in zip(*line, strict=True))
        for line in zip(array.tolist(), shown.tolist(), strict=True)
    )


def _weights(states: States, weight: Array) -> tuple[Planes, ...]:
    """The window's weights on each drawn plane of the input, for each plane of the output."""
    planes = states.planes
    if planes is None:
        return ((_texts(np.atleast_2d(weight)),),)
    return tuple(
        tuple(
            _texts(_planes(weight[planes.kernel(output, number)], states)[0])
            if number in planes.read_by(output)
            else ()
            for output in planes.drawn_outputs
        )
        for number in planes.drawn_inputs
    )


def input_numbers(plane: Plane, number: int, writing: Writing | None, theme: Theme) -> list[Mark]:
    """The numbers of one plane of the drawn input, beside the tabs where there is a kernel."""
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
    rows = zip(writing.input[number], writing.roles[number], strict=True)
    for row, (texts, roles) in enumerate(rows):
        for column, (text, role) in enumerate(zip(texts, roles, strict=True)):
            if text:
                cells.setdefault(role, []).append((row, column, text))
    return [
        Numbers(role, theme.paint(role), setting, tuple(found)) for role, found in cells.items()
    ]


def weight_numbers(
    plane: Plane, number: int, rows: Axis, columns: Axis, writing: Writing | None, theme: Theme
) -> list[Path | Numbers]:
    """The kernel's weights in tabs in the corners of the window's cells, moving as it does.

    Where there are several planes of the output, each has weights of its own: ``presence`` of those
    that differ is a table of the output's planes alone.
    """
    if writing is None or writing.weight is None or not any(writing.weight[number]):
        return []
    down, across, movement = first_cells(plane, rows, columns)
    each = [planes for of_plane in writing.weight for planes in of_plane if planes]
    setting = _setting(plane, each, TAB - MARGIN, (0, 0), LARGEST_WEIGHT)
    room = _tab_room(plane, writing.weight)
    top, left = 1 - TAB, 1 - room
    corners = ((top, left), (top, 1), (1, 1), (1, left))
    tabs = tuple(
        Subpath(tuple(plane.point(row + y, column + x) for y, x in corners), closed=True)
        for row in down
        for column in across
    )
    in_tab = replace(setting, place=(1 - TAB / 2, 1 - room / 2))
    tab = Path("tab", theme.paint("tab"), tabs, movement, _when(writing.weight[number], None))
    return [
        tab,
        *(
            Numbers(
                "weight",
                theme.paint("weight"),
                in_tab,
                tuple(
                    (row, column, text)
                    for row, line in zip(down, texts, strict=True)
                    for column, text in zip(across, line, strict=True)
                ),
                movement,
                _when(writing.weight[number], texts),
            )
            for texts in dict.fromkeys(writing.weight[number])
            if texts
        ),
    ]


def _when(by_plane: Planes, texts: Texts | None) -> Presence:
    """For which planes of the output these are a plane's weights, or any are; ``()``: for all."""
    there = tuple(bool(own) if texts is None else own == texts for own in by_plane)
    return () if all(there) else (there,)


def _tab_room(plane: Plane, weight: tuple[Planes, ...]) -> float:
    """The tabs' width, in cells."""
    each = [planes for of_plane in weight for planes in of_plane if planes]
    size = _setting(plane, each, TAB - MARGIN, (0, 0), LARGEST_WEIGHT).size
    return max(LEAST_TAB, _widest(each) * size + MARGIN)


def output_numbers(
    plane: Plane, number: int, odometer: Odometer, writing: Writing | None, theme: Theme
) -> list[Mark]:
    """The numbers of one of the output's planes in the rows that are done."""
    if writing is None or writing.output is None:
        return []
    texts = writing.output[number]
    *planes, rows, _ = odometer.shape
    before, every = number * rows, prod(planes) * rows
    always: Presence = tuple(() for _ in planes)
    setting = _setting(plane, writing.output, 1 - 2 * MARGIN, (0.5, 0.5), LARGEST)
    return [
        Numbers(
            "output_value",
            theme.paint("output_value"),
            setting,
            tuple((row, column, text) for column, text in enumerate(texts[row])),
            presence=(*always, tuple(n > before + row for n in range(every)), ()),
        )
        for row in range(rows)
        if before + row < every - 1
    ]


def row_in_turn(
    first: Plane, movement: Summed, odometer: Odometer, writing: Writing | None, theme: Theme
) -> list[Mark]:
    """The numbers of the row that is computed: a reel a column, which turns with the rows.

    Parameters
    ----------
    first: the output's first plane.
    movement: how the row's first cell moves, on a plane and from plane to plane.
    """
    if writing is None or writing.output is None:
        return []
    *planes, _, columns = odometer.shape
    setting = _setting(first, writing.output, 1 - 2 * MARGIN, (0.5, 0.5), LARGEST)
    lines = [line for texts in writing.output for line in texts]
    always: Presence = tuple(() for _ in (*planes, "rows"))
    return [
        Reel(
            "output_value",
            theme.paint("output_value"),
            setting,
            0,
            column,
            tuple(line[column] for line in lines),
            axis=len(planes),
            movement=movement,
            presence=(*always, tuple(digit >= column for digit in range(columns)))
            if column
            else (),
        )
        for column in range(columns)
    ]


def _setting(
    plane: Plane, texts: Sequence[Texts], height: float, place: tuple[float, float], largest: float
) -> Setting:
    """The largest setting in which every text of all planes fits its cell."""
    low, high = FIGURES
    room = [largest, height / (high - low), (1 - 2 * MARGIN) / max(_widest(texts), 0.1)]
    size = int(1000 * min(room)) / 1000
    return Setting(plane.origin, plane.row, plane.column, size, place)


def _widest(texts: Sequence[Texts]) -> float:
    return max(width(text) for plane in texts for line in plane for text in line)
