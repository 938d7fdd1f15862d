"""The colours of Okabe and Ito, which are distinct to eyes with any of the common deficiencies.

Masataka Okabe, Kei Ito: Color Universal Design (2008), https://jfly.uni-koeln.de/color/. The input
is their blue, and the output their yellow, which also differ in grey. The kernels have hues near
their other ones.
"""

from __future__ import annotations

from dataclasses import replace

from svgconv.scene.marks import Paint
from svgconv.scene.theme import Theme, kernel_paints

LINE = Paint(stroke="#000000", stroke_width=0.055)
SHADE = replace(LINE, fill="#000000", fill_opacity=0.3)
KERNELS = ("#dc740e", "#4e8766", "#fa9dc3", "#2eaafd")

THEME = Theme(
    name="colorblind",
    summary="colours by Okabe and Ito, distinct to eyes with any common deficiency",
    line=LINE,
    paints={
        "zeros": replace(LINE, fill="#fff"),
        "copied_padding": replace(LINE, fill="#9fd2f3"),
        "input": replace(LINE, fill="#0072b2"),
        "window": SHADE,
        "beam": replace(LINE, stroke_width=0.03),
        "connection": replace(LINE, stroke="#b8b8b8", stroke_width=0.03),
        "output": replace(LINE, fill="#f0e442"),
        "hidden": replace(LINE, fill="#b1ab5e"),
        "active": replace(SHADE, fill_opacity=0.28),
        "winner": Paint(stroke="#d55e00", stroke_width=0.13),
        "input_value": Paint(fill="#fff"),
        "padding_value": Paint(fill="#000"),
        "output_value": Paint(fill="#000"),
        "badge": Paint(fill="#fff"),
        "weight": Paint(fill="#000"),
        "sum": Paint(fill="#000"),
        **kernel_paints(LINE, KERNELS, "#000"),
        "product_value": Paint(fill="#000"),
    },
)
