"""Scenes beside each other on one clock: each shows its own part of one common reading.

All show the same output index; a scene with fewer rows or columns waits at its last one, and one
that shows input units shows the one for that output index (`Odometer.output_digits`). That is no
sum of steps but still a sum over the axes, so it costs with the axes, too.
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
        return Track(tuple(movement.offsets[frame] for frame in self._frames()))

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
        short = [table[:n] for table, n in zip(tables, self.own.shape, strict=True)]
        spread = self._spread(short, True)
        return (
            *spread[: self._more],
            *(
                self._spread_on(axis, table) if len(table) > self.own.shape[axis] else told
                for axis, (table, told) in enumerate(zip(tables, spread[self._more :], strict=True))
            ),
        )

    def _spread_on(self, axis: int, table: tuple[Value, ...]) -> tuple[Value, ...]:
        """A table that goes on with the axes before its own, over all of them."""
        all_held = self.all.held(axis + self._more)
        readings = range(0, self.all.frame_count, all_held)
        own = (self.own.nearest(self.all.digits(frame), self.all) for frame in readings)
        held = self.own.held(axis)
        return tuple(table[self.own.frame(digits) // held] for digits in own)

    def texts(self, texts: tuple[str, ...], axis: int | None) -> tuple[tuple[str, ...], int | None]:
        """The same texts for each digit of their axis, or for each frame, of all readings."""
        if axis is None:
            return tuple(texts[frame] for frame in self._frames()), None
        if len(texts) > self.own.shape[axis]:
            return self._spread_on(axis, texts), axis + self._more
        digits = range(self.all.shape[axis + self._more])
        told = tuple(texts[self.own.digit(axis, digit, self.all)] for digit in digits)
        return told, axis + self._more

    def _frames(self) -> list[int]:
        """For each of all frames the own one that is shown then."""
        readings = map(self.all.digits, range(self.all.frame_count))
        return [self.own.frame(self.own.nearest(reading, self.all)) for reading in readings]

    @property
    def _reads_all(self) -> bool:
        """Whether no axis of its own ends before all do."""
        alike = bool(self.own.output_digits) == bool(self.all.output_digits)
        return alike and self.own.shape == self.all.shape[self._more :]

    @property
    def _more(self) -> int:
        """The axes that it has not, which come before its own."""
        return len(self.all.shape) - len(self.own.shape)

    def _spread(
        self, tables: Sequence[tuple[Value, ...]], nothing: Value
    ) -> tuple[tuple[Value, ...], ...]:
        """Its own axes' tables over all digits, and ``nothing`` of what axes it has not."""
        missing, shape = self._more, self.all.shape
        return tuple((nothing,) * count for count in shape[:missing]) + tuple(
            tuple(table[self.own.digit(axis, digit, self.all)] for digit in range(count))
            for axis, (table, count) in enumerate(zip(tables, shape[missing:], strict=True))
        )
