"""Pixel shuffle and unshuffle: the channels as small planes next to the large plane.

The channels are arranged like their cells in each block of the large plane. A channel has the same
colour in both, and a tint of its own, which distinguishes it in grey. Its cells in a row of the
large plane are the dashes of a wide line, so that the bytes grow with the rows, not with the cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from svgconv.numbers.cell_texts import CellTexts, texts_in
from svgconv.operations._shuffling import SHUFFLE, Shuffling
from svgconv.operations.base import Operation
from svgconv.scene.cell_map import CellGrid, CellLink, CellMap
from svgconv.scene.cell_numbers import input_numbers, largest_setting
from svgconv.scene.grids import Grid, named_grids
from svgconv.scene.labels import room_between
from svgconv.scene.marks import Mark, Paint, Path, Subpath
from svgconv.scene.motion import AxisTracks
from svgconv.scene.output_cells import remaining_cells
from svgconv.scene.output_numbers import OutputNumbers
from svgconv.scene.plane import CELL, COLUMN, ROW, Plane
from svgconv.scene.scene import Scene
from svgconv.scene.style import ALL, PUBLISHED, Style
from svgconv.scene.theme import Theme
from svgconv.scene.window import Corner, connectors
from svgconv.states.axis import Axis
from svgconv.states.odometer import Odometer
from svgconv.states.shuffled import ShuffledStates
from svgconv.views._channel_areas import ChannelAreas, colored_areas
from svgconv.views.base import MARGIN, View

GAP = 2
"""The distance between the channels and the large plane, in cells."""
THICK = 2.2
"""The line width of shaded cells, relative to others; it distinguishes shades from tints."""


def odometer(operation: Operation) -> Odometer:
    """Return one frame for each output cell."""
    assert isinstance(operation, Shuffling)
    return operation.states().odometer


def draw(
    states: ShuffledStates, theme: Theme, texts: CellTexts | None = None, style: Style = PUBLISHED
) -> Scene:
    """Draw the input on the left, the output on the right, and lines between the frame's cells.

    The lines are behind the planes, so that they cross no other channel.
    """
    small, large = _planes(states, style)
    read, written = ("input", "window"), ("output", "active")
    of_small, of_large = (read, written) if states.into_one else (written, read)
    movements = _movements(states, style)
    cells = [plane.block(0, 0, 1, 1) for plane in (small, large)]
    areas = _channels(states, small, style), _interleaved(states, large)
    marks = connectors(*_facing(states, cells, movements), theme.paint("beam"))
    marks += [
        mark
        for role, area in zip((of_small[0], of_large[0]), areas, strict=True)
        for mark in (
            *colored_areas(role, area, theme, numbered=bool(texts)),
            *(_not_computed(states, theme, style, texts) if role == written[0] else ()),
            Path(role, replace(theme.paint(role), fill=None), area.lines),
        )
    ]
    marks += [
        *(
            Path(role, _thick(theme.paint(role)), (cell,), movement)
            for role, cell, movement in zip(
                (of_small[1], of_large[1]), cells, movements, strict=True
            )
        ),
        *(_numbers(states, texts, theme, style) if texts else ()),
    ]
    return Scene.framed(marks, states.odometer, theme.shared, MARGIN)


def _thick(paint: Paint) -> Paint:
    return replace(paint, stroke_width=paint.stroke_width * THICK)


def _not_computed(
    states: ShuffledStates, theme: Theme, style: Style, texts: CellTexts | None
) -> list[Mark]:
    """Return the areas of the output's cells that no frame has computed yet."""
    if style.outputs == ALL:
        return []
    small, large = _planes(states, style)
    rows, columns = states.small_size
    planes = _channel_planes(states, small, style)
    if states.into_one:
        planes, (rows, columns) = [large], (axis.drawn for axis in states.axes)
    blank = texts is not None and texts.output is None
    written = _movements(states, style)[states.into_one]
    return remaining_cells(planes, (rows, columns), written, theme, blank=blank)


