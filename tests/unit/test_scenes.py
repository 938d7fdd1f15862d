"""The scene of a figure: it is composed once, whatever is made of the figure."""

from __future__ import annotations

from typing import Any

import pytest

import svgconv
from svgconv.figure.composition import composed
from svgconv.scene.scene import Scene


def test_a_figure_and_its_still_are_composed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Scene] = []

    def noted(*given: Any) -> Scene:
        made.append(composed(*given))
        return made[-1]

    monkeypatch.setattr("svgconv.figure.figure_scene.composed", noted)
    figure = svgconv.conv(5, 3, padding=1, annotate="title,legend")
    for one in (figure, figure.frame(3)):
        one.svg()
        one.drawing(width=2000, height=2000)
    assert len(made) == 1
