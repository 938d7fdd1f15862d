"""Numbers that appear in the output during the animation: results, and running sums.

Nothing is clipped or covered. The numbers that earlier rows of frames have written are present or
absent as a whole. Those of the current row are changing texts, one for each of the row's cells,
which move from row to row. So the bytes grow with the rows and columns, not with the frames. If
there are several output planes, the current row passes through all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from svgconv.numbers.cell_texts import Planes
from svgconv.numbers.numerals import numeral
from svgconv.scene.marks import Cell, ChangingText, FixedText, Mark, Paint
from svgconv.scene.motion import Summed
from svgconv.scene.plane import Plane
from svgconv.scene.presence import Presence, digits
from svgconv.scene.text_setting import TextSetting
from svgconv.scene.theme import Theme
from svgconv.states.arithmetic import Array
from svgconv.states.axis import NO_CELL, Indices
from svgconv.states.lazy_numpy import np
from svgconv.states.odometer import Odometer
from svgconv.states.running_sums import RunningSums

FrameRows = tuple[tuple[tuple[Cell, ...], ...], ...]
"""For each row of frames, for each of its frames, the cells that it writes."""


@dataclass(frozen=True)
class OutputNumbers:
    """Numbers of the output, each of which appears in its frame and stays.

    Attributes
    ----------
    role, paint: those of all numbers.
    rows: the cells that each frame writes, for the rows of all planes in turn. Rows differ only in
        their place.
    odometer: any axes, then rows and columns.
    """

    role: str
    paint: Paint
    rows: FrameRows
    odometer: Odometer

    @classmethod
    def of(cls, output: Planes, odometer: Odometer, theme: Theme) -> OutputNumbers:
        """Return the output's numbers: one for each frame, row by row and plane by plane."""
        rows = tuple(
            tuple(((row, column, text),) for column, text in enumerate(line))
            for texts in output
            for row, line in enumerate(texts)
        )
        return cls.of_cells(rows, odometer, theme)

    @classmethod
    def of_cells(cls, rows: FrameRows, odometer: Odometer, theme: Theme) -> OutputNumbers:
        """Return the output's numbers at other cells."""
        return cls("output_value", theme.paint("output_value"), rows, odometer)

    @property
    def _always(self) -> Presence:
        return tuple(() for _ in self.odometer.shape[:-2])

    def finished(self, setting: TextSetting, rows: Iterable[int]) -> list[FixedText]:
        """Return the numbers of some rows, each row present once it is finished.

        Parameters
        ----------
        setting: that of the plane that holds these rows.
        """
        count = len(self.rows)
        return [
            FixedText(
                self.role,
                self.paint,
                setting,
                tuple(cell for cells in self.rows[row] for cell in cells),
                presence=(*self._always, digits(row + 1, count, count), ()),
            )
            for row in rows
            if row < count - 1
        ]

    def current(self, setting: TextSetting, movement: Summed) -> list[ChangingText]:
        """Return the numbers that the current row has written up to the frame.

        Parameters
        ----------
        setting: that of the first plane.
        movement: moves the numbers from row to row, and from plane to plane.
        """
        columns = self.odometer.shape[-1]
        return [
            ChangingText(
                self.role,
                self.paint,
                setting,
                row,
                at,
                tuple(line[column][number][2] for line in self.rows),
                axis=len(self._always),
                movement=movement,
                presence=(*self._always, (), digits(column, columns, columns)) if column else (),
            )
            for column in range(columns)
            for number, (row, at, _) in enumerate(self.rows[0][column])
        ]


