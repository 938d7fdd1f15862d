"""Feature maps: the planes of the input with their windows, lines, and the planes of the output.

If there are several planes, for channels or for slices of three axes, the output's plane is the
first and slowest axis of the odometer. When it turns, the shaded output cell goes to the next
plane, and the windows and lines of some input planes appear or disappear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from svgconv.numbers.cell_texts import CellTexts, texts_in
from svgconv.scene.cell_numbers import input_numbers, largest_setting, weight_badges
from svgconv.scene.deformed_window import deformed_window
from svgconv.scene.input_grid import input_grid
from svgconv.scene.lens import RIGHT, UP, Lens
from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.motion import Summed
from svgconv.scene.output_cells import are_all_coloured, computed_cells
from svgconv.scene.output_numbers import OutputNumbers
from svgconv.scene.plane import Plane, PlaneRow
from svgconv.scene.style import BODY, COMPUTED, LINES, PUBLISHED, WINDOWS, Style
from svgconv.scene.theme import Theme
from svgconv.scene.tints import input_tints, output_tints
from svgconv.scene.window import (
    ASIDE,
    FOUR_LINES,
    GHOST,
    OUTER_LINES,
    Ends,
    Mask,
    beams,
    body,
    corners,
    ghost,
    outline,
    outline_paint,
    window,
)
from svgconv.scene.winners import input_rings, rings
from svgconv.states.axis import NO_CELL, Axis, Indices
from svgconv.states.deformed import DeformedStates
from svgconv.states.slices import Slices
from svgconv.states.states import States
from svgconv.views._plane_digit import PlaneDigit


@dataclass(frozen=True)
class FeatureMaps:
    """The planes of the input and of the output.

    Attributes
    ----------
    inputs, outputs: the drawn planes of both.
    texts: the numbers in the cells; None for no numbers.
    style: how the beams and the output's cells are drawn.
    """

    states: States
    theme: Theme
    inputs: PlaneRow
    outputs: PlaneRow
    texts: CellTexts | None = None
    style: Style = PUBLISHED

    def marks(
        self, lines: Ends, *, lines_behind: bool = False, edges: Sequence[Mark] = ()
    ) -> list[Mark]:
        """Return all marks, back to front.

        Parameters
        ----------
        lines: the corners that lines join.
        lines_behind: draw the lines behind all planes.
        edges: what is drawn over the windows, below the numbers.
        """
        grids = [*self._grids(), *self._input_tints()]
        parts = [grids, [*self._windows(), *edges], self._beams(lines)]
        if lines_behind:
            parts.insert(0, parts.pop())
        parts += [self._input_rings(), self._numbers(), self._outputs(), self._lens(lines)]
        return [mark for part in parts for mark in part]

    def _numbers(self) -> list[Mark]:
        """Return the input's numbers, and the weights in the corners of the window's cells."""
        planes = list(enumerate(self.inputs.planes))
        weights = [
            replace(
                mark,
                movement=self.by_plane(cast("Summed", mark.movement)),
                presence=mark.presence and (*mark.presence, (), ()),
            )
            for number, plane in planes
            for mark in weight_badges(plane, number, *self.states.plane, self.texts, self.theme)
        ]
        return weights + [
            mark
            for number, plane in planes
            for mark in input_numbers(plane, number, self.texts, self.theme)
        ]

    def _input_rings(self) -> list[Mark]:
        """Return the ring around the largest number in the window."""
        if (winners := self._winners) is None:
            return []
        cells = [
            None if cell[-1] == NO_CELL else (*(0,) * (3 - len(cell)), *cell)
            for cell in winners.tolist()
        ]
        axes = len(self.states.plane_odometer.shape)
        return input_rings(self.inputs.planes, cells, axes, self.theme)

    @property
    def _winners(self) -> Indices | None:
        """The winners, if they have rings; on a worksheet these would give its answers away."""
        if not (self.style.winners and self.texts and self.texts.output):
            return None
        return self.texts.winners

    def _grids(self) -> list[Mark]:
        rows, columns = self.states.plane
        outside = self.states.outside
        zeros, units = self.theme.paint(outside), self.theme.paint("input")
        planes = self.states.planes
        drawn = planes.drawn_inputs if planes else (0,)
        return [
            mark
            for plane, number in zip(self.inputs.planes, drawn, strict=True)
            for mark in input_grid(
                plane,
                rows if planes is None or planes.has_units(number) else rows.without_units(),
                columns,
                zeros=zeros,
                units=units,
                outside=outside,
            )
        ] + self._ellipsis(self.inputs)

    def _windows(self) -> list[Mark]:
        paint = self.theme.paint("window")
        if isinstance(self.states, DeformedStates):
            return deformed_window(self.inputs.planes[0], self.states, self.theme)
        marks: list[Mark] = []
        for plane, when in self._digit.read:
            marks += [
                replace(
                    mark,
                    movement=self.by_plane(cast("Summed", mark.movement)),
                    presence=self._digit.presence(own, mark.presence),
                )
                for mask, own in self._digit.masks(plane, when)
                for mark in self._window(plane, mask)
            ]
        if any(self._digit.left_out_read):
            presence = self._digit.presence(self._digit.left_out_read)
            marks.append(Path("window", paint, (self.inputs.behind_dots,), presence=presence))
        return marks

    @property
    def _slices(self) -> Axis | None:
        """The axis of the planes if these are slices, which a window covers only some of."""
        return self.states.planes.axis if isinstance(self.states.planes, Slices) else None

    def _input_tints(self) -> list[Mark]:
        if self.style.tint != WINDOWS:
            return []
        return input_tints(self.inputs.planes, self._slices, *self.states.plane, self.theme)

    def _output_tints(self) -> list[Mark]:
        if self.style.tint != WINDOWS:
            return []
        odometer, computed = self.states.plane_odometer, self.style.outputs == COMPUTED
        planes = self.outputs.planes
        return [*output_tints(planes, odometer, self._slices, self.theme, computed=computed)]

    def _shade(self, role: str) -> Paint:
        """Return the paint of a shade, which is a wide line on tints."""
        paint = self.theme.paint(role)
        return outline_paint(paint) if self.style.tint == WINDOWS else paint

    def _window(self, plane: Plane, mask: Mask | None) -> list[Path]:
        (rows, columns), paint = self.states.plane, self._shade("window")
        before = ghost(plane, rows, columns, self._shade(GHOST)) if self.style.ghost else []
        cells = [*before, *window(plane, rows, columns, paint, mask)]
        if self.style.beams == LINES or self.style.tint == WINDOWS or mask is not None:
            return cells
        return cells + outline(plane, rows, columns, paint)

    def _beams(self, lines: Ends) -> list[Mark]:
        rows, columns = self.states.plane
        draw, paint = beams, self.theme.paint("beam")
        if self.style.beams == BODY:
            draw, paint = body, self.theme.paint("beam_body")
            if self.style.tint == WINDOWS:  # a shade over a tint is another tint
                paint = replace(paint, fill=None)
            lines = OUTER_LINES if lines == FOUR_LINES else lines
        marks: list[Mark] = []
        for plane, when in self._digit.read:
            first = when.index(True) if when else 0
            starts = corners(plane, rows, columns)
            ends = self.outputs.planes[first].block(0, 0, 1, 1).points
            marks += draw(
                [(starts[a][0], self.by_plane(starts[a][1])) for a, _ in lines],
                [ends[b] for _, b in lines],
                self._digit.moved(self._cell, self._digit.places(when)),
                paint,
                self._digit.presence(when),
            )
        return marks

    def _lens(self, lines: Ends) -> list[Mark]:
        """Return the lens that follows the window, if it is wanted and there is one plane."""
        states = self.states
        if not self.style.lens or states.planes or isinstance(states, DeformedStates):
            return []
        ends, side = (OUTER_LINES if lines == FOUR_LINES else lines), UP
        if not lines:
            ends, side = ASIDE, RIGHT
        rows, columns = states.plane
        lens = Lens(
            self.inputs.planes[0], rows, columns, self.theme, self.style.lens, states.outside,
            ends, side, None if states.mask is None else states.masks_on(0)[0],
        )  # fmt: skip
        return lens.marks()

    def _outputs(self) -> list[Mark]:
        cell = self.outputs.planes[0].block(0, 0, 1, 1)
        movement = self._digit.moved(self._cell, self._digit.places(()))
        return [
            *self._output_cells(),
            *self._output_tints(),
            *self._ellipsis(self.outputs),
            Path("active", self._shade("active"), (cell,), movement),
            *([] if self._winners is None else rings((cell,), movement, self.theme)),
            *self._output_numbers(),
        ]

    def _output_cells(self) -> list[Mark]:
        rows, columns = self.states.plane
        planes, size = self.outputs.planes, (rows.output, columns.output)
        if self.style.outputs == COMPUTED and self.texts and self.texts.output is None:
            blank = self.theme.paint("not_computed")
            return [Path("not_computed", blank, one.grid(0, 0, *size)) for one in planes]
        if are_all_coloured(self.style, self.theme):
            whole = self.theme.paint("output")
            return [Path("output", whole, one.grid(0, 0, *size)) for one in planes]
        by_row = planes[0].motion(int(rows.output > 1), 0)
        edges, places = (planes[0].motion(0, 0), by_row, self._cell), self._digit.places(())
        moved = [self._digit.moved(edge, places) for edge in edges]
        return computed_cells(planes, size, moved, self.theme)

    def _output_numbers(self) -> list[Mark]:
        """Return the output's numbers, each from its frame on."""
        if self.texts is None or self.texts.output is None:
            return []
        texts, (rows, _) = list(texts_in(self.texts.output)), self.states.plane
        numbers = OutputNumbers.of(self.texts.output, self.states.plane_odometer, self.theme)
        done = [
            mark
            for number, plane in enumerate(self.outputs.planes)
            for mark in numbers.finished(
                largest_setting(plane, texts),
                range(number * rows.output, (number + 1) * rows.output),
            )
        ]
        first = self.outputs.planes[0]
        movement = self._digit.moved(first.motion(int(rows.output > 1), 0), self._digit.places(()))
        return [*done, *numbers.current(largest_setting(first, texts), movement)]

    @property
    def _cell(self) -> Summed:
        """The movement of the shaded output cell on its plane."""
        rows, columns = self.states.plane
        return self.outputs.planes[0].motion(int(rows.output > 1), int(columns.output > 1))

    def by_plane(self, movement: Summed) -> Summed:
        """Return a movement on a plane, which the digit of the planes does not change."""
        return self._digit.moved(movement)

    @cached_property
    def _digit(self) -> PlaneDigit:
        return PlaneDigit(self.states, self.inputs, self.outputs)

    def _ellipsis(self, level: PlaneRow) -> list[Mark]:
        if not level.left_out:
            return []
        return [Path("label", Paint(fill=self.theme.line.stroke), level.dots)]
