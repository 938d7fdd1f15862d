"""WebM: VP9, for browsers, sharper and smaller than MP4."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from svgconv.encoders._video import Format, encode_video, video_recipe
from svgconv.encoders.base import SIZE, TIMING, Encoder
from svgconv.files.canvas import canvas
from svgconv.files.drawing import Drawing

FINEST, COARSEST = 27, 38
"""The quantizers of a small and of a large picture, of FFmpeg's 0 to 63.

With the same quantizer, the error of a small picture is larger: it has more lines for its area.
"""

FORMAT = Format(
    name="webm",
    codec="libvpx-vp9",
    pixels="yuv444p",  # keeps thin coloured lines sharp
    slowest=1,
    codec_options={
        "b": "0",
        "deadline": "2000000",  # as "good", which means "realtime" for a frame of a second
        "cpu-used": "2",  # 1 takes half as much time again, and saves 3 bytes in a hundred
        "frame-parallel": "0",  # a frame may learn from the one before it
        "tile-columns": "0",  # tiles would serve threads
    },
)


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as VP9 at a constant frame rate, with its recipe as the comment.

    A video cannot say how often it plays. It contains the frames of every play, or those of one if
    the drawing repeats for ever.
    """
    paper = canvas(drawing.scene, drawing.output)
    options = {**FORMAT.codec_options, "crf": str(_quantizer(paper.width * paper.height))}
    return encode_video(drawing, replace(FORMAT, codec_options=options))


def _quantizer(pixels: int) -> int:
    return min(max(FINEST, 20 + pixels // 12_500), COARSEST)


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe that is the WebM's comment; None if it has none."""
    return video_recipe(path, FORMAT.name)


ENCODER = Encoder(
    summary="WebM video, VP9 (needs svgconv[video])",
    encode=encode,
    recipe=recipe,
    media_type="video/webm",
    content="pixels",
    options=SIZE | TIMING | {"max_frames"},
)
