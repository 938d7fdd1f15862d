"""The figures of a model: each distinct layer once, on a small input that behaves the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.models._rows import Row
from svgconv.models.base import Shift, in_words
from svgconv.operations._layer import Layer
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
    found: dict[str, tuple[Layer, Size, list[int]]] = {}
    keys: dict[int, str] = {}
    reasons: dict[int, str] = {}
    for place, row in enumerate(rows):
        layer = row.node.does
        if not isinstance(layer, Layer):
            continue
        try:
            layer, size = _behind_padding(row, rows, layer)
            size = small_input(layer, size)
        except SvgconvError as error:
            reasons[place] = in_words(error)
            continue
        layer = layer if layer.rearranges else replace(layer, channels={})
        key = str(_recipe(layer, size))
        found.setdefault(key, (layer, size, []))[2].append(place)
        keys[place] = key
    names = _names({key: (layer, size) for key, (layer, size, _) in found.items()})
    figures = tuple(
        LayerFigure(names[key], layer.text, _recipe(layer, size), tuple(places))
        for key, (layer, size, places) in found.items()
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

    The size is None if it is not known, or not one that the layer takes.
    """
    size = row.input_shape[1:] if row.operation and row.input_shape else None
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


def small_input(layer: Layer, size: Size | None) -> Size:
    """Return the size of a small input on which a layer behaves as on its own.

    Parameters
    ----------
    size: the size of its own input; None if it is not known.

    Raises
    ------
    SvgconvError: the layer takes no input with at most `MOST_DRAWN` cells along an axis.
    """
    axes = layer.operation.axes
    found = [_along(layer, axis, size) for axis in range(axes)]
    layer.on(tuple(found))
    return tuple(found)


def _along(layer: Layer, axis: int, size: Size | None) -> int:
    """The fewest cells along an axis with the same remainder for the stride."""
    own = layer.on(size) if size else None
    stride = getattr(own, "strides", getattr(own, "stride", None)) if own else None
    period = stride[axis] if stride and not (own and own.flips_kernel) else 1
    wanted = min(LEAST_OUTPUT, own.output_size[axis]) if own else LEAST_OUTPUT
    most = min(size[axis], MOST_DRAWN) if size else MOST_DRAWN
    for cells in range(1, most + 1):
        outputs = _outputs(layer, axis, cells, size)
        if outputs >= wanted and (size is None or (size[axis] - cells) % period == 0):
            return cells
    limit = f"an input with more than {MOST_DRAWN} cells along an axis"
    raise SvgconvError(layer.text, f"needs {limit}", "draw it alone")


def _outputs(layer: Layer, axis: int, cells: int, size: Size | None) -> int:
    """The outputs along an axis; 0 if the layer rejects the input."""
    around = size or (max(cells, 8),) * layer.operation.axes
    try:
        return layer.on((*around[:axis], cells, *around[axis + 1 :])).output_size[axis]
    except SvgconvError:
        return 0


def _recipe(layer: Layer, size: Size) -> dict[str, Any]:
    operation = layer.on(size)
    return {"operation": operation.name, "parameters": operation.parameters()}


def _names(layers: Mapping[str, tuple[Layer, Size]]) -> dict[str, str]:
    """The names of the figures' files: ``conv2d_k3_s2_i7``, each once."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key, (layer, size) in layers.items():
        words = re.sub(r"[^A-Za-z0-9]+", "_", layer.text.replace("=", "")).strip("_").lower()
        name = f"{words}_i{'x'.join(map(str, size)) if len({*size}) > 1 else size[0]}"[:LONGEST]
        others = (f"{name}_{number}" for number in count(2))
        names[key] = next(one for one in chain([name], others) if one not in taken)
        taken.add(names[key])
    return names
