"""The published hues, with an input and an output that differ in lightness, too.

In the published colours the input and the output have almost the same lightness: they are one grey
in print, and one teal to eyes without S cones. Each colour here is a published hue (in OKLCH) at
another lightness, so that numbers have a contrast of at least 4.5:1 on every cell.
"""

from __future__ import annotations

from dataclasses import replace

from svgconv.scene.marks import Paint
from svgconv.scene.theme import Theme, kernel_paints

LINE = Paint(stroke="#002b36", stroke_width=0.055)
SHADE = replace(LINE, fill="#073642", fill_opacity=0.36)
KERNELS = ("#de733d", "#a497ea", "#f596b8", "#c3cc01")

THEME = Theme(
    name="clear",
    summary="published hues, distinct in greys and to colour-blind eyes",
    line=LINE,
    paints={
        "zeros": replace(LINE, fill="#fff"),
        "copied_padding": replace(LINE, fill="#cae6ff"),
        "input": replace(LINE, fill="#0072b5"),
        "window": SHADE,
        "beam": replace(LINE, stroke_width=0.03),
        "connection": replace(LINE, stroke="#b3c0c3", stroke_width=0.03),
        "output": replace(LINE, fill="#74e1d6"),
        "hidden": replace(LINE, fill="#83a7a2"),
        "active": replace(SHADE, fill_opacity=0.4),
        "matrix_weight": replace(LINE, fill="#cb4b16"),
        "winner": Paint(stroke="#cb4b16", stroke_width=0.13),
        "input_value": Paint(fill="#fff"),
        "padding_value": Paint(fill="#002b36"),
        "output_value": Paint(fill="#002b36"),
        "badge": Paint(fill="#fdf6e3"),
        "weight": Paint(fill="#002b36"),
        "sum": Paint(fill="#002b36"),
        **kernel_paints(LINE, KERNELS, "#002b36"),
        "product_value": Paint(fill="#002b36"),
    },
)
