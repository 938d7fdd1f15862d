"""Where the planes of feature maps are: above each other, and paths next to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from svgconv.scene.box import Box, box
from svgconv.scene.layer_labels import LAYER_GAP, PATH_LABEL, label_width, path_label
from svgconv.scene.plane import CELL, Plane
from svgconv.states.feature_map import MapStates

COLUMN = (CELL, -CELL // 5)
ROW = (CELL // 2, CELL * 2 // 5)
"""Flatter than in the oblique view, so that many layers are not too high."""

GAP = 2 * CELL
"""User units between the lowest point of a level and the highest of the level below it."""

PATH_GAP = 2 * CELL
"""User units between a path with its labels and the next one."""


def levels(maps: Sequence[MapStates]) -> list[Plane]:
    """Return the planes of maps, each level above the one before it.

    A map that is not on a path is centred above the others, and paths next to each other are
    centred together.
    """
    centres = dict(_centres(maps, (), 0))
    planes: dict[int, Plane] = {}
    floor = 0.0
    for level in sorted({one.level for one in maps}):
        highest = floor
        for index, one in enumerate(maps):
            if one.level == level:
                left, top, right, bottom = _area(one)
                middle = centres[one.path]
                plane = Plane((round(middle - (left + right) / 2), floor - bottom), ROW, COLUMN)
                planes[index] = plane
                highest = min(highest, plane.origin[1] + top)
        floor = highest - GAP
    return [planes[index] for index in range(len(maps))]


def labelled_on_left(path: tuple[int, ...]) -> bool:
    """Return whether a path's labels are on its left, where no lines to other paths cross them."""
    return path[-1:] == (1,)


def _area(one: MapStates) -> Box:
    """Return the area of a map's plane at the origin."""
    return box(Plane((0, 0), ROW, COLUMN).block(0, 0, *one.drawn).points)


def _centres(
    maps: Sequence[MapStates], path: tuple[int, ...], centre: float
) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield the place of a path's middle, and those of the paths inside it."""
    yield path, centre
    for paths in _joins(maps, path):
        widths = [_width(maps, one) for one in paths]
        left = centre - (sum(widths) + PATH_GAP * (len(paths) - 1)) / 2
        for one, wide in zip(paths, widths, strict=True):
            beside = _labels(maps, one) / 2 * (1 if labelled_on_left(one) else -1)
            yield from _centres(maps, one, left + wide / 2 + beside)
            left += wide + PATH_GAP


def _joins(maps: Sequence[MapStates], path: tuple[int, ...]) -> list[list[tuple[int, ...]]]:
    """The paths of each join of a sequence."""
    depth = len(path)
    inside = {one.path[: depth + 2] for one in maps if one.path[:depth] == path != one.path}
    numbers = sorted({one[depth] for one in inside})
    return [sorted(one for one in inside if one[depth] == number) for number in numbers]


def _width(maps: Sequence[MapStates], path: tuple[int, ...]) -> float:
    """The width of a path: of its widest plane, or of paths inside it, with the labels."""
    areas = (_area(one) for one in maps if one.path == path)
    widest = max(right - left for left, _, right, _ in areas)
    inside = [
        sum(_width(maps, one) for one in paths) + PATH_GAP * (len(paths) - 1)
        for paths in _joins(maps, path)
    ]
    return max([widest + _labels(maps, path), *inside])


def _labels(maps: Sequence[MapStates], path: tuple[int, ...]) -> float:
    """The width of a path's labels next to its planes; 0 outside of all paths."""
    if not path:
        return 0
    words = [text for one in maps if one.path == path for text in path_label(one.label)]
    return CELL * (LAYER_GAP + max(label_width(text, PATH_LABEL) for text in words))
