"""WebM: VP9 as browsers play it, sharper and smaller than MP4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from svgconv.encoders._video import Format, encode_video, video_recipe
from svgconv.encoders.base import PLAYBACK, SIZE, Encoder
from svgconv.files.drawing import Drawing

FORMAT = Format(
    name="webm",
    codec="libvpx-vp9",
    pixels="yuv444p",  # thin coloured lines stay sharp
    slowest=1,
    codec_options={"crf": "20", "b": "0", "deadline": "good", "cpu-used": "1"},
)


def encode(drawing: Drawing) -> bytes:
    """The drawing as VP9 at a constant frame rate; the recipe is the comment.

    A video does not say how often it plays: the frames are in it as often as the drawing plays,
    once where that is for ever.
    """
    return encode_video(drawing, FORMAT)


def recipe(path: Path) -> dict[str, Any] | None:
    """The recipe that is the WebM's comment."""
    return video_recipe(path, FORMAT.name)


ENCODER = Encoder(
    summary="WebM video, VP9 (needs svgconv[video])",
    encode=encode,
    recipe=recipe,
    media_type="video/webm",
    content="pixels",
    options=SIZE | PLAYBACK | {"max_frames"},
)
