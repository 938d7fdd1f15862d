"""Scenes side by side with a common timing: each shows its part of one common reading.

All show the same output index. A scene with fewer rows or columns waits at its last one, and a
scene of input units shows the units that belong to the output index (see `Odometer.output_digits`).
That movement is no longer linear, but still a sum over the axes, so its bytes grow with the axes.
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
"""The space between two scenes, in user units."""


def side_by_side(scenes: Sequence[Scene]) -> Scene:
    """Return the scenes in a row, aligned at the bottom."""
    odometer = common([scene.odometer for scene in scenes])
    height = max(scene.height for scene in scenes)
    marks: list[Mark] = []
    left = 0
    for scene in scenes:
        timing = CommonTiming(scene.odometer, odometer)
        for mark in scene.marks:
            marks.append(mark.moved((left, height - scene.height)).timed(timing))
        left += scene.width + GAP
    return replace(
        scenes[0], marks=tuple(marks), odometer=odometer, width=left - GAP, height=height
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
        return AxisTracks(self._converted(movement.tracked(self.own).tracks, (0, 0)))

    def presence(self, presence: Presence) -> Presence:
        """Return the same presence for the common readings."""
        if not presence:
            return presence
        tables = [table or (True,) * n for table, n in zip(presence, self.own.shape, strict=True)]
        short = [table[:n] for table, n in zip(tables, self.own.shape, strict=True)]
        converted = self._converted(short, True)
        return (
            *converted[: self._more],
            *(
                self._converted_long(axis, table) if len(table) > self.own.shape[axis] else by_digit
                for axis, (table, by_digit) in enumerate(
                    zip(tables, converted[self._more :], strict=True)
                )
            ),
        )

    def texts(self, texts: tuple[str, ...], axis: int | None) -> tuple[tuple[str, ...], int | None]:
        """Return the same texts, and their axis, for the common readings."""
        if axis is None:
            return tuple(texts[frame] for frame in self._frames()), None
        if len(texts) > self.own.shape[axis]:
            return self._converted_long(axis, texts), axis + self._more
        digits = range(self.common.shape[axis + self._more])
        by_digit = tuple(texts[self.own.digit(axis, digit, self.common)] for digit in digits)
        return by_digit, axis + self._more

    def _converted(
        self, tables: Sequence[tuple[Value, ...]], nothing: Value
    ) -> tuple[tuple[Value, ...], ...]:
        """Return a table for each common axis; those that the scene lacks are of ``nothing``."""
        missing, shape = self._more, self.common.shape
        return tuple((nothing,) * count for count in shape[:missing]) + tuple(
            tuple(table[self.own.digit(axis, digit, self.common)] for digit in range(count))
            for axis, (table, count) in enumerate(zip(tables, shape[missing:], strict=True))
        )

    def _converted_long(self, axis: int, table: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return a table that has entries for the readings of earlier axes, too."""
        held = self.own.held(axis)
        readings = range(0, self.common.frame_count, self.common.held(axis + self._more))
        own = (self.own.nearest(self.common.digits(frame), self.common) for frame in readings)
        return tuple(table[self.own.frame(digits) // held] for digits in own)

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
