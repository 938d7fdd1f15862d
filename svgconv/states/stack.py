"""The states of a stack of layers: what each output unit depends on in every layer below it.

Windows are separable, so receptive fields are computed one axis at a time, from the output down.
Where paths meet, they are a union of windows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from svgconv.errors import SvgconvError
from svgconv.states.axis import Axis
from svgconv.states.feature_map import Cells, MapStates, common_cells, plane_of
from svgconv.states.limits import MOST_WINDOW_CELLS
from svgconv.states.states import States

Units: TypeAlias = "tuple[list[list[int]], ...]"
"""Units of a map: for each axis, and for each of the stack's outputs along it, their indices."""

MOST_PARTS = 32
"""The most windows that the union of what is read of a map can consist of."""


@dataclass(frozen=True)
class Link:
    """One layer between two feature maps, or what joins a path.

    Attributes
    ----------
    name: its short name.
    below, above: the indices of the map that it reads and of the one that it gives.
    cells: its windows on the map that it reads.
    """

    name: str
    below: int
    above: int
    cells: Cells


@dataclass(frozen=True, eq=False)
class LayerStates:
    """One layer, on the map that it reads.

    Attributes
    ----------
    name: its short name.
    size: the numbers of the units of its input.
    below, above: the indices of the map that it reads and of the one that it gives.
    fields: the drawn cells of its input. Their windows are what each of the *last* layer's outputs
        depends on; more than one set of windows if what it depends on is no rectangle.
    ends: for each of the `fields`, the drawn cells of the map above with the units that depend on
        it as windows.
    own: the drawn cells of its input with the layer's own windows, one for each of its own outputs.
    outside: what its drawn cells are that are not units, as in `MapStates`.
    """

    name: str
    size: tuple[int, ...]
    below: int
    above: int
    fields: tuple[tuple[Axis, ...], ...]
    ends: tuple[tuple[Axis, ...], ...]
    own: tuple[Axis, ...]
    outside: str

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The first of the `fields`, and the only one without paths."""
        return self.fields[0]

    @property
    def plane(self) -> tuple[Axis, Axis]:
        """The rows and the columns that are drawn; one axis is drawn as a single row."""
        return plane_of(self.axes)


@dataclass(frozen=True, eq=False)
class StackStates(States):
    """The states of a stack: those of one operation from input to output, and of each layer.

    Attributes
    ----------
    layers: the layers, each before those that read its output.
    maps: the stack's input, what the layers give, and last the output.
    table: for the stack's input and for every layer its shape, receptive field and cost, as JSON
        holds them.
    """

    layers: tuple[LayerStates, ...] = ()
    maps: tuple[MapStates, ...] = ()
    table: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(
        cls,
        maps: Sequence[MapStates],
        links: Sequence[Link],
        operation: str,
        parameters: dict[str, Any],
        table: Sequence[dict[str, Any]],
    ) -> StackStates:
        """Return the states of a stack of layers.

        Parameters
        ----------
        maps: see the attributes, with their own cells.
        links: the layers, in the same order.
        operation, parameters: the stack's, as in `States`.
        table: see the attributes.

        Raises
        ------
        SvgconvError: receptive fields with more than `MOST_WINDOW_CELLS` cells along an axis, or
            that are the union of more than `MOST_PARTS` windows.
        """
        drawn = [_drawn(one, [link.cells for link in links if link.below == index])
                 for index, one in enumerate(maps)]  # fmt: skip
        layers = _layers(drawn, links)
        fields = [field for layer in layers if layer.below == 0 for field in layer.fields]
        return cls(
            operation=operation,
            parameters=parameters,
            axes=tuple(map(_united, zip(*fields, strict=True))),
            input_size=drawn[0].size,
            outside=drawn[0].outside,
            layers=tuple(layers),
            maps=tuple(drawn),
            table=tuple(table),
        )

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame, with what its output depends on in every layer's input."""
        below = [self._frames_of(layer) for layer in self.layers]
        first = [layer.below == 0 for layer in self.layers]
        for frames in zip(*below, strict=True):
            layers = [{key: frame[key] for key in ("window", "reads")} for frame in frames]
            read = [layer for layer, used in zip(layers, first, strict=True) if used]
            yield {"output": frames[0]["output"], **_together(read), "layers": layers}

    def head(self) -> dict[str, Any]:
        """Return the ``states`` document without its frames, with every layer's input."""
        layers = [
            {"layer": layer.name, "input": self._of(layer, layer.axes).head()["input"]}
            for layer in self.layers
        ]
        return {**super().head(), "layers": layers, "table": list(self.table)}

    def _frames_of(self, layer: LayerStates) -> Iterator[dict[str, Any]]:
        parts = [self._of(layer, axes).frames() for axes in layer.fields]
        for frames in zip(*parts, strict=True):
            yield {"output": frames[0]["output"], **_together(frames)}

    def _of(self, layer: LayerStates, axes: tuple[Axis, ...]) -> States:
        return States(self.operation, {}, axes, layer.size, layer.outside)


