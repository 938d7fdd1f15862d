"""Every moving format: the same bytes each time, and known again as svgconv's own."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from svgconv.encoders.base import Encoder
from tests.encoders.scenes import SCENES

NAMES = ("gif", "apng", "webp", "avif", "mp4", "webm")
OTHERS = {"gif": "GIF", "apng": "PNG", "webp": "WEBP", "avif": "AVIF"}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    if request.param in ("mp4", "webm"):
        pytest.importorskip("av")
    return str(request.param)


def _encoder(name: str) -> Encoder:
    encoder: Encoder = import_module(f"svgconv.encoders.{name}").ENCODER
    return encoder


def test_the_same_drawing_gives_the_same_bytes(name: str) -> None:
    drawing = SCENES["conv"]().drawing()
    assert _encoder(name).encode(drawing) == _encoder(name).encode(drawing)
    other = SCENES["conv"]().drawing(background="#ffeeee")
    assert _encoder(name).encode(drawing) != _encoder(name).encode(other)


@pytest.mark.parametrize("still", [False, True])
def test_a_file_of_ours_is_known_again(name: str, still: bool, tmp_path: Path) -> None:
    figure = SCENES["conv"]()
    drawing = (figure.frame(1) if still else figure).drawing(width=200)
    path = tmp_path / f"figure.{name}"
    path.write_bytes(_encoder(name).encode(drawing))
    assert _encoder(name).wrote(path)


def test_the_recipe_is_in_the_file_with_what_is_unusual_of_the_output() -> None:
    content = _encoder("gif").encode(SCENES["conv"]().drawing(width=200, colors=32))
    start = content.index(b'{"svgconv"')
    text = content[start : content.index(b"}}", start) + 2]
    assert json.loads(text)["output"] == {"width": 200, "colors": 32}


def test_a_file_of_others_is_not_ours(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"figure.{name}"
    assert not _encoder(name).wrote(path)
    path.write_bytes(b"not a picture")
    assert not _encoder(name).wrote(path)
    if name in OTHERS:
        from PIL import Image

        Image.new("P", (4, 4)).save(path, OTHERS[name])
        assert not _encoder(name).wrote(path)


def test_another_video_is_not_ours(tmp_path: Path) -> None:
    av = pytest.importorskip("av")
    path = tmp_path / "other.mp4"
    with av.open(str(path), "w") as container:
        container.metadata["comment"] = '{"not": "ours"}'
        stream = container.add_stream("libx264", rate=10)
        stream.width = stream.height = 16
        container.mux(stream.encode(av.VideoFrame(16, 16, "yuv420p")))
        container.mux(stream.encode(None))
    assert not _encoder("mp4").wrote(path)
