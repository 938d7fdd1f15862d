"""A figure on the page: the animation, its arithmetic, its downloads and its snippets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from svgconv.figure.figure import Figure
from svgconv.figure.snippets import Named, command_line, python_code
from svgconv.files.drawing import Drawing
from svgconv.gallery.cell_data import cell_text
from svgconv.gallery.embedding import embeddings
from svgconv.gallery.inline import inline_parts
from svgconv.gallery.player_data import playback_data
from svgconv.operations._layer_table import lines
from svgconv.operations.base import Operation
from svgconv.operations.stack import Stack
from svgconv.specification.phrases import bound
from svgconv.specification.sizes import plain, times

FILTERS = ("operation", "stride", "padding", "dilation")
"""The properties by which the page filters figures."""
WIDE = 2.2
"""A figure takes a whole row from this ratio of width to height on."""
SCALE = 0.8
"""The CSS pixels of a user unit in an embedded figure."""


@dataclass(frozen=True)
class Download:
    """A link to a file next to the page; ``size`` is in bytes."""

    label: str
    file: str
    size: int

    @property
    def size_text(self) -> str:
        """The size as text, such as ``2.9 kB``."""
        return f"{self.size / 1000:,.1f} kB" if self.size < 1e6 else f"{self.size / 1e6:,.1f} MB"


@dataclass(frozen=True)
class Card:
    """One figure of the page.

    Attributes
    ----------
    name, caption: the name of the figure's files, and the sentence under the figure.
    title: the operation with all its parameters.
    parameters: the parameters alone; no line breaks between a word and its number.
    formulas: the arithmetic of the output size, a line for each axis that differs.
    layers: a stack's table of its layers, as aligned lines; "" for other operations.
    svg, markup: the empty ``<svg>`` of the page, and what the page's script adds to it.
    cells: the data of its cells; see `svgconv.gallery.cell_data`.
    file, still, strip: the images for readers without scripts, for those of them who ask for less
        motion, and for print; None if the gallery does not have them.
    width, height: the size of an ``<img>`` in CSS pixels.
    data: the ``data-`` attributes for the page's script.
    downloads, snippets: the files next to the page, and the texts to copy by language.
    theme: the name of the figure's theme; None if it has one of its own.
    roles: the roles of the figure's marks.
    recipe: the figure's.
    """

    name: str
    caption: str
    title: str
    parameters: str
    formulas: tuple[str, ...]
    layers: str
    svg: Markup
    markup: str
    cells: str
    file: str | None
    still: str | None
    strip: str | None
    width: int
    height: int
    data: Mapping[str, str]
    downloads: tuple[Download, ...]
    snippets: Mapping[str, str]
    theme: str | None
    roles: tuple[str, ...]
    recipe: Mapping[str, Any]

    @property
    def wide(self) -> bool:
        """Whether the figure takes a whole row of the page."""
        return self.width > WIDE * self.height

    @classmethod
    def of(
        cls,
        name: str,
        caption: str,
        drawing: Drawing,
        figure: Figure,
        files: Mapping[str, int],
        named: Named,
    ) -> Card:
        """Return the card of a gallery's figure.

        Parameters
        ----------
        name: the name of the figure's files.
        drawing: the figure as encoders take it.
        files: the sizes in bytes of the files next to the page, by name.
        named: the figure that the snippets start from.
        """
        width, height = (round(SCALE * side) for side in (figure.scene.width, figure.scene.height))
        file = f"{name}.svg"
        svg, markup = inline_parts(drawing)
        return cls(
            name=name,
            caption=caption,
            title=drawing.title,
            parameters=bound(figure.title.split(": ", 1)[-1]),
            formulas=tuple(
                dict.fromkeys(
                    line
                    for one in figure.figures
                    for line in tuple(step.line for step in one.operation.all_steps())
                )
            ),
            layers="\n\n".join(
                "\n".join(lines(one.operation.table))
                for one in figure.figures
                if isinstance(one.operation, Stack)
            ),
            svg=Markup(svg),
            markup=markup,
            cells=cell_text(drawing.scene),
            file=_existing(file, files),
            still=_existing(f"{name}_still.svg", files),
            strip=_existing(f"{name}_strip.svg", files),
            width=width,
            height=height,
            data=_data(figure),
            downloads=_downloads(name, files),
            snippets={
                **embeddings(name, f"{caption}. {drawing.title}", (width, height), files),
                "Command line": command_line(figure, file, named),
                "Python": python_code(figure, file, named),
                "PyTorch": "\n".join(one.operation.torch_call() for one in figure.figures),
                **_in_keras(figure),
            },
            theme=figure.theme if isinstance(figure.theme, str) else None,
            roles=tuple(sorted({mark.role for mark in figure.scene.marks})),
            recipe=drawing.recipe,
        )

    def with_files(self, files: Mapping[str, int]) -> Card:
        """Return the card with the sizes that its files have next to the page."""
        own = {one.file: files[one.file] for one in self.downloads if one.file in files}
        return replace(self, downloads=_downloads(self.name, own))

    def as_json(self) -> dict[str, Any]:
        """Return the card as JSON can hold it."""
        return {**vars(self), "downloads": [vars(one) for one in self.downloads]}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Card:
        """Return the card that `as_json` returned."""
        return cls(
            **{
                **values,
                "formulas": tuple(values["formulas"]),
                "svg": Markup(values["svg"]),
                "downloads": tuple(Download(**one) for one in values["downloads"]),
                "roles": tuple(values["roles"]),
            }
        )


def _in_keras(figure: Figure) -> dict[str, str]:
    """Return the snippet for Keras; none if it lacks one of the compared operations."""
    calls = [one.operation.keras_call() for one in figure.figures]
    return {"Keras": "\n".join(calls)} if all(calls) else {}


def _data(figure: Figure) -> dict[str, str]:
    """Return the ``data-`` attributes: those of the player and those of the filters."""
    filters = {key: _value(figure.operation, key) for key in FILTERS}
    return playback_data(figure) | filters


def _value(operation: Operation, key: str) -> str:
    """Return a parameter as the page's filter shows it; empty if the operation does not have it."""
    if key == "operation":
        return operation.name
    value = plain(getattr(operation, key, ""))
    if isinstance(value, list):
        return times(tuple(value)) if _flat(value) else "asymmetric"
    return "" if value is None else str(value)


def _flat(value: list[object]) -> bool:
    return not any(isinstance(part, list) for part in value)


def _existing(file: str, files: Mapping[str, int]) -> str | None:
    return file if file in files else None


def _downloads(name: str, files: Mapping[str, int]) -> tuple[Download, ...]:
    """Return the figure's files next to the page: the SVGs first, then the other formats.

    Parameters
    ----------
    files: the sizes in bytes of the figure's files, by name.
    """
    names = {"SVG": f"{name}.svg", "still": f"{name}_still.svg", "strip": f"{name}_strip.svg"}
    others = sorted({*files} - {*names.values()})
    names |= {file.removeprefix(f"{name}.").upper(): file for file in others}
    return tuple(
        Download(label, file, files[file]) for label, file in names.items() if file in files
    )
