"""Greys and hatching, for black-and-white laser printers and photocopies."""

from __future__ import annotations

from dataclasses import replace

from svgconv.scene.hatch import Hatch
from svgconv.scene.marks import Paint
from svgconv.scene.theme import Theme, kernel_paints

LINE = Paint(stroke="#000000", stroke_width=0.05)
SHADE = replace(LINE, fill="#000000", fill_opacity=0.1)
HATCH = Hatch(rise=1, gap=0.34, paint=replace(LINE, stroke_width=0.07))
FINE_HATCH = replace(HATCH, paint=replace(LINE, stroke="#6e6e6e", stroke_width=0.025))
KERNELS = ("#303030", "#4a4a4a", "#606060", "#757575")

THEME = Theme(
    name="print",
    summary="greys and hatching, for black-and-white printers",
    line=LINE,
    paints={
        "zeros": replace(LINE, fill="#fff"),
        "copied_padding": replace(LINE, fill="#f0f0f0"),
        "input": replace(LINE, fill="#d0d0d0"),
        "window": SHADE,
        "beam": replace(LINE, stroke_width=0.03),
        "connection": replace(LINE, stroke="#b8b8b8", stroke_width=0.03),
        "output": replace(LINE, fill="#a6a6a6"),
        "hidden": replace(LINE, fill="#e2e2e2"),
        "active": SHADE,
        "winner": Paint(stroke="#000", stroke_width=0.13),
        "input_value": Paint(fill="#000"),
        "padding_value": Paint(fill="#000"),
        "output_value": Paint(fill="#000"),
        "badge": Paint(fill="#fff"),
        "weight": Paint(fill="#000"),
        "sum": Paint(fill="#000"),
        **kernel_paints(LINE, KERNELS, "#fff"),
        "product_value": Paint(fill="#000"),
    },
    hatches={
        "copied_padding": replace(HATCH, rise=-1, paint=replace(LINE, stroke_width=0.025)),
        "window": HATCH,
        "active": HATCH,
    },
    numbered_hatches={"window": FINE_HATCH, "active": FINE_HATCH},
)