@dataclass(frozen=True)
class RunningSumTexts:
    """The running sums in one plane's cells, to which several frames add.

    Between the rows of frames that add to it, a cell's number is a fixed text. In a row of frames
    that adds to it, each row of the kernel has in every column a changing text for each step of the
    sum there. It moves and changes with the rows of frames, and is present in the frames between
    its step and the next.

    Attributes
    ----------
    sums: the numbers.
    outputs: (rows, columns), which cells are outputs; those of padding are not.
    plane, setting: where the cells are, and how the texts are set.
    role, paint: those of the numbers.
    unwritten: the role and paint of cells to which no frame adds.
    """

    sums: RunningSums
    outputs: Array
    plane: Plane
    setting: TextSetting
    role: str
    paint: Paint
    unwritten: tuple[str, Paint]

    def marks(self) -> list[Mark]:
        """Return all numbers: the start in cells that no frame adds to; others are empty first."""
        return [*self._unwritten(), *self._resting(), *self._adding()]

    def _unwritten(self) -> Iterator[Mark]:
        rows, columns = map(_steps, (self.sums.rows, self.sums.columns))
        cells = tuple(
            (row, column, numeral(self.sums.start))
            for row, column in np.argwhere(self.outputs).tolist()
            if row not in rows or column not in columns
        )
        if cells:
            yield FixedText(*self.unwritten, self.setting, cells)

    def _resting(self) -> Iterator[Mark]:
        """Yield a row's numbers from one row of frames that adds to them to the next."""
        frames, columns = len(self.sums.rows), sorted(_steps(self.sums.columns))
        for row, steps in _steps(self.sums.rows).items():
            untils = [*(turn for turn, _ in steps[1:]), frames]
            for (turn, tap), until in zip(steps, untils, strict=True):
                if until - turn > 1:
                    sums = self.sums.lines[turn, tap].tolist()
                    cells = tuple((row, at, numeral(sums[at])) for at in columns)
                    presence = (digits(turn + 1, until, frames), ())
                    yield FixedText(self.role, self.paint, self.setting, cells, presence=presence)

    def _adding(self) -> Iterator[Mark]:
        every, columns = len(self.sums.columns), _steps(self.sums.columns)
        earlier = self._earlier()
        for tap, turns in enumerate(self.sums.rows.T):
            if (turns == NO_CELL).all():
                continue
            places = _places(turns)
            movement = self.plane.movement([place - places[0] for place in places], [0] * every)
            for column, steps in columns.items():
                starts = [0, *(frame for frame, _ in steps)]
                stops = [*starts[1:], every]
                for step, start, stop in zip([None, *steps], starts, stops, strict=True):
                    texts = [
                        self._text((turn, tap), row, step, earlier.get((turn, row)), column)
                        for turn, row in enumerate(turns.tolist())
                    ]
                    if start < stop and any(texts):
                        present = digits(start, stop, every)
                        yield ChangingText(
                            self.role,
                            self.paint,
                            self.setting,
                            places[0],
                            column,
                            tuple(texts),
                            axis=0,
                            movement=movement,
                            presence=((), present) if present else (),
                        )

    def _earlier(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each turn and row of the output the turn before, and its row of taps."""
        return {
            (turn, row): before
            for row, steps in _steps(self.sums.rows).items()
            for before, (turn, _) in pairwise(steps)
        }

    def _text(
        self,
        turn: tuple[int, int],
        row: int,
        step: tuple[int, int] | None,
        earlier: tuple[int, int] | None,
        column: int,
    ) -> str:
        """Return a cell's text during a kernel row's turn, after a step or before the first one."""
        if row == NO_CELL:
            return ""
        if step is not None:
            return numeral(self.sums.after[(*turn, *step)])
        return numeral(self.sums.lines[(*earlier, column)]) if earlier else ""


def all_texts(sums: RunningSums) -> set[str]:
    """Return every text that a cell has in some frame."""
    numbers = {sums.start, *sums.after.flat, *sums.lines.flat}
    return {numeral(number) for number in numbers}


def _steps(table: Indices) -> dict[int, list[tuple[int, int]]]:
    """Return when, and under which tap, something is added to each output line, in order."""
    steps: dict[int, list[tuple[int, int]]] = {}
    for frame, lines in enumerate(table.tolist()):
        for tap, line in enumerate(lines):
            if line != NO_CELL:
                steps.setdefault(line, []).append((frame, tap))
    return dict(sorted(steps.items()))


def _places(turns: Indices) -> list[int]:
    """Return a tap's row in each turn; without one, that of the last turn, or else the first."""
    found = turns[turns != NO_CELL].tolist()
    places: list[int] = []
    for row in turns.tolist():
        before = places[-1] if places else found[0]
        places.append(before if row == NO_CELL else row)
    return places
