"""Scenes side by side with a common timing: each shows its part of one common reading.

All show the same output index. A scene with fewer rows or columns waits at its last one, and a
scene of input units shows the units that belong to the output index (see `Odometer.output_digits`).
That movement is no longer linear, but still a sum over the axes, so its bytes grow with the axes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from svgconv.scene.cell_map import CellMap, together
from svgconv.scene.marks import Mark
from svgconv.scene.motion import STILL, AxisTracks, Motion, Movement, Summed, Track
from svgconv.scene.presence import Presence, Table, at_digits
from svgconv.scene.scene import Scene
from svgconv.states.odometer import Odometer, common

GAP = 24
"""The space between two scenes, in user units."""


def side_by_side(scenes: Sequence[Scene]) -> Scene:
    """Return the scenes in a row, aligned at the bottom."""
    odometer = common([scene.odometer for scene in scenes])
    height = max(scene.height for scene in scenes)
    marks: list[Mark] = []
    cells: list[CellMap] = []
    left = 0
    for scene in scenes:
        timing = CommonTiming(scene.odometer, odometer)
        moved = scene.moved((left, height - scene.height))
        marks += [mark.timed(timing) for mark in moved.marks]
        if moved.cells is not None:
            cells.append(moved.cells.timed(scene.odometer, odometer))
        left += scene.width + GAP
    left_out = tuple(dict.fromkeys(name for scene in scenes for name in scene.left_out))
    return replace(
        scenes[0],
        marks=tuple(marks),
        odometer=odometer,
        width=left - GAP,
        height=height,
        left_out=left_out,
        cells=together(cells) if cells else None,
    )


@dataclass(frozen=True)
class CommonTiming:
    """Converts from a scene's readings to the common readings of several.

    Attributes
    ----------
    own: the scene's odometer.
    common: the odometer of all scenes.
    """

    own: Odometer
    common: Odometer
    _converted: dict[int, tuple[Summed, AxisTracks]] = field(default_factory=dict, compare=False)
    """What many marks share is converted once. Both movements are kept, so that no other movement
    can have the same id."""

    def movement(self, movement: Movement) -> Movement:
        """Return the same movement for the common readings."""
        if not isinstance(movement, Track):
            return self.summed(movement)
        return Track(tuple(movement.offsets[frame] for frame in self._frames()))

    def summed(self, movement: Summed) -> Summed:
        """Return the same movement, which is a sum over the axes, for the common readings."""
        if not movement.moves:
            return STILL
        if isinstance(movement, Motion) and self._has_all_readings:
            return Motion(((0, 0),) * self._more + movement.steps)
        known = self._converted.get(id(movement))
        if known is None:
            tracks = zip(movement.tracked(self.own).tracks, self._digits, strict=True)
            still = tuple(((0, 0),) * count for count in self.common.shape[: self._more])
            moving = tuple(tuple(track[at] for at in digits) for track, (digits, _) in tracks)
            known = self._converted[id(movement)] = movement, AxisTracks(still + moving)
        return known[1]

    def presence(self, presence: Presence) -> Presence:
        """Return the same presence for the common readings."""
        if not presence:
            return presence
        own = (self._table(axis, table) for axis, table in enumerate(presence))
        return (*((),) * self._more, *own)

    def _table(self, axis: int, table: Table) -> Table:
        """Return the same table of one axis for the common readings."""
        if not table:
            return table
        if len(table) > self.own.shape[axis]:
            return tuple(table[reading % len(table)] for reading in self._readings(axis))
        digits, ascending = self._digits[axis]
        return at_digits(table, digits, ascending=ascending)

    def texts(self, texts: tuple[str, ...], axis: int | None) -> tuple[tuple[str, ...], int | None]:
        """Return the same texts, and their axis, for the common readings."""
        if axis is None:
            return tuple(texts[frame] for frame in self._frames()), None
        if len(texts) > self.own.shape[axis]:
            return tuple(texts[reading] for reading in self._readings(axis)), axis + self._more
        digits, _ = self._digits[axis]
        return tuple(texts[digit] for digit in digits), axis + self._more

    def _readings(self, axis: int) -> Iterator[int]:
        """Yield the scene's readings of an axis and those before it, at the common ones."""
        held = self.own.held(axis)
        for frame in range(0, self.common.frame_count, self.common.held(axis + self._more)):
            digits = self.own.nearest(self.common.digits(frame), self.common)
            yield self.own.frame(digits) // held

    @cached_property
    def _digits(self) -> list[tuple[tuple[int, ...], bool]]:
        """For each of the scene's axes, its digit at each common digit; do they never descend?"""
        found = []
        for axis, count in enumerate(self.common.shape[self._more :]):
            own = tuple(self.own.digit(axis, digit, self.common) for digit in range(count))
            found.append((own, all(one <= following for one, following in pairwise(own))))
        return found

    def _frames(self) -> list[int]:
        """Return the scene's frame that is shown at each common frame."""
        readings = map(self.common.digits, range(self.common.frame_count))
        return [self.own.frame(self.own.nearest(reading, self.common)) for reading in readings]

    @property
    def _has_all_readings(self) -> bool:
        """Whether the scene's axes are as long as the common ones."""
        both_follow = bool(self.own.output_digits) == bool(self.common.output_digits)
        return both_follow and self.own.shape == self.common.shape[self._more :]

    @property
    def _more(self) -> int:
        """The number of axes that the scene lacks; they come before its own."""
        return len(self.common.shape) - len(self.own.shape)
