"""Panels from left to right: input ⊙ kernel = products Σ output.

Input channels are below each other, and each has its kernels and its products to its right. Kernels
of one output channel are below each other, too, and next to those of another one in its group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from svgconv.glyphs.font import width
from svgconv.scene.labels import HEADING_SIZE, enlarged
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL, COLUMN, ROW, Plane, PlaneRow
from svgconv.scene.style import PRODUCTS, Style
from svgconv.states.states import States
from svgconv.views._panel_layout import BELOW, FLIPPED, KERNEL, PanelLayout, numbered

GAP, LAST_GAP = 26, 30
"""User units between two columns of panels, where a sign is, and before the output's indices."""
KERNEL_GAP = 12
"""User units between the kernels of two output channels."""


def columns_layout(states: States, style: Style) -> PanelLayout:
    """Return the layout of a figure's panels, the input's first cell at (0, 0)."""
    larger = enlarged(style.text)
    sign = GAP // 2
    last_gap = sign + ceil((LAST_GAP - sign) * (larger if style.indices else 1))
    columns = _Columns(states, flipped=style.flipped, below=ceil(BELOW * larger), last_gap=last_gap)
    return columns.layout(with_products=style.panels == PRODUCTS, with_bias=style.bias)


class _Columns:
    """The columns of panels, from left to right, each as wide as its panels and their headings.

    Parameters
    ----------
    below: the user units between a plane and the next one below it.
    last_gap: those before the output, where a sign and its indices are.
    """

    def __init__(self, states: States, *, flipped: bool, below: int, last_gap: int) -> None:
        self._below, self._last_gap = below, last_gap
        planes = states.planes
        rows, columns = states.plane
        self._window = rows.taps, columns.taps
        self._read = [
            [planes.drawn_inputs.index(one) for one in planes.read_by(output)] if planes else [0]
            for output in (planes.drawn_outputs if planes else (0,))
        ]
        self._sizes = (rows.drawn, columns.drawn), (rows.output, columns.output)
        self._counts = len(planes.drawn_inputs) if planes else 1, len(self._read)
        self._kernel = FLIPPED if flipped else KERNEL
        self._right = 0.0
        self._signs: list[tuple[str, Point]] = []

    def layout(self, *, with_products: bool, with_bias: bool) -> PanelLayout:
        """Return the layout, with or without products and their sums, and a bias."""
        (down, across), (inputs, outputs) = self._sizes, self._counts
        pitches = [CELL * rows + self._below for rows, _ in self._sizes]
        if inputs == outputs:
            pitches = [max(pitches)] * 2
        heights = [
            pitch * (count - 1) + CELL * rows
            for pitch, count, (rows, _) in zip(pitches, self._counts, self._sizes, strict=True)
        ]
        read = self._planes(0, pitches[0], inputs, down, "input")
        self._middles = [plane.origin[1] + CELL * down[0] / 2 for plane in read.planes]
        self._sign("⊙" if with_products else "∗", self._middles)
        kernels = self._kernels()
        biases = self._biases(kernels) if with_bias else ()
        if not with_products:
            self._sign("=", [heights[0] / 2], self._last_gap)
        products: tuple[Plane, ...] = ()
        sums: tuple[Plane, ...] = ()
        if with_products:
            self._sign("=", self._middles)
            products = self._beside(self._window, "products")
            several = len(self._read[0]) > 1
            if several:
                self._sign("∑", self._middles)
                sums = self._beside((1, 1), "sums")
            self._sign("∑", [heights[0] / 2], self._last_gap)
        top = (heights[0] - heights[1]) // 2
        written = self._planes(top, pitches[1], outputs, across, "output")
        return PanelLayout(
            read,
            written,
            (tuple(range(self._window[0])), tuple(range(self._window[1]))),
            kernels,
            biases,
            products,
            sums,
            tuple(self._signs),
            kernel=self._kernel,
        )

    def _column(self, columns: int, heading: str) -> float:
        """Return the left end of a panel of these columns, in the middle of a new column."""
        length = CELL * columns
        room = max(length, ceil(width(heading) * HEADING_SIZE * CELL))
        left = self._right + (room - length) // 2
        self._right += room
        return left

    def _sign(self, sign: str, middles: Sequence[float], gap: float = GAP) -> None:
        self._signs += [(sign, (self._right + GAP / 2, middle)) for middle in middles]
        self._right += gap

    def _planes(
        self, top: float, pitch: float, count: int, size: tuple[int, int], name: str
    ) -> PlaneRow:
        left = self._column(size[1], numbered(name, 0, count))
        return PlaneRow.of(Plane((left, top), ROW, COLUMN), size, (0, pitch), count, left_out=False)

    def _beside(self, size: tuple[int, int], heading: str) -> tuple[Plane, ...]:
        """Return a plane next to each input."""
        left = self._column(size[1], heading)
        return tuple(self._centred(left, size[0], middle) for middle in self._middles)

    def _centred(self, left: float, rows: int, middle: float) -> Plane:
        return Plane((left, middle - CELL * rows / 2), ROW, COLUMN)

    def _kernels(self) -> dict[tuple[int, int], Plane]:
        """Return each kernel's plane; the first outputs of all groups have one column."""
        each = self._each
        lefts = []
        for column in range(each):
            self._right += KERNEL_GAP if column else 0
            name = numbered(self._kernel, column, len(self._read))
            lefts.append(self._column(self._window[1], name))
        return {
            (output, number): self._centred(
                lefts[output % each], self._window[0], self._middles[number]
            )
            for output, read in enumerate(self._read)
            for number in read
        }

    @property
    def _each(self) -> int:
        """The number of outputs in a group."""
        return len(self._read) // len({tuple(read) for read in self._read})

    def _biases(self, kernels: dict[tuple[int, int], Plane]) -> tuple[Plane, ...]:
        """Return a cell below the last kernel of each output; of groups, next to the first one."""
        if self._each < len(self._read):
            lefts = []
            for _ in range(self._each):
                self._right += KERNEL_GAP
                lefts.append(self._column(1, "bias"))
            return tuple(
                self._centred(lefts[output % self._each], 1, self._middles[read[0]])
                for output, read in enumerate(self._read)
            )
        rows, columns = self._window
        last = {output: plane for (output, _), plane in kernels.items()}
        return tuple(
            replace(plane, origin=plane.point(rows + self._below / CELL, (columns - 1) / 2))
            for plane in last.values()
        )
