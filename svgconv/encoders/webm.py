"""WebM: VP9, for browsers, sharper and smaller than MP4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from svgconv.encoders._video import Format, encode_video, video_recipe
from svgconv.encoders.base import PLAYBACK, SIZE, Encoder
from svgconv.files.drawing import Drawing

FORMAT = Format(
    name="webm",
    codec="libvpx-vp9",
    pixels="yuv444p",  # keeps thin coloured lines sharp
    slowest=1,
    codec_options={
        "crf": "31",
        "b": "0",
        "deadline": "good",
        "cpu-used": "3",  # 4 is three times as fast, and needs a third more bytes
        "frame-parallel": "0",  # a frame may learn from the one before it
    },
)


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as VP9 at a constant frame rate, with its recipe as the comment.

    A video cannot say how often it plays. It contains the frames of every play, or those of one if
    the drawing repeats for ever.
    """
    return encode_video(drawing, FORMAT)


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe that is the WebM's comment; None if it has none."""
    return video_recipe(path, FORMAT.name)


ENCODER = Encoder(
    summary="WebM video, VP9 (needs svgconv[video])",
    encode=encode,
    recipe=recipe,
    media_type="video/webm",
    content="pixels",
    options=SIZE | PLAYBACK | {"max_frames"},
)
