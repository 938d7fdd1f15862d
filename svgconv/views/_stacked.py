"""Planes overlapped as blocks: the input, the kernels between, and the output, for two axes.

The input's first plane is in front, and the others are behind it. The output's first plane is at
the back, so that no plane hides the one that the frame computes: those that come later are only
outlined. A kernel is as deep as the planes that it reads. The window's outline shows through on all
planes that it covers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from svgconv.scene.grids import Grid
from svgconv.scene.input_grid import input_grid
from svgconv.scene.marks import Mark, Paint, Path
from svgconv.scene.motion import Point, Summed
from svgconv.scene.output_cells import are_all_coloured, computed_cells
from svgconv.scene.plane import CELL, DOT, Plane, PlaneRow, dash_offset, dashes, square
from svgconv.scene.presence import digits
from svgconv.scene.scene import Scene
from svgconv.scene.style import Style
from svgconv.scene.theme import KERNELS, Theme
from svgconv.scene.window import (
    Corner,
    connectors,
    corners,
    ghost,
    outline,
    outline_paint,
    window,
)
from svgconv.states.states import States
from svgconv.views._blocks import Blocks
from svgconv.views._feature_planes import grids_of
from svgconv.views._plane_digit import PlaneDigit
from svgconv.views.base import MARGIN

ORIENTATION = (
    "Planes overlap: the input's first one is in front, and the output's first one is at the back."
)


@dataclass(frozen=True)
class StackedMaps:
    """The planes of a figure without numbers, as blocks.

    Attributes
    ----------
    style: how the output's cells are drawn, and whether the previous window is outlined.
    """

    states: States
    theme: Theme
    at: Blocks
    style: Style

    def marks(self) -> list[Mark]:
        """Return all marks, back to front."""
        return [
            *self._input_block(),
            *self._kernel_lines(),
            *(mark for number in range(len(self.at.kernels)) for mark in self._kernel(number)),
            *self._current_kernel(),
            *self._output_block(),
            *self._dots(self.at.outputs, 0),
            *self._kernel_dots(),
        ]

    def _input_block(self) -> list[Mark]:
        """Return the input's planes with the cells of their windows, and the windows' outlines."""
        states, (rows, columns) = self.states, self.states.plane
        assert states.planes is not None
        read = dict(self._digit.read)
        marks: list[Mark] = []
        drawn = [*zip(self.at.inputs.planes, states.planes.drawn_inputs, strict=True)]
        for plane, number in reversed(drawn):
            has_units = states.planes.has_units(number)
            marks += self._cells(plane, has_units=has_units, in_front=plane == drawn[0][0])
            if plane in read:
                marks += [
                    self._on(mark, read[plane])
                    for mark in window(plane, rows, columns, self.theme.paint("window"))
                ]
        return [*marks, *self._dots(self.at.inputs, 1), *self._window_box()]

    def _cells(self, plane: Plane, *, has_units: bool, in_front: bool) -> list[Mark]:
        """Return an input plane's cells; padding has no ground, so that it hides no plane.

        Only the plane in front has the lines between cells of padding.
        """
        states, (rows, columns) = self.states, self.states.plane
        zeros, size = self.theme.paint(states.outside), (rows.drawn, columns.drawn)
        if not has_units:
            dashed = replace(zeros, fill=None, dashes=dashes(CELL), dash_offset=dash_offset(CELL))
            return [Path(states.outside, dashed, (plane.block(0, 0, *size),))]
        grid = input_grid(
            plane,
            rows,
            columns,
            zeros=zeros,
            units=self.theme.paint("input"),
            outside=states.outside,
        )
        cells = grid[1:] if len(grid) > 1 else grid  # the first is the ground of padding
        return [mark for mark in cells if in_front or mark.role == "input" or not mark.paint.dashes]

    def _dots(self, planes: PlaneRow, corner: int) -> list[Mark]:
        """Return an ellipsis between the planes between which some are left out.

        Parameters
        ----------
        corner: 0 is at their top left, and 1 at their bottom right, of which one is free.
        """
        if not planes.left_out:
            return []
        rows, columns = planes.size
        return [
            self._ellipsis(
                *(plane.point(corner * rows, corner * columns) for plane in planes.planes[-2:])
            )
        ]

    def _kernel_dots(self) -> list[Mark]:
        """Return ellipses for a kernel's planes, and for kernels, that are left out."""
        kernels = self.at.kernels
        ends = [
            (a.point(*self.at.taps), b.point(*self.at.taps))
            for kernel in kernels
            for a, b in kernel.gaps
        ]
        if self.at.outputs.left_out and len(kernels) > 1:
            (left, _, right, above), (_, below, _, _) = (self.at.box(at) for at in (-2, -1))
            ends.append((((left + right) / 2, above), ((left + right) / 2, below)))
        return [self._ellipsis(*pair) for pair in ends]

    def _ellipsis(self, start: Point, end: Point) -> Mark:
        """Return three dots between two points."""
        (ax, ay), (bx, by) = start, end
        dots = tuple(
            square((ax + part * (bx - ax), ay + part * (by - ay)), DOT / 2, DOT / 2)
            for part in (0.3, 0.5, 0.7)
        )
        return Path("label", Paint(fill=self.theme.line.stroke), dots)

    def _window_box(self) -> list[Mark]:
        """Return the outlines of the window on its planes, and lines between the first and last."""
        (rows, columns), beam = self.states.plane, self.theme.paint("beam")
        marks: list[Mark] = [
            self._on(replace(mark, role="beam", paint=beam), when)
            for plane, when in reversed(self._digit.read)
            for mark in outline(plane, rows, columns, beam)
        ]
        front, back = self._ends(0), self._ends(-1)
        marks += connectors(front, back, beam)
        first, paint = self._digit.read[0][0], self.theme.paint("window")
        before = ghost(first, rows, columns, paint) if self.style.ghost else []
        marks += [self._on(mark, ()) for mark in before]
        return marks + [
            replace(mark, movement=front[0][1]) for mark in outline(first, rows, columns, paint)
        ]

    def _ends(self, which: int) -> list[Corner]:
        """Return the corners of the window on the first plane that a frame reads, or the last."""
        planes, (rows, columns) = self.states.planes, self.states.plane
        assert planes is not None
        every = dict(zip(planes.drawn_inputs, self.at.inputs.planes, strict=True))
        own = [
            [plane for number, plane in every.items() if number in planes.read_by(output)][which]
            for output in planes.drawn_outputs
        ]
        first = self._digit.read[0][0]
        x, y = first.origin
        places = tuple((plane.origin[0] - x, plane.origin[1] - y) for plane in own)
        return [
            (point, self._digit.moved(movement, places))
            for point, movement in corners(first, rows, columns)
        ]

    def _on(self, mark: Path, when: tuple[bool, ...]) -> Path:
        """Return a mark on a plane, which is present at some digits of the planes."""
        movement = self._digit.moved(cast("Summed", mark.movement))
        return replace(mark, movement=movement, presence=self._digit.presence(when, mark.presence))

    def _kernel_lines(self) -> list[Mark]:
        """Return the lines from the window in front to its kernel, and from there to the output."""
        _, *starts, _ = self._ends(0)
        cell = self.at.outputs.planes[0].block(0, 0, 1, 1).points
        ends = [(cell[at], self._digit.moved(self._cell, self._digit.places(()))) for at in (0, 3)]
        paint = self.theme.paint("beam")
        if not self.at.kernels:
            return connectors(starts, ends, paint)
        height, width = self.at.taps
        first = self.at.kernels[0].planes[0]
        to_kernel = self._digit.moved(first.motion(0, 0), self._kernel_places)
        left = [(first.point(row, 0), to_kernel) for row in (0, height)]
        right = [(first.point(row, width), to_kernel) for row in (0, height)]
        return [*connectors(starts, left, paint), *connectors(right, ends, paint)]

    @property
    def _kernel_places(self) -> tuple[Point, ...]:
        """The offset of each output plane's kernel from the first one; slices share one kernel."""
        count, (x, y) = len(self.at.outputs.planes), self.at.kernels[0].planes[0].origin
        if len(self.at.kernels) < count:
            return ((0, 0),) * count
        origins = [kernel.planes[0].origin for kernel in self.at.kernels]
        return tuple((u - x, v - y) for u, v in origins)

    def _kernel(self, number: int) -> list[Mark]:
        paint = self.theme.paint(role := KERNELS[number % len(KERNELS)])
        height, width = self.at.taps
        kernel = reversed(self.at.kernels[number].planes)
        return [Path(role, paint, plane.grid(0, 0, height, width)) for plane in kernel]

    def _current_kernel(self) -> list[Mark]:
        """Return the outline of the kernel that the frame uses."""
        if not self.at.kernels:
            return []
        first = self.at.kernels[0].planes[0]
        height, width = self.at.taps
        movement = self._digit.moved(first.motion(0, 0), self._kernel_places)
        block = (first.block(0, 0, height, width),)
        return [Path("window", outline_paint(self.theme.paint("window")), block, movement)]

    @property
    def _digit(self) -> PlaneDigit:
        return PlaneDigit(self.states, self.at.inputs, self.at.outputs)

    @property
    def _cell(self) -> Summed:
        """The movement of the shaded output cell on its plane."""
        rows, columns = self.states.plane
        return self.at.outputs.planes[0].motion(int(rows.output > 1), int(columns.output > 1))

    def _output_block(self) -> list[Mark]:
        """Return the output's planes: finished ones, the current one, and later ones' outlines."""
        rows, columns = self.states.plane
        planes, size = self.at.outputs.planes, (rows.output, columns.output)
        count, first, output = len(planes), planes[0], self.theme.paint("output")
        movement, places = (
            self._digit.moved(self._cell, self._digit.places(())),
            self._digit.places(()),
        )
        active = Path("active", self.theme.paint("active"), (first.block(0, 0, 1, 1),), movement)
        if are_all_coloured(self.style, self.theme):
            return [*(Path("output", output, one.grid(0, 0, *size)) for one in planes), active]
        marks: list[Mark] = [
            Path(
                "output",
                output,
                plane.grid(0, 0, *size),
                presence=(digits(number + 1, count, count), (), ()),
            )
            for number, plane in enumerate(planes[:-1])
        ]
        by_row = first.motion(int(rows.output > 1), 0)
        edges = [
            self._digit.moved(edge, places) for edge in (first.motion(0, 0), by_row, self._cell)
        ]
        marks += [
            replace(mark, movement=edges[0]) if isinstance(mark, Path) else mark
            for mark in computed_cells([first], size, edges, self.theme)
        ]
        empty = self.theme.paint("not_computed")
        later = replace(empty, fill=None, dashes=dashes(CELL), dash_offset=dash_offset(CELL))
        marks += [
            Path(
                "not_computed",
                later,
                (plane.block(0, 0, *size),),
                presence=(digits(0, number, count), (), ()),
            )
            for number, plane in enumerate(planes)
            if number
        ]
        return [*marks, active]


def draw(states: States, theme: Theme, style: Style) -> Scene:
    """Draw the blocks of the input, of the kernels and of the output."""
    blocks = Blocks.of(states, has_kernel=style.kernel)
    maps = StackedMaps(states, theme, blocks, style)
    return Scene.framed(maps.marks(), states.plane_odometer, theme.shared, MARGIN)


def grids(states: States, style: Style) -> list[Grid]:
    """Return the grids of two planes, with labels where no other plane is.

    These are the input's plane in front, whose columns have labels below, and the output's plane at
    the back, whose rows have labels on the right.
    """
    inputs, outputs = Blocks.of(states, has_kernel=style.kernel).labelled
    read, written = grids_of(states, inputs, outputs)
    read = replace(read, below=inputs.size[0], crossed=True)
    return [read, replace(written, beside=outputs.size[1], crossed=True)]