def _channels(states: ShuffledStates, plane: Plane, style: Style) -> ChannelAreas:
    """Return the channels' planes, arranged like their cells in each block."""
    down, across = states.small_size
    planes = _channel_planes(states, plane, style)
    blocks = [one.block(0, 0, down, across) for one in planes]
    rows = [tuple(blocks[at : at + states.factor]) for at in range(0, len(blocks), states.factor)]
    return ChannelAreas(
        filled=tuple(blocks),
        channels=tuple((one.across(down / 2, 0, across),) for one in planes),
        width=down,
        dashes=(),
        lines=tuple(line for one in planes for line in one.grid(0, 0, down, across)),
        rows=tuple(rows),
        columns=tuple(zip(*rows, strict=True)),
    )


def _corner(states: ShuffledStates, style: Style, row: int, column: int) -> tuple[float, float]:
    """Return a channel's first cell, in cells from the first channel's."""
    down, across = _pitch(states, style)
    return row * down, column * across


def _pitch(states: ShuffledStates, style: Style) -> tuple[float, float]:
    """Return the distances from a channel to those below it and beside it, in cells."""
    down, across = states.small_size
    between = room_between(style) / CELL
    return down + between, across + between


def _channel_planes(states: ShuffledStates, first: Plane, style: Style) -> list[Plane]:
    """Return the plane of each channel."""
    each = product(range(states.factor), repeat=2)
    return [replace(first, origin=first.point(*_corner(states, style, i, j))) for i, j in each]


def _interleaved(states: ShuffledStates, plane: Plane) -> ChannelAreas:
    """Return the large plane, whose rows and columns belong to the channels in turn."""
    rows, columns = (axis.drawn for axis in states.axes)
    r = states.factor
    return ChannelAreas(
        filled=(plane.block(0, 0, rows, columns),),
        channels=tuple(
            tuple(plane.across(row + 0.5, j, columns) for row in range(i, rows, r))
            for i, j in product(range(r), repeat=2)
        ),
        width=1,
        dashes=(1, r - 1) if r > 1 else (),
        lines=plane.grid(0, 0, rows, columns),
        rows=tuple(
            tuple(plane.block(row, 0, row + 1, columns) for row in range(i, rows, r))
            for i in range(r)
        ),
        columns=tuple(
            tuple(plane.block(0, column, rows, column + 1) for column in range(j, columns, r))
            for j in range(r)
        ),
    )


def _numbers(states: ShuffledStates, texts: CellTexts, theme: Theme, style: Style) -> list[Mark]:
    """Return the input's numbers, and the output's, each from its frame on."""
    small, large = _planes(states, style)
    channels = _channel_planes(states, small, style)
    read, written = (channels, [large]) if states.into_one else ([large], channels)
    marks: list[Mark] = [
        mark
        for number, plane in enumerate(read)
        for mark in input_numbers(plane, number, texts, theme)
    ]
    if texts.output is None:
        return marks
    numbers = OutputNumbers.of(texts.output, states.odometer, theme)
    every, rows = list(texts_in(texts.output)), len(texts.output[0])
    for number, plane in enumerate(written):
        lines = range(number * rows, (number + 1) * rows)
        marks += numbers.finished(largest_setting(plane, every), lines)
    movement = _movements(states, style)[states.into_one]
    by_row = AxisTracks((movement.tracks[0], ((0, 0),) * states.odometer.shape[1]))
    return marks + numbers.current(largest_setting(written[0], every), by_row)


