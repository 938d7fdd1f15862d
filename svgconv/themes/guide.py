"""The published colours of the guide's figures (Solarized).

In figures with numbers the input and the output are a little darker, so that white digits have a
contrast of 4.5:1 (WCAG 2.2, 1.4.3); on the published colours it is 3.7:1 and 3.2:1.
"""

from __future__ import annotations

from dataclasses import replace

from svgconv.scene.marks import Paint
from svgconv.scene.theme import Theme, kernel_paints

LINE = Paint(stroke="#002b36", stroke_width=0.055)
SHADE = replace(LINE, fill="#073642", fill_opacity=0.4)
KERNELS = ("#cb4b16", "#5f64bd", "#c92a77", "#5f6e00")

THEME = Theme(
    name="guide",
    summary="colours of the published animations (Solarized)",
    line=LINE,
    paints={
        "zeros": replace(LINE, fill="#fff"),
        "copied_padding": replace(LINE, fill="#b5d7ef"),
        "input": replace(LINE, fill="#268bd2"),
        "window": SHADE,
        "beam": replace(LINE, stroke_width=0.03),
        "connection": replace(LINE, stroke="#b3c0c3", stroke_width=0.03),
        "output": replace(LINE, fill="#2aa198"),
        "active": SHADE,
        "matrix_weight": replace(LINE, fill="#cb4b16"),
        "winner": Paint(stroke="#cb4b16", stroke_width=0.13),
        "input_value": Paint(fill="#fff"),
        "padding_value": Paint(fill="#002b36"),
        "output_value": Paint(fill="#fff"),
        "badge": Paint(fill="#fdf6e3"),
        "weight": Paint(fill="#002b36"),
        "sum": Paint(fill="#002b36"),
        **kernel_paints(LINE, KERNELS, "#fff"),
        "product_value": Paint(fill="#002b36"),
    },
    numbered={
        "input": replace(LINE, fill="#077bc1"),
        "output": replace(LINE, fill="#007d76"),
    },
)
