"""Networks: a model's table of layers, its figures, and their page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError, printable
from svgconv.figure.figure import Figure
from svgconv.gallery.builder import build
from svgconv.gallery.layers import Bar, FieldPicture, LayerRow, LayerTable, by_reason, listed
from svgconv.gallery.model import Entry, Gallery, Section
from svgconv.gallery.report import Report
from svgconv.gallery.targets import DEFAULT_FORMATS
from svgconv.models import read_model
from svgconv.models._figures import Drawn, drawn_of
from svgconv.models._mismatch import explained
from svgconv.models._rejected import rejected
from svgconv.models._row import Row
from svgconv.models._rows import rows_of
from svgconv.models.base import Input, Model
from svgconv.operations._layer_table import field_cells, plain_field
from svgconv.specification.sizes import AXIS_NAMES, BETWEEN, Size, times, whole_number
from svgconv.specification.text_table import aligned

HEAD = ("name", "layer", "output", "field", "stride", "start", "weights", "multiplications")
NOT_KNOWN = "?"
"""A cell whose number is not known."""

SEES_PLANE = "a normalization sees the whole plane, which the receptive field leaves out"

MOST_AXES = 4
"""Channels, and at most three axes."""

INTRODUCTION = (
    "Each figure is a distinct layer of the model on one channel of a small input, on which it"
    " behaves as on its own."
)


def model(module: object, input_size: object = None) -> Network:
    """Return the network of a model: the table of its layers, and a figure of each distinct one.

    >>> network = model("nn.Sequential(nn.Conv2d(3, 8, 5), nn.MaxPool2d(2))", (3, 32, 32))
    >>> network.table()[-1]["output_shape"]
    [8, 14, 14]

    Parameters
    ----------
    module: a `torch.nn.Module`, which runs once on shapes alone; a model or a layer of Keras; or a
        text that `svgconv model` takes: a file's path, or what ``print(model)`` shows.
    input_size: the shape of the input without the batch, the channels first, then up to three axes
        in units: ``(3, 224, 224)`` or ``"3,224,224"``, each at least 1; it may be left out if the
        model says it.

    Returns
    -------
    Network: ``print`` shows the table, `table` returns it, and `save` writes the page.

    Raises
    ------
    SvgconvError: no such model, one that cannot run on this input, or a shape that is malformed.

    Receptive fields: Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural
        Networks", https://distill.pub/2019/computing-receptive-fields/
    """
    source = fspath(module) if isinstance(module, PathLike) else module
    network = Network(read_model(source, None if input_size is None else shape_of(input_size)))
    if input_size is not None and (problem := rejected(network.rows)):
        raise SvgconvError("input_size", *problem)
    return network


def shape_of(value: object) -> Size:
    """Return the shape of an input: channels, then one number for each axis.

    Raises
    ------
    SvgconvError: no numbers, more than `MOST_AXES`, or one below 1.
    """
    parts = BETWEEN.split(value) if isinstance(value, str) else value
    parts = parts if isinstance(parts, (list, tuple)) else [parts]
    remedy = "give channels and size, as in 3,224,224"
    shape = tuple(whole_number("input_size", part, remedy) for part in parts)
    if not 1 <= len(shape) <= MOST_AXES:
        raise SvgconvError("input_size", f"{len(shape)} numbers are not a shape", remedy)
    if min(shape) < 1:
        raise SvgconvError("input_size", f"{min(shape)} is smaller than 1", "use at least 1")
    return shape


class Network:
    """A model's layers on their inputs, and the figures of the distinct ones.

    Attributes
    ----------
    name: what the model is called.
    """

    def __init__(self, model: Model) -> None:
        self.name = printable(model.name)
        self._model = model

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The model's inputs and layers."""
        nodes = self._model.nodes
        return explained(nodes, rows_of(self._model))

    @cached_property
    def _drawn(self) -> Drawn:
        return drawn_of(self.rows)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The figure of each distinct layer, by the name of its files."""
        return {one.name: Figure.from_recipe(one.recipe) for one in self._drawn.figures}

    def table(self) -> list[dict[str, Any]]:
        """Return the table of the inputs and layers as JSON holds it.

        Each has ``name``, ``layer`` (as its library prints it), ``input_shape``, ``output_shape``
        (without the batch, the channels first; null if not known), ``receptive_field`` (``size``,
        ``stride`` and ``start`` along each axis, in units of the model's input; null if it is not
        the same for all outputs), ``weights``, ``multiplications`` (null if not known) and
        ``drawn`` (the file of its figure, or the reason why there is none).
        """
        drawn = zip(self.rows, self._drawn.files, self._drawn.reasons, strict=True)
        return [
            {
                "name": row.node.name,
                "layer": row.node.layer,
                "input_shape": _list(row.input_shape),
                "output_shape": _list(row.output_shape),
                "receptive_field": plain_field(row.field),
                "weights": row.weights,
                "multiplications": row.multiplications,
                "drawn": f"{file}.svg" if file else reason,
            }
            for row, file, reason in drawn
        ]

    def __str__(self) -> str:
        """Return the table as aligned lines of text, with the totals.

        Notes, and the reasons for what is not known, are at the end.
        """
        cells = [_cells(row) for row in self.rows]
        total = ("total", "", "", "", "", "", *self._totals())
        lines = aligned([HEAD, *cells, total], left=2)
        unknown = [
            (printable(row.node.name), printable(row.reason)) for row in self.rows if row.reason
        ]
        return "\n".join([*lines, *self._notes, *by_reason(unknown)])

    @property
    def _notes(self) -> tuple[str, ...]:
        """What the model's source does not say, and what the receptive fields leave out."""
        names = [printable(row.node.name) for row in self.rows if row.sees_plane]
        return (*self._model.notes, *by_reason((name, SEES_PLANE) for name in names))

    def save(
        self,
        folder: str | Path,
        *,
        overwrite: bool = False,
        advance: Callable[[str, int, int], None] = lambda name, done, total: None,
    ) -> Report:
        """Write the page with the table, and the files of every figure.

        Parameters
        ----------
        folder: it is created if necessary.
        overwrite: replace files that svgconv did not write.
        advance: called with a file's name, the number of finished files and the number of all.

        Returns
        -------
        Report: the files, and which of them were written.

        Raises
        ------
        SvgconvError: a file cannot be written, or svgconv did not write it. Nothing is written if
            a figure cannot be drawn.
        """
        path = Path(folder)
        return build(path, overwrite=overwrite, advance=advance, gallery=self._gallery(path))

    def _gallery(self, folder: Path) -> Gallery:
        names = [printable(row.node.name) for row in self.rows]
        entries = tuple(
            Entry(
                name=one.name,
                caption=f"{one.text}: {listed([names[row] for row in one.rows])}",
                table={"operation": one.recipe["operation"], **one.recipe["parameters"]},
                place=f"model {self.name}, figure {one.name!r}",
                folder=folder,
            )
            for one in self._drawn.figures
        )
        section = Section("Distinct layers", "", entries)
        sections = (section,) if entries else ()
        introduction = INTRODUCTION if entries else ""
        return Gallery(self.name, introduction, DEFAULT_FORMATS, sections, self._layers())

    def _layers(self) -> LayerTable:
        drawn = self._drawn
        rows = [
            LayerRow(
                _cells(row), figure, printable(row.reason or reason), missing or bool(row.reason)
            )
            for row, figure, reason, missing in zip(
                self.rows, drawn.files, drawn.reasons, drawn.missing, strict=True
            )
        ]
        return LayerTable(rows, self._totals(), self._notes, _pictures(self.rows))

    def _totals(self) -> tuple[str, str]:
        """The weights and the multiplications of all layers, or the least that they can be."""
        weights = self._model.weights
        return (
            _total([row.weights for row in self.rows]) if weights is None else f"{weights:,}",
            _total([row.multiplications for row in self.rows]),
        )


