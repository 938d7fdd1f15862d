"""Scenes beside each other on one clock: each shows its own part of one common reading.

All show the same output index; a scene with fewer rows or columns waits at its last one. That is
no sum of steps but still a sum over the axes, so it costs with the axes, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from svgconv.scene.marks import Mark
from svgconv.scene.motion import STILL, AxisTracks, Motion, Movement, Presence, Summed, Track
from svgconv.scene.scene import Scene
from svgconv.states.odometer import Odometer, common

Value = TypeVar("Value")

GAP = 24
"""User units between two scenes."""


def beside(scenes: Sequence[Scene]) -> Scene:
    """The scenes in a row, standing on one line."""
    odometer = common([scene.odometer for scene in scenes])
    height = max(scene.height for scene in scenes)
    marks: list[Mark] = []
    left = 0
    for scene in scenes:
        clock = Slowed(scene.odometer, odometer)
        for mark in scene.marks:
            marks.append(mark.moved((left, height - scene.height)).timed(clock))
        left += scene.width + GAP
    return replace(
        scenes[0], marks=tuple(marks), odometer=odometer, width=left - GAP, height=height
    )


@dataclass(frozen=True)
class Slowed:
    """What moves by ``own`` readings, told by those of ``all`` of them."""

    own: Odometer
    all: Odometer

    def movement(self, movement: Movement) -> Movement:
        """The same movement over all readings."""
        if not isinstance(movement, Track):
            return self.summed(movement)
        readings = map(self.all.digits, range(self.all.frames))
        frames = (self.own.frame(self.own.nearest(reading)) for reading in readings)
        return Track(tuple(movement.offsets[frame] for frame in frames))

    def summed(self, movement: Summed) -> Summed:
        """The same movement, which is a sum over the axes, over all readings."""
        if not movement.moves:
            return STILL
        if isinstance(movement, Motion) and self._reads_all:
            return Motion(((0, 0),) * self._more + movement.steps)
        return AxisTracks(self._spread(movement.tracked(self.own).tracks, (0, 0)))

    def presence(self, presence: Presence) -> Presence:
        """The same presence over all readings."""
        if not presence:
            return presence
        tables = [table or (True,) * n for table, n in zip(presence, self.own.shape, strict=True)]
        return self._spread(tables, True)

    @property
    def _reads_all(self) -> bool:
        """Whether no axis of its own ends before all do."""
        return self.own.shape == self.all.shape[self._more :]

    @property
    def _more(self) -> int:
        """The axes that it has not, which come before its own."""
        return len(self.all.shape) - len(self.own.shape)

    def _spread(
        self, tables: Sequence[tuple[Value, ...]], nothing: Value
    ) -> tuple[tuple[Value, ...], ...]:
        """Its own axes' tables over all digits, and ``nothing`` of what axes it has not."""
        own = ((nothing,),) * self._more + tuple(tables)
        return tuple(
            tuple(table[min(digit, len(table) - 1)] for digit in range(count))
            for table, count in zip(own, self.all.shape, strict=True)
        )
