"""One scene, every output: every frame of every figure, read back from each format, is its still.

Tolerances are of 255. Each test fails if the frames are shifted by one.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import cairosvg
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import svgconv
from svgconv.sources.catalogue import catalogue
from svgconv.strip.strip import Strip
from tests.stills import size, stills

Frames = NDArray[np.int16]


def wanted_of(name: str) -> Frames:
    """Return every still of a figure without alpha; (frames, height, width, 3)."""
    return stills(name)[..., :3].astype(np.int16)


def by_pillow(content: bytes) -> Frames:
    """The frames of a GIF, APNG or WebP."""
    found = []
    with Image.open(io.BytesIO(content)) as image:
        for index in range(getattr(image, "n_frames", 1)):
            image.seek(index)
            found.append(np.array(image.convert("RGB"), np.int16))
    return np.stack(found)


def by_av(content: bytes) -> Frames:
    """A video's pictures, one for each second."""
    import av

    with av.open(io.BytesIO(content), "r") as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
        rate = int(container.streams.video[0].average_rate or 0)
    return np.stack(pictures[rate // 2 :: rate]).astype(np.int16)


FORMATS: dict[str, tuple[Callable[[bytes], Frames], int, float]] = {
    "gif": (by_pillow, 18, 0.1),
    "apng": (by_pillow, 2, 0.06),
    "webp": (by_pillow, 2, 0.06),
    "mp4": (by_av, 120, 3.2),
}
"""For each: a reader, the largest difference, and the largest mean difference of a frame."""

STRAIGHT = {"wavenet"}
"""Figures of level and upright lines, which poppler moves to whole pixels: it differs more."""


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", catalogue())
def test_every_frame_read_back_is_its_still(name: str, format_: str) -> None:
    read, largest, mean = FORMATS[format_]
    found = read(svgconv.load(name).encode(f".{format_}", **size(name)))
    wanted = wanted_of(name)
    assert found.shape == wanted.shape
    apart = np.abs(found - wanted)
    assert apart.max() <= largest
    assert apart.mean(axis=(1, 2, 3)).max() <= mean
    shifted = np.abs(found - np.roll(wanted, 1, axis=0))
    assert shifted.mean(axis=(1, 2, 3)).min() > 1.2 * apart.mean(axis=(1, 2, 3)).max()


@pytest.mark.parametrize("name", catalogue())
def test_every_page_is_its_still(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(svgconv.load(name).encode(".pdf", **size(name)))
    subprocess.run(["pdftocairo", "-png", "-r", "96", path, tmp_path / "p"], check=True)
    pages = [
        np.array(Image.open(page).convert("RGB"), np.int16)
        for page in sorted(tmp_path.glob("p-*.png"))
    ]
    wanted = wanted_of(name)
    assert len(pages) == len(wanted)
    apart = [np.abs(page - still).mean() for page, still in zip(pages, wanted, strict=True)]
    shifted = [
        np.abs(page - still).mean()
        for page, still in zip(pages, np.roll(wanted, 1, axis=0), strict=True)
    ]
    assert max(apart) < (5 if name in STRAIGHT else 2.5)
    assert all(right < 0.8 * wrong for right, wrong in zip(apart, shifted, strict=True))


def test_renderers_agree_on_a_strip(tmp_path: Path) -> None:
    (path,) = Strip(svgconv.load("padding_strides"), count=4).save(tmp_path / "a.svg")
    ours = cairosvg.svg2png(path.read_bytes(), background_color="white")
    theirs = subprocess.run(
        ["rsvg-convert", "--background-color", "white", path], check=True, capture_output=True
    ).stdout
    one, other = (
        np.array(Image.open(io.BytesIO(png)).convert("RGB"), np.int16) for png in (ours, theirs)
    )
    assert one.shape == other.shape
    assert np.abs(one - other).mean() < 1
    assert one.min() < 60
