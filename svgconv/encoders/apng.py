"""APNG: lossless animation, of which any PNG program shows the first frame."""

from __future__ import annotations

from collections.abc import Iterable

from svgconv.encoders._delays import fraction
from svgconv.encoders.base import SIZE, TIMING, Encoder
from svgconv.encoders.png import encode as encode_png
from svgconv.encoders.png import recipe
from svgconv.files.canvas import canvas
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import KEY, recipe_json

GREYS = range(1, 255)
"""What can stand for transparent pixels: the first of them that no picture has."""


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as an animated PNG, or a still as a plain one, with its recipe as text."""
    from svgconv.encoders._png_chunks import (
        SIGNATURE,
        animation,
        end,
        header,
        transparent,
        words,
    )

    if drawing.still:
        return encode_png(drawing)
    paper = canvas(drawing.scene, drawing.output)
    durations = [fraction(duration) for duration in drawing.durations]
    grey, frames = _frames(drawing, durations)
    return b"".join(
        [
            SIGNATURE,
            header(paper.width, paper.height, alpha=grey is None),
            animation(len(durations), drawing.plays),
            words("Title", drawing.title),
            words(KEY, recipe_json(drawing.full_recipe)),
            b"" if grey is None else transparent(grey),
            *frames,
            end(),
        ]
    )


def _frames(
    drawing: Drawing, durations: list[tuple[int, int]]
) -> tuple[int | None, Iterable[bytes]]:
    """Return the grey that stands for transparent pixels, and the frames.

    Without alpha a file takes less time and fewer bytes. The grey is None if a file has alpha,
    because its background is transparent or its pictures have all greys.
    """
    from svgconv.encoders._dirty_rectangle import patches
    from svgconv.encoders._png_chunks import frame, greys, keyed

    taken: set[int] = set()
    free = iter(GREYS if drawing.output.paint is not None else ())
    while (grey := next((grey for grey in free if grey not in taken), None)) is not None:
        frames: list[bytes] = []
        for patch, duration in zip(patches(drawing), durations, strict=True):
            taken |= greys(patch.pixels)
            if grey in taken:
                break
            frames.append(frame(len(frames), patch, keyed(patch.pixels, grey), duration))
        else:
            return grey, frames
    return None, (
        frame(index, patch, patch.pixels.convert("RGBA"), duration)
        for index, (patch, duration) in enumerate(zip(patches(drawing), durations, strict=True))
    )


ENCODER = Encoder(
    summary="APNG: lossless animation",
    encode=encode,
    recipe=recipe,
    media_type="image/apng",
    content="pixels",
    options=SIZE | TIMING | {"max_frames"},
)
