"""One PNG contact sheet: every figure's first, middle and last frame side by side, to be looked at.

Run by `make look`. Every catalogue figure is shown in the oblique and in the flat view, then some
that the catalogue has not: unequal axes and sides, crops, one cell, many cells.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import cairosvg
from PIL import Image, ImageDraw

import svgconv
from svgconv.figure import Figure
from svgconv.sources.catalogue import catalogue

SCALE = 0.5
GAP = 12
COLUMNS = 3

UNUSUAL = {
    "unequal axes and sides": svgconv.conv((4, 7), (2, 3), (1, 2), ((0, 1), (2, 0))),
    "unequal strides, transposed": svgconv.conv_transpose((2, 3), (3, 2), (3, 1), (0, 1)),
    "one unequal stride": svgconv.conv_transpose((2, 3), 3, (2, 4), 0, (1, 0)),
    "cropped": svgconv.conv_transpose(3, 2, 2, 2),
    "all cropped": svgconv.conv_transpose((2, 2), 1, 5, 1),
    "one cell": svgconv.conv(2, 2),
    "dilated both ways": svgconv.conv(7, (3, 2), dilation=(2, 3), padding=1),
    "a long row": svgconv.conv((1, 24), (1, 5), (1, 3)),
    "many cells": svgconv.conv(32, 5, padding="same"),
    "many zeros": svgconv.conv_transpose(12, 4, 3, 2),
}


def main() -> None:
    """Draw the sheet and say where it is."""
    target = Path(sys.argv[1])
    figures: dict[str, Figure] = {}
    for view in ("oblique", "flat"):
        figures |= {f"{name}, {view}": svgconv.load(name, view=view) for name in catalogue()}
    figures |= UNUSUAL
    strips = [_strip(name, figure) for name, figure in figures.items()]
    sheet = _stacked(strips)
    sheet.save(target)
    print(f"{target}: {len(figures)} figures, {sheet.width}×{sheet.height} pixels")


def _strip(name: str, figure: Figure) -> Image.Image:
    frames = sorted({0, figure.frames // 2, figure.frames - 1})
    pictures = [_picture(figure.frame(frame)) for frame in frames]
    width = sum(picture.width + GAP for picture in pictures)
    strip = Image.new("RGB", (max(width, 300), pictures[0].height + 24), "white")
    ImageDraw.Draw(strip).text((4, 2), f"{name}: frames {frames}", fill="black")
    left = 0
    for picture in pictures:
        strip.paste(picture, (left, 20))
        left += picture.width + GAP
    return strip


def _picture(figure: Figure) -> Image.Image:
    png = cairosvg.svg2png(figure.svg().encode(), background_color="white", scale=SCALE)
    return Image.open(io.BytesIO(png)).convert("RGB")


def _stacked(strips: list[Image.Image]) -> Image.Image:
    rows = [strips[start : start + COLUMNS] for start in range(0, len(strips), COLUMNS)]
    width = max(sum(strip.width + GAP for strip in row) for row in rows)
    heights = [max(strip.height for strip in row) + GAP for row in rows]
    sheet = Image.new("RGB", (width, sum(heights)), "white")
    top = 0
    for row, height in zip(rows, heights, strict=True):
        left = 0
        for strip in row:
            sheet.paste(strip, (left, top))
            left += strip.width + GAP
        top += height
    return sheet


if __name__ == "__main__":
    main()
