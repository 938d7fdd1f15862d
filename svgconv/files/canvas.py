"""The canvas of a file: its size in pixels or on paper, and the part of the scene that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from svgconv.errors import Name, SvgconvError, Words
from svgconv.files.size import Size
from svgconv.specification.measures import CSS_DPI, INCHES, inches

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 32_767
"""The most pixels along a side that cairo draws."""


class Drawn(Protocol):
    """What a canvas asks of what is drawn: a scene, or a sheet of several."""

    @property
    def width(self) -> float:
        """The width in user units."""

    @property
    def height(self) -> float:
        """The height in user units."""

    @property
    def natural_size(self) -> tuple[float, float]:
        """The width and height in CSS pixels if nobody chooses a size."""


@dataclass(frozen=True)
class Canvas:
    """The pixels of a file, and the place of the scene in them.

    A point (x, y) of the scene is at pixel (left + scale * x, top + scale * y).
    """

    width: int
    height: int
    scale: float
    left: int = 0
    top: int = 0

    @property
    def view(self) -> tuple[float, float, float, float]:
        """The part of the user space that the pixels show: x, y, width and height."""
        return (
            -self.left / self.scale,
            -self.top / self.scale,
            self.width / self.scale,
            self.height / self.scale,
        )

    @property
    def size(self) -> tuple[object, object]:
        """The width and height as attributes of an SVG."""
        return self.width, self.height


@dataclass(frozen=True)
class Page:
    """The part of the user space that an SVG shows, and its size."""

    view: tuple[float, float, float, float]
    size: tuple[object, object]


def page(scene: Drawn, output: Size) -> Canvas | Page:
    """Return the page of an SVG or PDF: a canvas of pixels, or a page of a given size on paper.

    With a size in pixels, it shows what a file of pixels shows. In its natural size, and on paper,
    the figure fills the page.
    """
    given = {name: getattr(output, name) for name in ("width", "height")}
    unit = next((length[-2:] for length in given.values() if isinstance(length, str)), None)
    if unit is None:
        sized = any(given.values()) or output.scale or output.dpi
        return canvas(scene, output) if sized else _limited(_filled(scene, output))
    width, height = (inches(length) if length else None for length in given.values())
    scales = [side / own for side, own in ((width, scene.width), (height, scene.height)) if side]
    scale = min(scales)
    shown = ((width or scale * scene.width) / scale, (height or scale * scene.height) / scale)
    corner = ((scene.width - shown[0]) / 2, (scene.height - shown[1]) / 2)
    size = tuple(f"{round(scale * side / INCHES[unit], 4):g}{unit}" for side in shown)
    return Page((*corner, *shown), (size[0], size[1]))


def canvas(scene: Drawn, output: Size) -> Canvas:
    """Return the canvas of pixels: of the given size, or of the figure's natural size.

    The steps from a cell to the next are whole or half pixels if the figure is then at least
    nine tenths as large; the rest is a margin.

    Raises
    ------
    SvgconvError: more than `MOST_PIXELS` pixels, or a longer side than `LONGEST_SIDE`.
    """
    filled = _filled(scene, output)
    scale = _whole_steps(filled.scale)
    left = (filled.width - scale * scene.width) // 2
    top = (filled.height - scale * scene.height) // 2
    return _limited(Canvas(filled.width, filled.height, scale, max(0, int(left)), max(0, int(top))))


def css_pixels(scene: Drawn, output: Size) -> float:
    """Return the least number of CSS pixels to a user unit in the files of this size.

    It is the same at every resolution: 96 of them are an inch of a file with a size on paper.
    """
    filled = _filled(scene, output)
    return _whole_steps(filled.scale) * CSS_DPI / (output.dpi or CSS_DPI)


def check_pixels(width: int, height: int) -> None:
    """Raise `SvgconvError` if a picture has more than `MOST_PIXELS`, or a side is too long."""
    problem = ""
    if width * height > MOST_PIXELS:
        problem = f"{width:,}×{height:,} pixels are more than {MOST_PIXELS:,}"
    elif max(width, height) > LONGEST_SIDE:
        problem = f"{width:,}×{height:,} pixels have a side of more than {LONGEST_SIDE:,}"
    if problem:
        remedy = Words("use a smaller ", Name("width"), ", ", Name("scale"), " or ", Name("dpi"))
        raise SvgconvError("image size", problem, remedy)


def _limited(made: Canvas) -> Canvas:
    check_pixels(made.width, made.height)
    return made


def _filled(scene: Drawn, output: Size) -> Canvas:
    """Return the canvas of the given size, with the figure as large as it can be."""
    width, height = output.pixels("width"), output.pixels("height")
    if width and height:
        scale = min(width / scene.width, height / scene.height)
    elif width:
        scale = width / scene.width
    elif height:
        scale = height / scene.height
    elif output.scale:
        scale = output.scale
    else:
        natural, _ = scene.natural_size
        scale = natural / scene.width * (output.dpi or CSS_DPI) / CSS_DPI
    return Canvas(
        width or max(1, round(scale * scene.width)),
        height or max(1, round(scale * scene.height)),
        scale,
    )


def _whole_steps(scale: float) -> float:
    """Return a slightly smaller scale at which a cell has whole or half pixels, if there is one.

    Edges then look the same in every frame, which makes files small.
    """
    whole = int(2 * scale) / 2
    return whole if whole >= 0.9 * scale else scale
