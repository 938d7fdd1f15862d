"""Where the panels of a flat figure are, and what is written next to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svgconv.scene.box import Box
from svgconv.scene.grids import Grid
from svgconv.scene.motion import STILL, Point, Summed
from svgconv.scene.plane import Plane, PlaneRow

BELOW = 26
"""User units between a plane and the next one below it, where indices and a heading are."""

KERNEL, FLIPPED = "kernel", "flipped kernel"
"""The heading of a kernel as PyTorch stores it, and as the window of a transposed one meets it."""


@dataclass(frozen=True)
class PanelLayout:
    """The planes of all panels, and the signs between them.

    Attributes
    ----------
    inputs, outputs: the planes of the input and of the output.
    taps: the rows and columns of a kernel's cells on its plane.
    kernels: the plane of each pair of an output and an input that it reads, by their numbers.
    biases: a plane of one cell for each output; none without a bias.
    products: a plane for each input; none if they are not drawn.
    sums: a plane of one cell for each input; none if each output reads a single input.
    signs: the signs between panels, each with its middle.
    names: the names of panels that are below each other, each with the middle of its right end;
        none if panels have headings.
    movement: that of the kernel and the products.
    kernel: the heading of kernels.
    room: the user units below the output, where its indices are; 0 if they are elsewhere.
    """

    inputs: PlaneRow
    outputs: PlaneRow
    taps: tuple[tuple[int, ...], tuple[int, ...]]
    kernels: dict[tuple[int, int], Plane]
    biases: tuple[Plane, ...]
    products: tuple[Plane, ...]
    sums: tuple[Plane, ...]
    signs: tuple[tuple[str, Point], ...]
    names: tuple[tuple[str, Point], ...] = ()
    movement: Summed = STILL
    kernel: str = KERNEL
    room: float = 0

    @property
    def window(self) -> tuple[int, int]:
        """The rows and columns that a kernel takes up."""
        rows, columns = self.taps
        return rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1

    @property
    def boxes(self) -> list[Box]:
        """The areas of all panels."""
        cells = ((*self.biases, *self.sums), (1, 1))
        windows = ((*self.kernels.values(), *self.products), self.window)
        inner = [
            PlaneRow.one(plane, size).box for planes, size in (cells, windows) for plane in planes
        ]
        return [self.inputs.box, self.outputs.box, *inner]

    def headed(self, grids: Sequence[Grid]) -> list[Grid]:
        """Return the grids of the input and of the output with headings, and those of all panels.

        Planes of several channels have their number. Panels with names have no headings, and the
        input has the axis's name, because lines end on the output.
        """
        biases = [Grid(plane, heading="bias", width=1) for plane in self.biases]
        if self.names:
            read, written = grids
            return [read.named(*written.axes), replace(written, axes=("", ""), below=1), *biases]
        groups: dict[int, Plane] = {}
        for (output, _), plane in self.kernels.items():
            groups.setdefault(output, plane)
        inputs, (_, columns) = len(self.inputs.planes), self.window
        return [
            *_headed("input", grids[:inputs], self.inputs.size[1]),
            *_headed(self.kernel, list(map(Grid, groups.values())), columns),
            *_headed("products", list(map(Grid, self.products[:1])), columns),
            *_headed("sums", list(map(Grid, self.sums[:1])), 1),
            *biases,
            *_headed("output", grids[inputs:], self.outputs.size[1]),
        ]


def _headed(name: str, grids: Sequence[Grid], columns: int) -> list[Grid]:
    return [
        replace(grid, heading=numbered(name, number, len(grids)), width=columns)
        for number, grid in enumerate(grids)
    ]


def numbered(name: str, number: int, count: int) -> str:
    """Return a name, with a number if there are several."""
    return name if count == 1 else f"{name} {number}"
