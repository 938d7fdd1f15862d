"""The scene of a figure: what its view draws, with the numbers and annotations on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from svgconv.errors import SvgconvError, enumeration
from svgconv.numbers.cell_texts import CellTexts
from svgconv.numbers.figure_numbers import FigureNumbers
from svgconv.numbers.sums import MOST_TEXTS
from svgconv.scene.annotations import annotated, with_note
from svgconv.scene.cell_map import CellMap
from svgconv.scene.grids import Grid
from svgconv.scene.hatch import hatched
from svgconv.scene.labels import AXES, INDICES, LABEL_NAMES, with_axis_labels
from svgconv.scene.scene import Scene
from svgconv.scene.shaded import shaded
from svgconv.scene.style import NONE, Style
from svgconv.scene.text_sizes import readable
from svgconv.scene.theme import Theme
from svgconv.scene.written_sum import with_sum
from svgconv.specification.sizes import Sides
from svgconv.states.states import States
from svgconv.views.base import View

AROUND = {
    "title": "the title",
    "legend": "the legend",
    "frame": "the frame's number",
    "sum": "sums",
    "note": "notes",
    **LABEL_NAMES,
    "headings": "headings",
}
"""The texts around a figure, and their names in messages."""
LABELS = (AXES, INDICES, "headings")
"""Those that are next to its grids."""


@dataclass(frozen=True, eq=False)
class Part:
    """One figure of a composition.

    Attributes
    ----------
    view, states, theme: how, what and in which colours it is drawn.
    numbers: what is written in its cells; None without numbers.
    with_sum: whether each frame's sum is written below it.
    style: how the beams and the output's cells are drawn.
    shade, has_digits: the kind of colours of cells by their numbers, and whether these are written.
    note: a text below it; empty for none.
    crop: user units cut off each side; None for no crop.
    """

    view: View[Any]
    states: States
    theme: Theme
    numbers: FigureNumbers | None
    with_sum: bool
    style: Style
    shade: str
    has_digits: bool
    note: str
    crop: Sides | None


def composed(
    parts: Sequence[Part],
    annotate: Sequence[str],
    title: str,
    least: float = 0,
    around: Collection[str] = AROUND,
    headings: Sequence[str] = (),
) -> Scene:
    """Return the scene of a figure, or of several side by side, in all frames.

    Parameters
    ----------
    least: the least size of texts, in user units; what does not fit in this size is left out.
    around: which of the texts around figures (`AROUND`) are drawn, if they are wanted.
    headings: the title of each of several figures; part of the title.

    Raises
    ------
    SvgconvError: a crop that leaves nothing, or indices in a view that has none.
    """
    drawn = [kind for kind in annotate if kind in around]
    scenes = [_drawn(part, annotate, least, around) for part in parts]
    wanted = {
        "title": bool(title or any(headings)),
        "legend": "legend" in annotate,
        "frame": "frame" in annotate,
    }
    title, theme = title if "title" in around else "", parts[0].theme
    if len(parts) == 1:
        scene = _cropped(annotated(scenes[0], drawn, title, theme, least), parts[0])
    else:
        from svgconv.scene.side_by_side import side_by_side

        cropped = [_cropped(scene, part) for scene, part in zip(scenes, parts, strict=True)]
        if any(headings) and "title" in around:
            titled = zip(cropped, headings, parts, strict=True)
            cropped = [annotated(scene, (), text, one.theme, least) for scene, text, one in titled]
        scene = annotated(side_by_side(cropped), drawn, title, theme, least)
    return _without(scene, wanted, around)


def _drawn(part: Part, annotate: Sequence[str], least: float, around: Collection[str]) -> Scene:
    view, theme, numbers = part.view, part.theme, part.numbers
    sums = numbers.sum if numbers and part.with_sum else None  # checks limits before drawing
    arguments: list[Any] = []
    if numbers and view.cell_texts:
        arguments = [view.cell_texts(part.states, numbers.values, numbers.output)]
        if numbers.with_products:
            products = numbers.products
            summed = None if part.with_sum else products.sum
            arguments[0] = replace(arguments[0], products=products, sum=summed)
    if view.options:
        arguments = [*(arguments or [None]), part.style]
    scene = view.draw(part.states, theme, *arguments)
    if view.cells is not None:
        texts = arguments[0] if numbers and view.cell_texts else None
        cells = _with_sums(view.cells(part.states, part.style), part, texts)
        scene = replace(scene, cells=cells.moved(scene.origin))
    is_shaded = part.shade != NONE
    scene, left_out = readable(scene, least, keeps_numbers=is_shaded)
    scene = replace(scene, left_out=left_out if part.has_digits or not numbers else ())
    has_digits = part.has_digits and not (is_shaded and left_out)
    if numbers:
        scene = shaded(scene, part.shade, theme, has_digits=has_digits)
    scene = hatched(scene, theme.hatch())
    wanted = {kind: kind in annotate for kind in (AXES, INDICES)}
    labels = [kind for kind in wanted if wanted[kind]]
    grids = _grids(part, labels) if labels or part.style.panels != NONE else ()
    wanted["headings"] = any(grid.heading for grid in grids)
    if "headings" not in around:
        grids = [replace(grid, heading="") for grid in grids]
    labels = [kind for kind in labels if kind in around]
    if labels or part.style.panels != NONE:
        scene = with_axis_labels(scene, grids, labels, theme, view.margin, least)
    if sums and "sum" in around:
        scene = with_sum(scene, sums, theme, least)
    if part.note and "note" in around:
        scene = with_note(scene, part.note, theme, least)
    return _without(scene, {**wanted, "sum": bool(sums), "note": bool(part.note)}, around)


def _with_sums(cells: CellMap, part: Part, texts: object) -> CellMap:
    """Return the cells with the sums of the outputs, if all their terms are in the input's cells.

    Terms of windows between the cells, powers, and those in channels that are not drawn, are not.
    There are no sums where they are too many, or where an operation declares weights without any.
    """
    states, numbers = part.states, part.numbers
    form = numbers.values.operation.sum_form if numbers else None
    planes = states.planes if type(states) is States else None
    has_all = planes is None or planes.inputs == len(planes.drawn_inputs)
    if type(states) is not States or not has_all or not isinstance(texts, CellTexts):
        return cells
    if numbers is None or form is None or form.is_power or any(one.flat for one in cells.grids):
        return cells
    if states.odometer.frame_count * len(states.used_taps) > MOST_TEXTS:
        return cells
    if form.has_weight and texts.weight is None:
        return cells
    return cells.summed(texts, form, lambda: numbers.endings)


def _without(scene: Scene, wanted: Mapping[str, bool], around: Collection[str]) -> Scene:
    """Return a scene that says which of the wanted texts around it are left out."""
    names = (AROUND[kind] for kind, is_wanted in wanted.items() if is_wanted and kind not in around)
    return replace(scene, left_out=(*scene.left_out, *names))


def _cropped(scene: Scene, part: Part) -> Scene:
    return scene if part.crop is None else scene.cropped(part.crop)


def _grids(part: Part, labels: Sequence[str]) -> Sequence[Grid]:
    if part.view.grids is None:
        words = enumeration(labels, "or")
        raise SvgconvError("annotate", f"the view {part.view.name} has no {words}", "leave it out")
    if part.view.options:
        return part.view.grids(part.states, part.style)
    return part.view.grids(part.states)
