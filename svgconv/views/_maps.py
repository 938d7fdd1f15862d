"""What views draw of windows: the input's planes, the windows on them, lines, the output's planes.

Where there are several planes, for channels or for the slices of three axes, the output's plane is
the first and slowest axis of the odometer: with it the shaded output cell goes from plane to plane,
and each plane's window and lines come and go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, cast

from svgconv.numbers.cell_texts import CellTexts, texts_in
from svgconv.scene.cell_numbers import input_numbers, largest_setting, weight_badges
from svgconv.scene.input_grid import input_grid
from svgconv.scene.labels import Grid, named_grids
from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.motion import Point, Presence, Summed, slower
from svgconv.scene.output_numbers import OutputNumbers
from svgconv.scene.plane import Plane, PlaneRow
from svgconv.scene.theme import Theme
from svgconv.scene.window import beams, corners, deformed_window, window
from svgconv.states.deformed import DeformedStates
from svgconv.states.odometer import Odometer
from svgconv.states.states import States

Ends: TypeAlias = Sequence[tuple[int, int]]
"""Lines: from which of the window's corners to which of the output cell's (see `Plane.block`)."""
NO_LINES: Ends = ()
FOUR_LINES: Ends = ((0, 0), (1, 1), (2, 2), (3, 3))
UPRIGHT_LINES: Ends = ((0, 3), (1, 2))


@dataclass(frozen=True)
class Levels:
    """The input's planes below, and the output's above or beside them."""

    states: States
    theme: Theme
    below: PlaneRow
    above: PlaneRow
    writing: CellTexts | None = None

    def marks(self, lines: Ends, *, lines_behind: bool = False) -> list[Mark]:
        """All marks, back to front; ``lines_behind`` has the lines pass behind all planes."""
        parts = [self._grids(), self._windows(), self._beams(lines)]
        if lines_behind:
            parts.insert(0, parts.pop())
        parts += [self._numbers(), self._outputs()]
        return [mark for part in parts for mark in part]

    def _numbers(self) -> list[Mark]:
        """What is written in the input, and in the window's corners."""
        planes = list(enumerate(self.below.planes))
        weights = [
            replace(
                mark,
                movement=self._by_plane(cast("Summed", mark.movement)),
                presence=mark.presence and (*mark.presence, (), ()),
            )
            for number, plane in planes
            for mark in weight_badges(plane, number, *self.states.plane, self.writing, self.theme)
        ]
        return weights + [
            mark
            for number, plane in planes
            for mark in input_numbers(plane, number, self.writing, self.theme)
        ]

    def _grids(self) -> list[Mark]:
        rows, columns = self.states.plane
        outside = self.states.outside
        zeros, units = self.theme.paint(outside), self.theme.paint("input")
        planes = self.states.planes
        drawn = planes.drawn_inputs if planes else (0,)
        return [
            mark
            for plane, number in zip(self.below.planes, drawn, strict=True)
            for mark in input_grid(
                plane,
                rows if planes is None or planes.has_units(number) else rows.without_units(),
                columns,
                zeros=zeros,
                units=units,
                outside=outside,
            )
        ] + self._ellipsis(self.below)

    def _windows(self) -> list[Mark]:
        rows, columns = self.states.plane
        paint = self.theme.paint("window")
        if isinstance(self.states, DeformedStates):
            return deformed_window(self.below.planes[0], self.states, self.theme)
        marks: list[Mark] = []
        for plane, when in self._read:
            marks += [
                replace(
                    mark,
                    movement=self._by_plane(cast("Summed", mark.movement)),
                    presence=self._there(when, mark.presence),
                )
                for mark in window(plane, rows, columns, paint, self.states.mask)
            ]
        if any(self._left_out_read):
            there = self._there(self._left_out_read)
            marks.append(Path("window", paint, (self.below.behind_dots,), presence=there))
        return marks

    def _beams(self, lines: Ends) -> list[Mark]:
        rows, columns = self.states.plane
        marks: list[Mark] = []
        for plane, when in self._read:
            first = when.index(True) if when else 0
            starts = corners(plane, rows, columns)
            ends = self.above.planes[first].block(0, 0, 1, 1).points
            marks += beams(
                [(starts[a][0], self._by_plane(starts[a][1])) for a, _ in lines],
                [ends[b] for _, b in lines],
                self._by_plane(self._cell, self._places(when)),
                self.theme.paint("beam"),
                self._there(when),
            )
        return marks

    def _outputs(self) -> list[Mark]:
        rows, columns = self.states.plane
        paint = self.theme.paint("output")
        first = self.above.planes[0]
        return [
            *(
                Path("output", paint, plane.grid(0, 0, rows.output, columns.output))
                for plane in self.above.planes
            ),
            *self._ellipsis(self.above),
            Path(
                "active",
                self.theme.paint("active"),
                (first.block(0, 0, 1, 1),),
                self._by_plane(self._cell, self._places(())),
            ),
            *self._output_numbers(),
        ]

    def _output_numbers(self) -> list[Mark]:
        """The output's numbers, as they come."""
        if self.writing is None or self.writing.output is None:
            return []
        texts, (rows, _) = list(texts_in(self.writing.output)), self.states.plane
        numbers = OutputNumbers.of(self.writing.output, self.states.plane_odometer, self.theme)
        done = [
            mark
            for number, plane in enumerate(self.above.planes)
            for mark in numbers.finished(
                largest_setting(plane, texts),
                range(number * rows.output, (number + 1) * rows.output),
            )
        ]
        first = self.above.planes[0]
        movement = self._by_plane(first.motion(int(rows.output > 1), 0), self._places(()))
        return [*done, *numbers.current(largest_setting(first, texts), movement)]

    @property
    def _cell(self) -> Summed:
        """The movement of the shaded output cell on its plane."""
        rows, columns = self.states.plane
        return self.above.planes[0].motion(int(rows.output > 1), int(columns.output > 1))

    def _by_plane(self, movement: Summed, places: tuple[Point, ...] = ()) -> Summed:
        """The movement on a plane, with the planes' digit where there are several."""
        if self.states.planes is None:
            return movement
        on_plane = Odometer(self.states.plane_odometer.shape[1:])
        return slower(movement, places or ((0, 0),) * len(self.above.planes), on_plane)

    def _there(self, when: tuple[bool, ...], presence: Presence = ()) -> Presence:
        """The presence on a plane, and only at the planes' digits that ``when`` says."""
        if self.states.planes is None or not (when or presence):
            return presence
        return (when, *(presence or ((), ())))

    def _places(self, when: tuple[bool, ...]) -> tuple[Point, ...]:
        """Where each output plane lies, seen from the first ``when`` says; others do not count."""
        if not when:
            return self.above.places()
        places = self.above.places(when.index(True))
        return tuple(place if there else (0, 0) for place, there in zip(places, when, strict=True))

    @property
    def _read(self) -> list[tuple[Plane, tuple[bool, ...]]]:
        """The input's planes that are ever read, and at which of the planes' digits.

        ``()`` stands for all of them.
        """
        planes = self.states.planes
        if planes is None:
            return [(self.below.planes[0], ())]
        tables = [
            tuple(number in planes.read_by(output) for output in planes.drawn_outputs)
            for number in planes.drawn_inputs
        ]
        return [
            (plane, () if all(when) else when)
            for plane, when in zip(self.below.planes, tables, strict=True)
            if any(when)
        ]

    @property
    def _left_out_read(self) -> tuple[bool, ...]:
        """At which of the planes' digits planes are read that are not drawn."""
        planes = self.states.planes
        if planes is None:
            return ()
        drawn = set(planes.drawn_inputs)
        return tuple(
            not drawn.issuperset(planes.read_by(output)) for output in planes.drawn_outputs
        )

    def _ellipsis(self, level: PlaneRow) -> list[Mark]:
        if not level.left_out:
            return []
        return [Path("label", Paint(fill=self.theme.line.stroke), level.dots)]


