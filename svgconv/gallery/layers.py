"""The table of a model's layers on a gallery's page, and the picture of their receptive fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_BARS = 48
"""The most layers in the picture, which are at equal distances, with the last one."""

MOST_NAMED = 6
"""The most layers that a text names."""


@dataclass(frozen=True)
class LayerRow:
    """One layer.

    Attributes
    ----------
    cells: its name, the layer, its output, field, stride, start, weights and multiplications.
    figure: the name of its figure; ``""`` if there is none.
    reason: why there is none, or what is not known of the layer.
    missing: whether that is worth a line below the table.
    """

    cells: tuple[str, ...]
    figure: str
    reason: str
    missing: bool


@dataclass(frozen=True)
class Bar:
    """The receptive field of one layer's middle output along an axis.

    Attributes
    ----------
    label, size: the layer's name, and the units as text.
    first, count: the first unit, which may be before the input, and the number of units.
    """

    label: str
    size: str
    first: int
    count: int


@dataclass(frozen=True)
class FieldPicture:
    """The receptive fields along one axis, the input first.

    Attributes
    ----------
    axis: what the axis measures; ``""`` if all axes are the same.
    units: the input's size.
    bars: the layers, the input first.
    """

    axis: str
    units: int
    bars: tuple[Bar, ...]

    @property
    def shown(self) -> list[Bar]:
        """At most `MOST_BARS` of the bars."""
        last = len(self.bars) - 1
        if last < MOST_BARS:
            return list(self.bars)
        places = dict.fromkeys(round(n * last / (MOST_BARS - 1)) for n in range(MOST_BARS))
        return [self.bars[place] for place in places]

    @property
    def first(self) -> int:
        """The first unit that is drawn."""
        return min(0, *(bar.first for bar in self.bars))

    @property
    def count(self) -> int:
        """The number of units that are drawn."""
        return max(self.units, *(bar.first + bar.count for bar in self.bars)) - self.first


@dataclass(frozen=True)
class LayerTable:
    """What a page shows of a model besides its figures.

    Attributes
    ----------
    rows: the layers in their order.
    total: the cells of the last row: the weights and the multiplications.
    notes: sentences about what the model's source does not say.
    pictures: the receptive fields; none if no layer's field is known.
    """

    rows: Sequence[LayerRow]
    total: tuple[str, str]
    notes: tuple[str, ...]
    pictures: tuple[FieldPicture, ...]

    @property
    def missing(self) -> list[str]:
        """The layers that are not drawn, or of which something is not known, and why."""
        return by_reason((row.cells[0], row.reason) for row in self.rows if row.missing)


def by_reason(layers: Iterable[tuple[str, str]]) -> list[str]:
    """Return a line for each reason, with the layers that have it.

    Parameters
    ----------
    layers: names and reasons.
    """
    found: dict[str, list[str]] = {}
    for name, reason in layers:
        found.setdefault(reason, []).append(name)
    return [f"{listed(names)}: {reason}" for reason, names in found.items()]


def listed(names: Sequence[str]) -> str:
    """Return names in one text: at most `MOST_NAMED`, and the number of the others."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
