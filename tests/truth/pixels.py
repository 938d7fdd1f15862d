"""The pixels of stills and of GIF frames: window, output cell and padding are where states say.

The picture is read as a picture: planes are found by their colours, and cells by the steps of the
published figures. No scene and no SVG is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageSequence

from svgconv.figure.figure import Figure
from tests.numbers import STEPS
from tests.truth.case import Case

Picture = NDArray[np.int16]
"""(height, width, 3)."""

SCALE = 2
BACKGROUND = (255, 0, 255)
SHADE, SHARE = (0x07, 0x36, 0x42), 0.4
"""The published colour of the window, and how much of it there is in a shaded cell."""
PLAIN = {
    "unit": (0x26, 0x8B, 0xD2),
    "zero": (0xFF, 0xFF, 0xFF),
    "copy": (0xB5, 0xD7, 0xEF),
    "output": (0x2A, 0xA1, 0x98),
}
NEAR = 8
"""How far off a GIF's colour may be, in each of red, green and blue; edges are farther off."""
MOST_CELLS = 400
INSIDE = (0.3, 0.42, 0.58, 0.7)
"""Where a cell is sampled: away from its edges."""


def _shaded(color: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        round((1 - SHARE) * one + SHARE * other) for one, other in zip(color, SHADE, strict=True)
    )


COLORS: dict[str, tuple[int, ...]] = {
    "nothing": BACKGROUND,
    **PLAIN,
    **{f"shaded {name}": _shaded(color) for name, color in PLAIN.items()},
    # the square of an interpolation shades its part of the window once more
    "twice shaded unit": _shaded(_shaded(PLAIN["unit"])),
}
NAMES = list(COLORS)
TABLE = np.array(list(COLORS.values()), dtype=np.int16)


def applies(case: Case) -> bool:
    """Return whether this reader knows the view: one plane each of input and output."""
    made, truth = case.specification, case.truth
    return (
        made.view in ("oblique", "flat", "gather")
        and made.axes < 3
        and made.channels == (1, 1, 1)
        and made.kind != "deform_conv"
        and np.prod(case.document["input"]["drawn"]) + np.prod(truth.output_shape) <= MOST_CELLS
    )


def check(case: Case) -> Iterator[str]:
    """Yield each cell that looks different from what the states say, in a still and in a GIF."""
    document = case.document
    figure = _plain(case)
    last = case.seed % figure.frame_count
    options: dict[str, Any] = {"scale": SCALE, "background": "#ff00ff"}
    still = Image.open(io.BytesIO(figure.frame(last).encode(".png", **options)))
    yield from _differences(case, _pixels(still), document["frames"][last], f"still {last}")
    if case.seed % 3 or figure.frame_count > 60:
        return
    moving = Image.open(io.BytesIO(figure.encode(".gif", **options)))
    frames = [_pixels(frame) for frame in ImageSequence.Iterator(moving)]
    if len(frames) != figure.frame_count:
        yield f"the GIF has {len(frames)} frames, the figure {figure.frame_count}"
        return
    for number, (picture, frame) in enumerate(zip(frames, document["frames"], strict=True)):
        yield from _differences(case, picture, frame, f"GIF frame {number}")


def _plain(case: Case) -> Figure:
    """The figure without numbers, in the published style: all outputs have one colour."""
    options = {
        "values": None, "sum": False, "panels": "none", "outputs": "all", "beams": "lines",
    }  # fmt: skip
    return replace(case.figure, **options)  # type: ignore[arg-type]


def _pixels(image: Image.Image) -> Picture:
    return np.asarray(image.convert("RGB"), dtype=np.int16)


def _named(picture: Picture) -> NDArray[np.int_]:
    """The name's number of each pixel; -1 for colours between."""
    far = np.abs(picture[:, :, None] - TABLE).max(axis=-1)
    return np.where(far.min(axis=-1) <= NEAR, far.argmin(axis=-1), -1)


