"""Numbers that come with the frames, and stay: outputs that fill up.

There is no clip and no cover: what rows of frames before the current one have written comes and
goes whole, and what the current row writes is a reel for each of its frames' cells, which turns
with the rows. So what moves costs a row and a column each, however many frames there are. Where
there are several planes, the row goes through all of them, and what a finished plane says stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from svgconv.numbers.cell_texts import Planes
from svgconv.scene.motion import Presence, Summed
from svgconv.scene.paint import Paint
from svgconv.scene.text import Cell, Numbers, Reel, Setting
from svgconv.scene.theme import Theme
from svgconv.states.odometer import Odometer

Lines = tuple[tuple[tuple[Cell, ...], ...], ...]
"""For each row of frames, for each of its frames, the cells that it writes."""


@dataclass(frozen=True)
class Filling:
    """What is written, frame by frame.

    Attributes
    ----------
    role, paint: of all of it.
    lines: for each row of frames, of all planes in turn, for each of its frames the cells that it
        writes, alike but for where the row is.
    odometer: the frames: any axes, and then rows and columns.
    """

    role: str
    paint: Paint
    lines: Lines
    odometer: Odometer

    @classmethod
    def of(cls, output: Planes, odometer: Odometer, theme: Theme) -> Filling:
        """The output's numbers: one with each frame, row by row, plane by plane."""
        lines = tuple(
            tuple(((row, column, text),) for column, text in enumerate(line))
            for texts in output
            for row, line in enumerate(texts)
        )
        return cls.of_cells(lines, odometer, theme)

    @classmethod
    def of_cells(cls, lines: Lines, odometer: Odometer, theme: Theme) -> Filling:
        """The output's numbers where they stand in other cells, as `lines` has them."""
        return cls("output_value", theme.paint("output_value"), lines, odometer)

    @property
    def _always(self) -> Presence:
        return tuple(() for _ in self.odometer.shape[:-2])

    def done(self, setting: Setting, lines: Iterable[int]) -> list[Numbers]:
        """What some of the rows have written, each there once it is done.

        Parameters
        ----------
        setting: of the plane on which these rows write.
        """
        every = len(self.lines)
        return [
            Numbers(
                self.role,
                self.paint,
                setting,
                tuple(cell for cells in self.lines[line] for cell in cells),
                presence=(*self._always, tuple(n > line for n in range(every)), ()),
            )
            for line in lines
            if line < every - 1
        ]

    def in_turn(self, setting: Setting, movement: Summed) -> list[Reel]:
        """What the current row has written so far.

        Parameters
        ----------
        setting: of the first plane.
        movement: how what a row writes moves, from row to row and from plane to plane.
        """
        columns = self.odometer.shape[-1]
        return [
            Reel(
                self.role,
                self.paint,
                setting,
                row,
                at,
                tuple(line[column][number][2] for line in self.lines),
                axis=len(self._always),
                movement=movement,
                presence=(*self._always, (), tuple(digit >= column for digit in range(columns)))
                if column
                else (),
            )
            for column in range(columns)
            for number, (row, at, _) in enumerate(self.lines[0][column])
        ]
