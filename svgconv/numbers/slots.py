"""Slots: the pieces of a line of text, each as wide as its widest text, so that no other moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svgconv.glyphs.font import width

SIZE = 0.5
LINE = 0.72
"""The size of an em and the distance between lines, in cells."""


@dataclass(frozen=True)
class Slot:
    """A piece of the text.

    Attributes
    ----------
    texts: one text for all frames, or one for each frame.
    align: 0 starts the text at the start of the slot's room, 1 ends it at the room's end.
    given: the room, in cells; None for the width of the widest text.
    """

    texts: tuple[str, ...]
    align: float = 0
    given: float | None = None

    @classmethod
    def of(cls, texts: Sequence[str], align: float = 0, given: float | None = None) -> Slot:
        """Return the piece with these texts, one for each frame."""
        return cls(tuple(texts) if len(set(texts)) > 1 else (texts[0],), align, given)

    @property
    def widest(self) -> float:
        """The width of the widest text, in cells."""
        return max(map(width, self.texts)) * SIZE

    @property
    def room(self) -> float:
        """The width that it takes up, in cells."""
        return self.widest if self.given is None else self.given

    def text(self, frame: int) -> str:
        """Return the text at ``frame``."""
        return self.texts[frame if len(self.texts) > 1 else 0]


def extent(line: Sequence[Slot]) -> float:
    """Return the length of a line of slots, in cells."""
    reached, pen = 0.0, 0.0
    for slot in line:
        reached = max(reached, pen + max(slot.room, slot.widest))
        pen += slot.room
    return reached


def evenly(slots: Sequence[Slot]) -> list[Slot]:
    """Return the slots, all as wide as the widest if the gaps between texts are more even then."""
    room = max(slot.room for slot in slots)
    alike = [replace(slot, given=room) for slot in slots]
    return min(alike, list(slots), key=_unevenness)


def _unevenness(slots: Sequence[Slot]) -> float:
    """Return by how much the room that texts leave differs, in all frames together, in cells."""
    frames = max(len(slot.texts) for slot in slots)
    left = [
        [slot.room - SIZE * width(text) for text in slot.texts] * (frames // len(slot.texts))
        for slot in slots
    ]
    differences = (max(frame) - min(frame) for frame in zip(*left, strict=True))
    return float(round(sum(differences), 6))
