"""The frames of a drawing as pixels, in a fraction of the time that whole frames would take.

Still marks are drawn once, in as many layers as the drawing order needs. Each frame is composed of
these layers, with the moving marks between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from svgconv.files.canvas import Canvas, canvas
from svgconv.files.drawing import Drawing
from svgconv.raster.mark_tree import parsed, set_ends
from svgconv.raster.painter import Box, Painter
from svgconv.scene.marks import ChangingText, FixedText, Lines, Mark, Shape
from svgconv.scene.presence import present
from svgconv.scene.scene import Scene

if TYPE_CHECKING:
    from PIL import Image


def pictures(drawing: Drawing) -> Iterator[Image.Image]:
    """Yield each frame as RGB, or as RGBA if the background is transparent.

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
        painter.pixels[:] = behind
        for layer in layers:
            layer.draw(painter, frame)
        yield painter.image(opaque=drawing.output.paint is not None)


def picture(drawing: Drawing) -> Image.Image:
    """Return the first frame, as `pictures` does."""
    return next(pictures(drawing))


@dataclass(frozen=True)
class _StillLayer:
    """A layer of still marks that is drawn already, and the box outside which it is empty."""

    drawn: Painter
    box: Box

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


def _layers(drawing: Drawing, paper: Canvas) -> tuple[bytes, list[_StillLayer | _DrawnMark]]:
    """Return the pixels behind all that moves, and the layers above them in drawing order."""
    background = Painter(paper)
    if (color := drawing.output.paint) is not None:
        pixel = bytes.fromhex(color[1:])[::-1] + b"\xff"
        background.pixels[:] = pixel * (paper.width * paper.height)
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
            layers.append(_StillLayer(painter, painter.box))
    return bytes(background.pixels), layers


def _moves(mark: Mark, drawing: Drawing) -> bool:
    changes = any(mark.presence) or any(movement.moves for _, movement in mark.points())
    return len(drawing.frames) > 1 and (changes or isinstance(mark, ChangingText))
