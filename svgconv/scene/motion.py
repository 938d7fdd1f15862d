"""How a mark's place depends on the frame: linear in the odometer's digits, or frame by frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, Union

from svgconv.states.odometer import Odometer

Point: TypeAlias = tuple[float, float]
"""x to the right and y down, in user units."""


@dataclass(frozen=True)
class Motion:
    """offset(frame) = sum over axes of digit[axis] * step[axis].

    ``steps`` has one step for each axis of the odometer; none at all means that nothing moves.
    """

    steps: tuple[Point, ...] = ()

    def offset(self, odometer: Odometer, frame: int) -> Point:
        """Where the mark stands at ``frame``, from where it stands at frame 0."""
        digits = odometer.digits(frame)
        pairs = list(zip(digits, self.steps))  # noqa: B905 - a still has no steps
        return (sum(d * x for d, (x, _) in pairs), sum(d * y for d, (_, y) in pairs))

    def reach(self, odometer: Odometer) -> tuple[Point, ...]:
        """Offsets that bound all others, for the scene's box: the odometer's corners."""
        corners: list[Point] = [(0, 0)]
        for count, (x, y) in zip(odometer.shape, self.steps):  # noqa: B905
            corners += [(a + (count - 1) * x, b + (count - 1) * y) for a, b in corners]
        return tuple(corners)

    @property
    def moves(self) -> bool:
        """Whether any digit moves the mark."""
        return any(step != (0, 0) for step in self.steps)

    def without(self, other: Motion) -> Motion:
        """What is left of this motion in a group that moves by ``other``."""
        return Motion(
            tuple((x - u, y - v) for (x, y), (u, v) in zip(self.steps, other.steps, strict=True))
        )


@dataclass(frozen=True)
class Track:
    """One offset a frame, from where the mark stands at frame 0: motion that is not linear."""

    offsets: tuple[Point, ...]

    def offset(self, odometer: Odometer, frame: int) -> Point:
        """Where the mark stands at ``frame``, from where it stands at frame 0."""
        return self.offsets[frame]

    def reach(self, odometer: Odometer) -> tuple[Point, ...]:
        """Every offset, for the scene's box."""
        return self.offsets

    @property
    def moves(self) -> bool:
        """Whether any frame moves the mark."""
        return any(offset != (0, 0) for offset in self.offsets)


Movement: TypeAlias = Union[Motion, Track]

STILL = Motion()


def sampled(motion: Motion, odometer: Odometer) -> Track:
    """The same movement, frame by frame."""
    return Track(tuple(motion.offset(odometer, frame) for frame in range(odometer.frames)))
