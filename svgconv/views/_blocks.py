"""Where planes are that overlap as blocks: those of the input, the kernels and the output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svgconv.scene.box import Box
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL, COLUMN, ROW, Plane, PlaneRow
from svgconv.states.slices import Slices
from svgconv.states.states import States

STEP = 9
"""The distance of a plane from the next one behind it, to the right and up, in user units."""
LEFT_OUT = 3
"""How many times further away the last plane is if planes are left out before it."""
GAP, BELOW = 2 * CELL, 1.5 * CELL
"""User units between blocks, and between the kernels."""


@dataclass(frozen=True)
class Kernel:
    """The planes of a kernel.

    Attributes
    ----------
    planes: front to back; one for each drawn plane of the input that it reads.
    gaps: the places between which planes are left out. One that is not in ``planes`` is in front of
        all, or behind all.
    """

    planes: tuple[Plane, ...]
    gaps: tuple[tuple[Plane, Plane], ...] = ()

    @classmethod
    def of(cls, read: Sequence[int], drawn: Sequence[int]) -> Kernel:
        """Return the kernel that reads these planes of the input, the first drawn one at (0, 0)."""
        found = [index for index, number in enumerate(read) if number in drawn]
        steps, gaps, step, last = list[int](), list[tuple[int, int]](), -1, -1
        for index in (*found, len(read)):
            following = step + (1 if index == last + 1 else LEFT_OUT)
            if index > last + 1:
                gaps.append((step, following))
            step, last = following, index
            steps.append(step)
        places = {at: Plane((STEP * at, -STEP * at), ROW, COLUMN) for at in (-1, *steps)}
        x, y = places[steps[0]].origin
        moved = {at: plane.moved((-x, -y)) for at, plane in places.items()}
        return cls(
            tuple(moved[at] for at in steps[:-1]), tuple((moved[a], moved[b]) for a, b in gaps)
        )

    def moved(self, offset: Point) -> Kernel:
        """Return the same kernel at another place."""
        planes = tuple(plane.moved(offset) for plane in self.planes)
        return Kernel(planes, tuple((a.moved(offset), b.moved(offset)) for a, b in self.gaps))


@dataclass(frozen=True)
class Blocks:
    """Where the planes of all blocks are.

    Attributes
    ----------
    inputs, outputs: the planes of both.
    kernels: one for each drawn output plane; slices share one.
    taps: the rows and columns of a kernel.
    """

    inputs: PlaneRow
    outputs: PlaneRow
    kernels: tuple[Kernel, ...]
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
        first = _offsets(drawn[0], left_out=left_out[0])
        second = [(-x, -y) for x, y in _offsets(drawn[1], left_out=left_out[1])]
        sizes = (rows.drawn, columns.drawn), (rows.output, columns.output)
        read = PlaneRow(_planes(first), sizes[0], left_out[0])
        blocks = [
            Kernel.of(planes.read_by(output), planes.drawn_inputs)
            for output in outputs
            if has_kernel
        ]
        boxes = [PlaneRow(block.planes, taps).box for block in blocks]
        right, top = read.box[2] + GAP, read.box[1]
        middle = (read.box[1] + read.box[3]) / 2
        tall = sum(bottom - above for _, above, _, bottom in boxes) + BELOW * (len(boxes) - 1)
        top, kernels = middle - tall / 2, []
        for block, (_, above, _, bottom) in zip(blocks, boxes, strict=True):
            kernels.append(block.moved((right, round(top - above))))
            top += bottom - above + BELOW
        right += max((box[2] for box in boxes), default=-GAP) + GAP
        written = PlaneRow(_planes(second), sizes[1], left_out[1])
        left, above, _, bottom = written.box
        moved = written.moved((right - left, round(middle - (above + bottom) / 2)))
        return cls(read, moved, tuple(kernels), taps)

    def box(self, kernel: int) -> Box:
        """Return the area of a kernel's planes."""
        return PlaneRow(self.kernels[kernel].planes, self.taps).box

    @property
    def labelled(self) -> tuple[PlaneRow, PlaneRow]:
        """The input's plane in front, and the output's plane at the back."""
        return (
            PlaneRow(self.inputs.planes[:1], self.inputs.size),
            PlaneRow(self.outputs.planes[:1], self.outputs.size),
        )


def _offsets(count: int, *, left_out: bool) -> list[Point]:
    """Return the offset of each plane from the one in front."""
    steps = [*range(count)]
    if left_out:
        steps[-1] += LEFT_OUT - 1
    return [(STEP * step, -STEP * step) for step in steps]


def _planes(offsets: Sequence[Point]) -> tuple[Plane, ...]:
    return tuple(Plane((0, 0), ROW, COLUMN).moved(offset) for offset in offsets)
