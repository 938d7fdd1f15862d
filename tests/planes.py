"""The planes in marks that are merged: a plane is a closed outline and the lines in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from svgconv.scene.marks import Mark, Path, Subpath


def planes_of(marks: Iterable[Mark], role: str) -> list[Path]:
    """Return a path for each closed outline of the marks with a role, in drawing order."""
    found = []
    for mark in marks:
        if mark.role != role or not isinstance(mark, Path):
            continue
        planes: list[list[Subpath]] = []
        for subpath in mark.subpaths:
            if subpath.closed or not planes:
                planes.append([])
            planes[-1].append(subpath)
        found += [replace(mark, subpaths=tuple(plane)) for plane in planes]
    return found