def _differences(case: Case, picture: Picture, frame: dict[str, Any], where: str) -> Iterator[str]:
    """Yield the cells that differ."""
    named = _named(picture)
    steps = np.array(STEPS["flat" if case.specification.view == "flat" else "oblique"]) * SCALE
    head = case.document["input"]
    drawn, cells = head["drawn"], head["cells"]
    if len(drawn) == 1:
        drawn = [1, *drawn]
    rows, columns = drawn
    units = [(r, c) for r in range(rows) for c in range(columns) if cells[r][c] == "#"]
    down, across = [1, *case.truth.output_shape][-2:]
    outputs = [(r, c) for r in range(down) for c in range(across)]
    shown_output = _box(named, ("output", "shaded output"))
    origin = _origin(shown_output, outputs, steps)
    if problem := _misfit(shown_output, outputs, steps):
        yield f"{where}: the output is {problem}"
        return
    active = tuple([0, *frame["output"]][-2:])
    for cell in outputs:
        wanted = "shaded output" if cell == active else "output"
        if (shown := _at(named, origin, steps, cell)) != wanted:
            yield f"{where}: output {cell} is {shown}, not {wanted}"
    if not units:
        return
    shown_units = _box(named, ("unit", "shaded unit", "twice shaded unit"))
    origin = _origin(shown_units, units, steps)
    masked = case.specification.kind == "masked_conv"  # its window has a thick outline
    if problem := _misfit(shown_units, units, steps, 7 if masked else 5):
        yield f"{where}: the input is {problem}"
        return
    window = {tuple([0, *cell][-2:]) for cell in frame["window"]}
    outside = case.specification.parameters.get("padding_mode", "zeros") != "zeros"
    for cell in product(range(-1, rows + 1), range(-1, columns + 1)):
        if cell in units:
            wanted = "unit"
        elif 0 <= cell[0] < rows and 0 <= cell[1] < columns:
            wanted = "copy" if outside else "zero"
        else:
            wanted = "nothing"
        if cell in window:
            wanted = f"shaded {wanted}"
        shown = _at(named, origin, steps, cell, lenient=wanted == "nothing")
        if shown != wanted:
            yield f"{where}: input cell {cell} is {shown}, not {wanted}"


Box = tuple[int, int, int, int]
"""Left, top, right and bottom pixels."""


def _box(named: NDArray[np.int_], names: tuple[str, ...]) -> Box:
    found = np.isin(named, [NAMES.index(name) for name in names])
    rows, columns = np.flatnonzero(found.any(axis=1)), np.flatnonzero(found.any(axis=0))
    if not len(rows):
        return 0, 0, 0, 0
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _reach(cells: list[tuple[int, int]], steps: NDArray[Any]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of cells, from the corner of cell (0, 0)."""
    corners = np.array([(r + a, c + b) for r, c in cells for a in (0, 1) for b in (0, 1)]) @ steps
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _origin(box: Box, cells: list[tuple[int, int]], steps: NDArray[Any]) -> NDArray[Any]:
    left, top, right, bottom = _reach(cells, steps)
    x = (box[0] + box[2] - left - right) / 2
    y = (box[1] + box[3] - top - bottom) / 2
    return np.array([x, y])


def _misfit(box: Box, cells: list[tuple[int, int]], steps: NDArray[Any], line: int = 5) -> str:
    """Say what is wrong with the size of a plane; lines at its edges are not of its colour."""
    left, top, right, bottom = _reach(cells, steps)
    wide, high = box[2] - box[0], box[3] - box[1]
    close = line * SCALE
    if abs(wide - (right - left)) > close or abs(high - (bottom - top)) > close:
        return f"{wide}×{high} pixels, not {right - left:g}×{bottom - top:g}"
    return ""


def _at(
    named: NDArray[np.int_],
    origin: NDArray[Any],
    steps: NDArray[Any],
    cell: tuple[int, int],
    *,
    lenient: bool = False,
) -> str:
    """What most of a cell's samples are; ``nothing`` if any is, for cells outside of the grid."""
    found: list[int] = []
    for down, across in product(INSIDE, INSIDE):
        x, y = origin + np.array([cell[0] + down, cell[1] + across]) @ steps
        row, column = int(y), int(x)
        inside = 0 <= row < named.shape[0] and 0 <= column < named.shape[1]
        found.append(int(named[row, column]) if inside else 0)
    known = [one for one in found if one >= 0]
    if not known or (lenient and 0 in known):
        return "nothing"
    names = [NAMES[one].removeprefix("twice ") for one in known]
    return max(set(names), key=names.count)
