"""The style of a drawing: what of it can be drawn in more than one way."""

from __future__ import annotations

from dataclasses import dataclass

ALL, COMPUTED = "all", "computed"
LINES, BODY = "lines", "body"
WINDOWS = "windows"
APART, STACKED = "apart", "stacked"
NONE, KERNEL, PRODUCTS = "none", "kernel", "kernel,products"


@dataclass(frozen=True)
class Style:
    """How a view draws what it can draw in two ways; by default as in the published figures.

    Attributes
    ----------
    outputs: the output cells that are coloured: `ALL`, or those that are `COMPUTED` in a frame.
    beams: what joins the window and the output cell: thin `LINES`, or a `BODY`, whose window has a
        wide outline.
    winners: whether the largest number in a max pooling's window is ringed, and the output cell.
    panels: what is drawn between the input and the output: nothing, which is `NONE`; the `KERNEL`;
        or the kernel and the `PRODUCTS` of each frame. Without panels, the weights are in the
        corners of the window's cells.
    symbols: whether a matrix has the weights' symbols, such as w01.
    ghost: whether the window of the frame before is outlined.
    tint: whether each window has a tint, which its output cell shares: `NONE`, or `WINDOWS`.
    bias: whether the panels have a bias.
    flipped: whether the panels show the kernel flipped, as a transposed convolution's window meets
        it.
    planes: how the planes of channels or slices are drawn: `APART`, or `STACKED` as one block.
    kernel: whether the operation has a kernel.
    lens: how many times larger a lens shows the window's cells, if there is room; 0 for no lens.
    text: the least size of labels, in cells, if there is room.
    indices: whether grids have the indices of their rows and columns.
    """

    outputs: str = ALL
    beams: str = LINES
    winners: bool = False
    panels: str = NONE
    symbols: bool = False
    ghost: bool = False
    tint: str = NONE
    bias: bool = False
    flipped: bool = False
    planes: str = APART
    kernel: bool = False
    lens: float = 0
    text: float = 0
    indices: bool = False


PUBLISHED = Style()

STYLE_OPTIONS = frozenset({"outputs", "beams", "winners", "tint", "ghost", "lens"})
"""The options of a figure that choose its style."""
