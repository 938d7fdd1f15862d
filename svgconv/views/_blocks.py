"""Where planes are that overlap as blocks: those of the input, the kernels and the output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL, Plane, PlaneRow
from svgconv.states.slices import Slices
from svgconv.states.states import States

COLUMN, ROW = (CELL, 0), (0, CELL)
STEP = 9
"""The distance of a plane from the next one behind it, to the right and up, in user units."""
LEFT_OUT = 3
"""How many times further away the last plane is if planes are left out before it."""
GAP, BELOW = 2 * CELL, 1.5 * CELL
"""User units between blocks, and between the kernels."""


@dataclass(frozen=True)
class Blocks:
    """Where the planes of all blocks are.

    Attributes
    ----------
    inputs, outputs: the planes of both.
    kernels: the planes of each kernel, front to back, with the numbers of the inputs that it reads.
    taps: the rows and columns of a kernel.
    """

    inputs: PlaneRow
    outputs: PlaneRow
    kernels: tuple[tuple[Plane, ...], ...]
    taps: tuple[int, int]

    @classmethod
    def of(cls, states: States, *, has_kernel: bool) -> Blocks:
        """Return the blocks of a figure: centred, from left to right."""
        planes, (rows, columns) = states.planes, states.plane
        assert planes is not None
        taps = rows.taps, columns.taps
        drawn = len(planes.drawn_inputs), len(planes.drawn_outputs)
        left_out = planes.inputs > drawn[0], planes.outputs > drawn[1]
        outputs = planes.drawn_outputs[: 1 if isinstance(planes, Slices) else None]
        depths = [
            len([one for one in planes.drawn_inputs if one in planes.read_by(output)])
            for output in outputs
        ]
        first = _offsets(drawn[0], left_out=left_out[0])
        second = [(-x, -y) for x, y in _offsets(drawn[1], left_out=left_out[1])]
        sizes = (rows.drawn, columns.drawn), (rows.output, columns.output)
        read = PlaneRow(_planes(first), sizes[0], left_out[0])
        blocks = [_planes(_offsets(depth, left_out=False)) for depth in depths if has_kernel]
        boxes = [PlaneRow(block, taps).box for block in blocks]
        right, top = read.box[2] + GAP, read.box[1]
        middle = (read.box[1] + read.box[3]) / 2
        tall = sum(bottom - above for _, above, _, bottom in boxes) + BELOW * (len(boxes) - 1)
        top, kernels = middle - tall / 2, []
        for block, (_, above, _, bottom) in zip(blocks, boxes, strict=True):
            kernels.append(tuple(one.moved((right, round(top - above))) for one in block))
            top += bottom - above + BELOW
        right += max((box[2] for box in boxes), default=-GAP) + GAP
        written = PlaneRow(_planes(second), sizes[1], left_out[1])
        left, above, _, bottom = written.box
        moved = written.moved((right - left, round(middle - (above + bottom) / 2)))
        return cls(read, moved, tuple(kernels), taps)

    @property
    def grids(self) -> tuple[PlaneRow, PlaneRow]:
        """The input's plane in front, and the output's last one, which is in front, too."""
        return (
            PlaneRow(self.inputs.planes[:1], self.inputs.size),
            PlaneRow(self.outputs.planes[-1:], self.outputs.size),
        )


def _offsets(count: int, *, left_out: bool) -> list[Point]:
    """Return the offset of each plane from the one in front."""
    steps = [*range(count)]
    if left_out:
        steps[-1] += LEFT_OUT - 1
    return [(STEP * step, -STEP * step) for step in steps]


def _planes(offsets: Sequence[Point]) -> tuple[Plane, ...]:
    return tuple(Plane((0, 0), ROW, COLUMN).moved(offset) for offset in offsets)
