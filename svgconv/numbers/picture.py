"""A picture as the numbers of an input: its greys, or its red, green and blue as three planes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svgconv.errors import SvgconvError
from svgconv.specification.sizes import Size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array

MOST_CELLS = 64
"""The most cells along a side of a picture whose size nobody chooses."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture whose numbers are 0 for dark to 255 for light.

    Attributes
    ----------
    image: Pillow's image, in its mode ``RGB``.
    """

    image: Any

    @property
    def size(self) -> Size:
        """The rows and columns of an input that has no size: at most `MOST_CELLS`."""
        width, height = self.image.size
        scale = min(1, MOST_CELLS / max(width, height))
        return max(1, round(height * scale)), max(1, round(width * scale))

    def numbers(self, shape: Size, axes: int) -> Array:
        """Return the numbers in an input's shape: of one plane, or of three channels.

        Raises
        ------
        SvgconvError: another number of axes or of channels.
        """
        import numpy as np
        from PIL import Image

        channels = shape[0] if len(shape) > axes else 1
        if axes != 2 or channels not in (1, 3):
            raise SvgconvError(
                "input_values",
                f"a picture does not fit the input, {times(shape)}",
                "use two axes, and 1 or 3 input channels",
            )
        rows, columns = shape[-2:]
        image = self.image.resize((columns, rows), Image.Resampling.BOX)
        if channels == 1:
            return np.asarray(image.convert("L"), np.int64).reshape(shape)
        return np.moveaxis(np.asarray(image, np.int64), 2, 0)