def _together(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The union of the windows, and that of what they read, in row-major order."""
    if len(parts) == 1:
        return {key: parts[0][key] for key in ("window", "reads")}
    return {
        key: [list(one) for one in sorted({tuple(at) for part in parts for at in part[key]})]
        for key in ("window", "reads")
    }


def _drawn(one: MapStates, readers: Sequence[Cells]) -> MapStates:
    """A map with the cells of all its readers."""
    own = Cells(one.axes, one.outside)
    cells = common_cells([*readers, *([own] if own.pads or not readers else [])])
    assert cells is not None, "a map for each reader with other cells"
    return replace(one, axes=cells.axes, outside=cells.outside)


def _layers(maps: Sequence[MapStates], links: Sequence[Link]) -> list[LayerStates]:
    """The layers with what each of the last one's outputs depends on, the first layer first."""
    parts: list[list[Units]] = [[] for _ in maps]
    parts[-1] = [tuple([[at] for at in range(axis.output)] for axis in maps[-1].axes)]
    found: dict[int, LayerStates] = {}
    for index in sorted(range(len(links)), key=lambda at: -maps[links[at].above].level):
        link = links[index]
        above, below = maps[link.above], maps[link.below]
        parts[link.above] = needed = _largest(parts[link.above])
        own = link.cells.on(Cells(below.axes, below.outside)).axes
        fields = [tuple(map(_field, own, units)) for units in needed]
        parts[link.below] += [tuple(axis.reads for axis in field) for field in fields]
        ends = [tuple(map(_cells_of, above.axes, units)) for units in needed]
        found[index] = LayerStates(
            link.name, below.size, link.below, link.above, tuple(fields), tuple(ends), own,
            below.outside,
        )  # fmt: skip
    return [layer for _, layer in sorted(found.items())]


def _field(own: Axis, above: list[list[int]]) -> Axis:
    """A layer's input along an axis; its windows are what some of its outputs read together."""
    cells = [sorted({cell for unit in units for cell in own.cells[unit]}) for units in above]
    if sum(map(len, cells)) > MOST_WINDOW_CELLS:
        raise SvgconvError(
            "layers",
            f"the receptive fields have more than {MOST_WINDOW_CELLS:,} cells",
            "use a smaller input",
        )
    return own.with_windows(cells)


def _cells_of(axis: Axis, units: list[list[int]]) -> Axis:
    """A map along an axis, with units as windows; those that are cropped away are missing."""
    cells = axis.cell_of
    return axis.with_windows([[cells[unit] for unit in one if unit in cells] for one in units])


def _largest(parts: list[Units]) -> list[Units]:
    """The parts that no other part holds."""
    kept: list[Units] = []
    for part in parts:
        if not any(_holds(one, part) for one in kept):
            kept = [one for one in kept if not _holds(part, one)] + [part]
    if len(kept) > MOST_PARTS:
        problem = f"what an output depends on is the union of more than {MOST_PARTS} windows"
        raise SvgconvError("layers", problem, "draw a part of the stack")
    return kept


def _holds(one: Units, other: Units) -> bool:
    return all(
        {*held} >= {*part}
        for axis, along in zip(one, other, strict=True)
        for held, part in zip(axis, along, strict=True)
    )


def _united(axes: Sequence[Axis]) -> Axis:
    """The smallest windows along an axis that hold those of all parts."""
    if len(axes) == 1:
        return axes[0]
    rows = zip(*(axis.cells for axis in axes), strict=True)
    return axes[0].with_windows([sorted({cell for cells in row for cell in cells}) for row in rows])


def reads_of(axis: Axis) -> list[tuple[int, int] | None]:
    """Return for each output index the first drawn cell that is read and the one after the last.

    None stands for an output that reads no unit.
    """
    cells = axis.cell_of
    return [(cells[units[0]], cells[units[-1]] + 1) if units else None for units in axis.reads]
