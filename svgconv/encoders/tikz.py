"""TikZ: one frame as LaTeX code that people can read and edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from svgconv.encoders.base import SIZE, Encoder
from svgconv.errors import Name, SvgconvError, Words, printable
from svgconv.files.canvas import Canvas, Page, page
from svgconv.files.drawing import Drawing
from svgconv.glyphs.decimals import number
from svgconv.scene.plane import CELL
from svgconv.specification.limits import MOST_BYTES
from svgconv.specification.measures import CSS_DPI, INCHES
from svgconv.svg.recipe import KEY, recipe_from_json, recipe_json

if TYPE_CHECKING:
    from svgconv.scene.marks import FixedText

WRITTEN = f"% Written by {KEY}: "
RECIPE = "% "
"""How the line of the recipe begins, the second one."""
LARGEST = 16_383 / 72.27
"""The longest length that TeX knows, in inches."""


def encode(drawing: Drawing) -> bytes:
    """Return one frame as a ``tikzpicture``, for ``\\input`` in a document that uses TikZ.

    Raises
    ------
    SvgconvError: a picture that is larger than TeX's longest length.
    """
    from svgconv.encoders._tikz_paints import Paints
    from svgconv.encoders._tikz_shapes import area, shape
    from svgconv.encoders._tikz_texts import FIT, texts
    from svgconv.scene.marks import Shape
    from svgconv.svg.glyph_definitions import text_runs

    scene = drawing.scene.at(drawing.frames[0])
    paper = page(scene, drawing.output)
    left, top, width, height = paper.view
    whole = area((left, top), (left + width, top + height))
    paints = Paints(scene.paint)
    drawn = []
    if (behind := drawing.output.vector_paint) is not None:
        drawn.append(f"\\fill[{paints.color(behind, 'background')}] {whole};")
    for run in text_runs(scene.marks):
        if isinstance(run[0], Shape):
            drawn += shape(run[0], paints)
        else:
            drawn += texts(cast("tuple[FixedText, ...]", run), paints)
    lines = [
        f"\\setlength\\svgconvcell{{{_cell(paper)}}}% the size of a cell",
        r"\pgfmathsetmacro\svgconvem{\svgconvcell/10pt}% a cell, in ems of the nodes' font",
        FIT,
        *paints.colors(),
        *paints.styles(),
        f"\\clip {whole};",
        paints.every_path,
        *drawn,
    ]
    head = [
        f"{WRITTEN}{printable(drawing.title)}",
        f"{RECIPE}{recipe_json(drawing.full_recipe)}",
        r"% It needs \usepackage{tikz}. All lengths are in cells, and y grows downwards.",
        r"\ifdefined\svgconvcell\else\newlength\svgconvcell\fi",
        r"\begin{tikzpicture}",
    ]
    return "\n".join([*head, *(f"  {line}" for line in lines), r"\end{tikzpicture}%", ""]).encode()


def _cell(paper: Canvas | Page) -> str:
    """Return the size of a cell as a length of TeX, of which a bp is a pt of CSS."""
    unit = paper.size[0][-2:] if isinstance(paper.size[0], str) else "px"
    sides = [float(str(side).removesuffix(unit)) for side in paper.size]
    if max(sides) * INCHES[unit] > LARGEST:
        raise SvgconvError(
            "image size",
            f"{max(sides) * INCHES[unit]:,.0f} inches are more than TeX's {LARGEST:.0f}",
            Words("use a smaller ", Name("width"), " or ", Name("scale")),
        )
    length = sides[0] / paper.view[2] * CELL
    if unit == "px":
        return f"{number(length * 72 / CSS_DPI, 5)}bp"
    return f"{number(length, 5)}{unit.replace('pt', 'bp')}"


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe in the second line; None if it is something else."""
    with path.open("rb") as file:
        if not file.readline(MOST_BYTES).startswith(WRITTEN.encode()):
            return None
        return recipe_from_json(file.readline(MOST_BYTES).removeprefix(RECIPE.encode()))


ENCODER = Encoder(
    summary="TikZ: one frame as readable LaTeX code",
    encode=encode,
    recipe=recipe,
    media_type="application/x-tex",
    content="text",
    options=SIZE | {"frames"},
    animated=False,
    cheap=True,
)