def grids_of(states: States, below: PlaneRow, above: PlaneRow) -> list[Grid]:
    """The grids of all planes, which have indices."""
    (rows, columns), axes = states.plane, len(states.axes)
    inputs = [Grid.of_input(plane, rows, columns, axes) for plane in below.planes]
    outputs = [Grid.of_cells(plane, rows.output, columns.output, axes) for plane in above.planes]
    first = 0 if axes > 1 else len(inputs)  # where no plane above is so near
    return named_grids([*inputs, *outputs], first, axes)


def levels_of_planes(
    states: States, first: Plane, pitch: Callable[[int, int], Point]
) -> tuple[PlaneRow, PlaneRow]:
    """The drawn planes of the input and of the output, each level from ``first``.

    Equally many planes stand opposite each other.

    Parameters
    ----------
    pitch: says from a plane's rows and columns by how much the next one must be further.
    """
    assert states.planes is not None
    planes, (rows, columns) = states.planes, states.plane
    sizes = (rows.drawn, columns.drawn), (rows.output, columns.output)
    pitches = [pitch(*size) for size in sizes]
    counts = (planes.inputs, planes.drawn_inputs), (planes.outputs, planes.drawn_outputs)
    if len(planes.drawn_inputs) == len(planes.drawn_outputs):
        pitches = [max(pitches)] * 2
    below, above = (
        PlaneRow.of(first, size, further, len(drawn), left_out=count > len(drawn))
        for size, further, (count, drawn) in zip(sizes, pitches, counts, strict=True)
    )
    return below, above
