"""The cases whose costs grow: each operation and view, and each format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.figure.figure import Figure
from svgconv.gallery.targets import content, known_formats
from svgconv.operations import OPERATIONS
from svgconv.states.document import json_pieces
from svgconv.views import views_of

OFFSET = "0.5,0.25"
CHANNELS = {"in_channels": 2, "out_channels": 2}
CAUSAL = 'Conv1d(k=2, d=2, p="causal") > Conv1d(k=2)'
KERNEL = {"kernel_size": 3, "padding": 1}
PARAMETERS: Mapping[str, Callable[[int], dict[str, Any]]] = {
    "adaptive_avg_pool": lambda n: {"input_size": (3, n), "output_size": (2, n // 2 + 1)},
    "adaptive_avg_pool1d": lambda n: {"input_size": n, "output_size": n // 2 + 1},
    "adaptive_avg_pool3d": lambda n: {"input_size": (2, 2, n), "output_size": (1, 1, n // 2 + 1)},
    "adaptive_max_pool": lambda n: {"input_size": (3, n), "output_size": (2, n // 2 + 1)},
    "adaptive_max_pool1d": lambda n: {"input_size": n, "output_size": n // 2 + 1},
    "adaptive_max_pool3d": lambda n: {"input_size": (2, 2, n), "output_size": (1, 1, n // 2 + 1)},
    "avg_pool": lambda n: {"input_size": (4, n), **KERNEL},
    "avg_pool1d": lambda n: {"input_size": n, **KERNEL},
    "avg_pool3d": lambda n: {"input_size": (2, 2, n), "kernel_size": 2},
    "lp_pool": lambda n: {"input_size": (4, n), **KERNEL},
    "lp_pool1d": lambda n: {"input_size": n, **KERNEL},
    "lp_pool3d": lambda n: {"input_size": (2, 2, n), "kernel_size": 2},
    "conv": lambda n: {"input_size": (4, n), **KERNEL},
    "conv1d": lambda n: {"input_size": n, **KERNEL},
    "conv3d": lambda n: {"input_size": (2, 2, n), **KERNEL},
    "conv_transpose": lambda n: {"input_size": (3, n), **KERNEL, "stride": 2},
    "conv_transpose1d": lambda n: {"input_size": n, **KERNEL, "stride": 2},
    "conv_transpose3d": lambda n: {"input_size": (2, 2, n), "kernel_size": 2},
    "deform_conv": lambda n: {"input_size": (3, n), "kernel_size": 1, "offset": OFFSET},
    "fold": lambda n: {"output_size": (3, n), "kernel_size": 2},
    "masked_conv": lambda n: {"input_size": (4, n), **KERNEL, "mask": "B"},
    "max_pool": lambda n: {"input_size": (4, n), **KERNEL},
    "max_pool1d": lambda n: {"input_size": n, **KERNEL},
    "max_pool3d": lambda n: {"input_size": (2, 2, n), "kernel_size": 2},
    "pixel_shuffle": lambda n: {"input_size": (2, n), "upscale_factor": 2},
    "pixel_unshuffle": lambda n: {"input_size": (4, 2 * n), "downscale_factor": 2},
    "stack": lambda n: {"input_size": (4, n), "layers": "Conv2d(k=3, p=1) > MaxPool2d(2)"},
    "unfold": lambda n: {"input_size": (3, n), "kernel_size": 2},
    "upsample": lambda n: {"input_size": (3, n), "scale_factor": 2, "mode": "bilinear"},
    "upsample1d": lambda n: {"input_size": n, "scale_factor": 2, "mode": "linear"},
    "upsample3d": lambda n: {"input_size": (1, 2, n), "size": (1, 2, 2 * n), "mode": "trilinear"},
}  # fmt: skip
"""The parameters of each operation whose last axis has ``n`` units.

