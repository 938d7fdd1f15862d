"""The guide's view of a transposed convolution, the cells that ``output_padding`` adds marked.

It is the oblique view, which is left as published, and stands well beside the scatter view.
"""

from __future__ import annotations

from svgconv.numbers.cell_texts import CellTexts, in_cells
from svgconv.operations.base import SCATTER, Operation
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.states.states import States
from svgconv.views import oblique
from svgconv.views._scatter_kernel import ADDED, added_cells, output_padding
from svgconv.views.base import MARGIN, View


def draw(states: States, theme: Theme, writing: CellTexts | None = None) -> Scene:
    """Draw as the oblique view does, and a small cell inside the output cells that are added."""
    rows, columns = states.plane
    _, outputs = oblique.levels(states)
    above = outputs.planes[0]
    size, (down, across) = (rows.output, columns.output), (0, *output_padding(states))[-2:]
    marks = [
        *oblique.marks(states, theme, writing),
        *added_cells(above, size, (down, across), theme, numbered=bool(writing)),
    ]
    return Scene.framed(marks, states.plane_odometer, theme.shared, MARGIN)


def described(operation: Operation) -> str:
    """The window that moves, and what is added."""
    added = any(getattr(operation, "output_padding", ()))
    return f"{operation.description()}{ADDED if added else ''}"


VIEW = View(
    name="gather",
    summary="As oblique, with the cells that output_padding adds marked.",
    states_type=States,
    draw=draw,
    orientation=oblique.VIEW.orientation,
    orientation_one_axis=oblique.VIEW.orientation_one_axis,
    grids=oblique.grids,
    states_kind=SCATTER,
    cell_texts=in_cells,
    description=described,
)
