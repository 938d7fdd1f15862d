"""The guide's view of a transposed convolution, with marks on the cells of ``output_padding``.

It is the oblique view, which stays as published, with these marks, and compares well with the
scatter view.
"""

from __future__ import annotations

from svgconv.numbers.cell_texts import CellTexts, in_cells
from svgconv.operations.base import SCATTER, Operation
from svgconv.scene.scene import Scene
from svgconv.scene.style import PUBLISHED, STYLE_OPTIONS, Style
from svgconv.scene.theme import Theme
from svgconv.states.states import States
from svgconv.views import oblique
from svgconv.views._added_cells import ADDED, added_cells, output_padding
from svgconv.views.base import MARGIN, View


def draw(
    states: States, theme: Theme, texts: CellTexts | None = None, style: Style = PUBLISHED
) -> Scene:
    """Draw the oblique view, with a small cell inside the output cells that are added."""
    rows, columns = states.plane
    _, outputs = oblique.plane_rows(states, style)
    above = outputs.planes[0]
    size, (down, across) = (rows.output, columns.output), (0, *output_padding(states))[-2:]
    marks = [
        *oblique.marks(states, theme, texts, style),
        *added_cells(above, size, (down, across), theme, numbered=bool(texts)),
    ]
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def description(operation: Operation) -> str:
    """Return the operation's description, and a sentence about added cells."""
    added = any(getattr(operation, "output_padding", ()))
    return f"{operation.description()}{ADDED if added else ''}"


VIEW = View(
    name="gather",
    summary="the oblique view with marks on the cells that output_padding adds",
    states_type=States,
    draw=draw,
    orientation=oblique.VIEW.orientation,
    orientation_one_axis=oblique.VIEW.orientation_one_axis,
    grids=oblique.grids,
    cells=oblique.cells,
    states_kind=SCATTER,
    cell_texts=in_cells,
    options=STYLE_OPTIONS,
    description=description,
)
