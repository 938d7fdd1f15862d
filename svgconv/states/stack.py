"""The states of a stack of layers: what each output unit depends on in every layer below it.

Windows are separable, so the cells are followed down an axis at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.states.axis import Axis
from svgconv.states.states import MOST_WINDOW_CELLS, States


@dataclass(frozen=True, eq=False)
class Level:
    """The input of one layer.

    Attributes
    ----------
    layer: the layer that reads it, in short.
    size: its units.
    axes: its drawn cells as that layer has them, padding included. Their windows are what the
        *last* layer's outputs depend on: the cells under the layer's window at each output of the
        layer that counts.
    own: the same cells, under the layer's own window for each of its own outputs.
    outside: what its drawn cells are that are no units, as in `States`.
    """

    layer: str
    size: tuple[int, ...]
    axes: tuple[Axis, ...]
    own: tuple[Axis, ...]
    outside: str

    @property
    def plane(self) -> tuple[Axis, Axis]:
        """The rows and the columns that are drawn; one axis is drawn as a single row."""
        return _plane(self.axes)


@dataclass(frozen=True, eq=False)
class StackStates(States):
    """The states of a stack: as of one operation from the input to the output, and of each layer.

    Attributes
    ----------
    levels: the inputs of the layers, the stack's own first.
    notes: for each of these, and for the last one's output, what is to be said beside it, in lines.
    """

    levels: tuple[Level, ...] = ()
    notes: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(
        cls,
        layers: Sequence[States],
        names: Sequence[str],
        notes: Sequence[tuple[str, ...]],
        operation: str,
        parameters: dict[str, Any],
    ) -> StackStates:
        """The states of layers that follow each other, told by each layer's own."""
        columns = zip(*(layer.axes for layer in layers), strict=True)
        followed = list(zip(*(_followed(column) for column in columns), strict=True))
        levels = tuple(
            Level(name, layer.input_size, axes, layer.axes, layer.outside)
            for name, layer, axes in zip(names, layers, followed, strict=True)
        )
        return cls(
            operation=operation,
            parameters=parameters,
            axes=levels[0].axes,
            input_size=levels[0].size,
            outside=levels[0].outside,
            levels=levels,
            notes=tuple(notes),
        )

    def frames(self) -> Iterator[dict[str, Any]]:
        """Each frame, with what its output depends on in every layer's input."""
        below = [self._of(level).frames() for level in self.levels]
        for frames in zip(*below, strict=True):
            layers = [{key: frame[key] for key in ("window", "reads")} for frame in frames]
            yield {**frames[0], "layers": layers}

    def head(self) -> dict[str, Any]:
        """The ``states`` document without its frames, with every layer's input."""
        layers = [
            {"layer": level.layer, "input": self._of(level).head()["input"]}
            for level in self.levels
        ]
        return {**super().head(), "layers": layers}

    def _of(self, level: Level) -> States:
        return States(self.operation, {}, level.axes, level.size, level.outside)


def _plane(axes: tuple[Axis, ...]) -> tuple[Axis, Axis]:
    if len(axes) == 1:
        return Axis.one_line(), axes[0]
    rows, columns = axes
    return rows, columns


def _followed(layers: Sequence[Axis]) -> list[Axis]:
    """One axis of the layers, each with the windows of the last one's outputs, followed down."""
    above = [[index] for index in range(layers[-1].output)]
    found: list[Axis] = []
    for axis in reversed(layers):
        cells = [sorted({cell for unit in units for cell in axis.cells[unit]}) for units in above]
        if sum(map(len, cells)) > MOST_WINDOW_CELLS:
            raise SvgconvError(
                "layers",
                f"the receptive fields have more than {MOST_WINDOW_CELLS:,} cells",
                "use a smaller input",
            )
        found.append(axis.reaching(cells))
        above = found[-1].reads
    return found[::-1]


def reads_of(axis: Axis) -> list[tuple[int, int] | None]:
    """For each output index the first drawn cell of the units read, and that behind the last."""
    cells = axis.cell_of
    return [(cells[units[0]], cells[units[-1]] + 1) if units else None for units in axis.reads]
