"""A drawing as an image of Pillow that has many frames, so that only one is in memory."""

from __future__ import annotations

from PIL import Image

from svgconv.files.drawing import Drawing
from svgconv.raster.compositor import pictures


class AnimatedImage(Image.Image):
    """The pictures of a drawing, one after the other, each drawn when Pillow seeks it.

    Parameters
    ----------
    drawing: its pictures have an alpha channel if its background is transparent.

    Raises
    ------
    MissingLibraryError: the cairo library is missing.
    SvgconvError: the drawing has more frames than the output allows.
    """

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._pictures = pictures(drawing)
        self._mode = "RGBA" if drawing.output.paint is None else "RGB"
        self._frame = -1
        self.n_frames = len(drawing.frames)
        self.is_animated = self.n_frames > 1
        self.seek(0)
        self._size = self.im.size

    def tell(self) -> int:
        """Return the index of the frame that was drawn last."""
        return self._frame

    def seek(self, frame: int) -> None:
        """Draw the frame, if it is the next one; do nothing for any other frame.

        Raises
        ------
        EOFError: there is no such frame.
        """
        if frame >= self.n_frames:
            raise EOFError(f"frame {frame} of {self.n_frames}")
        if frame == self._frame + 1:
            self.im = next(self._pictures).im
            self._frame = frame
