"""What the scatter view writes: the input, the kernel on the stamp, and the output adding up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from svgconv.numbers.cell_texts import CellTexts, Texts, in_planes, texts_in
from svgconv.scene.cell_numbers import (
    badge_weights,
    badge_width,
    badges,
    input_numbers,
    setting_clear_of_badge,
)
from svgconv.scene.marks import Mark
from svgconv.scene.output_numbers import RunningSumTexts, all_texts
from svgconv.scene.plane import Plane
from svgconv.scene.theme import Theme
from svgconv.states.arithmetic import Array
from svgconv.states.scatter import ScatterStates

if TYPE_CHECKING:
    from svgconv.numbers.values import Values
    from svgconv.states.running_sums import RunningSums


@dataclass(frozen=True)
class ScatterNumbers:
    """What is written; one axis is a single row.

    Attributes
    ----------
    read: in the input's cells.
    weight: the kernel as PyTorch has it, which no stamp turns round.
    sums: what the output's cells come to; None leaves them blank.
    """

    read: CellTexts
    weight: Texts
    sums: RunningSums | None

    @classmethod
    def of(cls, states: ScatterStates, values: Values, output: Array | None) -> ScatterNumbers:
        """The texts of numbers."""
        assert values.weight is not None
        sums = None if output is None else states.sums(values.input, values.weight)
        (weight,) = in_planes(values.weight)
        return cls(CellTexts.of_units(states, values, None), weight, sums)

    def in_input(self, plane: Plane, theme: Theme) -> list[Mark]:
        """The input's numbers."""
        return input_numbers(plane, 0, self.read, theme)

    def in_output(self, plane: Plane, states: ScatterStates, theme: Theme) -> list[Mark]:
        """The weights in the corners of the stamp's cells, and the output's numbers as they come.

        Weights that padding cuts off come and go as their cells do.
        """
        rows, columns = states.scatter_plane
        weights = list(texts_in([self.weight]))
        room, movement = badge_width(plane, weights), plane.motion(rows.stride, columns.stride)
        marks: list[Mark] = []
        for (down, down_when), (across, across_when) in product(rows.parts, columns.parts):
            presence = (down_when, across_when) if down_when or across_when else ()
            cells = [
                (rows.origin + row, columns.origin + at, line[at // columns.dilation])
                for row in down
                for line in [self.weight[row // rows.dilation]]
                for at in across
            ]
            places = [(row, at) for row, at, _ in cells]
            marks.append(badges(plane, places, room, movement, presence, theme))
            marks.append(badge_weights(plane, cells, weights, movement, presence, theme))
        return marks + self._adding_up(plane, room, theme)

    def _adding_up(self, plane: Plane, room: float, theme: Theme) -> list[Mark]:
        if self.sums is None:
            return []
        return RunningSumTexts(
            self.sums,
            np.ones(self.sums.lines.shape[1:], np.bool_),
            plane,
            setting_clear_of_badge(plane, all_texts(self.sums), room),
            "output_value",
            theme.paint("output_value"),
            unwritten=("padding_value", theme.paint("padding_value")),
        ).marks()
