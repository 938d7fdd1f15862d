"""Which frames of a figure are shown, and for how many seconds each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import TYPE_CHECKING

from svgconv.figure.declaration import FigureOptions
from svgconv.figure.pace import SLOWER, TEACH, durations, frame_seconds
from svgconv.figure.poster import poster_of, shown_frames
from svgconv.states.odometer import Odometer

if TYPE_CHECKING:
    from svgconv.operations.base import Operation


class Playback(FigureOptions, ABC):
    """What a figure knows of its frames' order and times."""

    @property
    @abstractmethod
    def drawn_operation(self) -> Operation:
        """The operation on the input that is drawn."""

    @property
    @abstractmethod
    def odometer(self) -> Odometer:
        """The odometer of all frames."""

    @property
    @abstractmethod
    def frame_count(self) -> int:
        """The number of all frames."""

    @property
    def chosen_frames(self) -> tuple[int, ...]:
        """The frames that are shown, in their order."""
        return tuple(shown_frames(self)) if self.at is None else (self.at,)

    @property
    def poster_frame(self) -> int:
        """The frame that an animated SVG shows where it does not play.

        A still has the poster of the animation: the places of its marks are written from there.
        """
        return poster_of(self)

    @property
    def frame_seconds(self) -> Decimal:
        """The seconds of each shown frame, or of each quick one."""
        count, slow = len(self.chosen_frames), self.slow_frames
        return frame_seconds(self.frame_duration, self.duration, count, slow)

    @property
    def slow_frames(self) -> int:
        """How many frames, from the first shown one on, are slow: a row of them, or none."""
        columns = self.odometer.shape[-1]
        return columns if self.pace == TEACH and columns < len(self.chosen_frames) else 0

    @property
    def paced_frames(self) -> tuple[int, ...]:
        """The shown frames at each multiple of `frame_seconds`: slow ones several times."""
        slow = self.slow_frames
        frames = enumerate(self.chosen_frames)
        return tuple(frame for at, frame in frames for _ in range(SLOWER if at < slow else 1))

    @property
    def seconds(self) -> tuple[Decimal, ...]:
        """The seconds for which each shown frame is shown."""
        count, slow = len(self.chosen_frames), self.slow_frames
        return durations(self.frame_seconds, self.hold, count, slow)
