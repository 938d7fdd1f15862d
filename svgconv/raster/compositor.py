"""The frames of a drawing as pixels, in a fraction of the time that whole frames would take.

Still marks are drawn once, in as many layers as the drawing order needs. Each frame is composed of
these layers, with the moving marks between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svgconv.files.canvas import Canvas, canvas
from svgconv.files.drawing import Drawing
from svgconv.raster.painter import Painter, Pixels, parsed, set_ends
from svgconv.scene.marks import ChangingText, FixedText, Lines, Mark, Shape
from svgconv.scene.presence import present
from svgconv.scene.scene import Scene

OPAQUE, GREEN_AND_ALPHA = np.uint32(0xFF000000), np.uint32(0xFF00FF00)
"""The least opaque pixel, and the bytes that cairo and a picture file have at the same place."""


def pictures(drawing: Drawing) -> Iterator[Pixels]:
    """Yield the pixels of each frame; an array is valid until the next one is requested.

    Raises
    ------
    MissingLibraryError: the cairo library is missing.
    SvgconvError: the drawing has more frames than the output allows.
    """
    drawing.output.check_frames(len(drawing.frames))
    paper = canvas(drawing.scene, drawing.output)
    painter = Painter(paper)
    behind, layers = _layers(drawing, paper)
    for frame in drawing.frames:
        painter.pixels[...] = behind
        for layer in layers:
            layer.draw(painter, frame)
        yield painter.pixels


def picture(drawing: Drawing) -> Pixels:
    """Return the pixels of the first frame."""
    return next(pictures(drawing)).copy()


def rgba(pixels: Pixels) -> Pixels:
    """Return pixels as red, green, blue and alpha, with colours not multiplied by alpha."""
    packed = pixels.view(np.uint32)[..., 0]
    if packed.min() >= OPAQUE:
        swapped = packed & GREEN_AND_ALPHA | packed >> 16 & 255 | (packed & 255) << 16
        return swapped.view(np.uint8).reshape(pixels.shape)
    alpha = pixels[..., 3:]
    colors = pixels[..., 2::-1].astype(np.uint16) * 255 + alpha // 2
    plain = np.minimum(colors // np.maximum(alpha, 1), 255).astype(np.uint8)
    return np.concatenate([plain, alpha], axis=2)


@dataclass(frozen=True)
class _StillLayer:
    """A layer of still marks that is drawn already, and the box outside which it is empty."""

    drawn: Painter
    box: tuple[slice, slice]

    @classmethod
    def of(cls, painter: Painter) -> _StillLayer:
        """Return a layer that a painter has drawn on a transparent ground."""
        filled = painter.pixels[..., 3] > 0
        return cls(painter, (_extent(filled, along=1), _extent(filled, along=0)))

    def draw(self, painter: Painter, frame: int) -> None:
        """Draw the layer over the painter's pixels."""
        painter.lay(self.drawn, self.box)


@dataclass(frozen=True)
class _DrawnMark:
    """A mark that is drawn for each frame."""

    mark: Mark
    scene: Scene
    trees: dict[Shape | FixedText, Any] = field(default_factory=dict)

    def tree(self, mark: Shape | FixedText) -> Any:
        """Return a mark parsed, which is done once."""
        if mark not in self.trees:
            self.trees[mark] = parsed(mark, self.scene.paint)
        return self.trees[mark]

    def draw(self, painter: Painter, frame: int) -> None:
        """Draw the mark if it is present; a rigid one is translated, as by SMIL and in stills."""
        if not present(self.mark.presence, self.scene.odometer, frame):
            return
        mark, odometer = self.mark, self.scene.odometer
        if isinstance(mark, Lines):
            set_ends(self.tree(mark), mark.at(odometer, frame))
            painter.draw(self.tree(mark))
        else:
            drawn = mark.at_first(odometer, frame) if isinstance(mark, ChangingText) else mark
            painter.draw(self.tree(drawn), mark.movement.offset(odometer, frame))


def _layers(drawing: Drawing, paper: Canvas) -> tuple[Pixels, list[_StillLayer | _DrawnMark]]:
    """Return the pixels behind all that moves, and the layers above them in drawing order."""
    background = Painter(paper)
    if (color := drawing.output.paint) is not None:
        background.pixels[...] = [*bytes.fromhex(color[1:])[::-1], 255]
    layers: list[_StillLayer | _DrawnMark] = []
    for moves, run in groupby(drawing.scene.marks, key=lambda mark: _moves(mark, drawing)):
        marks = [_DrawnMark(mark, drawing.scene) for mark in run]
        if moves:
            layers += marks
            continue
        painter = Painter(paper) if layers else background
        for mark in marks:
            mark.draw(painter, drawing.frames[0])
        if layers:
            layers.append(_StillLayer.of(painter))
    return background.pixels, layers


def _moves(mark: Mark, drawing: Drawing) -> bool:
    changes = any(mark.presence) or any(movement.moves for _, movement in mark.points())
    return len(drawing.frames) > 1 and (changes or isinstance(mark, ChangingText))


def _extent(filled: NDArray[np.bool_], along: int) -> slice:
    indices = np.flatnonzero(filled.any(axis=along))
    return slice(int(indices[0]), int(indices[-1]) + 1) if len(indices) else slice(0, 0)
