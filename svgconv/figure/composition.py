"""A figure's scene: what its view draws, with what is written in it and around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from svgconv.errors import SvgconvError
from svgconv.numbers.numerals import MINUS
from svgconv.scene.annotations import annotated, with_sum
from svgconv.scene.hatch import hatched
from svgconv.scene.labels import AXES, INDICES, Grid, with_axis_labels
from svgconv.scene.scene import Scene
from svgconv.scene.side_by_side import side_by_side
from svgconv.specification.sizes import Sides
from svgconv.views import view_for
from svgconv.views.base import MARGIN

if TYPE_CHECKING:
    from svgconv.figure.figure import Figure

NO_CROP: Sides = ((0, 0), (0, 0))


def drawn(figure: Figure) -> Scene:
    """What is drawn of a figure and of those beside it, in all frames.

    Raises
    ------
    SvgconvError: a crop that leaves nothing, or indices where the view has none.
    """
    along = [kind for kind in (AXES, INDICES) if kind in figure.annotate]
    each = [_alone(one, along) for one in figure.all]
    if figure.beside:
        each = [_cropped(scene, one) for scene, one in zip(each, figure.all, strict=True)]
    own = figure.title.replace(" -", f" {MINUS}") if "title" in figure.annotate else ""
    title = figure.heading or own
    if figure.beside:
        return annotated(side_by_side(each), figure.annotate, title, figure.colours)
    return _cropped(annotated(each[0], figure.annotate, title, figure.colours), figure)


def _alone(figure: Figure, along: Sequence[str]) -> Scene:
    view, theme = view_for(figure.operation, figure.view), figure.colours
    numbering = figure.numbering
    sums = numbering.sum if numbering and figure.sum else None  # refused before all is drawn
    written = []
    if numbering and view.cell_texts:
        written = [view.cell_texts(figure.states, numbering.values, numbering.output)]
    scene = view.draw(figure.states, theme, *written)
    scene = hatched(scene, theme.hatch())
    if sums:
        scene = with_sum(scene, sums, theme)
    if along:
        scene = with_axis_labels(scene, _grids(figure, along), along, theme, MARGIN)
    return scene


def _cropped(scene: Scene, figure: Figure) -> Scene:
    return scene if figure.crop == NO_CROP else scene.cropped(figure.crop)


def _grids(figure: Figure, along: Sequence[str]) -> Sequence[Grid]:
    grids = view_for(figure.operation, figure.view).grids
    if grids is None:
        words = " and ".join(along)
        problem = f"the view {figure.view} has no {words}"
        raise SvgconvError("annotate", problem, f"leave {words} out")
    return grids(figure.states)
