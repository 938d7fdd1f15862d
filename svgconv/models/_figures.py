"""The figures of a model: each distinct layer once, on a small input that behaves the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.models._row import Row
from svgconv.models.base import Shift, in_words
from svgconv.operations._layer import Layer
from svgconv.operations._small_input import on_small_input
from svgconv.operations.base import Operation
from svgconv.specification.sizes import Size, plain

MOST_DRAWN = 64
"""The most cells along an axis of a drawn input."""

LEAST_OUTPUT = 3
"""The fewest outputs along an axis, if the layer has this many: the window then moves twice."""

LONGEST = 60
"""The most letters of a figure's name, except what makes it unique."""

NO_WINDOW = "no window"
"""Why a layer that reads one place for each output has no figure."""


@dataclass(frozen=True)
class LayerFigure:
    """The figure of a distinct layer.

    Attributes
    ----------
    name: the name of its files.
    text: the layer in its short form.
    recipe: its operation and its parameters, as in a figure's recipe.
    rows: the places of the rows that it stands for.
    """

    name: str
    text: str
    recipe: dict[str, Any]
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Drawn:
    """What is drawn of a model.

    Attributes
    ----------
    figures: the distinct layers, in the order of their first places.
    files: for each row the name of its figure; ``""`` if there is none.
    reasons: for each row why there is none; ``""`` if there is one.
    missing: whether a row's layer could have a figure, and has none.
    """

    figures: tuple[LayerFigure, ...]
    files: tuple[str, ...]
    reasons: tuple[str, ...]
    missing: tuple[bool, ...]


def drawn_of(rows: Sequence[Row]) -> Drawn:
    """Return the figures of a model's layers."""
    found: dict[str, tuple[str, Operation, list[int]]] = {}
    keys: dict[int, str] = {}
    reasons: dict[int, str] = {}
    known: dict[str, Operation] = {}
    for place, row in enumerate(rows):
        layer = row.node.does
        if not isinstance(layer, Layer) or (row.reason and row.output_shape is not None):
            continue
        try:
            layer, size = _behind_padding(row, rows, layer)
            same = f"{layer.text} {size}"
            drawn = known[same] if same in known else known.setdefault(same, small(layer, size))
        except SvgconvError as error:
            reasons[place] = in_words(error)
            continue
        alone = layer if layer.rearranges else replace(layer, channels={}, bias=True)
        key = str(_recipe(drawn))
        found.setdefault(key, (alone.text, drawn, []))[2].append(place)
        keys[place] = key
    names = _names({key: (text, drawn.input_size) for key, (text, drawn, _) in found.items()})
    figures = tuple(
        LayerFigure(names[key], text, _recipe(drawn), tuple(places))
        for key, (text, drawn, places) in found.items()
    )
    files = [names[keys[place]] if place in keys else "" for place in range(len(rows))]
    texts = [
        "" if files[place] else reasons.get(place) or _reason(row) for place, row in enumerate(rows)
    ]
    missing = tuple(bool(text) and text != NO_WINDOW for text in texts)
    return Drawn(figures, tuple(files), tuple(texts), missing)


def _reason(row: Row) -> str:
    if isinstance(row.node.does, Shift):
        return NO_WINDOW
    return row.reason or NO_WINDOW


def _behind_padding(row: Row, rows: Sequence[Row], layer: Layer) -> tuple[Layer, Size | None]:
    """Return a layer and its input's size, with the padding layer before it if that can be drawn.

    The size is None if it is not known.
    """
    axes, shape = layer.operation.axes, row.input_shape
    size = shape[1:] if shape is not None and len(shape) == axes + 1 else None
    before = rows[row.node.inputs[0]] if row.node.inputs else None
    shift = before.node.does if before else None
    if before is None or not isinstance(shift, Shift) or not _pads(shift):
        return layer, size
    with suppress(SvgconvError):
        given = layer.operation.behind_padding(layer.parameters, shift.sides, shift.mode)
        padded = replace(layer, parameters={key: plain(value) for key, value in given.items()})
        own = before.input_shape[1:] if before.input_shape and size else None
        if own is None or padded.on(own).output_size == layer.on(size or own).output_size:
            return padded, own
    return layer, size


def _pads(shift: Shift) -> bool:
    cells = [cell for both in shift.sides for cell in both]
    return bool(shift.mode) and {*shift.steps} == {1} and min(cells) >= 0


def small(layer: Layer, size: Size | None) -> Operation:
    """Return a layer's operation on a small input on which it behaves as on its own.

    Parameters
    ----------
    size: the size of its own input; None if it is not known, for one with `LEAST_OUTPUT` outputs.

    Raises
    ------
    SvgconvError: the layer takes no input with at most `MOST_DRAWN` cells along an axis.
    """
    drawn = _on_any(layer) if size is None else layer.on(size)
    if size is not None:
        with suppress(SvgconvError):
            drawn = on_small_input(drawn)
    if max(*drawn.input_size, *drawn.output_size) > MOST_DRAWN:
        problem = f"it needs {max(*drawn.input_size, *drawn.output_size)} cells along an axis"
        raise SvgconvError("", f"{problem}, more than {MOST_DRAWN}")
    return drawn


def _on_any(layer: Layer) -> Operation:
    """The layer on the smallest input with `LEAST_OUTPUT` outputs along each axis."""
    for cells in range(1, MOST_DRAWN + 1):
        with suppress(SvgconvError):
            drawn = layer.on((cells,) * layer.operation.axes)
            if min(drawn.output_size) >= LEAST_OUTPUT:
                return drawn
    raise SvgconvError("", f"it needs more than {MOST_DRAWN} cells along an axis")


def _recipe(drawn: Operation) -> dict[str, Any]:
    return {"operation": drawn.name, "parameters": drawn.parameters()}


def _names(figures: Mapping[str, tuple[str, Size]]) -> dict[str, str]:
    """The names of the figures' files, from their texts and sizes: ``conv2d_k3_s2_i7``."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key, (text, size) in figures.items():
        words = re.sub(r"[^A-Za-z0-9]+", "_", text.replace("=", "")).strip("_").lower()
        name = f"{words[:LONGEST]}_i{'x'.join(map(str, size)) if len({*size}) > 1 else size[0]}"
        others = (f"{name}_{number}" for number in count(2))
        names[key] = next(one for one in chain([name], others) if one not in taken)
        taken.add(names[key])
    return names
