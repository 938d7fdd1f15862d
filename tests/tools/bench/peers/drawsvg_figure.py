"""The strided figure as its reader would write it with drawsvg: a list of frames for what moves.

python drawsvg_figure.py FILE
"""

import sys

import drawsvg

INPUT, KERNEL, STRIDE, PADDING, OUTPUT, CELL = 5, 3, 2, 1, 3, 20
HEIGHT = INPUT + 2 * PADDING + 1


def point(row: float, column: float, lift: float = 0) -> tuple[float, float]:
    """The place of a grid point in the oblique view."""
    return CELL * (column + 0.7 * row + 2.7), CELL * (
        4.7 - 0.5 * column + 0.65 * row + HEIGHT - lift
    )


def cell(row: float, column: float, size: int, lift: float, **paint: object) -> drawsvg.Lines:
    """A square of cells."""
    corners = (
        (row, column),
        (row, column + size),
        (row + size, column + size),
        (row + size, column),
    )
    places = [value for corner in corners for value in point(*corner, lift)]
    return drawsvg.Lines(*places, close=True, **paint)


def main(path: str) -> None:
    """Write the figure."""
    drawing = drawsvg.Drawing(13 * CELL, 21 * CELL)
    for row in range(-PADDING, INPUT + PADDING):
        for column in range(-PADDING, INPUT + PADDING):
            inside = 0 <= row < INPUT and 0 <= column < INPUT
            dashes = {} if inside else {"stroke_dasharray": "3"}
            fill = "#268bd2" if inside else "#fff"
            drawing.append(cell(row, column, 1, 0, fill=fill, stroke="#002b36", **dashes))
    window = cell(-PADDING, -PADDING, KERNEL, 0, fill="#073642", fill_opacity=0.4)
    drawing.append(window)
    for row in range(OUTPUT):
        for column in range(OUTPUT):
            drawing.append(cell(row, column, 1, HEIGHT, fill="#2aa198", stroke="#002b36"))
    output = cell(0, 0, 1, HEIGHT, fill="#073642", fill_opacity=0.4)
    drawing.append(output)
    frames = [(row, column) for row in range(OUTPUT) for column in range(OUTPUT)]
    moving(window, [(STRIDE * row, STRIDE * column) for row, column in frames])
    moving(output, frames)
    for down, across in ((0, 0), (0, 1), (1, 1), (1, 0)):
        beam(drawing, frames, down, across)
    drawing.save_svg(path)


def moving(mark: drawsvg.Lines, places: list[tuple[int, int]]) -> None:
    """Let a mark move to each place in turn."""
    base = point(0, 0)
    steps = [(point(*place)[0] - base[0], point(*place)[1] - base[1]) for place in places]
    values = ";".join(f"{x:g},{y:g}" for x, y in steps)
    attributes = {"type": "translate", "calcMode": "discrete", "repeatCount": "indefinite"}
    mark.append_anim(
        drawsvg.AnimateTransform(dur="9s", from_or_values=values, to=None, **attributes)
    )


def beam(drawing: drawsvg.Drawing, frames: list[tuple[int, int]], down: int, across: int) -> None:
    """Add a line from a corner of the window to that of the output cell."""
    ends = [
        (
            *point(STRIDE * r - PADDING + KERNEL * down, STRIDE * c - PADDING + KERNEL * across),
            *point(r + down, c + across, HEIGHT),
        )
        for r, c in frames
    ]
    line = drawsvg.Line(*ends[0], stroke="#002b36")
    for place, name in enumerate(("x1", "y1", "x2", "y2")):
        values = ";".join(f"{end[place]:g}" for end in ends)
        line.append_anim(
            drawsvg.Animate(name, "9s", values, calcMode="discrete", repeatCount="indefinite")
        )
    drawing.append(line)


if __name__ == "__main__":
    main(sys.argv[1])
