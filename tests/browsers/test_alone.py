"""A figure's file that is opened by itself shows at each frame's time what the frame's still shows.

The sheets of `test_figures` prove this for all figures in a page of HTML. A file is also parsed as
XML, and is its own document; this does not depend on the figure, but on the elements, attributes
and animations in it. So here are a few figures that have each kind of these.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import svgconv

from . import Browser
from .encodings import kinds
from .figures import CHOSEN, FIGURES
from .pictures import LEAST_WIDTH, room_for, shows, stills_of

WIDTH = 240
"""Pixels: enough to tell frames apart, and few to take and to compare."""
SIZE: dict[str, Any] = {"width": WIDTH, "text_size": "1px"}
"""The size of the files, in which no text is too small to be drawn."""
INSTEAD = """document.documentElement.replaceChildren(
    ...new DOMParser().parseFromString({}, "image/svg+xml").documentElement.childNodes)"""
"""Another figure's drawing in the same document: the same place, and no new page to wait for."""


@pytest.mark.parametrize("name", CHOSEN)
def test_every_frame_of_a_file_is_its_still(
    browser: Browser, engine: str, name: str, tmp_path: Path
) -> None:
    figure = FIGURES[name]
    width = LEAST_WIDTH if engine == "webkit" else WIDTH
    browser.size(width, WIDTH * figure.scene.height // figure.scene.width + 1)
    browser.open(figure.save(tmp_path / "moving.svg", **SIZE).as_uri())
    shots = []
    for frame in range(figure.frame_count):
        browser.seek((frame + 0.5) * float(figure.frame_seconds))
        shots.append(browser.screenshot())
    assert len({shot.tobytes() for shot in shots}) == figure.frame_count
    for frame, still in enumerate(stills_of(figure)):
        alone = still.encode(".svg", **SIZE).decode()
        browser.evaluate(INSTEAD.format(json.dumps(alone)))
        assert shows(engine, shots[frame], browser.screenshot()), frame


def test_the_chosen_figures_have_every_kind_of_encoding() -> None:
    missing = {kind: name for name, figure in FIGURES.items() for kind in kinds(figure.svg())}
    for name in CHOSEN:
        for kind in kinds(FIGURES[name].svg()):
            missing.pop(kind, None)
    assert missing == {}, "add these figures to those that are opened alone"


def test_a_still_opened_alone_is_the_same(browser: Browser, engine: str, tmp_path: Path) -> None:
    figure = svgconv.load("padding_strides")
    room_for(browser, figure)
    browser.open(figure.save(tmp_path / "moving.svg").as_uri())
    browser.seek(4.5)
    moving = browser.screenshot()
    browser.open(figure.frame(4).save(tmp_path / "still.svg").as_uri())
    assert shows(engine, moving, browser.screenshot())
