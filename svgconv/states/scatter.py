"""A transposed convolution as scattering: each input unit stamps its kernel on the output.

The same sums as the gathering view's, told from the other end; separable, like all windows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from svgconv.states.axis import NO_CELL, Axis, Indices
from svgconv.states.odometer import Odometer
from svgconv.states.states import States, crossed

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.running_sums import PartialSums


@dataclass(frozen=True)
class Stamps:
    """One axis: where each input unit's taps fall on the output.

    Attributes
    ----------
    units: the input's units, at least 1.
    output: the output's cells, at least 1; taps that fall beyond them are cut off.
    origin: the output index on which unit 0's first tap falls; negative where padding cuts it off.
    stride: output cells from a unit's stamp to the next one's.
    taps, dilation: the kernel's taps, and the output cells from each to the next.
    added: the last output cells, which only ``output_padding`` makes part of the output.
    """

    units: int
    output: int
    origin: int = 0
    stride: int = 1
    taps: int = 1
    dilation: int = 1
    added: int = 0

    @cached_property
    def table(self) -> Indices:
        """For each unit the output cell under each tap, or `NO_CELL`; (units, taps)."""
        cells = (
            self.origin
            + self.stride * np.arange(self.units)[:, None]
            + self.dilation * np.arange(self.taps)
        )
        inside = (cells >= 0) & (cells < self.output)
        return np.where(inside, cells, NO_CELL).astype(np.int32)

    @cached_property
    def cells(self) -> list[list[int]]:
        """For each unit the output cells that it writes, ascending."""
        return [[cell for cell in row if cell != NO_CELL] for row in self.table.tolist()]

    @cached_property
    def hits(self) -> list[int]:
        """For each output cell by how many units it is hit."""
        written = self.table[self.table != NO_CELL]
        return [int(count) for count in np.bincount(written, minlength=self.output)]

    @property
    def writing(self) -> tuple[bool, ...]:
        """For each unit whether it writes any output cell."""
        return tuple(map(bool, self.cells))

    @property
    def starts(self) -> list[int]:
        """For each unit the first output cell that it writes; where it writes none, any."""
        return [cells[0] if cells else 0 for cells in self.cells]

    @property
    def stops(self) -> list[int]:
        """For each unit the output cell behind the last one that it writes."""
        return [cells[-1] + 1 if cells else 0 for cells in self.cells]

    @property
    def parts(self) -> list[tuple[list[int], tuple[bool, ...]]]:
        """The taps that come and go together: their cells from tap 0, and for which units.

        ``when`` is for each unit whether they fall on the output, or ``()`` for always. Taps that
        never do are left out.
        """
        parts: dict[tuple[bool, ...], list[int]] = {}
        for tap, there in enumerate((self.table != NO_CELL).T):
            when = () if there.all() else tuple(there.tolist())
            if there.any():
                parts.setdefault(when, []).append(tap * self.dilation)
        return [(cells, when) for when, cells in parts.items()]

    @property
    def rhythm(self) -> tuple[int, ...]:
        """How often each of ``stride`` neighbouring cells is hit, far from the edges."""
        falls = np.arange(self.taps) * self.dilation % self.stride
        return tuple(int(count) for count in np.bincount(falls, minlength=self.stride))

    @property
    def uneven(self) -> bool:
        """Whether cells far from the edges are hit unlike often: kernel and stride make stripes."""
        return len(set(self.rhythm)) > 1

    @property
    def followed(self) -> tuple[int, ...]:
        """For each output cell the last unit that hits it; the last one before, if none does."""
        last = []
        for cell in range(self.output):
            hitting = [unit for unit, cells in enumerate(self.cells) if cell in cells]
            before = min(max(0, (cell - self.origin) // self.stride), self.units - 1)
            last.append(hitting[-1] if hitting else before)
        return tuple(last)


ONE_LINE = Stamps(units=1, output=1)
"""The axis across a figure of one axis."""


@dataclass(frozen=True, eq=False)
class Scattered(States):
    """Per-frame states of the scatter view: a frame for each input unit.

    The arrays are those of `States` with the ends exchanged: `windows` are the output cells under
    the taps, `NO_CELL` where padding cuts a tap off, and `outputs` the input units. ``axes`` are
    the output's, and their ``output`` the input's units.
    """

    stamps: tuple[Stamps, ...] = ()

    @classmethod
    def of(cls, gathering: States, stamps: tuple[Stamps, ...]) -> Scattered:
        """The scattering of the same operation as ``gathering``."""
        return cls(
            operation=gathering.operation,
            parameters=gathering.parameters,
            axes=tuple(
                Axis(
                    units=np.arange(one.output, dtype=np.int32),
                    real=np.ones(one.output, dtype=np.bool_),
                    window=one.table,
                )
                for one in stamps
            ),
            input_size=gathering.input_size,
            stamps=stamps,
        )

    @property
    def odometer(self) -> Odometer:
        """The input's indices; beside gathering figures each frame is told by an output cell."""
        return Odometer(self.input_size, tuple(one.followed for one in self.stamps))

    @property
    def plane_stamps(self) -> tuple[Stamps, Stamps]:
        """The rows' and the columns' stamps; one axis is drawn as a single row."""
        rows, columns = (ONE_LINE, *self.stamps)[-2:]
        return rows, columns

    @property
    def plane_odometer(self) -> Odometer:
        """The same frames as readings of the drawn plane's two axes."""
        planes = self.plane_stamps
        return Odometer(tuple(one.units for one in planes), tuple(one.followed for one in planes))

    @property
    def hits(self) -> Indices:
        """How many input units hit each output cell; the output's shape."""
        counts = [np.array(one.hits, dtype=np.int32) for one in self.stamps]
        return np.asarray(reduce(np.multiply.outer, counts))

    def sums(self, input: Array, weight: Array) -> PartialSums:
        """How the output adds up, on the drawn plane: one axis is a single row."""
        from svgconv.states.running_sums import PartialSums

        rows, columns = self.plane_stamps
        stamped = np.multiply.outer(np.atleast_2d(input), np.atleast_2d(weight))
        return PartialSums.of(rows.table, columns.table, (rows.output, columns.output), stamped)

    def frames(self) -> Iterator[dict[str, Any]]:
        """Each frame as the ``states`` document holds it: the input unit, and what it writes."""
        self._few_enough()
        for unit in self.outputs.tolist():
            written = [one.cells[at] for one, at in zip(self.stamps, unit, strict=True)]
            yield {"input": unit, "writes": crossed(written)}

    def numbers(
        self, input: Array, weight: Array | None, output: Array | None
    ) -> Iterator[dict[str, Any]]:
        """Each frame's input unit's value, and the sums so far where it writes, unless blank."""
        assert weight is not None
        sums = None if output is None else self.sums(input, weight)
        for frame, value in enumerate(input.ravel()):
            digits = self.plane_odometer.digits(frame)
            written = {"sums": np.array(sums.written(*digits))} if sums else {}
            yield {"value": value, **written}

    def head(self) -> dict[str, Any]:
        """The ``states`` document without its frames; the output with how often it is hit."""
        return {
            "operation": self.operation,
            "parameters": self.parameters,
            "input": {"shape": list(self.input_size)},
            "output": {"shape": list(self.drawn_size), "hits": self.hits.tolist()},
        }
