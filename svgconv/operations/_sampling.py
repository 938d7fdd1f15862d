"""The places where upsampling reads the input along one axis, and the weights there.

PyTorch multiplies an output index by a scale: 1 / scale_factor if it is given, otherwise the size
of the input divided by that of the output (`aten/src/ATen/native/UpSample.h`). Which unit is
nearest depends on how that product is rounded; it is computed here in float32, PyTorch's default
precision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

from svgconv.errors import SvgconvError

MOST_UNITS = 10_000_000
"""The most cells along an axis; a figure has at most a tenth of them."""
CLOSE = 1e-9
"""Coordinates this near to a unit are the unit's own: the rest is rounding."""


@dataclass(frozen=True)
class Sampling:
    """One axis of an upsampling.

    Attributes
    ----------
    units: the input's units.
    count: output indices.
    factor: the factor that PyTorch computes with; None if it takes ``count / units``.
    align_corners: whether the first and the last output lie on the first and the last unit.

    Raises
    ------
    SvgconvError: more units or output indices than `MOST_UNITS`.
    """

    units: int
    count: int
    factor: float | None
    align_corners: bool = False

    def __post_init__(self) -> None:
        if max(self.units, self.count) > MOST_UNITS:
            problem = f"an axis has more than {MOST_UNITS:,} cells"
            raise SvgconvError("input_size", problem, "use a smaller input or a smaller factor")

    def nearest(self) -> list[int]:
        """Return the unit floor(o · scale) of each output index o, as in mode ``"nearest"``."""
        if self.count == self.units:
            return list(range(self.units))
        if self.count == 2 * self.units:
            return [index // 2 for index in range(self.count)]
        return self._units(0)

    def nearest_exact(self) -> list[int]:
        """Return the unit floor((o + 0.5) · scale) of each output index o (``"nearest-exact"``)."""
        return self._units(0.5)

    def _units(self, middle: float) -> list[int]:
        import numpy as np

        single = np.float32
        scale = (
            single(self.units) / single(self.count)
            if self.factor is None
            else single(1 / self.factor)
        )
        places = (np.arange(self.count, dtype=single) + single(middle)) * scale
        return [min(floor(place), self.units - 1) for place in places.tolist()]

    def places(self) -> list[float]:
        """Return the place of each output index among the units, as in linear modes.

        0 is the middle of the first unit; no place is before it, or after the last unit's middle.
        """
        if self.count == self.units and not self.align_corners:
            return [float(index) for index in range(self.units)]
        place = self._corners() if self.align_corners else self._middles()
        found = [min(max(place(index), 0.0), self.units - 1.0) for index in range(self.count)]
        return [float(round(one)) if abs(one - round(one)) < CLOSE else one for one in found]

    def _corners(self) -> Callable[[int], float]:
        scale = (self.units - 1) / (self.count - 1) if self.count > 1 else 0.0
        return lambda index: index * scale

    def _middles(self) -> Callable[[int], float]:
        scale = self.units / self.count if self.factor is None else 1 / self.factor
        return lambda index: (index + 0.5) * scale - 0.5


def weights(place: float) -> list[float]:
    """Return the weights of the units at and after a place: one, or two that sum to 1."""
    behind = place - floor(place)
    return [1 - behind, behind] if behind else [1.0]
