"""Video at a constant frame rate, by PyAV (the extra ``svgconv[video]``)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from svgconv.encoders._delays import frame_rate
from svgconv.errors import MissingLibraryError, SvgconvError
from svgconv.files.canvas import canvas
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import recipe_from_json, recipe_json

if TYPE_CHECKING:
    from svgconv.raster.painter import Pixels

BT709 = 1
"""Of the matrix, the primaries and the transfer, in FFmpeg's numbers as in the standard's."""

LIMITED, FULL = 1, 2
"""The range of the channels, in FFmpeg's numbers: 16 to 235, and 0 to 255."""

THREADS = 2
"""Fixed, because x264 writes the number into the file."""

TAG = "comment"


@dataclass(frozen=True)
class Format:
    """A container with its codec.

    Attributes
    ----------
    name: the container's, which is the file's suffix too.
    codec: FFmpeg's name of the encoder.
    pixels: FFmpeg's name of how pixels are held.
    slowest: the least frames a second.
    codec_options, container_options: as FFmpeg knows them.
    """

    name: str
    codec: str
    pixels: str
    slowest: int
    codec_options: Mapping[str, str]
    container_options: Mapping[str, str] = field(default_factory=dict)


def encode_video(drawing: Drawing, kind: Format) -> bytes:
    """The drawing as a video; it is shown as often as it plays, once where that is for ever.

    Raises
    ------
    MissingLibraryError: PyAV is not there.
    SvgconvError: a transparent background, or durations that are no whole frames.
    """
    if drawing.output.paint is None:
        raise SvgconvError("background", "transparent is not for video", "use white or #rrggbb")
    av = av_or_say(kind.name)
    rate = frame_rate(drawing.durations, kind.slowest)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"video.{kind.name}"
        options = {"fflags": "+bitexact", **kind.container_options}
        with av.open(str(path), "w", format=kind.name, options=options) as container:
            container.metadata.update(
                {"title": drawing.title, TAG: recipe_json(drawing.full_recipe)}
            )
            _write(av, container, drawing, kind, rate)
        return path.read_bytes()


def video_recipe(path: Path, name: str) -> dict[str, Any] | None:
    """The recipe that is the video's comment.

    Raises
    ------
    MissingLibraryError: PyAV is not there.
    """
    av = av_or_say(name)
    try:
        with av.open(str(path), format=name) as container:
            words = {key.lower(): value for key, value in container.metadata.items()}
    except (OSError, av.FFmpegError):
        return None
    return recipe_from_json(words.get(TAG, ""))


def av_or_say(name: str) -> Any:
    """The module `av`.

    Raises
    ------
    MissingLibraryError: it is not there; the format of this name needs it.
    """
    try:
        import av
    except ImportError:
        raise MissingLibraryError(
            name, "needs PyAV, which is not installed", "pip install 'svgconv[video]'"
        ) from None
    return av


def _write(av: Any, container: Any, drawing: Drawing, kind: Format, rate: int) -> None:
    paper = canvas(drawing.scene, drawing.output)
    stream = _stream(container, kind, rate, _even(paper.width), _even(paper.height))
    times = count()
    for picture, repeats in _shown(drawing, rate):
        frame = _frame(av, _padded(picture, drawing), kind)
        for time in islice(times, repeats):
            frame.pts = time
            container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _stream(container: Any, kind: Format, rate: int, width: int, height: int) -> Any:
    """The stream, its colours tagged, its bytes the same on every machine."""
    stream = container.add_stream(kind.codec, rate=rate, options=dict(kind.codec_options))
    stream.width, stream.height, stream.pix_fmt = width, height, kind.pixels
    codec = stream.codec_context
    codec.colorspace = codec.color_primaries = codec.color_trc = BT709
    codec.color_range = LIMITED
    codec.thread_count = THREADS
    return stream


def _shown(drawing: Drawing, rate: int) -> Iterator[tuple[Pixels, int]]:
    """Every shown picture of every play, and for how many frames of the video it is shown."""
    from svgconv.raster.compositor import pictures

    repeats = [int(duration * rate) for duration in drawing.durations]
    for _ in range(drawing.plays or 1):
        yield from zip(pictures(drawing), repeats, strict=True)


def _frame(av: Any, pixels: Pixels, kind: Format) -> Any:
    frame = av.VideoFrame.from_ndarray(pixels, format="bgra")
    return frame.reformat(
        format=kind.pixels, dst_colorspace=BT709, src_color_range=FULL, dst_color_range=LIMITED
    )


def _padded(pixels: Pixels, drawing: Drawing) -> Pixels:
    """The pixels with an even number of rows and columns, the background added."""
    import numpy as np

    height, width, channels = pixels.shape
    padded = np.empty((_even(height), _even(width), channels), np.uint8)
    padded[...] = [*bytes.fromhex((drawing.output.paint or "")[1:])[::-1], 255]
    padded[:height, :width] = pixels
    return padded


def _even(pixels: int) -> int:
    return pixels + pixels % 2
