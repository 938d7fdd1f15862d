"""The feature maps of a stack: its input, and what its layers give, with the paths between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError
from svgconv.operations._layer import Branches, at_place
from svgconv.operations._network import Fields, Placed, grown_fields, united_fields
from svgconv.operations._receptive_field import OWN
from svgconv.operations._stack_remarks import field_words
from svgconv.operations._zero_padding import ZeroPadding
from svgconv.specification.sizes import Sides, Size, times

if TYPE_CHECKING:
    from svgconv.states.feature_map import Cells
    from svgconv.states.stack import StackStates

COPY = "copy"
"""The name of a map that is drawn again, with the padding of another layer that reads it."""


JOIN_WORDS = {"add": "sum of the paths", "concat": "concatenation"}
"""What joins paths, in words."""


@dataclass
class FeatureMap:
    """The stack's input, or the output of one of its layers.

    Attributes
    ----------
    layers: the layer with a window that gives it, and the layers that pass it on.
    shape: its shape, the channels first.
    field: its units' receptive field; None if they do not all have the same.
    level, path: see `svgconv.states.feature_map.MapStates`.
    cut: the cells around it that a crop cuts off; () without one.
    title: what it is without layers.
    """

    layers: Sequence[Placed]
    shape: Size
    field: Fields
    level: int = 0
    path: tuple[int, ...] = ()
    cut: Sides = ()
    title: str = ""

    @property
    def name(self) -> str:
        """Its layers in their short form."""
        return " > ".join(map(_text, self.layers)) or self.title

    @property
    def words(self) -> str:
        """Its layers in a few words."""
        return ", ".join(map(_words, self.layers)) or self.title

    @property
    def size(self) -> Size:
        """Its size without the channels."""
        return self.shape[1:]


@dataclass(frozen=True)
class Connection:
    """A layer between two maps, or what joins a path.

    Attributes
    ----------
    paths: the paths on which it is, in words.
    below, above: the indices of the map that it reads and of the one that it gives.
    layer: the layer; None if each unit is the one at its place.
    """

    paths: str
    below: int
    above: int
    layer: Placed | None

    def cells(self, size: Size) -> Cells:
        """Return its windows on the map that it reads.

        Raises
        ------
        SvgconvError: a layer that is not drawn.
        """
        from svgconv.states.feature_map import Cells

        if self.layer is None or self.layer.operation is None:
            return Cells.of_units(size)
        try:
            states = self.layer.operation.layer_states()
        except SvgconvError as error:
            raise at_place(error, self.layer.place) from None
        return Cells(states.axes, states.outside)


@dataclass
class FeatureMaps:
    """The maps of a network, and the connections between them, in the order in which they run.

    Attributes
    ----------
    shape: the shape of its input, the channels first.
    network: its layers.
    """

    shape: Size
    network: Sequence[Placed]
    maps: list[FeatureMap] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.maps.append(FeatureMap((), self.shape, (OWN,) * len(self.shape[1:]), title="input"))
        self._sequence(self.network, 0, (), "")

    def labels(self, input_shape: Size) -> list[tuple[str, ...]]:
        """Return the lines of text next to each map.

        Parameters
        ----------
        input_shape: the input's shape as it is written, with several channels first.
        """
        first, *others = self.maps
        has_channels = len(input_shape) > len(first.size)
        labels: list[tuple[str, ...]] = [(first.words, times(input_shape))]
        for one in others:
            shape = times(one.shape if has_channels else one.size)
            sees = [f"sees {field_words(one.field)[0]}"] if one.field else []
            labels.append((one.words, ", ".join([shape, *sees])))
        return labels

    def states(self, input_shape: Size, **more: Any) -> StackStates:
        """Return the states: the units of every map that each output unit depends on.

        Parameters
        ----------
        input_shape: as in `labels`.
        more: the operation, the parameters and the table of `StackStates.of`.

        Raises
        ------
        SvgconvError: a layer that is not drawn, or too many windows.
        """
        from svgconv.states.feature_map import Cells, MapStates
        from svgconv.states.stack import Link, StackStates

        maps = []
        for one, label in zip(self.maps, self.labels(input_shape), strict=True):
            own = Cells.of_units(one.size, one.cut)
            maps.append(MapStates(label, one.size, own.axes, own.outside, one.level, one.path))
        links = [
            Link(
                f"{one.paths}{self.maps[one.above].name}", one.below, one.above,
                one.cells(self.maps[one.below].size),
            )
            for one in self.connections
        ]  # fmt: skip
        return StackStates.of(maps, links, **more)

    def _sequence(
        self, network: Sequence[Placed], below: int, path: tuple[int, ...], paths: str
    ) -> int:
        """Add the maps of layers, and return the last one's index; a path has at least one."""
        before: list[Placed] = []
        start, joins = below, 0
        for one in network:
            if len(one.shape) == 1:
                break
            if isinstance(one.layer, Branches):
                joins += 1
                below = self._join([*before, one], below, (*path, joins), paths)
            elif one.operation:
                below = self._layer([*before, one], below, path, paths)
            elif below == start:
                before.append(one)
                continue
            else:
                self.maps[below].layers = [*self.maps[below].layers, one]
            before = []
        if below == start and path:
            shape, known = self.maps[below].shape, self.maps[below].field
            below = self._add(FeatureMap(before, shape, known), below, path, paths)
        return below

    def _layer(
        self, layers: Sequence[Placed], below: int, path: tuple[int, ...], paths: str
    ) -> int:
        """Add the map that the last of these layers gives, whose input the others pass on."""
        one = layers[-1]
        assert one.operation is not None
        windows = [one.operation.layer_window(axis) for axis in range(one.operation.axes)]
        known = grown_fields(self.maps[below].field, windows)
        cut = one.operation.cut if isinstance(one.operation, ZeroPadding) else ()
        return self._add(FeatureMap(layers, one.shape, known, cut=cut), below, path, paths, one)

    def _join(self, layers: Sequence[Placed], below: int, path: tuple[int, ...], paths: str) -> int:
        """Add the maps of paths, whose last ones are at the same level, and that of their join."""
        one = layers[-1]
        firsts, tops = [], []
        for number, own in enumerate(one.paths, 1):
            firsts.append(len(self.maps))
            within = f"{paths}path {number}: "
            tops.append(self._sequence(own, below, (*path, number), within))
        level = max(self.maps[top].level for top in tops)
        for first, end, top in zip(firsts, [*firsts[1:], len(self.maps)], tops, strict=True):
            higher = level - self.maps[top].level
            for each in self.maps[first:end]:
                each.level += higher
        known = united_fields([self.maps[top].field for top in tops])
        self.maps.append(FeatureMap(layers, one.shape, known, level + 1, path[:-1]))
        for number, top in enumerate(tops, 1):
            within = f"{paths}path {number}: "
            self.connections.append(Connection(within, top, len(self.maps) - 1, None))
        return len(self.maps) - 1

    def _add(
        self, one: FeatureMap, below: int, path: tuple[int, ...], paths: str,
        layer: Placed | None = None,
    ) -> int:  # fmt: skip
        """Add the output of a layer; its input is drawn again if it needs cells of its own."""
        source = self.maps[below]
        if (source.cut or source.path != path) and not self._can_share(below, layer):
            below = self._add(
                FeatureMap((), source.shape, source.field, title=COPY), below, path, paths
            )
        one.level, one.path = self.maps[below].level + 1, path
        self.maps.append(one)
        self.connections.append(Connection(paths, below, len(self.maps) - 1, layer))
        return len(self.maps) - 1

    def _can_share(self, below: int, layer: Placed | None) -> bool:
        """Whether one drawing of a map has its own cells, and those of this and other readers."""
        from svgconv.states.feature_map import Cells, common_cells

        one = self.maps[below]
        readers = [each for each in self.connections if each.below == below]
        readers.append(Connection("", below, below, layer))
        cells = [each.cells(one.size) for each in readers]
        return common_cells([Cells.of_units(one.size, one.cut), *cells]) is not None


def _text(one: Placed) -> str:
    return one.layer.join if isinstance(one.layer, Branches) else one.text


def _words(one: Placed) -> str:
    if isinstance(one.layer, Branches):
        return JOIN_WORDS[one.layer.join]
    return one.operation.words() if one.operation else one.text.partition("(")[0]
