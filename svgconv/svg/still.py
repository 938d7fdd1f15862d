"""One frame as SVG: the scene evaluated at it, nothing that moves."""

from __future__ import annotations

from svgconv.scene.scene import Scene
from svgconv.svg.elements import Element, shape, stage


def still(scene: Scene, frame: int) -> Element:
    """All marks as they stand at ``frame``."""
    drawn = stage(scene.paint)
    for mark in scene.at(frame).marks:
        drawn.add(shape(mark, scene.paint))
    return drawn
