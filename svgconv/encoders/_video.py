"""Video at a constant frame rate, by PyAV (the extra ``svgconv[video]``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from svgconv.encoders._delays import frame_rate
from svgconv.errors import MissingLibraryError, SvgconvError
from svgconv.files.canvas import canvas
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import recipe_from_json, recipe_json

if TYPE_CHECKING:
    from PIL import Image

BT709 = 1
"""FFmpeg's number for the colour matrix, the primaries and the transfer of BT.709."""

LIMITED, FULL = 1, 2
"""FFmpeg's numbers for channels from 16 to 235, and from 0 to 255."""

THREADS = 1
"""A constant, because the bytes depend on it; more threads cost CPU and bytes."""

TAG = "comment"


@dataclass(frozen=True)
class Format:
    """A container with its codec.

    Attributes
    ----------
    name: the container's name, which is also the file's suffix.
    codec: FFmpeg's name of the encoder.
    pixels: FFmpeg's name of the pixel format.
    slowest: the lowest frame rate, in frames per second.
    codec_options, container_options: options of FFmpeg.
    """

    name: str
    codec: str
    pixels: str
    slowest: int
    codec_options: Mapping[str, str]
    container_options: Mapping[str, str] = field(default_factory=dict)


def encode_video(drawing: Drawing, kind: Format) -> bytes:
    """Return a drawing as a video that contains every play, or one if it repeats for ever.

    Raises
    ------
    MissingLibraryError: PyAV is not installed.
    SvgconvError: the background is transparent, or a duration is not a whole number of frames.
    """
    if drawing.output.paint is None:
        raise SvgconvError("background", "a video cannot be transparent", "use white or #rrggbb")
    av = load_av(kind.name)
    rate = frame_rate(drawing.durations, kind.slowest)
    film = BytesIO()

    def reading(*_: object) -> BytesIO:
        """Return the film so far: to move its index to its beginning, FFmpeg reads it again."""
        return BytesIO(film.getvalue())

    options = {"fflags": "+bitexact", **kind.container_options}
    with av.open(film, "w", format=kind.name, options=options, io_open=reading) as container:
        container.metadata.update({"title": drawing.title, TAG: recipe_json(drawing.full_recipe)})
        _write(av, container, drawing, kind, rate)
    return film.getvalue()


def video_recipe(path: Path, name: str) -> dict[str, Any] | None:
    """Return the recipe that is the video's comment; None if it has none.

    Raises
    ------
    MissingLibraryError: PyAV is not installed.
    """
    av = load_av(name)
    try:
        with av.open(str(path), format=name) as container:
            words = {key.lower(): value for key, value in container.metadata.items()}
    except (OSError, av.FFmpegError):
        return None
    return recipe_from_json(words.get(TAG, ""))


def load_av(name: str) -> Any:
    """Return the module `av`, which the format with this name needs.

    Raises
    ------
    MissingLibraryError: it is not installed.
    """
    try:
        import av
    except ImportError:
        raise MissingLibraryError(
            name, "needs PyAV, which is not installed", "run pip install 'svgconv[video]'"
        ) from None
    return av


def _write(av: Any, container: Any, drawing: Drawing, kind: Format, rate: int) -> None:
    paper = canvas(drawing.scene, drawing.output)
    stream = _stream(container, kind, rate, _even(paper.width), _even(paper.height))
    times = count()
    converter = av.video.reformatter.VideoReformatter()
    for picture, repeats in _shown(drawing, rate):
        frame = _frame(av, converter, _padded(picture, drawing), kind)
        for time in islice(times, repeats):
            frame.pts = time
            container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _stream(container: Any, kind: Format, rate: int, width: int, height: int) -> Any:
    """Return the stream, with its colour space, and with the same bytes on every machine."""
    stream = container.add_stream(kind.codec, rate=rate, options=dict(kind.codec_options))
    stream.width, stream.height, stream.pix_fmt = width, height, kind.pixels
    codec = stream.codec_context
    codec.colorspace = codec.color_primaries = codec.color_trc = BT709
    codec.color_range = LIMITED
    codec.thread_count = THREADS
    return stream


def _shown(drawing: Drawing, rate: int) -> Iterator[tuple[Image.Image, int]]:
    """Yield every picture of every play, and its number of frames in the video."""
    from svgconv.raster.compositor import pictures

    repeats = [int(duration * rate) for duration in drawing.durations]
    for _ in range(drawing.plays or 1):
        yield from zip(pictures(drawing), repeats, strict=True)


def _frame(av: Any, converter: Any, picture: Image.Image, kind: Format) -> Any:
    return converter.reformat(
        av.VideoFrame.from_image(picture),
        format=kind.pixels,
        dst_colorspace=BT709,
        src_color_range=FULL,
        dst_color_range=LIMITED,
    )


def _padded(picture: Image.Image, drawing: Drawing) -> Image.Image:
    """Return a picture with an even width and height, padded with the background."""
    from PIL import Image

    if picture.size == (size := (_even(picture.width), _even(picture.height))):
        return picture
    padded = Image.new("RGB", size, drawing.output.paint)
    padded.paste(picture)
    return padded


def _even(pixels: int) -> int:
    return pixels + pixels % 2