The other axes are short, so that costs grow with cells, not with what is in the processor's caches.
"""
MORE: Mapping[str, Callable[[int], dict[str, Any]]] = {
    "conv1d reflect": lambda n: {"input_size": n, **KERNEL, "padding_mode": "reflect"},
    "conv1d circular": lambda n: {"input_size": n, **KERNEL, "padding_mode": "circular"},
    "conv1d dilation": lambda n: {"input_size": n, "kernel_size": 3, "dilation": 2, "stride": 3},
    "conv channels": lambda n: {"input_size": (2, n), "kernel_size": 2, **CHANNELS},
    "conv_transpose outputs": lambda n: {"input_size": (2, n), "kernel_size": 2, "stride": 2},
    "fold channels": lambda n: {"output_size": (2, n), "kernel_size": 2, "out_channels": 2},
    "unfold channels": lambda n: {"input_size": (2, n), "kernel_size": 2, "in_channels": 2},
    "upsample area": lambda n: {"input_size": (3, n), "scale_factor": 1.5, "mode": "area"},
    "upsample bicubic": lambda n: {"input_size": (1, n), "scale_factor": 2, "mode": "bicubic"},
    "upsample nearest": lambda n: {"input_size": (2, n), "scale_factor": 1.5},
    "stack1d": lambda n: {"input_size": n, "layers": CAUSAL},
}  # fmt: skip
"""More parameters, by an operation's name and a word; ``stack1d`` is a stack of one axis."""
OPTIONS: Mapping[str, dict[str, Any]] = {
    "": {},
    " numbers": {"values": 1},
    " sum": {"values": 1, "sum": True},
    " hold": {"hold": 1},
    " bias": {"values": {"bias": [1]}},
    " published": {"outputs": "all", "beams": "lines"},
}
"""Options of a figure, by the word that a case's name has for them."""
WITH_OPTIONS: Mapping[str, Sequence[str]] = {
    " numbers": ["conv1d"],
    " bias": ["conv1d"],
    " published": ["conv", "conv1d", "conv_transpose1d"],
}
"""The parameters whose growth the benchmark measures with options, too."""
MATRIX = "matrix"
"""A view that draws all pairs of an input and an output, up to 64 of each."""
IM2COL = "im2col"
"""A view with a column for each output, up to 64: the case that has most has four for each unit."""
TEXT_SIZES = (16, 250, 500, 1000, 2000)
"""Sizes of figures whose costs are those of text: the first one for what any size costs."""
FEW_SIZES = {MATRIX: (3, 7, 14, 21, 28), IM2COL: (3, 7, 10, 13, 16)}
"""Sizes of figures in views that take few cells."""
MEMORY_SIZES = (300, 600, 1200, 2400)
"""Sizes whose memory is measured: Python keeps the integers up to 256, and a dictionary doubles."""
PACKED_SIZES = (16, 2000, 4000, 8000, 16000)
"""Sizes of gzipped text: deflate finds what repeats within 32 kB, which all of smaller texts do."""
WHOLE = ("json", "png", "still", "strip", "svg", "svgz")
"""The formats that take a figure as a whole, not frame by frame."""
FRAMES, LONG = 8, 64
"""How many frames a file has that grows by cells, and the cells of a figure that has more."""


def explain(figure: Figure) -> bytes:
    """The arithmetic."""
    return figure.explain().encode()


def states(figure: Figure) -> bytes:
    """The states document."""
    return "".join(json_pieces(figure.states_document)).encode()


