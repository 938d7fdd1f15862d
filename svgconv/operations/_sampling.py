"""The places where upsampling reads the input along one axis, and the weights there.

PyTorch multiplies an output index by a scale: 1 / scale_factor if it is given, otherwise the size
of the input divided by that of the output (`aten/src/ATen/native/UpSample.h`). Which unit is
nearest depends on how that product is rounded; it is computed here in float32, PyTorch's default
precision.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from svgconv.errors import SvgconvError

MOST_UNITS = 10_000_000
"""The most cells along an axis; a figure has at most a tenth of them."""


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

    def places(self) -> list[Fraction]:
        """Return the exact place of each output index among the units, as in linear modes.

        0 is the middle of the first unit; no place is before it, or after the last unit's middle.
        """
        if self.align_corners:
            scale = Fraction(self.units - 1, self.count - 1) if self.count > 1 else Fraction(0)
            first = Fraction(0)
        else:
            scale = self._scale
            first = scale / 2 - Fraction(1, 2)
        whole = 2 * scale.denominator
        step, start, last = int(scale * whole), int(first * whole), (self.units - 1) * whole
        return [
            Fraction(min(max(start + index * step, 0), last), whole) for index in range(self.count)
        ]

    @property
    def _scale(self) -> Fraction:
        """The units for each output index; PyTorch ignores a factor that keeps the size."""
        if self.factor is None or self.count == self.units:
            return Fraction(self.units, self.count)
        return 1 / Fraction(repr(self.factor))


def weights(place: Fraction) -> list[Fraction]:
    """Return the weights of the units at and after a place: one, or two that sum to 1."""
    behind = place - floor(place)
    return [1 - behind, behind] if behind else [Fraction(1)]
