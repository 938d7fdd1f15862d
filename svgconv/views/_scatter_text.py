"""The numbers in the scatter view: the input, the moving kernel, and the running sums."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from svgconv.numbers.cell_texts import CellTexts, Texts, in_planes, texts_in
from svgconv.numbers.values import Values
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
from svgconv.states.lazy_numpy import np
from svgconv.states.running_sums import RunningSums
from svgconv.states.scatter import ScatterStates


@dataclass(frozen=True)
class ScatterTexts:
    """The numbers of the input, the kernel and the output; one axis is a single row.

    Attributes
    ----------
    read: the input's texts.
    weight: the kernel's texts as PyTorch stores it; scattering does not flip it.
    sums: the output's running sums; None leaves its cells blank.
    """

    read: CellTexts
    weight: Texts
    sums: RunningSums | None

    @classmethod
    def of(cls, states: ScatterStates, values: Values, output: Array | None) -> ScatterTexts:
        """Return the numbers of a figure."""
        assert values.weight is not None
        sums = None if output is None else states.sums(values.input, values.weight, values.bias)
        (weight,) = in_planes(values.weight)
        return cls(CellTexts.of_units(states, values, None), weight, sums)

    def in_input(self, plane: Plane, theme: Theme) -> list[Mark]:
        """Return the numbers of the input as marks."""
        return input_numbers(plane, 0, self.read, theme)

    def in_output(self, plane: Plane, states: ScatterStates, theme: Theme) -> list[Mark]:
        """Return the weights in the corners of the kernel's cells, and the running sums.

        Weights that padding cuts off are hidden.
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
        return marks + self._running_sums(plane, room, theme)

    def _running_sums(self, plane: Plane, room: float, theme: Theme) -> list[Mark]:
        if self.sums is None:
            return []
        return RunningSumTexts(
            self.sums,
            np.ones(self.sums.size, np.bool_),
            plane,
            setting_clear_of_badge(plane, all_texts(self.sums), room),
            "output_value",
            theme.paint("output_value"),
            unwritten=("padding_value", theme.paint("padding_value")),
        ).marks()
