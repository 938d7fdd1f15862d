"""Themes: a paint for every role that a mark can have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from svgconv.scene.hatch import Hatch
from svgconv.scene.marks import Paint
from svgconv.scene.plane import CELL

KERNELS = ("kernel", "second_kernel", "third_kernel", "fourth_kernel")
"""The roles of the kernels of each drawn output channel."""

EDGES = tuple(f"{kernel}_edge" for kernel in KERNELS)
"""The roles of the edges of their windows on the input, and of their output channels."""

CHANNELS = ("channel", "second_channel", "third_channel", "fourth_channel")
"""The roles of the colours that the channels of a pixel shuffle have in turn."""

STROKES = (*EDGES, *CHANNELS)
"""The roles of lines in the colour of the kernels of output channels."""

CELLS_AND_LINES = {
    "zeros": "padding and inserted zeros",
    "copied_padding": "padding that copies units of the input",
    "ignored_padding": "padding that holds no number: minus infinity, or not counted",
    "cropped": "cells that a crop cuts off",
    "input": "the input's units",
    "window": "the kernel's window",
    "ghost": "the dashed outline of the window of the column before",
    "beam": "the lines from the window to the output",
    "beam_body": "the body between those lines",
    "lens": "the circle that shows the window of a large layer enlarged",
    "connection": "the lines between units that the frame does not compute",
    "label_ground": "the ground of labels that lines pass, in the colour of the page",
    "output": "the output",
    "hidden": "the outputs of layers between the first and the last",
    "not_computed": "output cells that no frame has computed yet",
    "blank": "cells without a number among cells that are coloured by their numbers",
    "active": "the output cell that the frame computes",
    "active_input": "the input unit that the frame scatters",
    "scatter_kernel": "the kernel on the output, at the place where the frame adds it",
    "overlap": "the shade over output cells to which several kernels add",
    "scatter_beam": "the areas from each input unit to the output cells that it adds to",
    "matrix_weight": "the weights in a matrix",
    "active_row": "the frame's row of a matrix",
    "output_padding": "the mark on the cells that `output_padding` adds",
    "winner": "the ring around the largest number in a window, and around its output cell",
    "edge": "the edges of that ring, and of outlines on shaded cells and at sampled places, which"
    " show on any ground",
    "kernel": "the kernel next to the input, or that of the first output channel",
    "second_kernel": "the kernel of the second output channel",
    "third_kernel": "the kernel of the third output channel",
    "fourth_kernel": "the kernel of the fourth output channel",
    **{
        edge: f"the edge of the {kernel.replace('_', ' ')}'s window, and of its output channel"
        for kernel, edge in zip(KERNELS, EDGES, strict=True)
    },
    **{
        channel: f"the {channel.replace('_', ' ')} of each four in a pixel shuffle"
        for channel in CHANNELS
    },
    "product": "the products of the window's cells and the weights, and their sums",
}
"""The roles of cells and of the lines between them, and what they stand for."""

GROUNDS = {
    "input_value": "input",
    "padding_value": "zeros",
    "output_value": "output",
    "matrix_value": "zeros",
    "weight": "badge",
    **{f"{kernel}_value": kernel for kernel in KERNELS},
    "product_value": "product",
}
"""The roles of numbers, and the role of the area under each.

A theme may leave the numbers out: then they are black or white.
"""

TEXTS = ("badge", "sum", *GROUNDS)
"""The badges in the window's corners that hold weights, the sum under the figure, and numbers."""

ROLES = (*CELLS_AND_LINES, *TEXTS)
"""Every role."""

GRADED = ("overlap", "scatter_beam", "matrix_weight")
"""The roles whose marks differ in opacity, which stands for a number."""

FALLBACKS = {
    "copied_padding": "zeros",
    "ignored_padding": "zeros",
    "cropped": "zeros",
    "hidden": "output",
    "not_computed": "zeros",
    "blank": "zeros",
    "ghost": "window",
    "lens": "zeros",
    "beam_body": "window",
    "connection": "beam",
    "label_ground": "zeros",
    "badge": "zeros",
    "active_input": "active",
    "scatter_kernel": "window",
    "overlap": "window",
    "scatter_beam": "window",
    "matrix_weight": "input",
    "active_row": "window",
    "output_padding": "beam",
    "winner": "beam",
    "edge": "beam",
    "kernel": "matrix_weight",
    **dict.fromkeys(KERNELS[1:], "kernel"),
    **dict(zip(EDGES, KERNELS, strict=True)),
    **dict(zip(CHANNELS, KERNELS, strict=True)),
    "product": "zeros",
}
"""The roles that a theme may leave out, and the role whose paint each has then."""

STYLED_FALLBACKS = (
    "copied_padding", "ignored_padding", "hidden", "not_computed", "blank", "ghost", "lens",
    "beam_body", "label_ground", "active_input", "scatter_kernel", "overlap", "scatter_beam",
    "matrix_weight", "active_row", "output_padding", *KERNELS, *STROKES, "product",
)  # fmt: skip
"""Those of them that style sheets paint even in a theme that leaves them out."""

