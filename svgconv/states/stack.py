"""The states of a stack of layers: what each output unit depends on in every layer below it.

Windows are separable, so receptive fields are computed one axis at a time, from the output down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.states.axis import Axis
from svgconv.states.states import MOST_WINDOW_CELLS, States


@dataclass(frozen=True, eq=False)
class LayerStates:
    """The input of one layer.

    Attributes
    ----------
    name: the short name of the layer that reads it.
    size: the numbers of its units.
    axes: its drawn cells, including the layer's padding. Their windows are what each of the *last*
        layer's outputs depends on.
    own: the same cells with the layer's own windows, one for each of its own outputs.
    outside: what its drawn cells are that are not units, as in `States`.
    """

    name: str
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
    """The states of a stack: those of one operation from input to output, and of each layer.

    Attributes
    ----------
    layers: the inputs of the layers, the stack's own first.
    labels: for each layer's input, and last for the output, the lines of its label.
    table: for the stack's input and for every layer its shape, receptive field and cost, as JSON
        holds them.
    """

    layers: tuple[LayerStates, ...] = ()
    labels: tuple[tuple[str, ...], ...] = ()
    table: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(
        cls,
        layers: Sequence[States],
        names: Sequence[str],
        labels: Sequence[tuple[str, ...]],
        operation: str,
        parameters: dict[str, Any],
        table: Sequence[dict[str, Any]],
    ) -> StackStates:
        """Return the states of a stack of layers.

        Parameters
        ----------
        layers: each layer's own states, the first layer first.
        names: the layers' short names.
        labels, table: see the attributes.
        operation, parameters: the stack's, as in `States`.

        Raises
        ------
        SvgconvError: receptive fields with more than `MOST_WINDOW_CELLS` cells.
        """
        columns = zip(*(layer.axes for layer in layers), strict=True)
        fields = list(zip(*map(_receptive_fields, columns), strict=True))
        inputs = tuple(
            LayerStates(name, layer.input_size, axes, layer.axes, layer.outside)
            for name, layer, axes in zip(names, layers, fields, strict=True)
        )
        return cls(
            operation=operation,
            parameters=parameters,
            axes=inputs[0].axes,
            input_size=inputs[0].size,
            outside=inputs[0].outside,
            layers=inputs,
            labels=tuple(labels),
            table=tuple(table),
        )

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame, with what its output depends on in every layer's input."""
        below = [self._of(layer).frames() for layer in self.layers]
        for frames in zip(*below, strict=True):
            layers = [{key: frame[key] for key in ("window", "reads")} for frame in frames]
            yield {**frames[0], "layers": layers}

    def head(self) -> dict[str, Any]:
        """Return the ``states`` document without its frames, with every layer's input."""
        layers = [
            {"layer": layer.name, "input": self._of(layer).head()["input"]} for layer in self.layers
        ]
        return {**super().head(), "layers": layers, "table": list(self.table)}

    def _of(self, layer: LayerStates) -> States:
        return States(self.operation, {}, layer.axes, layer.size, layer.outside)


def _plane(axes: tuple[Axis, ...]) -> tuple[Axis, Axis]:
    if len(axes) == 1:
        return Axis.one_line(), axes[0]
    rows, columns = axes
    return rows, columns


def _receptive_fields(layers: Sequence[Axis]) -> list[Axis]:
    """Return one axis of each layer, whose windows are what the last layer's outputs depend on."""
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
        found.append(axis.with_windows(cells))
        above = found[-1].reads
    return found[::-1]


def reads_of(axis: Axis) -> list[tuple[int, int] | None]:
    """Return for each output index the first drawn cell that is read and the one after the last.

    None stands for an output that reads no unit.
    """
    cells = axis.cell_of
    return [(cells[units[0]], cells[units[-1]] + 1) if units else None for units in axis.reads]