def _movements(states: ShuffledStates, style: Style) -> tuple[AxisTracks, AxisTracks]:
    """Return the movements of the shaded cells: in the channels, and on the large plane."""
    (down, across), rows_of_channel = _pitch(states, style), states.small_size[0]
    r = states.factor
    turns, steps = (range(count) for count in states.odometer.shape)
    if states.into_one:
        rows, columns = ([(0, row % r * down + row // r) for row in turns],
                         [(column % r * across + column // r, 0) for column in steps])  # fmt: skip
        return _tracks(rows, columns), _tracks([(0, at) for at in turns], [(at, 0) for at in steps])
    dealt = [divmod(turn, rows_of_channel) for turn in turns]
    small = [(channel % r * across, channel // r * down + row) for channel, row in dealt]
    large = [(channel % r, row * r + channel // r) for channel, row in dealt]
    return (
        _tracks(small, [(step, 0) for step in steps]),
        _tracks(large, [(step * r, 0) for step in steps]),
    )


def _tracks(*axes: Sequence[tuple[float, float]]) -> AxisTracks:
    return AxisTracks(tuple(tuple((CELL * x, CELL * y) for x, y in axis) for axis in axes))


def _facing(
    states: ShuffledStates, cells: Sequence[Subpath], movements: tuple[AxisTracks, AxisTracks]
) -> tuple[list[Corner], list[Corner]]:
    """Return the ends of the lines: the sides of the two cells that face each other."""
    left, right = cells if states.into_one else cells[::-1]
    from_left, from_right = movements if states.into_one else movements[::-1]
    _, top, bottom, _ = left.points
    first, _, _, last = right.points
    return [(top, from_left), (bottom, from_left)], [(first, from_right), (last, from_right)]


def _planes(states: ShuffledStates, style: Style) -> tuple[Plane, Plane]:
    """Return the planes of the first channel and of the large plane, which are centred."""
    down, across = (
        (states.factor - 1) * pitch + size
        for pitch, size in zip(_pitch(states, style), states.small_size, strict=True)
    )
    rows, columns = (axis.drawn for axis in states.axes)
    left, lower = (across, rows - down) if states.into_one else (columns, down - rows)
    first, second = (0, 0), (round(CELL * (left + GAP)), round(-CELL * lower / 2))
    small, large = (first, second) if states.into_one else (second, first)
    return Plane(small, ROW, COLUMN), Plane(large, ROW, COLUMN)


def grids(states: ShuffledStates, style: Style = PUBLISHED) -> list[Grid]:
    """Return the grids of all channels and of the large plane, the input's first.

    The output's rows have their labels on the right, away from the lines.
    """
    small, large = _planes(states, style)
    (down, across), (rows, columns) = states.small_size, (axis.drawn for axis in states.axes)
    planes = _channel_planes(states, small, style)
    channels = [replace(Grid.of_cells(one, down, across), crossed=True) for one in planes]
    whole = replace(Grid.of_cells(large, rows, columns), crossed=True)
    if states.into_one:
        return named_grids([*channels, replace(whole, beside=columns)], 0, 2)
    return named_grids([whole, *(replace(one, beside=across) for one in channels)], 0, 2)


def cells(states: ShuffledStates, style: Style) -> CellMap:
    """Return the cells of all channels and of the large plane, the input's first."""
    small, large = _planes(states, style)
    (rows, columns), (down, across) = states.axes, states.small_size
    factor, planes = states.factor, _channel_planes(states, small, style)
    if states.into_one:
        grids = [CellGrid(one, Axis.of_units(down), Axis.of_units(across)) for one in planes]
        links = [
            CellLink(len(planes), at, _every(factor, i, down), _every(factor, j, across))
            for at, (i, j) in enumerate(product(range(factor), repeat=2))
        ]
        return CellMap(
            (*grids, CellGrid.of_frames(large, (rows.drawn, columns.drawn))), tuple(links)
        )
    written = [
        CellGrid.of_frames(one, (down, across), at * down * across) for at, one in enumerate(planes)
    ]
    links = [
        CellLink(1 + at, 0, _one_of(rows, factor, i), _one_of(columns, factor, j))
        for at, (i, j) in enumerate(product(range(factor), repeat=2))
    ]
    return CellMap((CellGrid(large, rows, columns), *written), tuple(links))


def _every(factor: int, first: int, count: int) -> Axis:
    """Return the cells of a channel that the large plane reads: one in ``factor`` cells does."""
    cells = [[at // factor] if at % factor == first else [] for at in range(count * factor)]
    return Axis.of_units(count).with_windows(cells)


def _one_of(axis: Axis, factor: int, first: int) -> Axis:
    """Return the cells of the large plane that those of a channel read."""
    return axis.with_windows([[cell] for cell in range(first, axis.drawn, factor)])


VIEW = View(
    name="shuffle",
    summary="channels as small planes, next to one large plane",
    states_type=ShuffledStates,
    draw=draw,
    orientation="The input is on the left; row 0, column 0 is at the top left, channel 0 at the top"
    " left of the channels.",
    states_kind=SHUFFLE,
    cell_texts=CellTexts.of_units,
    options=frozenset({"outputs"}),
    grids=grids,
    cells=cells,
    odometer=odometer,
)
