"""A painter that draws parsed marks with cairosvg into memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svgconv.files.cairo import cairosvg_or_say
from svgconv.files.canvas import Canvas
from svgconv.scene.motion import Point

if TYPE_CHECKING:
    from PIL import Image

Box = tuple[int, int, int, int]
"""A rectangle of pixels, as in Pillow: left, top, right and bottom; the last two are outside it."""


class Painter:
    """Draws parsed marks at the place that the canvas gives.

    Attributes
    ----------
    pixels: row by row, four bytes each: blue, green, red and alpha, with colours multiplied by
        alpha. The cairo surface uses this memory, which lives as long as the painter. A view of a
        surface's own memory would dangle after the surface is gone.
    """

    def __init__(self, paper: Canvas) -> None:
        cairosvg = cairosvg_or_say("pixels")
        cairo = cairosvg.surface.cairo
        self._cairo = cairo
        self._size = (paper.width, paper.height)
        self.pixels = pixels = bytearray(4 * paper.width * paper.height)

        class OnPixels(cairosvg.surface.PNGSurface):  # type: ignore[misc, name-defined]
            """A cairosvg surface that draws into the painter's memory."""

            def _create_surface(self, width: float, height: float) -> tuple[Any, int, int]:
                surface = cairo.ImageSurface.create_for_data(
                    pixels, cairo.FORMAT_ARGB32, paper.width, paper.height, 4 * paper.width
                )
                return surface, paper.width, paper.height

        blank = f'<svg xmlns="http://www.w3.org/2000/svg" width="{paper.width}" '
        blank += f'height="{paper.height}" fill="none"/>'
        self._surface = OnPixels(cairosvg.parser.Tree(bytestring=blank.encode()), None, 96)
        self._context = self._surface.context
        self._context.translate(paper.left, paper.top)
        self._context.scale(paper.scale, paper.scale)

    def draw(self, tree: Any, offset: Point = (0, 0)) -> None:
        """Draw a parsed mark, moved by an offset in user units."""
        self._context.save()
        self._context.translate(*offset)
        self._surface.draw(tree)
        self._context.restore()
        self._surface.cairo.flush()

    def lay(self, other: Painter, box: Box) -> None:
        """Draw a part of another painter's pixels over these."""
        left, top, right, bottom = box
        self._context.save()
        self._context.identity_matrix()
        self._context.set_source_surface(other._surface.cairo, 0, 0)
        self._context.rectangle(left, top, right - left, bottom - top)
        self._context.fill()
        self._context.restore()
        self._surface.cairo.flush()

    @property
    def box(self) -> Box:
        """The smallest box around the pixels that are not transparent; empty if all are."""
        from PIL import Image

        view = Image.frombuffer("RGBA", self._size, self.pixels, "raw", "RGBA", 0, 1)
        return view.getbbox() or (0, 0, 0, 0)

    def image(self, *, opaque: bool) -> Image.Image:
        """Return a copy of the pixels: as RGB if they are opaque, else as RGBA."""
        from PIL import Image

        if opaque:
            return Image.frombuffer("RGB", self._size, self.pixels, "raw", "BGRX", 0, 1)
        return Image.frombuffer("RGBA", self._size, _unmultiplied(self.pixels), "raw", "RGBA", 0, 1)


def _unmultiplied(pixels: bytearray) -> bytes:
    """Return red, green, blue and alpha, with colours not multiplied by alpha.

    Pillow rounds down, so that a colour on a background would be darker than cairo draws it.
    """
    import numpy as np

    every = np.frombuffer(pixels, np.uint8).reshape(-1, 4)
    alpha = every[:, 3:]
    colors = every[:, 2::-1].astype(np.uint16) * 255 + alpha // 2
    plain = np.minimum(colors // np.maximum(alpha, 1), 255).astype(np.uint8)
    return np.concatenate([plain, alpha], axis=1).tobytes()
