"""Pictures from files, as the numbers of an input."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from svgconv.errors import SvgconvError
from svgconv.files.reading import read_bytes
from svgconv.numbers.picture import Picture
from svgconv.specification.limits import MOST_BYTES, MOST_PIXELS, REMEDY

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
"""The suffixes of pictures, and what Pillow calls their formats."""


def read_picture(path: Path) -> Picture:
    """Return the picture in a file, transparent parts on white; of an animation, its first frame.

    Raises
    ------
    SvgconvError: a file that cannot be read, is not of the format that its suffix says, or has more
        pixels than `MOST_PIXELS`.
    """
    from PIL import Image, ImageOps

    content = io.BytesIO(read_bytes(path, MOST_BYTES))
    kind = FORMATS[path.suffix.lower()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about large pictures, which are rejected below
        try:
            with Image.open(content, formats=[kind]) as opened:
                width, height = opened.size
                if width * height <= MOST_PIXELS:
                    upright = ImageOps.exif_transpose(opened).convert("RGBA")
                    white = Image.new("RGBA", upright.size, "white")
                    return Picture(Image.alpha_composite(white, upright).convert("RGB"))
        except Image.DecompressionBombError:
            pass
        except Exception:  # damaged files raise errors of many kinds
            problem = f"is not a {kind} picture that can be read"
            raise SvgconvError(path, problem, "save it again") from None
    raise SvgconvError(path, f"has more than {MOST_PIXELS:,} pixels", REMEDY)
