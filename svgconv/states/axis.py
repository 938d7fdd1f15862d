"""One axis of a figure: the drawn cells, and the window's cells for each output index.

Windows are separable, so everything is computed once an axis and combined by broadcasting.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int32]

NO_UNIT = -1
"""Stands in `Axis.units` for a cell that holds no unit of the input: padding, inserted zero."""


@dataclass(frozen=True, eq=False)
class Axis:
    """What one axis draws and reads.

    Attributes
    ----------
    units: for each drawn cell the input's own index of the unit it holds, or `NO_UNIT`; (drawn,).
    window: for each output index the drawn cells under the taps, ascending; (output, taps).
    """

    units: Indices
    window: Indices

    @classmethod
    def of(
        cls,
        *,
        drawn: int,
        units: int,
        origin: int,
        spacing: int,
        taps: int,
        dilation: int,
        stride: int,
        output: int,
    ) -> Axis:
        """An axis whose units and windows are evenly spaced.

        Parameters
        ----------
        drawn: drawn cells, at least 1.
        units: the input's units, at least 1.
        origin: the drawn index of unit 0; negative where the grid is cropped.
        spacing: drawn cells from a unit to the next, at least 1.
        taps, dilation: the window's cells, and the drawn cells from each to the next.
        stride: drawn cells by which the window moves from an output index to the next.
        output: output indices, at least 1.
        """
        unit, offset = np.divmod(np.arange(drawn, dtype=np.int32) - origin, spacing)
        inside = (offset == 0) & (unit >= 0) & (unit < units)
        window = stride * np.arange(output)[:, None] + dilation * np.arange(taps)
        return cls(
            units=np.where(inside, unit, NO_UNIT).astype(np.int32),
            window=window.astype(np.int32),
        )

    @property
    def drawn(self) -> int:
        """The number of drawn cells."""
        return len(self.units)

    @property
    def output(self) -> int:
        """The number of output indices."""
        return len(self.window)

    @property
    def real(self) -> list[int]:
        """The drawn cells that hold a unit of the input, ascending."""
        return [int(cell) for cell in np.flatnonzero(self.units != NO_UNIT)]

    @property
    def taps(self) -> list[int]:
        """The drawn cells under the taps at output index 0."""
        return [int(cell) for cell in self.window[0]]

    @property
    def step(self) -> int:
        """The drawn cells by which the window moves; 0 where it has one place only."""
        return int(self.window[1, 0] - self.window[0, 0]) if self.output > 1 else 0