def _list(shape: Size | None) -> list[int] | None:
    return None if shape is None else list(shape)


def _total(numbers: Sequence[int | None]) -> str:
    """The sum of numbers; without those that are not known it is a bound."""
    return f"{'≥ ' * (None in numbers)}{sum(number or 0 for number in numbers):,}"


def _cells(row: Row) -> tuple[str, ...]:
    """The texts of a row under `HEAD`."""
    field = ("", "", "")
    if not row.is_known:
        field = (NOT_KNOWN, "", "")
    elif row.field or row.reads_all or not isinstance(row.node.does, Input):
        field = field_cells(row.field, row.reads_all, row.spans)
    return (
        printable(row.node.name),
        printable(row.node.layer),
        NOT_KNOWN if row.output_shape is None else times(row.output_shape),
        *field,
        *(
            NOT_KNOWN if number is None else f"{number:,}"
            for number in (row.weights, row.multiplications)
        ),
    )


def _pictures(rows: Sequence[Row]) -> tuple[FieldPicture, ...]:
    """The receptive fields of the layers at which they grow, along each axis that differs."""
    start = next((row for row in rows if row.field), None)
    if start is None or start.output_shape is None:
        return ()
    known = [row for row in rows if row.field and len(row.field) == len(start.field or ())]
    grown = [after for before, after in pairwise(known) if after.field != before.field]
    axes = len(start.field or ())
    pictures = [
        FieldPicture(
            AXIS_NAMES[axes][axis],
            start.output_shape[1 + axis],
            tuple(_bar(row, axis) for row in (start, *grown)),
        )
        for axis in range(axes)
        if grown
    ]
    alike = len({(one.units, one.bars) for one in pictures}) == 1
    return (FieldPicture("", pictures[0].units, pictures[0].bars),) if alike else tuple(pictures)


def _bar(row: Row, axis: int) -> Bar:
    assert row.field is not None
    assert row.output_shape is not None
    one = row.field[axis]
    middle = (row.output_shape[1 + axis] - 1) // 2
    return Bar(printable(row.node.name), f"{one.size:,}", one.start + middle * one.stride, one.size)
