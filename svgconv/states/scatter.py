"""A transposed convolution as scattering: each input unit adds its kernel to the output.

The sums are those of `States`, in the opposite direction: what a unit writes is which outputs read
it. They are separable, like all windows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

from svgconv.states.arithmetic import Array
from svgconv.states.axis import NO_CELL, Axis, Indices
from svgconv.states.lazy_numpy import np
from svgconv.states.odometer import Odometer
from svgconv.states.running_sums import RunningSums
from svgconv.states.states import States, crossed


@dataclass(frozen=True)
class ScatterAxis:
    """One axis: the output cells to which each input unit adds its kernel.

    Attributes
    ----------
    units: the number of the input's units, at least 1.
    output: the number of the output's cells, at least 1. Taps beyond them are cut off.
    origin: the output index of unit 0's first tap; negative if padding cuts it off.
    stride: output cells from one unit's kernel to the next one's, at least 1.
    taps: the kernel's size, at least 1.
    dilation: output cells from one tap to the next, at least 1.
    added: the number of last output cells that are part of the output because of
        ``output_padding``.
    """

    units: int
    output: int
    origin: int = 0
    stride: int = 1
    taps: int = 1
    dilation: int = 1
    added: int = 0

    @cached_property
    def tap_cells(self) -> list[list[int]]:
        """For each unit, the output cell under each tap, or `NO_CELL`."""
        reach = self.taps * self.dilation
        starts = range(self.origin, self.origin + self.units * self.stride, self.stride)
        return [
            [
                cell if 0 <= cell < self.output else NO_CELL
                for cell in range(start, start + reach, self.dilation)
            ]
            for start in starts
        ]

    @property
    def table(self) -> Indices:
        """The `tap_cells`; (units, taps)."""
        return np.array(self.tap_cells, dtype=np.int32)

    @cached_property
    def cells(self) -> list[list[int]]:
        """For each unit, the output cells to which it adds, ascending."""
        return [[cell for cell in row if cell != NO_CELL] for row in self.tap_cells]

    @cached_property
    def overlaps(self) -> list[int]:
        """For each output cell, the number of units that add to it."""
        counts = Counter(cell for cells in self.cells for cell in cells)
        return [counts[cell] for cell in range(self.output)]

    @property
    def adds(self) -> tuple[bool, ...]:
        """For each unit, whether it adds to any output cell."""
        return tuple(map(bool, self.cells))

    @property
    def starts(self) -> list[int]:
        """For each unit, the first output cell to which it adds; 0 if there is none."""
        return [cells[0] if cells else 0 for cells in self.cells]

    @property
    def stops(self) -> list[int]:
        """For each unit, the output cell after the last one that it adds to; 0 if there is none."""
        return [cells[-1] + 1 if cells else 0 for cells in self.cells]

    @property
    def parts(self) -> list[tuple[list[int], tuple[bool, ...]]]:
        """The taps that are on the output for the same units, and these units.

        Each part is a list of output cells, counted from tap 0, and for each unit whether these
        taps are on the output; ``()`` if they are for all units. Taps that never are, are left out.
        """
        parts: dict[tuple[bool, ...], list[int]] = {}
        for tap, cells in enumerate(zip(*self.tap_cells, strict=True)):
            visible = tuple(cell != NO_CELL for cell in cells)
            if any(visible):
                parts.setdefault(() if all(visible) else visible, []).append(tap * self.dilation)
        return [(cells, visible) for visible, cells in parts.items()]

    @property
    def inner_overlaps(self) -> tuple[int, ...]:
        """The `overlaps` of ``stride`` neighbouring cells far from the edges."""
        counts = Counter(tap * self.dilation % self.stride for tap in range(self.taps))
        return tuple(counts[cell] for cell in range(self.stride))

    @property
    def uneven(self) -> bool:
        """Whether overlaps differ far from the edges, so that kernel and stride make stripes."""
        return len(set(self.inner_overlaps)) > 1

    @property
    def last_units(self) -> tuple[int, ...]:
        """For each output cell, the last unit that adds to it, or the nearest before the cell."""
        adding = {cell: unit for unit, cells in enumerate(self.cells) for cell in cells}
        last = []
        for cell in range(self.output):
            before = min(max(0, (cell - self.origin) // self.stride), self.units - 1)
            last.append(adding.get(cell, before))
        return tuple(last)


ONE_LINE = ScatterAxis(units=1, output=1)
"""The second axis on which a figure of one axis is drawn."""


@dataclass(frozen=True, eq=False)
class ScatterStates(States):
    """The states of the scatter view, with one frame for each input unit.

    Input and output are exchanged in the arrays of `States`: ``windows`` has the output cells under
    the taps, or `NO_CELL` for taps that padding cuts off, and ``outputs`` has the input units.
    ``axes`` are the output's, and their ``output`` is the number of the input's units.

    Attributes
    ----------
    scatter_axes: one for each axis of the operation.
    """

    scatter_axes: tuple[ScatterAxis, ...] = ()

    @classmethod
    def of(cls, states: States, scatter_axes: tuple[ScatterAxis, ...]) -> ScatterStates:
        """Return the scatter states of the operation that has these states."""
        return cls(
            operation=states.operation,
            parameters=states.parameters,
            axes=tuple(
                Axis(range(one.output), range(one.output), one.tap_cells) for one in scatter_axes
            ),
            input_size=states.input_size,
            scatter_axes=scatter_axes,
        )

    @property
    def odometer(self) -> Odometer:
        """One frame for each input unit; next to other figures, output cells choose the unit."""
        return Odometer(self.input_size, tuple(one.last_units for one in self.scatter_axes))

    @property
    def scatter_plane(self) -> tuple[ScatterAxis, ScatterAxis]:
        """The rows and the columns as drawn; one axis is drawn as a single row."""
        rows, columns = (ONE_LINE, *self.scatter_axes)[-2:]
        return rows, columns

    @property
    def plane_odometer(self) -> Odometer:
        """The same frames as readings of the drawn plane's two axes."""
        plane = self.scatter_plane
        return Odometer(tuple(one.units for one in plane), tuple(one.last_units for one in plane))

    @property
    def overlaps(self) -> Indices:
        """The number of input units that add to each output cell; the output's shape."""
        counts = [np.array(one.overlaps, dtype=np.int32) for one in self.scatter_axes]
        return np.asarray(reduce(np.multiply.outer, counts))

    def sums(self, input: Array, weight: Array, bias: Array | None = None) -> RunningSums:
        """Return the output's running sums on the drawn plane; one axis is a single row.

        Parameters
        ----------
        input: values in the input's shape.
        weight: numbers in the kernel's shape, as PyTorch stores them.
        bias: the one number from which each sum starts; None for 0.
        """
        rows, columns = self.scatter_plane
        added = np.multiply.outer(np.atleast_2d(input), np.atleast_2d(weight))
        start = 0 if bias is None else bias[0]
        size = (rows.output, columns.output)
        return RunningSums.of(rows.table, columns.table, size, added, start)

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame of the ``states`` document: the input unit, and the cells it writes."""
        self._check_size()
        for unit in self.outputs.tolist():
            cells = [one.cells[at] for one, at in zip(self.scatter_axes, unit, strict=True)]
            yield {"input": unit, "writes": crossed(cells)}

    def numbers(
        self,
        input: Array,
        weight: Array | None,
        output: Array | None,
        bias: Array | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Yield each input unit's value, and the sums so far in the cells to which it adds."""
        assert weight is not None
        sums = None if output is None else self.sums(input, weight, bias)
        for frame, value in enumerate(input.ravel()):
            digits = self.plane_odometer.digits(frame)
            so_far = {"sums": np.array(sums.under_window(*digits))} if sums else {}
            yield {"value": value, **so_far}

    def head(self) -> dict[str, Any]:
        """Return the ``states`` document without its frames; the output has its overlaps."""
        return {
            "operation": self.operation,
            "parameters": self.parameters,
            "input": {"shape": list(self.input_size)},
            "output": {"shape": list(self.drawn_size), "hits": self.overlaps.tolist()},
        }
