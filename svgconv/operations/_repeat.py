"""The part of an input axis that repeats: what a smaller input leaves out of the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from svgconv.errors import SvgconvError

LEAST_OUTPUTS = 3
"""The outputs that a smaller input keeps along an axis, if there are this many: one at each edge,
and one between them."""


@dataclass(frozen=True)
class Repeat:
    """The cells by which an input axis can be shortened without a change at its edges.

    Attributes
    ----------
    units: the input units of one repeat, at least 1.
    outputs: the output cells that they give.
    most: how many repeats can be left out, at least 0.
    """

    units: int
    outputs: int
    most: int

    @classmethod
    def of(
        cls, units: int, outputs: int, size: int, count: int, least: int = 1, least_count: int = 1
    ) -> Repeat:
        """Return the repeat of an axis, of which `LEAST_OUTPUTS` outputs are kept.

        Parameters
        ----------
        units, outputs: of one repeat.
        size, count: the axis's input units and output cells.
        least, least_count: the fewest of both that are kept, too.
        """
        kept = max(min(LEAST_OUTPUTS, count), least_count)
        return cls(units, outputs, max(0, min((size - least) // units, (count - kept) // outputs)))


def of_windows(
    size: int, count: int, span: int, stride: int, before: int, least: int = 1
) -> Repeat:
    """Return the repeat of an axis over which a window moves: as many cells as the stride.

    What is not read at the end stays the same, as does TensorFlow's SAME padding, because both
    depend on the size modulo the stride. No window reaches over both ends of the input, unless one
    does already.

    Parameters
    ----------
    size, count: the axis's input units and its windows.
    span: the cells from a window's first tap to its last one, both included.
    stride, before: the window's stride, and the padding cells before the input.
    least: the fewest units that are kept.
    """
    behind = (count - 1) * stride + span - before - size
    if before > 0 and behind > 0:
        start_of_last_before = (-(-before // stride) - 1) * stride
        least = max(least, start_of_last_before + span - before)
    return Repeat.of(stride, 1, size, count, least)


def through(layers: Sequence[Repeat]) -> Repeat:
    """Return the repeat of an axis through layers, each on the output of the one before it."""
    before = [Fraction(1)]
    for one in layers:
        before.append(before[-1] * one.outputs / one.units)
    times = [scale / one.units for scale, one in zip(before, layers, strict=False)]
    units = lcm(*(each.denominator for each in times))
    most = min(one.most // int(units * each) for one, each in zip(layers, times, strict=True))
    return Repeat(units, int(units * before[-1]), most)


def beside(paths: Sequence[Repeat]) -> Repeat:
    """Return the repeat of paths from the same units to the same outputs.

    Raises
    ------
    SvgconvError: paths whose sizes change at different rates.
    """
    if len({Fraction(one.outputs, one.units) for one in paths}) > 1:
        raise SvgconvError("small", "paths change their sizes at different rates", "leave it out")
    units = lcm(*(one.units for one in paths))
    most = min(one.most * one.units // units for one in paths)
    return Repeat(units, paths[0].outputs * units // paths[0].units, most)
