"""GIF, read back by Pillow and block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from PIL import Image

import svgconv
from svgconv.encoders import _frame_differences as changes
from svgconv.encoders.gif import encode
from svgconv.errors import SvgconvError
from svgconv.files.drawing import Drawing
from svgconv.raster.compositor import pictures
from tests.encoders.scenes import SCENES, Pictures, error, seen, shifted, wanted


def _agrees(got: Pictures, expected: Pictures) -> bool:
    far = error(got, expected)[..., :3]
    return bool(far.max() <= 16 and far.mean() <= 0.06)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("scene", SCENES)
def test_every_frame_is_what_was_drawn(scene: str, full: bool) -> None:
    drawing = SCENES[scene]().drawing(width=500, full_frames=full)
    got, expected = seen(encode(drawing)).pictures, wanted(drawing)
    assert _agrees(got, expected)
    assert not _agrees(got, shifted(expected))


def test_flat_colours_are_exact_even_in_a_small_palette() -> None:
    drawing = SCENES["padded"]().drawing(colors=16)
    got, expected = seen(encode(drawing)).pictures, wanted(drawing)
    colors, counts = np.unique(expected[..., :3].reshape(-1, 3), axis=0, return_counts=True)
    flat = colors[np.argsort(-counts)[:5]]
    assert len(flat) == 5
    for color in flat:
        there = (expected[..., :3] == color).all(axis=-1)
        assert np.mean(error(got, expected)[there].max(axis=-1) == 0) > 0.999


@pytest.mark.parametrize(("colors", "largest"), [(8, 255), (64, 18), (255, 6)])
def test_the_palette_has_no_more_colours_than_the_picture_needs(colors: int, largest: int) -> None:
    drawing = SCENES["padded"]().drawing(colors=colors)
    got = seen(encode(drawing)).pictures
    used = len(np.unique(got.reshape(-1, 4), axis=0))
    assert {8: 8, 64: 24, 255: 64}[colors] <= used <= {8: 8, 64: 40, 255: 127}[colors]
    assert error(got, wanted(drawing)).max() <= largest


def test_fewer_colours_and_patches_are_fewer_bytes() -> None:
    figure = SCENES["padded"]()
    sizes = [
        len(encode(figure.drawing(**output)))
        for output in ({"colors": 32}, {}, {"full_frames": True})
    ]
    assert sizes[0] < 0.9 * sizes[1]
    assert sizes[1] < 0.8 * sizes[2]


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("scene", SCENES)
def test_a_transparent_background_shows_through_at_half_alpha(scene: str, full: bool) -> None:
    drawing = SCENES[scene]().drawing(background="transparent", full_frames=full)
    got, expected = seen(encode(drawing)).pictures, wanted(drawing)
    solid = expected[..., 3] >= 128
    assert 0.1 < solid.mean() < 0.9
    assert np.array_equal(got[..., 3] == 255, solid)
    assert not np.array_equal(got[..., 3] == 255, np.roll(solid, 1, axis=0))
    far = error(got, expected)[solid][:, :3]
    assert far.max() <= 16
    assert far.mean() <= 0.3


@pytest.mark.parametrize(("plays", "loop"), [(None, 0), (1, None), (2, 1), (5, 4)])
def test_the_loop_count_is_what_browsers_read(plays: int | None, loop: int | None) -> None:
    assert seen(encode(SCENES["conv"](plays=plays).drawing())).loop == loop


def test_delays_are_exact_and_the_last_frame_is_held() -> None:
    drawing = SCENES["conv"](frame_duration=Decimal("0.35"), hold=Decimal("2.03")).drawing()
    assert seen(encode(drawing)).milliseconds == [350, 350, 350, 2380]


@pytest.mark.parametrize("duration", ["0.125", "0.01", "700"])
def test_a_duration_that_gif_cannot_hold_is_said(duration: str) -> None:
    drawing = SCENES["conv"](frame_duration=Decimal(duration)).drawing()
    with pytest.raises(SvgconvError, match=f"^frame_duration: {duration} seconds .*; use "):
        encode(drawing)


def test_equal_frames_are_kept_apart() -> None:
    drawing = SCENES["conv"]().drawing()
    drawing = replace(drawing, frames=(0, 0, 1, 1), durations=tuple(map(Decimal, "1234")))
    got = seen(encode(drawing))
    assert got.milliseconds == [1000, 2000, 3000, 4000]
    assert _agrees(got.pictures, wanted(drawing))


def test_a_still_is_one_frame() -> None:
    drawing = SCENES["conv"](frame_duration=Decimal("0.125")).frame(2).drawing(width=500)
    got = seen(encode(drawing))
    assert len(got.pictures) == 1
    assert got.loop is None
    assert _agrees(got.pictures, wanted(drawing))


def test_a_long_drawing_is_drawn_twice_and_gives_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawing = svgconv.conv(4, 3).drawing()
    kept = encode(drawing)
    drawn: list[Drawing] = []

    def counted(drawing: Drawing) -> Iterator[Image.Image]:
        drawn.append(drawing)
        return pictures(drawing)

    monkeypatch.setattr(changes, "KEPT", 1000)
    monkeypatch.setattr(changes, "pictures", counted)
    assert encode(drawing) == kept
    assert len(drawn) == 2
