"""Pictures to be looked at: contact sheets of all figures, and the gallery's page.

Run by `make look`. Every catalogue figure's first, middle and last frame in each of its views, then
some that the catalogue has not: unequal axes and sides, crops, one cell, many cells; a sheet of
middle frames in each theme; the page wide, narrow, dark and in print.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import cairosvg
from PIL import Image, ImageDraw

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.sources.catalogue import catalogue
from svgconv.themes import THEMES
from svgconv.views import views_of
from tests.browsers import Browser, open_browser
from tests.browsers.sandbox import PATIENCE

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


PAGE = Path(__file__).parents[2] / "gallery" / "index.html"
SHOTS: dict[str, tuple[int, dict[str, bool]]] = {
    "wide": (1400, {}),
    "narrow": (320, {}),
    "dark": (1400, {"dark": True}),
}
"""The page's widths in pixels, and what the reader has chosen."""
TALLEST = 16_000
DRAWN = """[...document.querySelectorAll(".card")].every(card =>
    card.getBoundingClientRect().top > innerHeight
    || card.querySelector(".figure").childElementCount > 1)"""
"""JavaScript: whether each card in view has its figure, and not only the figure's title."""
GROUND = {"dark": "#06202a"}
"""What themes are to be seen on; others on white."""


def main() -> None:
    """Draw the pictures and say where they are."""
    target = Path(sys.argv[1])
    figures = {**dict(_in_their_views()), **UNUSUAL}
    _put(target, _stacked([_strip(name, figure) for name, figure in figures.items()]))
    for theme in THEMES.names():
        strips = [_in_theme(name, theme) for name in catalogue()]
        _put(target.with_stem(f"{target.stem}_{theme}"), _stacked(strips))
    for name, picture in _pages():
        _put(target.with_stem(f"{target.stem}_page_{name}"), picture)


def _put(target: Path, picture: Image.Image) -> None:
    picture.save(target)
    print(f"{target}: {picture.width}×{picture.height} pixels")


def _in_their_views() -> Iterator[tuple[str, Figure]]:
    for name in catalogue():
        figure = svgconv.load(name)
        usual, *others = views_of(figure.operation)
        yield f"{name}, {figure.view}", figure
        for view in {usual, *others} - {figure.view}:
            recipe = {**figure.recipe, "view": view}
            plain = {key: recipe[key] for key in ("operation", "parameters", "view")}
            with suppress(SvgconvError):  # a matrix may be too large
                other = Figure.from_recipe(plain)
                assert other.scene
                yield f"{name}, {view}", other


def _in_theme(name: str, theme: str) -> Image.Image:
    recipe: dict[str, Any] = {**svgconv.load(name).recipe, "theme": theme}
    if "beside" in recipe:
        recipe["beside"] = [{**one, "theme": theme} for one in recipe["beside"]]
    figure = Figure.from_recipe(recipe)
    picture = _picture(figure.frame(figure.frame_count // 2), GROUND.get(theme, "white"))
    strip = Image.new("RGB", (max(picture.width, 200), picture.height + 24), "white")
    ImageDraw.Draw(strip).text((4, 2), name, fill="black")
    strip.paste(picture, (0, 20))
    return strip


def _pages() -> Iterator[tuple[str, Image.Image]]:
    """The gallery's page as Chromium shows it, whole; its first sheets in print."""
    with open_browser("chromium") as browser:
        for name, (width, chosen) in SHOTS.items():
            browser.emulate(**chosen)
            browser.size(width, 1000)
            browser.open(PAGE.as_uri())
            height = int(browser.evaluate("document.documentElement.scrollHeight"))
            browser.size(width, min(height, TALLEST))
            _wait(browser)
            yield name, Image.fromarray(browser.screenshot())
        browser.emulate()
        browser.open(PAGE.as_uri())
        with tempfile.TemporaryDirectory() as folder:
            sheet = Path(folder) / "page.pdf"
            sheet.write_bytes(browser.printed())
            command = ["pdftoppm", "-png", "-r", "50", str(sheet), f"{folder}/sheet"]
            subprocess.run(command, check=True)
            sheets = [
                Image.open(file).convert("RGB") for file in sorted(Path(folder).glob("*.png"))
            ]
        yield "print", _stacked(sheets, columns=6)


def _wait(browser: Browser) -> None:
    """Wait until all figures in view are drawn: the page loads them when they come near."""
    end = time.monotonic() + PATIENCE
    while not browser.evaluate(DRAWN):
        assert time.monotonic() < end, "not all figures are drawn"
        time.sleep(0.2)


def _strip(name: str, figure: Figure) -> Image.Image:
    frames = sorted({0, figure.frame_count // 2, figure.frame_count - 1})
    pictures = [_picture(figure.frame(frame)) for frame in frames]
    width = sum(picture.width + GAP for picture in pictures)
    strip = Image.new("RGB", (max(width, 300), pictures[0].height + 24), "white")
    ImageDraw.Draw(strip).text((4, 2), f"{name}: frames {frames}", fill="black")
    left = 0
    for picture in pictures:
        strip.paste(picture, (left, 20))
        left += picture.width + GAP
    return strip


def _picture(figure: Figure, ground: str = "white") -> Image.Image:
    png = cairosvg.svg2png(figure.svg().encode(), background_color=ground, scale=SCALE)
    return Image.open(io.BytesIO(png)).convert("RGB")


def _stacked(strips: list[Image.Image], columns: int = COLUMNS) -> Image.Image:
    rows = [strips[start : start + columns] for start in range(0, len(strips), columns)]
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
