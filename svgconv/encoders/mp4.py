"""MP4: H.264, for presentation programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from svgconv.encoders._video import Format, encode_video, video_recipe
from svgconv.encoders.base import SIZE, TIMING, Encoder
from svgconv.files.drawing import Drawing

PARAMETERS = ":".join(
    (
        "mbtree=0",  # without this, the bytes differ from run to run
        "psy=0",  # flat colours have no texture to imitate
        "b-adapt=0:bframes=4:b-pyramid=0:weightp=0",  # equal frames need no decisions
        "scenecut=0:rc-lookahead=0",
        "partitions=i4x4,i8x8",  # between frames, a block of 16 pixels stays or changes as a whole
        "ref=4",  # fewer do not hold the last different pictures, and need a third more bytes
    )
)

FORMAT = Format(
    name="mp4",
    codec="libx264",
    pixels="yuv420p",  # the only one that PowerPoint and Keynote play
    slowest=5,  # some players show only the first picture of a slower video
    codec_options={
        "qp": "23",  # as good as a constant rate factor, which looks at each frame twice
        "preset": "veryfast",
        "tune": "animation",
        "x264-params": PARAMETERS,
    },
    container_options={"movflags": "+faststart"},
)


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as H.264 at a constant frame rate, with its recipe as the comment.

    A video cannot say how often it plays. It contains the frames of every play, or those of one if
    the drawing repeats for ever.
    """
    return encode_video(drawing, FORMAT)


def recipe(path: Path) -> dict[str, Any] | None:
    """Return the recipe that is the MP4's comment; None if it has none."""
    return video_recipe(path, FORMAT.name)


ENCODER = Encoder(
    summary="MP4 video, H.264 (needs svgconv[video])",
    encode=encode,
    recipe=recipe,
    media_type="video/mp4",
    content="pixels",
    options=SIZE | TIMING | {"max_frames"},
)
