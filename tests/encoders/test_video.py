"""MP4 and WebM, read back by FFmpeg; colours are reckoned here, by BT.709's own numbers."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from svgconv.encoders import mp4, webm
from svgconv.errors import MissingLibraryError, SvgconvError
from tests.encoders.scenes import SCENES, shifted, wanted

FORMATS = {"mp4": mp4.ENCODER, "webm": webm.ENCODER}
MEAN = {"mp4": 2.0, "webm": 1.2}
"""Tolerances: the mean error of 255; 4:2:0 halves the chroma's sharpness at every thin line."""

each = pytest.mark.parametrize("name", FORMATS)


class Video(NamedTuple):
    pictures: NDArray[np.float64]
    times: list[float]
    seconds: float
    codec: str
    matrix: int


def _read(content: bytes) -> Video:
    av = pytest.importorskip("av")
    with av.open(io.BytesIO(content)) as container:
        (stream,) = container.streams
        frames = list(container.decode(stream))
        return Video(
            np.stack([_rgb(frame) for frame in frames]),
            [float(frame.time) for frame in frames],
            container.duration / 1_000_000,
            stream.codec_context.name,
            frames[0].colorspace,
        )


def _rgb(frame: Any) -> NDArray[np.float64]:
    luma, blue, red = _planes(frame)
    y, u, v = (luma - 16.0) / 219, (blue - 128.0) / 224, (red - 128.0) / 224
    green = y - (0.2126 * 1.5748 * v + 0.0722 * 1.8556 * u) / 0.7152
    return np.clip(np.stack([y + 1.5748 * v, green, y + 1.8556 * u], axis=-1) * 255, 0, 255)


def _planes(frame: Any) -> tuple[NDArray[np.uint8], ...]:
    planes = frame.to_ndarray()
    if frame.format.name == "yuv444p":
        return tuple(planes)
    assert frame.format.name == "yuv420p"
    height, width = frame.height, frame.width
    halves = planes[height:].reshape(2, height // 2, width // 2)
    return (planes[:height], *halves.repeat(2, axis=1).repeat(2, axis=2))


def _error(got: NDArray[np.float64], expected: NDArray[Any]) -> float:
    """The mean error of the frame that is worst."""
    height, width = expected.shape[1:3]
    far = np.abs(got[:, :height, :width] - expected[..., :3].astype(float))
    return float(far.mean(axis=(1, 2, 3)).max())


@each
@pytest.mark.parametrize("scene", SCENES)
def test_every_frame_is_near_what_was_drawn(scene: str, name: str) -> None:
    drawing = SCENES[scene]().drawing(width=301, height=305, background="#ddeeff")
    video, expected = _read(FORMATS[name].encode(drawing)), wanted(drawing)
    repeats = len(video.pictures) // len(expected)
    expected = expected.repeat(repeats, axis=0)
    assert video.matrix == 1
    assert video.pictures.shape[1:3] == (306, 302)
    assert _error(video.pictures, expected) <= MEAN[name]
    assert _error(video.pictures, shifted(expected)) > MEAN[name]
    edge = video.pictures[:, -1, :] - [0xDD, 0xEE, 0xFF]
    assert np.abs(edge).max() <= 12


@each
def test_every_frame_is_held_for_its_duration_at_a_constant_rate(name: str) -> None:
    drawing = SCENES["conv"](frame_duration=Decimal("0.25"), hold=Decimal("0.5")).drawing()
    video, expected = _read(FORMATS[name].encode(drawing)), wanted(drawing)
    rate = {"mp4": 8, "webm": 4}[name]
    assert np.allclose(video.times, np.arange(len(video.times)) / rate, atol=0.001)
    assert video.seconds == pytest.approx(1.5, abs=0.002)
    shown = expected[np.minimum(np.arange(len(video.times)) * 4 // rate, 3)]
    assert _error(video.pictures, shown) <= MEAN[name]


def test_a_webm_has_the_same_pictures_at_any_speed() -> None:
    """libvpx would encode frames of a second in real time."""
    slow, fast = (
        _packets(webm.ENCODER.encode(SCENES["conv"](frame_duration=Decimal(seconds)).drawing()))
        for seconds in ("1", "0.5")
    )
    assert slow == fast


def _packets(content: bytes) -> list[bytes]:
    av = pytest.importorskip("av")
    with av.open(io.BytesIO(content)) as container:
        return [bytes(packet) for packet in container.demux(video=0)]


@each
def test_it_is_shown_as_often_as_it_plays(name: str) -> None:
    once, thrice = (
        _read(FORMATS[name].encode(SCENES["conv"](plays=plays).drawing())) for plays in (None, 3)
    )
    assert len(thrice.pictures) == 3 * len(once.pictures)
    assert np.abs(thrice.pictures[-1] - once.pictures[-1]).mean() < MEAN[name]


def test_mp4_can_start_before_it_is_loaded() -> None:
    content = mp4.ENCODER.encode(SCENES["conv"]().drawing())
    assert content.index(b"moov") < content.index(b"mdat")


@each
def test_what_a_video_cannot_hold_is_said(name: str) -> None:
    encode = FORMATS[name].encode
    with pytest.raises(SvgconvError, match=r"^background: a video cannot be transparent; use "):
        encode(SCENES["conv"]().drawing(background="transparent"))
    problem = r"^frame_duration: 0\.007 seconds is not a whole number of frames at any rate from"
    with pytest.raises(SvgconvError, match=problem):
        encode(SCENES["conv"](frame_duration=Decimal("0.007")).drawing())


@each
def test_without_its_library_it_says_how_to_get_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(MissingLibraryError, match=rf"^{name}: needs PyAV.*svgconv\[video\]"):
        FORMATS[name].encode(SCENES["conv"]().drawing())
