"""The cells of a padded input that no window reads: counted without listing them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import gcd, prod

from svgconv.specification.phrases import last_lines
from svgconv.specification.sizes import Size


@dataclass(frozen=True)
class Windows:
    """The windows along one axis.

    Attributes
    ----------
    padded: the cells of the padded input.
    count: the windows, at least 1; of these, only the last one may reach beyond the padded input.
    taps, stride, dilation: of each window.
    """

    padded: int
    count: int
    taps: int
    stride: int
    dilation: int

    @property
    def unread(self) -> int:
        """The cells that no window reads.

        Window o reads cell o·s + t·d with tap t, so windows o and o + d/g read the same cell with
        taps t and t - s/g, where g is the greatest common divisor of s and d.
        """
        later = self.dilation // gcd(self.stride, self.dilation)
        again = max(0, self.count - later) * max(0, self.taps - self.fewer)
        outside = -(-self.beyond // self.dilation)
        return self.padded - (self.count * self.taps - again - outside)

    @property
    def beyond(self) -> int:
        """The cells by which the last window reaches beyond the padded input."""
        return max(0, self._reach - self.padded)

    @property
    def after_the_last(self) -> int:
        """The cells after all windows."""
        return max(0, self.padded - self._reach)

    @property
    def _reach(self) -> int:
        """The cells up to the end of the last window."""
        return (self.count - 1) * self.stride + (self.taps - 1) * self.dilation + 1

    @property
    def fewer(self) -> int:
        """The taps from one that reads a cell to the next that reads it, in an earlier window."""
        return self.stride // gcd(self.stride, self.dilation)

    def readers(self) -> Iterator[tuple[range, int]]:
        """Yield taps that read the same cells, and how many these are; the last window fits."""
        later = self.dilation // gcd(self.stride, self.dilation)
        for first in range(min(self.fewer, self.taps)):
            alike = range(first, self.taps, self.fewer)
            # cell (u·s + first·d) is read by taps alike[j] of windows u - j·later
            starts = [j * later for j in range(len(alike))]
            edges = sorted({edge for start in starts for edge in (start, start + self.count)})
            for start, stop in pairwise(edges):
                before = max(0, (start - self.count) // later + 1)
                if taps := alike[before : start // later + 1]:
                    yield taps, stop - start


def unread_remarks(axes: tuple[Windows, ...]) -> Iterator[str]:
    """Yield which cells no window reads: the last lines, or how many if there are others."""
    if all(axis.unread == axis.after_the_last for axis in axes):
        last: Size = tuple(axis.after_the_last for axis in axes)
        yield from (f"the padded input's {lines} never read" for lines in last_lines(last))
    else:
        read = prod(axis.padded - axis.unread for axis in axes)
        yield counted(prod(axis.padded for axis in axes), read)


def unread_by_mask(axes: tuple[Windows, ...], mask: tuple[tuple[bool, ...], ...]) -> Iterator[str]:
    """Yield how many cells no tap of a mask reads, unless they are whole last lines."""
    import numpy as np

    used, counts = np.array(mask, dtype=np.int64), []
    for axis, windows in enumerate(axes):
        taps, numbers = zip(*windows.readers(), strict=True)
        counts.append(numbers)
        # with these taps next to each other, each set of readers is a slice
        order = np.argsort(np.arange(windows.taps) % windows.fewer, kind="stable")
        place = np.argsort(order)
        sums = np.insert(used.take(order, axis).cumsum(axis), 0, 0, axis)
        first, last = ([place[each[end]] for each in taps] for end in (0, -1))
        used = sums.take(np.array(last) + 1, axis) - sums.take(first, axis)
    across = (used > 0) @ np.array(counts[1], dtype=np.int64)
    read = sum(int(cells) * count for cells, count in zip(across, counts[0], strict=True))
    last = [axis.padded - axis.after_the_last for axis in axes]
    if read == prod(last):
        lines = last_lines(tuple(axis.after_the_last for axis in axes))
        yield from (f"the padded input's {words} never read" for words in lines)
    else:
        yield counted(prod(axis.padded for axis in axes), read)


def counted(cells: int, read: int) -> str:
    """Return ``33 of the padded input's 49 cells are never read``."""
    left = cells - read
    return (
        f"{left:,} of the padded input's {cells:,} cells {'is' if left == 1 else 'are'} never read"
    )
