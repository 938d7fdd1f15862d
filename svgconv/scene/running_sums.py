"""Numbers that add up over the frames: each says how far its cell has come.

What a cell says is told by the row of frames and by the frame in it: between rows of frames that
add to it, it rests. In the turn of one that does, each tap's row has in every column a reel for
each step that the sum takes there; it turns and moves with the rows of frames, and is there in the
frames between two of these steps. So what moves costs with the axes, and not with the frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from svgconv.numbers.numerals import numeral
from svgconv.scene.marks import Mark
from svgconv.scene.paint import Paint
from svgconv.scene.plane import Plane
from svgconv.scene.text import Numbers, Reel, Setting
from svgconv.states.arithmetic import Array
from svgconv.states.axis import NO_CELL, Indices
from svgconv.states.running_sums import RunningSums


def all_texts(sums: RunningSums) -> set[str]:
    """All that any cell ever says."""
    return {numeral(number) for array in (sums.after, sums.lines) for number in set(array.flat)}


@dataclass(frozen=True)
class AddingUp:
    """The numbers of one plane's cells.

    Attributes
    ----------
    sums: what they come to.
    there: the cells that are outputs; padding is none.
    role, paint: of the numbers.
    never: the same where nothing is ever added.
    """

    sums: RunningSums
    there: Array
    plane: Plane
    setting: Setting
    role: str
    paint: Paint
    never: tuple[str, Paint]

    def marks(self) -> list[Mark]:
        """Cells to which nothing is ever added say 0; all others nothing until something is."""
        return [*self._never(), *self._at_rest(), *self._in_turn()]

    def _never(self) -> Iterator[Mark]:
        rows, columns = map(_steps, (self.sums.rows, self.sums.columns))
        cells = tuple(
            (row, column, numeral(0))
            for row, column in np.argwhere(self.there).tolist()
            if row not in rows or column not in columns
        )
        if cells:
            yield Numbers(*self.never, self.setting, cells)

    def _at_rest(self) -> Iterator[Mark]:
        """What a row's cells say from one row of frames that adds to them to the next."""
        frames, columns = len(self.sums.rows), sorted(_steps(self.sums.columns))
        for row, steps in _steps(self.sums.rows).items():
            turns = [turn for turn, _ in steps]
            for turn, until in zip(turns, [*turns[1:], frames], strict=True):
                if until - turn > 1:
                    said = self.sums.lines[turn + 1, row]
                    cells = tuple((row, at, numeral(said[at].item())) for at in columns)
                    when = tuple(turn < digit < until for digit in range(frames))
                    presence = (when, ())
                    yield Numbers(self.role, self.paint, self.setting, cells, presence=presence)

    def _in_turn(self) -> Iterator[Mark]:
        every, columns = len(self.sums.columns), _steps(self.sums.columns)
        for tap, turns in enumerate(self.sums.rows.T):
            for column, steps in columns.items():
                starts = [0, *(frame for frame, _ in steps)]
                for step, *frames in zip([None, *steps], starts, [*starts[1:], every], strict=True):
                    texts = [
                        self._text((turn, tap), row, column, step)
                        for turn, row in enumerate(turns.tolist())
                    ]
                    if frames[0] < frames[1] and any(texts):
                        yield self._reel(turns, column, texts, range(*frames))

    def _text(
        self, turn: tuple[int, int], row: int, column: int, step: tuple[int, int] | None
    ) -> str:
        """What a cell says in a tap's turn, before the first of the turn's steps or after one."""
        if row == NO_CELL:
            return ""
        if step is not None:
            return numeral(self.sums.after[(*turn, *step)].item())
        earlier = bool((self.sums.rows[: turn[0]] == row).any())
        return numeral(self.sums.lines[turn[0], row, column].item()) if earlier else ""

    def _reel(self, turns: Indices, column: int, texts: list[str], frames: range) -> Reel:
        places, every = _places(turns), len(self.sums.columns)
        there = tuple(digit in frames for digit in range(every))
        return Reel(
            self.role,
            self.paint,
            self.setting,
            places[0],
            column,
            tuple(texts),
            axis=0,
            movement=self.plane.movement([place - places[0] for place in places], [0] * every),
            presence=() if all(there) else ((), there),
        )


def _steps(table: Indices) -> dict[int, list[tuple[int, int]]]:
    """For each output line that anything is added to, when and under which tap, in order."""
    steps: dict[int, list[tuple[int, int]]] = {}
    for frame, lines in enumerate(table.tolist()):
        for tap, line in enumerate(lines):
            if line != NO_CELL:
                steps.setdefault(line, []).append((frame, tap))
    return dict(sorted(steps.items()))


def _places(turns: Indices) -> list[int]:
    """The row in which a tap is in each turn; where it is in none, the last or else the first."""
    found = turns[turns != NO_CELL].tolist()
    places: list[int] = []
    for row in turns.tolist():
        before = places[-1] if places else found[0]
        places.append(before if row == NO_CELL else row)
    return places
