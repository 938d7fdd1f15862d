"""One scene, every output: every frame of every figure, read back from each format, is its still.

Tolerances are of 255. Each test fails if the frames are shifted by one.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import cairosvg
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import svgconv
from svgconv.sources.catalogue import catalogue
from svgconv.strip.strip import Strip
from tests.stills import Pictures, composed, difference, figure_of, size, stills


def by_pillow(content: bytes) -> Pictures:
    """Return the frames of a GIF, APNG, WebP or AVIF."""
    found = []
    with Image.open(io.BytesIO(content)) as image:
        for index in range(getattr(image, "n_frames", 1)):
            image.seek(index)
            found.append(np.array(image.convert("RGB")))
    return np.stack(found)


def by_av(content: bytes) -> Pictures:
    """Return a picture of a video for each second."""
    import av

    with av.open(io.BytesIO(content), "r") as container:
        rate = int(container.streams.video[0].average_rate or 0)
        pictures = list(container.decode(video=0))[rate // 2 :: rate]
        return np.stack([picture.to_ndarray(format="rgb24") for picture in pictures])


def with_a_quarter_of_the_colours(pictures: Pictures) -> Pictures:
    """Return pictures as the pixels of a video that every player plays hold them (4:2:0)."""
    import av

    frames = [av.VideoFrame.from_ndarray(one.copy(), format="rgb24") for one in pictures]
    halved = [frame.reformat(format="yuv420p") for frame in frames]
    return np.stack([frame.reformat(format="rgb24").to_ndarray() for frame in halved])


def by_poppler(content: bytes) -> Pictures:
    """Return the pages of a PDF."""
    command = ["pdftocairo", "-tiff", "-tiffcompression", "none", "-r", "96", "-"]
    with TemporaryDirectory() as folder:
        subprocess.run([*command, Path(folder, "page")], input=content, check=True)
        pages = [Image.open(path).convert("RGB") for path in sorted(Path(folder).iterdir())]
    return np.stack([np.array(page) for page in pages])


def most(found: Pictures, wanted: Pictures) -> float:
    """Return the largest difference of a pixel."""
    return max(float(difference(*pair).max()) for pair in zip(found, wanted, strict=True))


def means(one: Pictures, other: Pictures) -> NDArray[np.float64]:
    """Return the mean difference of each frame."""
    return np.array([difference(*pair).mean() for pair in zip(one, other, strict=True)])


FORMATS: dict[str, tuple[Callable[[bytes], Pictures], int, float]] = {
    "gif": (by_pillow, 18, 0.12),
    "apng": (by_pillow, 2, 0.06),
    "webp": (by_pillow, 2, 0.06),
    "mp4": (by_av, 120, 3.2),
    "pdf": (by_poppler, 255, 2.5),
}
"""For each: a reader, the largest difference, and the largest mean difference of a frame.

Poppler moves level and upright lines to whole pixels."""


OTHERS = [format_ for format_ in FORMATS if format_ != "gif"]
CASES = [
    (name, format_)
    for number, name in enumerate(catalogue())
    for format_ in ("gif", OTHERS[number % len(OTHERS)])
]
"""Each figure as a GIF, and in one other format in turn: all encode the same frames."""


COMPOSING = (
    "svgconv.raster.compositor",
    "svgconv.encoders._animated_image",
    "svgconv.encoders._dirty_rectangle",
    "svgconv.encoders._frame_differences",
)
"""The modules from which encoders take `pictures`."""


@pytest.fixture
def composed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the encoders of a figure share its frames, which `tests.raster` compares with stills."""
    for module in COMPOSING:
        monkeypatch.setattr(f"{module}.pictures", composed)


@pytest.mark.usefixtures("composed_once")
@pytest.mark.parametrize(("name", "format_"), CASES)
def test_every_frame_read_back_is_its_still(name: str, format_: str) -> None:
    read, bound, mean = FORMATS[format_]
    largest: float = bound
    found = read(figure_of(name).encode(f".{format_}", **size(name)))
    wanted = stills(name)
    assert found.shape == wanted.shape
    right, wrong = means(found, wanted), means(found, np.roll(wanted, 1, axis=0))
    if format_ == "mp4":  # its format keeps a quarter of the colours
        kept = with_a_quarter_of_the_colours(wanted)
        mean = max(mean, 1.3 * means(kept, wanted).max())
        largest = max(largest, 1.3 * most(kept, wanted))
    assert most(found, wanted) <= largest
    assert right.max() <= mean
    assert wrong.min() > 1.2 * right.max()


@pytest.mark.parametrize("name", ["padding_strides", "numerical_padding_strides", "wavenet"])
def test_every_frame_of_an_avif_is_its_still(name: str) -> None:
    """Its encoder is too slow for the whole catalogue."""
    found = by_pillow(svgconv.load(name).encode(".avif", **size(name)))
    wanted = stills(name)
    assert found.shape == wanted.shape
    right, wrong = means(found, wanted), means(found, np.roll(wanted, 1, axis=0))
    assert right.max() <= 1.2
    assert wrong.min() > 1.2 * right.max()


@pytest.mark.parametrize("asked", [{"width": 395}, {"height": 300}, {"scale": 1.6}])
def test_all_formats_put_the_figure_at_the_same_place(asked: dict[str, float]) -> None:
    """A still lies over the frame of an animation, whichever way the size is given."""
    figure = svgconv.load("padding_strides")
    wanted = by_pillow(figure.frame(4).encode(".png", **asked))[0]
    still = cairosvg.svg2png(figure.frame(4).encode(".svg", **asked), background_color="white")
    found = {"svg": by_pillow(still)[0], "pdf": by_poppler(figure.encode(".pdf", **asked))[4]}
    for format_ in ("gif", "apng", "webp", "avif"):
        found[format_] = by_pillow(figure.encode(f".{format_}", **asked))[4]
    for format_, picture in found.items():
        assert picture.shape == wanted.shape, format_
        here = difference(picture, wanted).mean()
        for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
            moved = np.roll(picture, step, axis)
            assert difference(moved, wanted).mean() > 1.5 * here, format_


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
