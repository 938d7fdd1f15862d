"""Texts as nodes of TikZ, in the font of the document; the numbers of a row are a loop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from svgconv.encoders._tikz_paints import PLACES, Paints, length
from svgconv.glyphs.decimals import number
from svgconv.glyphs.font import FIGURES, width
from svgconv.scene.marks import Cell, FixedText
from svgconv.scene.plane import CELL
from svgconv.scene.shade import Shade
from svgconv.scene.text_setting import TextSetting
from svgconv.svg.text_place import shown_letters

LEAST = 3
"""The fewest numbers of a row that are a loop, and the fewest letters that need to fit."""
FONT = 10
"""The size of the nodes' font in pt, before they are scaled."""
FIT = (
    r"\def\svgconvfit#1#2{\setbox0\hbox{#2}"
    r"\ifdim\wd0>#1\resizebox{#1}{\height}{\box0}\else\box0\fi}% at most as wide as in the still"
)
CENTRED = 0.5
BLACK = "#000000"
UPRIGHT = ((CELL, 0), (0, CELL))

LATEX = {
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    "−": "$-$",
    "±": r"$\pm$",
    "×": r"$\times$",
    "÷": r"$\div$",
    "·": r"$\cdot$",
    "∗": r"$\ast$",
    "⊙": r"$\odot$",
    "∏": r"$\prod$",
    "∑": r"$\sum$",
    "√": r"$\surd$",
    "∞": r"$\infty$",
    "≈": r"$\approx$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "∕": "/",
    "⁄": "/",
    "↑": r"$\uparrow$",
    "↓": r"$\downarrow$",
    "²": "$^2$",
    "³": "$^3$",
    "¹": "$^1$",
    "¬": r"$\neg$",
    "µ": r"$\mu$",
    "°": r"$^\circ$",
    "′": r"$'$",
    "″": r"$''$",
}
"""What LaTeX needs for a letter. It knows the letters with accents."""
PLAIN = re.compile(r"[\w.$+-]+", re.ASCII)
"""Texts that need no braces in a list."""


def latex(text: str) -> str:
    """Return a text as LaTeX."""
    return "".join(LATEX.get(letter, letter) for letter in text)


def texts(marks: Sequence[FixedText], paints: Paints) -> Iterator[str]:
    """Yield the lines of texts of the same role, paint and setting."""
    first = marks[0]
    setting = first.setting
    style = paints.text(first.role, first.paint, ", ".join(_options(setting)))
    cells = [cell for mark in marks for cell in mark.cells]
    yield f"\\begin{{scope}}[{_plane(setting)}]"
    for row in _rows(cells):
        if setting.shade is None and len(row) >= LEAST and row[0][1] == int(row[0][1]):
            yield f"  {_loop(row, style)}"
            continue
        for cell in row:
            if setting.shade is not None and cell[2]:
                yield f"  {_ground(cell, setting, setting.shade, paints)}"
            if shown_letters(setting, cell[2]).strip():
                yield f"  {_node(cell, setting, style)}"
    yield r"\end{scope}"


def _plane(setting: TextSetting) -> str:
    """Return the options for which (column, row) is the place of the text of that cell."""
    x, y = setting.point(_baseline(setting), setting.place[1])
    options = [f"shift={{({length(x)},{length(y)})}}"]
    if (setting.column, setting.row) != UPRIGHT:
        for name, (right, down) in (("x", setting.column), ("y", setting.row)):
            vector = f"{length(right)}\\svgconvcell,{length(-down)}\\svgconvcell"
            options.append(f"{name}={{({vector})}}")
    return ", ".join(options)


def _baseline(setting: TextSetting) -> float:
    """Return the rows from a cell's corner to the baseline, for digits around the text's place."""
    return setting.place[0] + sum(FIGURES) / 2 * setting.size


def _options(setting: TextSetting) -> Iterator[str]:
    """Yield the options of nodes for their anchor, size and slant."""
    if setting.align != CENTRED:
        yield f"anchor=base {'west' if setting.align == 0 else 'east'}"
    (a, b), (c, d) = setting.column, setting.row
    scale = setting.size
    if (b, c) == (0, 0) and a == d:
        scale *= a / CELL
    else:
        yield f"cm={{{length(a)},{length(-b)},{length(-c)},{length(d)},(0,0)}}"
    yield f"scale={number(scale, PLACES)}*\\svgconvem"


def _rows(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Yield cells that follow each other in a row, together."""
    run: list[Cell] = []
    for cell in cells:
        if run and (cell[0], cell[1]) != (run[-1][0], run[-1][1] + 1):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _loop(cells: Sequence[Cell], style: str) -> str:
    (row, column, _), *_others = cells
    written = [latex(text) for *_, text in cells]
    listed = ",".join(one if PLAIN.fullmatch(one) else f"{{{one}}}" for one in written)
    start = f" from {int(column)}" if column != 1 else ""
    loop = f"\\foreach \\t [count=\\j{start}] in {{{listed}}}"
    return f"{loop} \\node[{style}] at (\\j,{_place(row)}) {{\\t}};"


def _node(cell: Cell, setting: TextSetting, style: str) -> str:
    """Return a node; a text between spaces is centred between them, whatever the font's spaces."""
    row, column, text = cell
    options = style
    if (inner := text.strip(" ")) != text:
        before = width(text[: text.index(inner)])
        column += (before + width(inner) / 2 - setting.align * width(text)) * setting.size
        options += ", anchor=base"
    if setting.shade is not None:
        options += f", text={'black' if setting.shade.ink(text) == BLACK else 'white'}"
    written = latex(inner)
    if len(inner) >= LEAST:
        written = f"\\svgconvfit{{{number(FONT * width(inner), 1)}pt}}{{{written}}}"
    return f"\\node[{options}] at ({_place(column)},{_place(row)}) {{{written}}};"


def _ground(cell: Cell, setting: TextSetting, shade: Shade, paints: Paints) -> str:
    """Return the coloured area under a number."""
    row, column, text = cell
    top, left, bottom, right = shade.area
    x, y = column + left - setting.place[1], row + top - _baseline(setting)
    fill = paints.color(shade.fill(text), shade.fill(text).removeprefix("#"))
    size = f"({_place(right - left)},{_place(bottom - top)})"
    return f"\\fill[{fill}] ({_place(x)},{_place(y)}) rectangle ++{size};"


def _place(value: float) -> str:
    return number(value, PLACES)
