"""MP4: H.264 as slide programs play it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from svgconv.encoders._video import Format, encode_video, video_recipe
from svgconv.encoders.base import PLAYBACK, SIZE, Encoder
from svgconv.files.drawing import Drawing

FORMAT = Format(
    name="mp4",
    codec="libx264",
    pixels="yuv420p",  # PowerPoint and Keynote play no other
    slowest=10,
    codec_options={
        "crf": "18",
        "tune": "animation",
        "x264-params": "mbtree=0",  # with it the bytes differ from run to run
    },
    container_options={"movflags": "+faststart"},
)


def encode(drawing: Drawing) -> bytes:
    """The drawing as H.264 at a constant frame rate; the recipe is the comment.

    A video does not say how often it plays: the frames are in it as often as the drawing plays,
    once where that is for ever.
    """
    return encode_video(drawing, FORMAT)


def recipe(path: Path) -> dict[str, Any] | None:
    """The recipe that is the MP4's comment."""
    return video_recipe(path, FORMAT.name)


ENCODER = Encoder(
    summary="MP4 video, H.264 (needs svgconv[video])",
    encode=encode,
    recipe=recipe,
    media_type="video/mp4",
    content="pixels",
    options=SIZE | PLAYBACK | {"max_frames"},
)
