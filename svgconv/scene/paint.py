"""What all marks share: their paint, and the timing by which they are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from svgconv.scene.motion import Movement, Presence, Summed


class Timing(Protocol):
    """How marks of one odometer are told by another's readings (see `scene.side_by_side`)."""

    def movement(self, movement: Movement) -> Movement:
        """The same movement by the other's readings."""

    def summed(self, movement: Summed) -> Summed:
        """The same movement, which is a sum over the axes, by the other's readings."""

    def presence(self, presence: Presence) -> Presence:
        """The same presence by the other's readings."""

    def texts(self, texts: tuple[str, ...], axis: int | None) -> tuple[tuple[str, ...], int | None]:
        """The same texts, one for each digit of an axis or for each frame, and their axis."""


@dataclass(frozen=True)
class Paint:
    """How a mark is painted; lengths in user units, colours as ``#rrggbb``, None paints nothing.

    ``dashes`` are the lengths drawn and left out in turn, starting ``dash_offset`` into them.
    ``round_ends`` closes the corners where separate lines meet.
    """

    fill: str | None = None
    fill_opacity: float = 1
    stroke: str | None = None
    stroke_width: float = 1
    dashes: tuple[float, ...] = ()
    dash_offset: float = 0
    round_ends: bool = False
