"""Figures that an optimiser has made smaller show the same picture in every frame.

Chromium shows all of them, and each engine those that have each kind of element, attribute, path
and animation, which are what an engine could show otherwise.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from svgconv.figure.figure import Figure
from svgconv.strip.strip import Strip
from svgconv.svg.recipe import recipe_in
from tests.tools.optimisers import CONFIGURED, TOOLS, UnavailableError, optimised

from . import ENGINES, Browser
from .base import Pixels
from .encodings import Kind, kinds
from .figures import CHOSEN, FIGURES
from .pictures import differ, shows
from .sheets import sheets

SOME = 4
EVERY_FRAME = bool(os.environ.get("EVERY_FRAME"))
LARGEST_AFTER_OPTIMISING = 4
"""Of 255: path data with other commands has slightly different edges."""
LARGEST_OF_SLOPES = 16
"""Of 255, at 400 pixels: an optimiser rounds the paths of a still, which has longer slopes."""


@cache
def drawn(name: str) -> str:
    return FIGURES[name].svg()


@cache
def smaller(tool: str, names: tuple[str, ...]) -> dict[str, str]:
    """Return the optimised figures."""
    return smaller_texts(tool, {name: drawn(name) for name in names})


def smaller_texts(tool: str, texts: dict[str, str]) -> dict[str, str]:
    """Return optimised texts; skip the test without the tool, or fail it in CI."""
    try:
        return optimised(tool, texts)
    except UnavailableError as missing:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(missing))


def some_frames(figure: Figure) -> Sequence[int]:
    """Return all frames if ``EVERY_FRAME`` is set (`make test-optimised`); some of them if not."""
    count = figure.frame_count
    if count <= SOME or EVERY_FRAME:
        return range(count)
    return [*range(SOME - 2), count // 2, count - 1]


def shots(
    browser: Browser, names: tuple[str, ...], folder: Path, svg: Callable[[str], str]
) -> dict[tuple[str, int], Pixels]:
    """Return what an engine shows of each figure, by its name and step."""
    found: dict[tuple[str, int], Pixels] = {}
    for sheet in sheets({name: FIGURES[name] for name in names}, some_frames):
        sheet.open(browser, folder)
        for step in sheet.steps:
            shot = sheet.moving(browser, step, svg)
            found |= {(one.name, step): one.of(shot) for one in sheet.shown(step)}
    return found


@pytest.fixture(scope="module")
def untouched(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, int], Pixels]:
    """What the engine shows of the chosen figures as they are."""
    return shots(browser, tuple(CHOSEN), tmp_path_factory.mktemp("untouched"), drawn)


def compare(
    engine: str, found: dict[tuple[str, int], Pixels], wanted: dict[tuple[str, int], Pixels]
) -> None:
    """Fail unless both show the same at every step."""
    assert found.keys() == wanted.keys()
    for place, pixels in found.items():
        assert shows(engine, pixels, wanted[place], LARGEST_AFTER_OPTIMISING), place


def test_every_figure_survives_svgo(browser: Browser, engine: str, tmp_path: Path) -> None:
    names = tuple(FIGURES if engine == "chromium" or EVERY_FRAME else CHOSEN)
    texts = smaller("svgo 4", names)
    wanted = shots(browser, names, tmp_path, drawn)
    compare(engine, shots(browser, names, tmp_path, texts.__getitem__), wanted)


def test_the_chosen_figures_have_every_kind_of_optimised_encoding() -> None:
    texts = smaller("svgo 4", tuple(FIGURES))
    missing = {kind: name for name, text in texts.items() for kind in marks(text)}
    for name in CHOSEN:
        for kind in marks(texts[name]):
            missing.pop(kind, None)
    assert missing == {}, "add these figures to those that all engines show"


def marks(svg: str) -> set[Kind]:
    """Return what is drawn in a file: its kinds of encoding, and the commands of its paths."""
    paths = re.findall(r' (?:d|path)="([^"]*)"', svg)
    drawing = {kind for kind in kinds(svg) if kind[1] != "aria-label"}
    return drawing | {("path", letter) for path in paths for letter in path if letter.isalpha()}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_every_kind_of_mark_survives(
    browser: Browser,
    engine: str,
    tool: str,
    untouched: dict[tuple[str, int], Pixels],
    tmp_path: Path,
) -> None:
    texts = smaller(tool, tuple(CHOSEN))
    compare(engine, shots(browser, tuple(CHOSEN), tmp_path, texts.__getitem__), untouched)


@cache
def unmoving() -> dict[str, str]:
    """Return a still and a strip of every other chosen figure, as SVG."""
    texts = {}
    for name in CHOSEN[::2]:
        figure = FIGURES[name]
        middle = figure.frame_count // 2
        texts[f"still of {name}"] = figure.frame(middle).svg()
        (texts[f"strip of {name}"],) = Strip(figure=figure, frames=f"0,{middle}").pages()
    return texts


@cache
def smaller_unmoving(tool: str) -> dict[str, str]:
    return smaller_texts(tool, unmoving())


STILL_TOOLS = [
    (tool, engine) for tool in TOOLS for engine in ENGINES[: 3 if tool == TOOLS[0] else 1]
]


@pytest.mark.parametrize(("tool", "engine"), STILL_TOOLS, indirect=["engine"])
def test_stills_and_strips_survive(
    browser: Browser, engine: str, tool: str, tmp_path: Path
) -> None:
    width, height, columns = 400, 240, 4
    style = (
        "<!doctype html><meta charset='utf-8'><style>body { margin: 0 }"
        f"div {{ float: left; width: {width}px; height: {height}px }}"
        "div > svg { display: block; width: 100%; height: 100% }</style>"
    )
    browser.size(columns * width, -(-len(unmoving()) // columns) * height)

    def shown(texts: dict[str, str]) -> dict[str, Pixels]:
        page = tmp_path / "page.html"
        page.write_text(style + "".join(f"<div>{text}</div>" for text in texts.values()), "utf-8")
        browser.open(page.as_uri())
        shot = browser.screenshot()
        places = (divmod(index, columns) for index in range(len(texts)))
        return {
            name: shot[row * height : (row + 1) * height, column * width : (column + 1) * width]
            for name, (row, column) in zip(texts, places, strict=True)
        }

    wanted = shown(unmoving())
    for name, pixels in shown(smaller_unmoving(tool)).items():
        assert differ(pixels, wanted[name]) <= LARGEST_OF_SLOPES, name


@pytest.mark.parametrize("tool", CONFIGURED)
def test_the_documented_configuration_keeps_what_svgo_removes(tool: str) -> None:
    name = "numbers and sums"
    before = ElementTree.fromstring(drawn(name))
    after = smaller(tool, (name,))[name]
    assert recipe_in(after) == recipe_in(drawn(name)) is not None
    root = ElementTree.fromstring(after)
    assert root.get("viewBox") == before.get("viewBox")
    assert root.findtext("{*}title") == before.findtext("{*}title")
    assert len(after) < len(drawn(name))
