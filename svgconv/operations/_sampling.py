"""What upsampling reads of the input along one axis: units, and their weights.

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

LINEAR = ("linear", "bilinear", "trilinear")
"""The modes that read up to two units along each axis."""

CUBIC = Fraction(-3, 4)
"""The slope of bicubic interpolation, which is -0.5 in other libraries."""

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
    shortcuts: whether mode ``"nearest"`` ignores a factor that keeps or doubles the size, as
        PyTorch does with two axes.

    Raises
    ------
    SvgconvError: more units or output indices than `MOST_UNITS`.
    """

    units: int
    count: int
    factor: float | None
    align_corners: bool = False
    shortcuts: bool = True

    def __post_init__(self) -> None:
        if max(self.units, self.count) > MOST_UNITS:
            problem = f"an axis has more than {MOST_UNITS:,} cells"
            raise SvgconvError("input_size", problem, "use a smaller input or a smaller factor")

    def nearest(self) -> list[int]:
        """Return the unit floor(o · scale) of each output index o, as in mode ``"nearest"``."""
        if self.shortcuts and self.count == self.units:
            return list(range(self.units))
        if self.shortcuts and self.count == 2 * self.units:
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

    def windows(self, mode: str) -> tuple[list[int], list[list[Fraction]], list[Fraction]]:
        """Return for each output index the first unit that it reads, the weights from there on, and
        its own place.

        Parameters
        ----------
        mode: as in PyTorch; modes without places return none.
        """
        if mode in LINEAR:
            places = self.places()
            return [floor(place) for place in places], [weights(place) for place in places], places
        if mode == "bicubic":
            found = [self._cubic(place) for place in self._unlimited_places(ignores=False)]
            return [first for first, _ in found], [own for _, own in found], []
        if mode == "area":
            ends = [
                (index * self.units // self.count, -(-(index + 1) * self.units // self.count))
                for index in range(self.count)
            ]
            return [a for a, _ in ends], [[Fraction(1, b - a)] * (b - a) for a, b in ends], []
        units = self.nearest() if mode == "nearest" else self.nearest_exact()
        return units, [[Fraction(1)]] * len(units), []

    def _cubic(self, place: Fraction) -> tuple[int, list[Fraction]]:
        """The first of the units around a place, and the weights from there on.

        Beyond the ends, the first and the last unit count again.
        """
        summed: dict[int, Fraction] = {}
        for unit, weight in enumerate(cubic_weights(place - floor(place)), floor(place) - 1):
            if weight:
                inside = min(max(unit, 0), self.units - 1)
                summed[inside] = summed.get(inside, Fraction(0)) + weight
        return min(summed), list(summed.values())

    def places(self) -> list[Fraction]:
        """Return the exact place of each output index among the units, as in linear modes.

        0 is the middle of the first unit; no place is before it, or after the last unit's middle.
        """
        last = Fraction(self.units - 1)
        return [min(max(place, Fraction(0)), last) for place in self._unlimited_places()]

    def _unlimited_places(self, ignores: bool = True) -> list[Fraction]:
        """The places, also beyond the middles of the first and the last unit.

        In linear modes PyTorch ignores a factor that keeps the size.
        """
        if self.align_corners:
            scale = Fraction(self.units - 1, self.count - 1) if self.count > 1 else Fraction(0)
            first = Fraction(0)
        else:
            kept = ignores and self.count == self.units
            given = None if kept or self.factor is None else 1 / Fraction(repr(self.factor))
            scale = Fraction(self.units, self.count) if given is None else given
            first = scale / 2 - Fraction(1, 2)
        whole = 2 * scale.denominator
        step, start = int(scale * whole), int(first * whole)
        return [Fraction(start + index * step, whole) for index in range(self.count)]


def cubic_weights(behind: Fraction) -> list[Fraction]:
    """Return the weights of two units before a place and of two after it; their sum is 1.

    Parameters
    ----------
    behind: how far the place is behind the nearest unit before it, from 0 to 1.
    """
    return [_far(1 + behind), _near(behind), _near(1 - behind), _far(2 - behind)]


def _near(distance: Fraction) -> Fraction:
    """The weight of a unit at a distance from 0 to 1."""
    return ((CUBIC + 2) * distance - (CUBIC + 3)) * distance**2 + 1


def _far(distance: Fraction) -> Fraction:
    """The weight of a unit at a distance from 1 to 2."""
    return ((CUBIC * distance - 5 * CUBIC) * distance + 8 * CUBIC) * distance - 4 * CUBIC


def weights(place: Fraction) -> list[Fraction]:
    """Return the weights of the units at and after a place: one, or two that sum to 1."""
    behind = place - floor(place)
    return [1 - behind, behind] if behind else [Fraction(1)]
