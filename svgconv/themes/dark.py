"""Light lines for dark pages, and cells in the published hues that differ in grey."""

from __future__ import annotations

from dataclasses import replace

from svgconv.scene.marks import Paint
from svgconv.scene.theme import Theme, kernel_paints

LINE = Paint(stroke="#93a1a1", stroke_width=0.055)
CELL_LINE = replace(LINE, stroke="#06202a")
SHADE = replace(LINE, stroke="#fdf6e3", fill="#fdf6e3", fill_opacity=0.26)
KERNELS = ("#dc692f", "#8497e7", "#da9baf", "#c1c286")

THEME = Theme(
    name="dark",
    summary="published hues with light lines, for dark pages",
    line=LINE,
    paints={
        "zeros": replace(LINE, fill="#10252c"),
        "copied_padding": replace(LINE, fill="#173c50"),
        "input": replace(CELL_LINE, fill="#3f8cc8"),
        "window": SHADE,
        "beam": replace(LINE, stroke="#c3cdcb", stroke_width=0.03),
        "connection": replace(LINE, stroke="#3f5559", stroke_width=0.03),
        "output": replace(CELL_LINE, fill="#54c3b9"),
        "hidden": replace(CELL_LINE, fill="#4f5f5d"),
        "active": replace(SHADE, fill_opacity=0.45),
        "overlap": replace(CELL_LINE, fill="#06202a"),
        "matrix_weight": replace(CELL_LINE, fill="#e0813f"),
        "output_padding": replace(CELL_LINE, stroke_width=0.03),
        "winner": Paint(stroke="#ffa45c", stroke_width=0.13),
        "input_value": Paint(fill="#06202a"),
        "padding_value": Paint(fill="#fff"),
        "output_value": Paint(fill="#06202a"),
        "badge": Paint(fill="#06202a"),
        "weight": Paint(fill="#fdf6e3"),
        "sum": Paint(fill="#c3cdcb"),
        **kernel_paints(CELL_LINE, KERNELS, "#06202a"),
        "product_value": Paint(fill="#fff"),
    },
)
