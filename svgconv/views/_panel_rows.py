"""Panels from top to bottom, for one axis and one channel: the kernel slides below the input.

Each weight is below the cell that it multiplies, and each product is below its weight, as in a
written multiplication. With dilation, they are apart like the window's cells.
"""

from __future__ import annotations

from svgconv.scene.labels import room_between
from svgconv.scene.plane import CELL, COLUMN, ROW, Plane, PlaneRow
from svgconv.scene.style import PRODUCTS, Style
from svgconv.scene.window import first_cells
from svgconv.states.states import States
from svgconv.views._panel_layout import FLIPPED, KERNEL, PanelLayout

GAP = 10
"""User units between two rows."""
OUTPUT_GAP = 40
"""User units above the output, where the lines to it are."""
SIGNS = 14
"""User units from the middle of the signs to the rows."""
INDICES = 14
"""User units below the output, where its indices are."""
NAMES = 30
"""User units from the right end of the names to the rows."""


def rows_layout(states: States, style: Style) -> PanelLayout:
    """Return the layout of a figure's panels, the input's first cell at (0, 0)."""
    axis = states.axes[0]
    rows = ["input", "kernel"]
    signs = {"kernel": "∗", "output": "="}
    if style.panels == PRODUCTS:
        rows, signs = [*rows, "products"], {"kernel": "⊙", "products": "=", "output": "∑"}
    tops = {name: (CELL + GAP) * number for number, name in enumerate(rows)}
    tops["output"] = tops[rows[-1]] + CELL + OUTPUT_GAP
    names = {name: name for name in tops}
    names["kernel"] = FLIPPED if style.flipped else KERNEL
    planes = {name: Plane((0, top), ROW, COLUMN) for name, top in tops.items()}
    down, across, movement = first_cells(planes["input"], *states.plane)
    left = (axis.drawn - axis.output) * CELL // 2
    bias = Plane((CELL * axis.drawn + GAP, tops["kernel"]), ROW, COLUMN)
    return PanelLayout(
        inputs=PlaneRow.one(planes["input"], (1, axis.drawn)),
        outputs=PlaneRow.one(planes["output"].moved((left, 0)), (1, axis.output)),
        taps=(tuple(down), tuple(across)),
        kernels={(0, 0): planes["kernel"]},
        biases=(bias,) if style.bias else (),
        products=(planes["products"],) if "products" in planes else (),
        sums=(),
        signs=tuple((sign, (-SIGNS, tops[name] + CELL / 2)) for name, sign in signs.items()),
        names=tuple((names[name], (-NAMES, top + CELL / 2)) for name, top in tops.items()),
        movement=movement,
        room=room_between(style, INDICES) if style.indices else 0,
    )
