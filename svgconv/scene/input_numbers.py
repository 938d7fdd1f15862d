"""The input's numbers in its cells, clear of the tabs where there is a kernel."""

from __future__ import annotations

from svgconv.numbers.cell_texts import CellTexts, texts_in
from svgconv.scene.badges import tab_room
from svgconv.scene.marks import Mark
from svgconv.scene.plane import Plane
from svgconv.scene.text import Cell, Numbers
from svgconv.scene.text_fit import beside_tab, fitting
from svgconv.scene.theme import Theme


def input_numbers(plane: Plane, number: int, writing: CellTexts | None, theme: Theme) -> list[Mark]:
    """The numbers of one plane of the drawn input."""
    if writing is None:
        return []
    setting = fitting(plane, texts_in(writing.input))
    if writing.weight is not None:
        weights = texts_in(planes for of_plane in writing.weight for planes in of_plane)
        setting = beside_tab(plane, texts_in(writing.input), tab_room(plane, weights))
    cells: dict[str, list[Cell]] = {}
    rows = zip(writing.input[number], writing.roles[number], strict=True)
    for row, (texts, roles) in enumerate(rows):
        for column, (text, role) in enumerate(zip(texts, roles, strict=True)):
            if text:
                cells.setdefault(role, []).append((row, column, text))
    return [
        Numbers(role, theme.paint(role), setting, tuple(found)) for role, found in cells.items()
    ]
