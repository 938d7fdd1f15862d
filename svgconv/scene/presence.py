"""In which frames a mark is present.

A table has a flag for each digit of an axis. A number that appears and stays, or that belongs to
one digit, has a range of digits instead: it takes the same room and time, however long the axis is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, Union

from svgconv.states.odometer import Odometer
from svgconv.states.runs import first_of_runs


@dataclass(frozen=True)
class DigitRange(Collection[bool]):
    """A table whose flags are true at neighbouring digits: from ``start`` to before ``stop``.

    Attributes
    ----------
    length: the number of the table's flags.
    """

    start: int
    stop: int
    length: int

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[bool]:
        return map(self.__getitem__, range(self.length))

    def __contains__(self, flag: object) -> bool:
        return any(one == flag for one in self)

    def __getitem__(self, digit: int) -> bool:
        return self.start <= digit < self.stop


Table: TypeAlias = Union[tuple[bool, ...], DigitRange]
"""Whether a mark is present at each digit of an axis; ``()`` stands for always."""

Presence: TypeAlias = tuple[Table, ...]
"""A table for each axis.

A mark is present in the frames in which all axes agree; without any axes it is always present. A
table may be longer than its axis: then it has an entry for each reading of the axes before it, too.
"""


def present(presence: Presence, odometer: Odometer, frame: int) -> bool:
    """Return whether a mark with this presence is present at ``frame``."""
    return all(
        not table or table[frame // odometer.held(axis) % len(table)]
        for axis, table in enumerate(presence)
    )


def digits(start: int, stop: int, length: int) -> Table:
    """Return the table that is true from ``start`` to before ``stop``; ``()`` if it always is."""
    return () if start <= 0 and stop >= length else DigitRange(start, stop, length)


def is_always(table: Table) -> bool:
    """Return whether a table is true at every digit."""
    if isinstance(table, DigitRange):
        return table.start <= 0 and table.stop >= table.length
    return all(table)


def runs(table: Table) -> list[tuple[int, bool]]:
    """Return the first digit of each run of equal flags, and the flag."""
    if not isinstance(table, DigitRange):
        return first_of_runs(table)
    changes = sorted({0, table.start, table.stop})
    starts = [digit for digit in changes if 0 <= digit < table.length]
    return [(starts[at], flag) for at, flag in first_of_runs(map(table.__getitem__, starts))]


def shown_digits(table: Table, count: int) -> list[range]:
    """Return the digits of an axis of ``count`` digits at which a table is true in any reading."""
    if not table:
        return [range(count)]
    if not isinstance(table, DigitRange):
        return [range(digit, digit + 1) for digit in range(count) if any(table[digit::count])]
    start, size = table.start % count, min(count, table.stop - table.start)
    return list(_around(start, start + size, count))


def _around(start: int, stop: int, count: int) -> Iterator[range]:
    """Yield the digits of readings from ``start`` to before ``stop``, of which the axis has some.

    After its last digit, an axis turns to 0.
    """
    if stop > count:
        yield range(stop - count)
    yield range(start, min(stop, count))


def at_digits(table: Table, own: Sequence[int], *, ascending: bool) -> Table:
    """Return the table of another axis, each digit of which shows one of ``own`` digits.

    Parameters
    ----------
    ascending: whether ``own`` does not descend, so that a range of digits remains one.
    """
    if isinstance(table, DigitRange) and ascending:
        return DigitRange(bisect_left(own, table.start), bisect_left(own, table.stop), len(own))
    return tuple(table[digit] for digit in own)