HIDDEN = 0.5
"""How much paler than the output hidden layers are."""
KERNEL_EDGE = 3.0
"""How many times wider than other lines the edge of a kernel's window is."""
BODY = 0.3
"""The opacity of the beams' body as a part of the window's."""
EDGE = 1.5
"""How many times wider than beams the edges of their body are."""
RING, RING_EDGE = 0.13, 1.7
"""The width of a ring in cells, and how many times wider its edges are."""
LIGHT = 0.3
"""The luminance above which numbers on a colour are black; on the published blue they are white."""


@dataclass(frozen=True)
class Theme:
    """A paint for each role; line widths are in cells.

    Attributes
    ----------
    name: the theme's name.
    line: the paint that most marks share.
    paints: by role. Those of `FALLBACKS` and of numbers may be missing.
    hatches: by role, the lines drawn over an area, their widths in cells.
    dark: the theme that browsers show instead if the reader prefers dark pages.
    numbered, numbered_hatches: replacements in figures with numbers, which must stay legible on
        shades and hatching.
    summary: one line for people.
    """

    name: str
    line: Paint
    paints: Mapping[str, Paint]
    hatches: Mapping[str, Hatch] = field(default_factory=dict)
    dark: Theme | None = None
    numbered: Mapping[str, Paint] = field(default_factory=dict)
    numbered_hatches: Mapping[str, Hatch] = field(default_factory=dict)
    summary: str = ""

    def paint(self, role: str) -> Paint:
        """Return a role's paint, its line width in user units."""
        return _scaled(self.unscaled(role))

    def unscaled(self, role: str) -> Paint:
        """Return a role's paint, its line width in cells; numbers are legible on their ground."""
        if role in self.paints:
            return self.paints[role]
        if role == "sum":
            return Paint(fill=self.line.stroke)
        if role in STROKES:
            colour = self.unscaled(FALLBACKS[role]).fill
            return Paint(stroke=colour, stroke_width=KERNEL_EDGE * self.line.stroke_width)
        if role in GROUNDS:
            return Paint(fill=legible(str(self.unscaled(GROUNDS[role]).fill)))
        paint = self.unscaled(FALLBACKS[role])
        if role == "winner":
            return replace(paint, stroke_width=RING)
        if role == "edge":
            ring = self.unscaled("winner")
            ground = legible(str(ring.stroke))
            return replace(ring, stroke=ground, stroke_width=RING_EDGE * ring.stroke_width)
        if role == "hidden":
            return replace(paint, fill=mixed(str(paint.fill), self._page, HIDDEN))
        if role == "label_ground":
            return Paint(fill=self._page)
        if role == "beam_body":
            beam = self.unscaled("beam")
            return replace(
                beam,
                fill=paint.fill,
                fill_opacity=BODY * paint.fill_opacity,
                stroke_width=EDGE * beam.stroke_width,
            )
        return paint

    @property
    def _page(self) -> str:
        """The colour that its figures are meant to be seen on, or one like it."""
        return str(self.unscaled("zeros").fill or "#fff")

    def hatch(self) -> dict[str, Hatch]:
        """Return the hatching by role, its line widths in user units."""
        return {
            role: replace(hatch, paint=_scaled(hatch.paint)) for role, hatch in self.hatches.items()
        }

    def for_numbers(self) -> Theme:
        """Return the theme for figures with numbers."""
        return replace(
            self,
            paints={**self.paints, **self.numbered},
            hatches={**self.hatches, **self.numbered_hatches},
            dark=self.dark and self.dark.for_numbers(),
        )

    @property
    def shared(self) -> Paint:
        """The paint that most marks share, its line width in user units."""
        return _scaled(self.line)


def kernel_paints(line: Paint, fills: Sequence[str], digits: str) -> dict[str, Paint]:
    """Return the paints of the kernels of up to four output channels, and of their numbers.

    Parameters
    ----------
    line: the paint of the lines around their cells.
    fills: a colour for each of `KERNELS`.
    digits: the colour of all their numbers.
    """
    cells = {role: replace(line, fill=fill) for role, fill in zip(KERNELS, fills, strict=True)}
    return cells | {f"{role}_value": Paint(fill=digits) for role in KERNELS}


def mixed(one: str, other: str, part: float) -> str:
    """Return a colour between two, as ``#rrggbb``; a part of 0 is the first."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + bytes(round(a + part * (b - a)) for a, b in pairs).hex()


def _rgb(colour: str) -> bytes:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return bytes.fromhex(digits)


def legible(fill: str) -> str:
    """Return black or white, the legible one on ``#rgb`` or ``#rrggbb``, by luminance."""
    red, green, blue = ((value / 255) ** 2.2 for value in _rgb(fill))
    return "#000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > LIGHT else "#fff"


@lru_cache(maxsize=1024)
def _scaled(paint: Paint) -> Paint:
    return paint.with_width(paint.stroke_width * CELL)
