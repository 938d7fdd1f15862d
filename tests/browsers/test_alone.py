"""A figure's file opened by itself shows at each frame's time what the frame's still shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import svgconv
from svgconv.sources.catalogue import catalogue

from . import Browser
from .pictures import LARGEST_DIFFERENCE, LEAST_WIDTH, differ, room_for, stills_of

WIDTH = 240
"""Pixels: enough to tell frames apart, and few to take and to compare."""
INSTEAD = """document.documentElement.replaceChildren(
    ...new DOMParser().parseFromString({}, "image/svg+xml").documentElement.childNodes)"""
"""Another figure's drawing in the same document: the same place, and no new page to wait for."""


@pytest.mark.parametrize("name", catalogue())
def test_every_frame_of_a_file_is_its_still(
    browser: Browser, engine: str, name: str, tmp_path: Path
) -> None:
    figure = svgconv.load(name)
    width = LEAST_WIDTH if engine == "webkit" else WIDTH
    browser.size(width, WIDTH * figure.scene.height // figure.scene.width + 1)
    browser.open(figure.save(tmp_path / "moving.svg", width=WIDTH).as_uri())
    shots = []
    for frame in range(figure.frame_count):
        browser.seek(frame + 0.5)
        shots.append(browser.screenshot())
    assert len({shot.tobytes() for shot in shots}) == figure.frame_count
    for frame, still in enumerate(stills_of(figure)):
        browser.evaluate(INSTEAD.format(json.dumps(still.svg())))
        assert differ(shots[frame], browser.screenshot()) <= LARGEST_DIFFERENCE, frame


def test_a_still_opened_alone_is_the_same(browser: Browser, tmp_path: Path) -> None:
    figure = svgconv.load("padding_strides")
    room_for(browser, figure)
    browser.open(figure.save(tmp_path / "moving.svg").as_uri())
    browser.seek(4.5)
    moving = browser.screenshot()
    browser.open(figure.frame(4).save(tmp_path / "still.svg").as_uri())
    assert differ(moving, browser.screenshot()) <= LARGEST_DIFFERENCE
