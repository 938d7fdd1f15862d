"""The cells of a padded input that no window reads: counted without listing them."""

from __future__ import annotations

from collections import Counter
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
        common = gcd(self.stride, self.dilation)
        later, fewer = self.dilation // common, self.stride // common
        again = max(0, self.count - later) * max(0, self.taps - fewer)
        beyond = self._reach - self.padded
        outside = 0 if beyond <= 0 else (beyond - 1) // self.dilation + 1
        return self.padded - (self.count * self.taps - again - outside)

    @property
    def after_the_last(self) -> int:
        """The cells after all windows."""
        return max(0, self.padded - self._reach)

    @property
    def _reach(self) -> int:
        """The cells up to the end of the last window."""
        return (self.count - 1) * self.stride + (self.taps - 1) * self.dilation + 1

    def readers(self) -> Counter[frozenset[int]]:
        """Return how many cells are read by exactly which taps; the last window fits."""
        common = gcd(self.stride, self.dilation)
        later, fewer = self.dilation // common, self.stride // common
        found: Counter[frozenset[int]] = Counter()
        for first in range(min(fewer, self.taps)):
            alike = range(first, self.taps, fewer)
            # cell (u·s + first·d) is read by taps alike[j] of windows u - j·later
            edges = sorted({e for j in range(len(alike)) for e in self._between(j * later)})
            for start, stop in pairwise(edges):
                taps = frozenset(
                    tap for j, tap in enumerate(alike) if 0 <= start - j * later < self.count
                )
                if taps:
                    found[taps] += stop - start
        return found

    def _between(self, first: int) -> tuple[int, int]:
        return first, first + self.count


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
    rows, columns = axes
    across = columns.readers()
    read = 0
    for taps, count in rows.readers().items():
        used = {column for row in taps for column, is_used in enumerate(mask[row]) if is_used}
        read += count * sum(many for each, many in across.items() if each & used)
    last = [axis.padded - axis.after_the_last for axis in axes]
    if read == prod(last):
        lines = last_lines(tuple(axis.after_the_last for axis in axes))
        yield from (f"the padded input's {words} never read" for words in lines)
    else:
        yield counted(rows.padded * columns.padded, read)


def counted(cells: int, read: int) -> str:
    """Return ``33 of the padded input's 49 cells are never read``."""
    left = cells - read
    return (
        f"{left:,} of the padded input's {cells:,} cells {'is' if left == 1 else 'are'} never read"
    )