SIZE: Mapping[str, Any] = {"scale": 0.7, "text_size": "1px"}
"""In such files no cell is tiny and no text too small: what these lack would be a step."""
OUTPUTS: Mapping[str, Callable[[Figure], bytes]] = {
    "svg": lambda figure: figure.encode(".svg", **SIZE),
    "still": lambda figure: figure.frame(figure.frame_count // 2).encode(".svg", **SIZE),
    "states": states,
    "explain": explain,
    "png": lambda figure: figure.encode(".png"),
}


@dataclass(frozen=True)
class Case:
    """An operation with a view and options, and an output of it that grows with the last axis."""

    parameters: str
    view: str
    options: str
    output: str

    @property
    def name(self) -> str:
        """What it is called: ``conv1d, oblique, svg``."""
        return f"{self.parameters}{self.options}, {self.view}, {self.output}"

    @property
    def is_default(self) -> bool:
        """Whether its view is that which its operation has by default."""
        return self.view == OPERATIONS.get(self.operation).default_view

    @property
    def operation(self) -> str:
        """The name of its operation."""
        return "stack" if self.parameters == "stack1d" else self.parameters.split(" ")[0]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes to measure: a small one, which has the constant costs, and four others."""
        return FEW_SIZES.get(self.view, TEXT_SIZES)

    @property
    def memory_sizes(self) -> tuple[int, ...]:
        """The sizes whose memory is measured: of SVG, which needs states and marks; or none."""
        if self.output != "svg":
            return ()
        return FEW_SIZES[self.view][1:] if self.view in FEW_SIZES else MEMORY_SIZES

    def cells(self, size: int) -> int:
        """In what its cost is linear: a matrix has a cell for each input and each output."""
        return size**2 if self.view == MATRIX else size

    def figure(self, size: int) -> Figure:
        """The figure whose last axis has ``size`` units."""
        parameters = {**PARAMETERS, **MORE}[self.parameters](size)
        recipe = {"operation": self.operation, "parameters": parameters, "view": self.view}
        return Figure.from_recipe({**recipe, **OPTIONS[self.options]})

    def run(self, size: int) -> bytes:
        """Make the figure and its output."""
        return OUTPUTS[self.output](self.figure(size))


@dataclass(frozen=True)
class FormatCase:
    """A file of a figure in one format, which grows with the figure's cells or with its frames.

    Attributes
    ----------
    grows: ``"cells"``, with eight frames where a format has frames, or ``"frames"`` of one figure.
    """

    format: str
    grows: str

    @property
    def name(self) -> str:
        """What it is called: ``conv1d, oblique, gif by frames``."""
        return f"conv1d, oblique, {self.format} by {self.grows}"

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes to measure: a small one, which has the constant costs, and four others."""
        if self.format == "svgz":
            return PACKED_SIZES
        if self.format in WHOLE:
            return TEXT_SIZES
        return (4, 8, 16, 24, 32) if self.grows == "frames" else (16, 50, 100, 200, 400)

    @property
    def memory_sizes(self) -> tuple[int, ...]:
        """The sizes whose memory is measured."""
        return self.sizes[1:]

    def cells(self, size: int) -> int:
        """In what its cost is linear."""
        return size

    def run(self, size: int) -> bytes:
        """Make the figure and its file."""
        cells, frames = (LONG, size) if self.grows == "frames" else (size, FRAMES)
        recipe = {"operation": "conv1d", "parameters": PARAMETERS["conv1d"](cells)}
        shown = {} if self.format in WHOLE else {"frames": f"0-{frames - 1}"}
        return content(Figure.from_recipe({**recipe, **shown}), self.format)


def cases(words: Sequence[str] = (), options: Iterable[str] = OPTIONS) -> Iterator[Case]:
    """Yield every case whose name has all words; ``options`` are the words of `OPTIONS`."""
    for parameters in (*PARAMETERS, *MORE):
        name = "stack" if parameters == "stack1d" else parameters.split(" ")[0]
        for view in views_of(OPERATIONS.get(name)):
            if name == "stack" and (parameters == "stack1d") == (view == "planes"):
                continue
            for option in options:
                for output in OUTPUTS:
                    case = Case(parameters, view, option, output)
                    if all(word in case.name for word in words):
                        yield case


def format_cases(words: Sequence[str] = ()) -> Iterator[FormatCase]:
    """Yield every format, those of others included, whose cases' names have all words."""
    for format_ in known_formats():
        for grows in ("cells",) if format_ in WHOLE else ("cells", "frames"):
            case = FormatCase(format_, grows)
            if all(word in case.name for word in words):
                yield case


def without_digits(text: bytes) -> bytes:
    """Return a text whose numbers have one digit each: a number of more digits is not growth.

    What is no text, and so has a zero byte, stays as it is.
    """
    return re.sub(rb"[\d.]+", b"0", text) if b"\0" not in text else text
