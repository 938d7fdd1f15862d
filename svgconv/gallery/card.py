"""What the page shows of one figure: the moving picture, its arithmetic, and how to use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from svgconv.encoders import ENCODERS
from svgconv.figure.snippets import command_line, python_code
from svgconv.gallery.embedding import embeddings
from svgconv.gallery.frame_index import counting
from svgconv.gallery.inline import inline_svg
from svgconv.gallery.model import Entry
from svgconv.operations.base import Operation
from svgconv.specification.phrases import bound
from svgconv.specification.seconds import plain_seconds
from svgconv.specification.sizes import plain, times

FILTERS = ("operation", "stride", "padding", "dilation")
"""What figures are chosen by on the page."""
SHOWN = 0.8
"""CSS pixels to a user unit where a figure is embedded at its usual size."""


@dataclass(frozen=True)
class Download:
    """A file that lies beside the page."""

    word: str
    file: str
    size: int

    @property
    def length(self) -> str:
        """Its size for people: ``2.9 kB``."""
        return f"{self.size / 1000:,.1f} kB" if self.size < 1e6 else f"{self.size / 1e6:,.1f} MB"


@dataclass(frozen=True)
class Card:
    """One figure of the page.

    Attributes
    ----------
    name, caption: the figure's.
    title: what it is, in words with all parameters.
    parameters: the same without the operation, unbroken between a word and its number.
    formulas: how the output size comes about, a line for each axis that differs.
    svg: the moving picture as markup.
    file, still, strip: the pictures that stand for it where the markup does not move, where
        nothing moves, and in print; or None.
    width, height: CSS pixels in which an ``<img>`` shows it.
    data: what the page's script knows of it, by the names of its ``data-`` attributes.
    downloads, snippets: the files beside the page, and texts to copy, by their language.
    """

    name: str
    caption: str
    title: str
    parameters: str
    formulas: tuple[str, ...]
    svg: Markup
    file: str | None
    still: str | None
    strip: str | None
    width: int
    height: int
    data: Mapping[str, str]
    downloads: tuple[Download, ...]
    snippets: Mapping[str, str]

    @classmethod
    def of(cls, entry: Entry, files: Mapping[str, int]) -> Card:
        """The card of a gallery's figure.

        Parameters
        ----------
        files: every file that lies beside the page, with its bytes.
        """
        figure, name = entry.figure, entry.name
        drawing = figure.drawing()
        width, height = (round(SHOWN * side) for side in (figure.scene.width, figure.scene.height))
        file = f"{name}.svg"
        return cls(
            name=name,
            caption=entry.caption,
            title=drawing.title,
            parameters=bound(figure.title.split(": ", 1)[-1]),
            formulas=tuple(
                dict.fromkeys(line for one in figure.all for line in _formulas(one.operation))
            ),
            svg=Markup(inline_svg(drawing)),
            file=_there(file, files),
            still=_there(f"{name}_still.svg", files),
            strip=_there(f"{name}_strip.svg", files),
            width=width,
            height=height,
            data=_data(entry),
            downloads=_downloads(name, files),
            snippets={
                **embeddings(name, drawing.title, (width, height), files),
                "Command line": command_line(figure, file),
                "Python": python_code(figure, file),
                "PyTorch": "\n".join(one.operation.torch_call() for one in figure.all),
            },
        )


def _formulas(operation: Operation) -> tuple[str, ...]:
    """The output size's arithmetic, once where all axes have the same."""
    said = [
        tuple(step.line for step in operation.steps(axis))
        for axis in range(len(operation.output_size))
    ]
    return tuple(line for lines in dict.fromkeys(said) for line in lines)


def _data(entry: Entry) -> dict[str, str]:
    """What differs from a figure that shows each frame for a second for ever is said."""
    figure = entry.figure
    data = {"frames": str(figure.frames), **counting(figure)}
    if figure.frame_duration != 1:
        data["duration"] = str(plain_seconds(figure.frame_duration))
    if figure.hold:
        data["hold"] = str(plain_seconds(figure.hold))
    if figure.plays is not None:
        data["plays"] = str(figure.plays)
    if figure.shown is not None or figure.at is not None:
        data["shown"] = ",".join(map(str, figure.shown_frames))
    return data | {key: _value(figure.operation, key) for key in FILTERS}


def _value(operation: Operation, key: str) -> str:
    """A parameter as the page's filter names it; empty where the operation has none such."""
    if key == "operation":
        return operation.name
    value = plain(getattr(operation, key, ""))
    return times(tuple(value)) if isinstance(value, list) and _flat(value) else str(value)


def _flat(value: list[object]) -> bool:
    return not any(isinstance(part, list) for part in value)


def _there(file: str, files: Mapping[str, int]) -> str | None:
    return file if file in files else None


def _downloads(name: str, files: Mapping[str, int]) -> tuple[Download, ...]:
    """What lies beside the page of this figure, pictures that do not move after the first."""
    found = {"SVG": f"{name}.svg", "still": f"{name}_still.svg", "strip": f"{name}_strip.svg"}
    found |= {format_.upper(): f"{name}.{format_}" for format_ in ENCODERS.names()}
    return tuple(Download(word, file, files[file]) for word, file in found.items() if file in files)
